"""A pseudo-terminal with a program in it: keys in, bytes counted, the screen read back."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parents[2]


class Terminal:
    """Runs ``pty_program``; leaves nothing running behind."""

    def __init__(
        self,
        folder: Path,
        fault: str = "",
        *,
        columns: int = 80,
        lines: int = 24,
        **environment: str,
    ) -> None:
        self.received = 0
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.screens.pty_program", str(folder), fault],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment},
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """What the terminal shows now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def send(self, data: bytes) -> None:
        """Type."""
        os.write(self._master, data)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window, and say so: the terminal is not the controlling one."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def settle(self, pause: float = 0.3, seconds: float = 10.0) -> int:
        """Take what is written until nothing comes for a while; return how many bytes that was."""
        end, before = time.monotonic() + seconds, self.received
        while self.hear(pause) and time.monotonic() < end:
            pass
        return self.received - before

    def hear(self, seconds: float) -> int:
        """Take what is written for ``seconds``; return how many bytes that was."""
        end, before = time.monotonic() + seconds, self.received
        while (left := end - time.monotonic()) > 0:
            ready, _w, _x = select.select([self._master], [], [], left)
            if ready and not self._take():
                break
        return self.received - before

    def wait_for(self, seen: Callable[[str], bool], seconds: float = 90.0) -> None:
        """Wait until the screen is as wanted; fails with the screen when it never is."""
        end = time.monotonic() + seconds
        while not seen(self.text):
            assert time.monotonic() < end, self.text
            assert self.process.poll() is None, self.text
            self.hear(0.05)

    def left(self, seconds: float = 90.0) -> int:
        """Wait until the program has ended and return its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, self.text
            self.hear(0.02)
        self.hear(0.1)
        return self.process.returncode

    def _take(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.received += len(data)
        self._stream.feed(data)
        return bool(data)
