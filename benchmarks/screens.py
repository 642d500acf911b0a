"""A program in a pseudo-terminal of 120 by 40: keys in, and what arrives at the far end, when.

The terminal answers what programs ask it. With a line in between, bytes arrive as late as they
would: at a rate, and half the round trip each way.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

COLUMNS, LINES = 120, 40
_CHUNK = 4096
_QUEUE = 65536
"""Bytes that the line's near end takes before the program must wait, as sockets do."""
_SLICE = 0.01
_ANSWERS = (
    (rb"\x1b\[0?c", b"\x1b[?62;22c"),
    (rb"\x1b\[>0?c", b"\x1b[>41;390;0c"),
    (rb"\x1b\[6n", b"\x1b[1;1R"),
    (rb"\x1b\[5n", b"\x1b[0n"),
    (rb"\x1b\[\?2026\$p", b"\x1b[?2026;2$y"),
    (rb"\x1b\]11;\?(?:\x07|\x1b\\)", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
)
_QUESTION = re.compile(b"|".join(b"(%b)" % question for question, _answer in _ANSWERS))


@dataclass(frozen=True, slots=True)
class SlowLine:
    """A line: bytes a second, and seconds there and back."""

    rate: float
    round_trip: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What a key did: milliseconds to the first and the last byte (None: nothing), and bytes.

    What arrives sooner than the line allows belongs to an older key.
    """

    first: float | None
    last: float | None
    size: int


class Terminal:
    """The far end. ``received`` is everything that has arrived."""

    def __init__(self, process: int, descriptor: int, begun: float, line: SlowLine | None) -> None:
        self.process = process
        self.begun = begun
        self._descriptor = descriptor
        self._line = line
        self.received = bytearray()
        self._arrived: list[float] = []
        self._near: deque[bytes] = deque()
        self._far: deque[tuple[float, bytes]] = deque()
        self._keys: deque[tuple[float, bytes]] = deque()
        self._free_at = 0.0
        self._answered = 0
        self._ended = False

    def press(self, key: bytes, *, pause: float = 0.15, seconds: float = 5.0) -> Effect:
        """Press a key, and wait until nothing more arrives for ``pause`` seconds."""
        begun, size, count = time.perf_counter(), len(self.received), len(self._arrived)
        self._send(key)
        end = begun + seconds
        while time.perf_counter() < end:
            last = self._arrived[-1] if len(self._arrived) > count else None
            if last is not None and time.perf_counter() - last > pause and not self._on_its_way:
                break
            self.hear(0.005)
        soonest = begun + (self._line.round_trip if self._line else 0.0)
        own = (moment for moment in self._arrived[count:] if moment >= soonest)
        moments = [(moment - begun) * 1000 for moment in own]
        first, last = (moments[0], moments[-1]) if moments else (None, None)
        return Effect(first, last, len(self.received) - size)

    def type(self, key: bytes) -> None:
        """Press a key and wait for nothing."""
        self._send(key)

    def wait_for(self, text: bytes, seconds: float = 60.0) -> bool:
        """Wait until ``text`` has arrived; return whether it has."""
        end = time.perf_counter() + seconds
        while text not in self.received:
            if time.perf_counter() > end or self._ended:
                return False
            self.hear(0.02)
        return True

    def settle(self, pause: float = 0.5, seconds: float = 20.0) -> None:
        """Wait until nothing arrives for a while."""
        end = time.perf_counter() + seconds
        last = len(self.received)
        quiet = time.perf_counter()
        while time.perf_counter() < end and time.perf_counter() - quiet < pause:
            self.hear(0.02)
            if len(self.received) != last or self._on_its_way:
                last, quiet = len(self.received), time.perf_counter()

    def hear(self, seconds: float) -> None:
        """Let time pass, and bytes."""
        end = time.perf_counter() + seconds
        while True:
            self._carry()
            left = end - time.perf_counter()
            if left <= 0:
                return
            takes = not self._ended and sum(map(len, self._near)) < _QUEUE
            wait = min(left, _SLICE / 2) if self._on_its_way else left
            ready, _w, _x = select.select([self._descriptor] if takes else [], [], [], wait)
            if ready:
                self._read()

    @property
    def now(self) -> float:
        """The present moment, on the clock of :attr:`begun`."""
        return time.perf_counter()

    @property
    def last_arrival(self) -> float:
        """When the last byte arrived."""
        return self._arrived[-1] if self._arrived else self.begun

    def memory(self) -> list[float]:
        """Return the megabytes that each process of the program holds, the first one first.

        By their share (Pss): what processes have in common counts once, in parts.
        """
        return [_held(process) / 1024 for process in family(self.process)]

    def close(self) -> None:
        """End the program."""
        for process in reversed(family(self.process)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._descriptor)

    @property
    def _on_its_way(self) -> bool:
        return bool(self._near or self._far or self._keys)

    def _read(self) -> None:
        try:
            data = os.read(self._descriptor, _CHUNK)
        except OSError:
            data = b""
        if not data:
            self._ended = True
        elif self._line is None:
            self._arrive(time.perf_counter(), data)
        else:
            self._near.append(data)

    def _carry(self) -> None:
        """Move what is on the line."""
        if self._line is None:
            return
        now = time.perf_counter()
        half = self._line.round_trip / 2
        while self._keys and self._keys[0][0] <= now:
            os.write(self._descriptor, self._keys.popleft()[1])
        while self._near and self._free_at <= now:
            data = self._near.popleft()
            piece = data[: max(1, int(self._line.rate * _SLICE))]
            if data[len(piece) :]:
                self._near.appendleft(data[len(piece) :])
            self._free_at = max(self._free_at, now - _SLICE) + len(piece) / self._line.rate
            self._far.append((self._free_at + half, piece))
        while self._far and self._far[0][0] <= now:
            self._arrive(*self._far.popleft())

    def _arrive(self, moment: float, data: bytes) -> None:
        self.received += data
        self._arrived.append(moment)
        for question in _QUESTION.finditer(self.received, self._answered):
            self._answered = question.end()
            self._send(_ANSWERS[(question.lastindex or 1) - 1][1])

    def _send(self, data: bytes) -> None:
        if self._line is None:
            os.write(self._descriptor, data)
        else:
            self._keys.append((time.perf_counter() + self._line.round_trip / 2, data))


def family(process: int) -> list[int]:
    """Return a process and all that it has started, itself first."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError):
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                children.setdefault(int(parent), []).append(int(entry.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


def _held(process: int) -> int:
    """Return kilobytes by their share (Pss)."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


@contextmanager
def terminal(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    line: SlowLine | None = None,
) -> Iterator[Terminal]:
    """Start a program in a terminal of its own."""
    begun = time.perf_counter()
    process, descriptor = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environment))  # noqa: S606 - fixed commands
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    running = Terminal(process, descriptor, begun, line)
    try:
        yield running
    finally:
        running.close()
