"""A real terminal for the tests: a pseudo-terminal whose screen an emulator reads."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pyte

COLUMNS, LINES = 120, 40
_CHUNK = 65536


class Terminal:
    """A running program; every wait reads what it paints."""

    def __init__(self, process: int, descriptor: int, columns: int, lines: int) -> None:
        self._process = process
        self._descriptor = descriptor
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._exit: int | None = None
        self.received = bytearray()

    def press(self, *keys: str) -> None:
        """Type ``keys``, as a terminal sends them."""
        for key in keys:
            os.write(self._descriptor, key.encode())

    def send(self, data: bytes) -> None:
        """Send raw bytes, such as a broken paste."""
        os.write(self._descriptor, data)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window."""
        self._screen.resize(lines, columns)
        _set_size(self._descriptor, columns, lines)

    @property
    def text(self) -> str:
        """What stands on the screen, without trailing blanks."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def screen(self) -> pyte.Screen:
        """The emulated screen, with colours."""
        return self._screen

    @property
    def title(self) -> str:
        """The window's title."""
        return str(self._screen.title)

    def wait_for(self, *texts: str, seconds: float = 90.0) -> str:
        """Read until all ``texts`` stand on the screen; return the screen."""
        return self.wait_until(lambda screen: all(text in screen for text in texts), seconds, texts)

    def wait_gone(self, text: str, seconds: float = 90.0) -> str:
        """Read until ``text`` stands on the screen no longer."""
        return self.wait_until(lambda screen: text not in screen, seconds, ("no " + text,))

    def wait_until(
        self, wanted: Callable[[str], bool], seconds: float, texts: Sequence[str] = ()
    ) -> str:
        """Read until ``wanted`` says yes to the screen; return the screen."""
        end = time.monotonic() + seconds
        while not wanted(self.text):
            left = end - time.monotonic()
            assert left > 0, f"waited {seconds} s for {list(texts)}; the screen:\n{self.text}"
            assert self.read(min(left, 0.5)) or self._exit is None, (
                f"the program ended with {self._exit}; the screen:\n{self.text}"
            )
        return self.text

    def read(self, seconds: float) -> int:
        """Read what comes within ``seconds``; return how many bytes, at the first pause."""
        ready, _writable, _errors = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return 0
        try:
            data = os.read(self._descriptor, _CHUNK)
        except OSError:
            data = b""
        if not data:
            self._reap()
            return 0
        self.received += data
        self._stream.feed(data)
        return len(data)

    def quiet_bytes(self, seconds: float) -> int:
        """Return how many bytes are written within ``seconds`` while nobody touches a key."""
        before = len(self.received)
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)
        return len(self.received) - before

    def settle(self, pause: float = 0.4, seconds: float = 20.0) -> None:
        """Read until nothing more is painted for ``pause`` seconds."""
        end = time.monotonic() + seconds
        while self.read(pause) and time.monotonic() < end:
            pass

    def wait_exit(self, seconds: float = 60.0) -> int:
        """Read to the end of the program and return its exit code (negative: a signal)."""
        end = time.monotonic() + seconds
        while self._exit is None:
            left = end - time.monotonic()
            assert left > 0, f"still running after {seconds} s; the screen:\n{self.text}"
            self.read(min(left, 0.05))
            self._reap(block=False)
        return self._exit

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, number)

    def close(self) -> None:
        """End the program for good and close the terminal."""
        if self._exit is None:
            self.kill()
            self._reap()
        with contextlib.suppress(OSError):
            os.close(self._descriptor)

    def _reap(self, *, block: bool = True) -> None:
        if self._exit is not None:
            return
        with contextlib.suppress(ChildProcessError):
            found, status = os.waitpid(self._process, 0 if block else os.WNOHANG)
            if found:
                self._exit = os.waitstatus_to_exitcode(status)


@contextmanager
def terminal(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    columns: int = COLUMNS,
    lines: int = LINES,
) -> Iterator[Terminal]:
    """Start ``command`` in a terminal of its own."""
    process, descriptor = pty.fork()
    if process == 0:  # the child: nothing but exec
        os.execvpe(command[0], list(command), dict(environment))  # noqa: S606 - our own program
    _set_size(descriptor, columns, lines)
    running = Terminal(process, descriptor, columns, lines)
    try:
        yield running
    finally:
        running.close()


def _set_size(descriptor: int, columns: int, lines: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
