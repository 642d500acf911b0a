"""Manners towards the terminal: input no byte can break, threads that never hold up leaving."""

from __future__ import annotations

import codecs
import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

from agent_console.desk.text import to_screen

P = ParamSpec("P")
T = TypeVar("T")


def tolerate_broken_input() -> None:
    """Let bytes that are no UTF-8 arrive as U+FFFD instead of ending the program.

    A Latin-1 paste or an old mouse report does that (textual issues 6456 and 6668). Replaces the
    name the input thread of Textual's Linux driver looks up; a test in a real terminal watches it.
    """
    from textual.drivers import linux_driver

    def tolerant(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    setattr(linux_driver, "getincrementaldecoder", tolerant)  # noqa: B010 - not a public name


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


@contextlib.contextmanager
def terminal_title(text: str) -> Iterator[None]:
    """Give the terminal's window a title for the time of the block (XTWINOPS 22 and 23)."""
    if not sys.stderr.isatty():
        yield
        return
    sys.stderr.write(f"\x1b[22;2t\x1b]2;{to_screen(text, one_line=True)[:80]}\x1b\\")
    sys.stderr.flush()
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            sys.stderr.write("\x1b[23;2t")
            sys.stderr.flush()
