"""A command of the agent's own that prints orders: no shell, little environment, under limits."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.orders_config import OrderSource
from agent_console.services.orders_records import trouble

_KEPT = ("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
         "SYSTEMROOT")  # fmt: skip
_CHUNK = 1 << 16
_LOOK = 0.05
_MAX_COMPLAINT = 2_000
_GRACE = 2.0


class _Drain(Thread):
    """Reads a pipe to its end, keeping at most ``limit`` bytes of it."""

    def __init__(self, pipe: IO[bytes], limit: int) -> None:
        super().__init__(daemon=True)
        self.data = bytearray()
        self.too_much = False
        self._pipe = pipe
        self._limit = limit

    def run(self) -> None:
        """Read until nobody writes any more."""
        with suppress(OSError, ValueError):
            while chunk := os.read(self._pipe.fileno(), _CHUNK):
                room = self._limit - len(self.data)
                self.data += chunk[:room]
                self.too_much = self.too_much or len(chunk) > room


def run_command(source: OrderSource, expired: Callable[[], bool]) -> bytes:
    """Run the command of a source and return what it printed.

    ``expired`` tells that its time is over, or that nobody waits any more; it and all that it began
    are ended then. Raises ConsoleError in one line for that, for too much output, and for an exit
    code that is not 0, with the first line of what it complained of.
    """
    name = Path(source.command[0]).name
    try:
        process = subprocess.Popen(  # noqa: S603  # the agent's own settings name it; no shell
            source.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
            cwd=Path.home(),
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        words = _("{command} cannot be started: {reason}")
        reason = getattr(error, "strerror", None) or str(error)
        raise trouble(source.name, words.format(command=name, reason=reason)) from error
    with process:
        said, complained = _drains(process, source.max_mb << 20)
        ended = _wait(process, said, expired)
        for drain in (said, complained):
            drain.join(_GRACE)
    if said.too_much:
        words = _("{command} printed more than {n} MB and was ended")
        raise trouble(source.name, words.format(command=name, n=source.max_mb))
    if not ended:
        words = _("{command} took longer than {n} seconds and was ended")
        seconds = int(source.timeout.total_seconds())
        raise trouble(source.name, words.format(command=name, n=seconds))
    if process.returncode:
        words = _("{command} failed with {code}: {reason}")
        reason = _first_line(bytes(complained.data))
        text = words.format(command=name, code=process.returncode, reason=reason)
        raise trouble(source.name, text.rstrip(": "))
    return bytes(said.data)


def _drains(process: subprocess.Popen[bytes], limit: int) -> tuple[_Drain, _Drain]:
    if process.stdout is None or process.stderr is None:
        raise RuntimeError("a command without pipes")
    drains = _Drain(process.stdout, limit), _Drain(process.stderr, _MAX_COMPLAINT)
    for drain in drains:
        drain.start()
    return drains


def _wait(process: subprocess.Popen[bytes], said: _Drain, expired: Callable[[], bool]) -> bool:
    """Wait for the end of a command; False when it had to be ended."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK)
            return not said.too_much
        if said.too_much or expired():
            _end(process)
            return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command with all that it has begun."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _first_line(complaint: bytes) -> str:
    lines = to_screen(complaint.decode("utf-8", "replace")).split("\n")
    return next((line.strip()[:200] for line in lines if line.strip()), "")
