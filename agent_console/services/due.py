"""When waiting mails are due, whatever somebody does to the machine's clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from agent_console.clock import Clock
from agent_console.desk.views import OutboxItem, OutboxState

RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=2),
)
"""How long a mail waits after each failed attempt; the last one again and again."""

GIVE_UP_AFTER = timedelta(hours=24)
_MINUTE_SECONDS = 60.0


class DueTimes:
    """Turns the stored times of waiting mails into ends on the monotonic clock.

    The first look at a mail fixes its end; a wall clock that jumps later neither sends it early nor
    keeps it back. No mail waits longer than its undo time, or the longest pause between attempts,
    counted from the first look: that covers a clock that was set back before it. What was queued
    while nobody looked (no engine ran) counts by the wall clock alone.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends: dict[tuple[int, datetime], float] = {}

    def due(self, waiting: Iterable[OutboxItem]) -> tuple[OutboxItem, ...]:
        """Return those of ``waiting`` whose time has come, the longest due first.

        A deferred mail without a next try waits for a person and is never due.
        """
        now, monotonic = self._clock.now(), self._clock.monotonic()
        ends: dict[tuple[int, datetime], float] = {}
        found: list[tuple[float, int, OutboxItem]] = []
        for item in waiting:
            at = _time(item)
            if at is None:
                continue
            left = min(max(at - now, timedelta()), _longest(item))
            end = self._ends.get((item.id, at), monotonic + left.total_seconds())
            ends[item.id, at] = end
            if end <= monotonic:
                found.append((end, item.id, item))
        self._ends = ends
        return tuple(item for _end, _number, item in sorted(found, key=lambda one: one[:2]))


class BulkPace:
    """Counts the notices of the last minute, so that no more of them leave than ``per_minute``."""

    def __init__(self, clock: Clock, per_minute: int) -> None:
        self._clock = clock
        self._per_minute = per_minute
        self._sent: deque[float] = deque()

    def room(self) -> int:
        """Return how many may be tried now."""
        now = self._clock.monotonic()
        while self._sent and now - self._sent[0] >= _MINUTE_SECONDS:
            self._sent.popleft()
        return self._per_minute - len(self._sent)

    def tried(self) -> None:
        """Count one."""
        self._sent.append(self._clock.monotonic())


def next_try(item: OutboxItem, now: datetime) -> datetime | None:
    """Return when to try again after a failure now: in 1, 5, 15, 60 minutes, then every 2 hours.

    None once a day is over: then a person must decide. The place in the row follows from the time
    since the mail was to leave, not from a count of attempts.
    """
    age, tried_until = now - item.not_before, timedelta()
    if age >= GIVE_UP_AFTER:
        return None
    for wait in RETRY_AFTER:
        tried_until += wait
        if age < tried_until:
            return now + wait
    return now + RETRY_AFTER[-1]


def _time(item: OutboxItem) -> datetime | None:
    return item.not_before if item.state is OutboxState.QUEUED else item.next_try


def _longest(item: OutboxItem) -> timedelta:
    if item.state is OutboxState.QUEUED:
        return max(item.not_before - item.queued_at, timedelta())
    return RETRY_AFTER[-1]
