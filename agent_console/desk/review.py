"""What changed in a month: new kinds of requests, answers that do not help, slow types, misses.

Each line tells of how many it is made, what it was the month before, and the tickets behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.desk.events import Event
from agent_console.desk.metrics import SMALL_N
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Unit
from agent_console.desk.ticket_facts import Assigned, Snoozed

MOST_REFS = 200
BUSY, BUSY_BY = 1.5, 5
"""A day is busy when so many times its weekday's mean came, and at least so many mails more."""


class Section(StrEnum):
    """The parts of a review, in their order."""

    EMERGING = "emerging"
    AGAIN = "again"
    SLOW = "slow"
    BREACHED = "breached"
    FAQ = "faq"


class Cause(StrEnum):
    """Why a promise was missed, as far as the ticket's history tells; the first that fits."""

    ASLEEP = "asleep"
    HANDED = "handed"
    TAKEN = "taken"
    BUSY = "busy"
    UNTAKEN = "untaken"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is worth a look.

    ``value`` is what the section counts (None: nothing), made of ``n``; the same for the month
    before. ``refs`` are the tickets behind it, ``note`` says more, ``is_part`` belongs to the line
    above.
    """

    section: Section
    key: str
    name: str
    value: float | None
    unit: Unit
    n: int
    before: float | None = None
    before_n: int = 0
    refs: tuple[str, ...] = ()
    note: str = ""
    is_part: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it is made of so little that chance alone moves it."""
        return self.unit is not Unit.COUNT and self.n < SMALL_N


@dataclass(frozen=True, slots=True)
class Review:
    """What changed in ``month``, beside the month ``before``; ``is_over`` once the month is."""

    month: Period
    before: Period
    made: datetime
    zone: str
    lines: tuple[Line, ...]
    is_over: bool = True

    def of(self, section: Section) -> tuple[Line, ...]:
        """Return the lines of a section."""
        return tuple(line for line in self.lines if line.section is section)


def cause_of(
    due: datetime, began: datetime | None, events: Sequence[Event], *, is_busy: bool
) -> Cause:
    """Return why a promise was missed that began to run at ``began`` and ended at ``due``.

    ``events`` are those of the ticket that stand, in their order. It was put to sleep meanwhile; or
    went from one agent to another; or one had it and did not answer; or nobody had it, on a day on
    which many more mails came than usual, or on any other.
    """
    earlier = [event for event in events if event.at <= due]
    since = [event for event in earlier if began is None or event.at >= began]
    if any(isinstance(event.fact, Snoozed) for event in since):
        return Cause.ASLEEP
    owners = [event.fact.owner for event in earlier if isinstance(event.fact, Assigned)]
    had = {event.fact.owner for event in since if isinstance(event.fact, Assigned)} - {""}
    if len(had) > 1:
        return Cause.HANDED
    if owners and owners[-1]:
        return Cause.TAKEN
    return Cause.BUSY if is_busy else Cause.UNTAKEN


def busy_days(counts: Sequence[tuple[int, int]], first: int, weeks: int = 8) -> frozenset[int]:
    """Return the days (ordinals, from ``first`` on) on which many more came than usual.

    ``counts`` are (day, mails). Usual is the mean of the same weekday in the weeks before.
    """
    known = dict(counts)
    begun = min(known, default=first)
    found = set[int]()
    for day, came in known.items():
        past = [day - 7 * back for back in range(1, weeks + 1) if day - 7 * back >= begun]
        if day < first or not past:
            continue
        usual = sum(known.get(one, 0) for one in past) / len(past)
        if came > BUSY * usual and came >= usual + BUSY_BY:
            found.add(day)
    return frozenset(found)


def settled_by(now: datetime, after: timedelta) -> datetime:
    """Return the latest moment of an answer of which it is known whether a question followed."""
    return now - after
