"""Manners towards the terminal: input no byte can break, an end when it is gone, quick leaving."""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from encodings import utf_8
from functools import partial
from typing import IO, TYPE_CHECKING, Any, ParamSpec, TypeVar

from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

from agent_console.desk.text import to_screen

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

P = ParamSpec("P")
T = TypeVar("T")
_TURN_SECONDS = 0.000_5


@contextlib.contextmanager
def quick_turns() -> Iterator[None]:
    """Let threads take turns ten times as often in a block, so that keys do not wait for work.

    A key is handed on from the terminal's thread to the screen and to the writer's thread, some
    five turns. While another thread loads or counts, each turn waits out Python's switch interval
    (sys.setswitchinterval): 5 ms as shipped, together more than drawing the key takes.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def tolerate_broken_input() -> None:
    """Let bytes that are no UTF-8 arrive as U+FFFD instead of ending the program.

    A Latin-1 paste or an old mouse report does that (textual issues 6456 and 6668). Replaces two
    names that Textual's Linux driver looks up; tests in a real terminal watch it.
    """
    setattr(linux_driver, "getincrementaldecoder", _tolerant)  # noqa: B010 - not a public name
    setattr(linux_driver, "WriterThread", _Writer)  # noqa: B010 - not a public name


def hang_up() -> None:
    """End the program as a closed terminal window does: drafts are kept, the exit code says so."""
    os.kill(os.getpid(), signal.SIGHUP)


class ConsoleDriver(LinuxDriver):
    """Textual's driver, which reads on for ever when the input is at its end."""

    def sift(self, text: str) -> str:
        """Return what is to be taken as typed of what was read; called in the input's thread."""
        return text

    def all_written(self, then: Callable[[], None]) -> bool:
        """Return whether the terminal has taken all; else ``then`` is called in a thread, later."""
        writer = self._writer_thread
        return not isinstance(writer, _Writer) or writer.is_free(then)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and lines of the terminal itself.

        Textual believes the variables COLUMNS and LINES before; where a shell has exported them,
        the window could not be resized.
        """
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            return super()._get_terminal_size()
        return (columns, lines) if columns and lines else super()._get_terminal_size()

    def run_input_thread(self) -> None:
        """Read keys until the program or the terminal ends."""
        decoder = partial(_tolerant, sift=self.sift)
        setattr(linux_driver, "getincrementaldecoder", decoder)  # noqa: B010 - not a public name
        try:
            super().run_input_thread()
        except (OSError, EOFError):
            hang_up()


class _Decoder(utf_8.IncrementalDecoder):
    """Raises EOFError for no bytes at all: that is how a terminal without a person reads."""

    def __init__(self, sift: Callable[[str], str]) -> None:
        super().__init__("replace")
        self._sift = sift

    def decode(self, data: ReadableBuffer, final: bool = False) -> str:
        if not data and not final:
            raise EOFError
        return self._sift(super().decode(data, final))


def _tolerant(
    _encoding: str, *, sift: Callable[[str], str] = str
) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(_Decoder, sift)


class _Writer(WriterThread):
    """Textual's writer, which ends at the first error and lets the program wait for ever.

    It also tells when it has written everything, once for each time it was asked to.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._waiting = 0
        self._lock = threading.Lock()
        self._when_free: Callable[[], None] | None = None

    def write(self, text: str) -> None:
        """Put a text behind those that wait."""
        with self._lock:
            self._waiting += 1
        super().write(text)

    def is_free(self, then: Callable[[], None]) -> bool:
        """Return whether nothing waits; else ``then`` is called, in the writer's thread, later."""
        with self._lock:
            if self._waiting:
                self._when_free = then
            return not self._waiting

    def run(self) -> None:
        """Write until told to stop; once the terminal is gone, only take what comes."""
        lost = False
        while (text := self._queue.get()) is not None:
            if not lost and not self._written(text):
                lost = True
                hang_up()
            self._tell_free()
        with contextlib.suppress(OSError):
            self._file.flush()

    def _tell_free(self) -> None:
        with self._lock:
            self._waiting -= 1
            if self._waiting or self._when_free is None:
                return
            then, self._when_free = self._when_free, None
        then()

    def _written(self, text: str) -> bool:
        try:
            self._file.write(text)
            if not self._queue.qsize():
                self._file.flush()
        except OSError:
            return False
        return True


class LeavingExecutor(ThreadPoolExecutor):
    """Runs each call in a daemon thread of its own, so that leaving never waits for one.

    asyncio accepts only a ThreadPoolExecutor as its default, hence the base class; none of its
    threads is ever started. At most ``limit`` calls run at the same time.
    """

    def __init__(self, limit: int = 8) -> None:
        super().__init__(max_workers=1)
        self._turns = threading.BoundedSemaphore(limit)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Start ``fn`` and return its future."""
        future: Future[T] = Future()
        call = partial(fn, *args, **kwargs)
        threading.Thread(
            target=self._run, args=(future, call), name="desk-work", daemon=True
        ).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Return at once: the threads end with the program."""

    def _run(self, future: Future[Any], call: Callable[[], Any]) -> None:
        with self._turns:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = call()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)


def title_sequence(text: str) -> str:
    """Return what gives the terminal's window a title; nothing in ``text`` can end it early."""
    return f"\x1b]2;{to_screen(text, one_line=True)[:80]}\x1b\\"


@contextlib.contextmanager
def terminal_title(text: str) -> Iterator[None]:
    """Give the terminal's window a title for the time of the block (XTWINOPS 22 and 23)."""
    if not sys.stderr.isatty():
        yield
        return
    sys.stderr.write(f"\x1b[22;2t{title_sequence(text)}")
    sys.stderr.flush()
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            sys.stderr.write("\x1b[23;2t")
            sys.stderr.flush()
