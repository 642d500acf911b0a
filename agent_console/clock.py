"""The time, as something that is handed in, so tests can decide what time it is."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Wall time in UTC for stamps, monotonic seconds for durations."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the present moment in UTC, to the microsecond."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards, those the machine slept included."""
        return _seconds()


class ShiftedClock:
    """This machine's clock, moved by a fixed amount: for screenshots and rehearsals."""

    def __init__(self, shift: timedelta) -> None:
        self._shift = shift

    def now(self) -> datetime:
        """Return the present moment plus the shift, in UTC."""
        return datetime.now(UTC) + self._shift

    def monotonic(self) -> float:
        """Return seconds that never run backwards, those the machine slept included."""
        return _seconds()


def _seconds() -> float:
    """Return monotonic seconds; where the system tells, also those of its sleep (Linux)."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def clock_of_environment() -> Clock:
    """Return this machine's clock, moved by ``AGENT_CONSOLE_CLOCK_SHIFT`` seconds if set."""
    shift = os.environ.get("AGENT_CONSOLE_CLOCK_SHIFT", "")
    try:
        return ShiftedClock(timedelta(seconds=float(shift))) if shift else SystemClock()
    except (ValueError, OverflowError):
        return SystemClock()


class FixedClock:
    """A clock that stands still until it is moved; for tests and previews."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)
        self._monotonic = 0.0

    def now(self) -> datetime:
        """Return the time it was set to."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds moved so far."""
        return self._monotonic

    def move(self, amount: timedelta) -> None:
        """Let ``amount`` of time pass."""
        self._now += amount
        self._monotonic += amount.total_seconds()
