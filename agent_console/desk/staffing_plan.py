"""The staffing hint: mails expected in each hour of the coming week, and the agents they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent_console.desk.hours import Calendar
from agent_console.desk.staffing import Error, IsHoliday, Shape
from agent_console.desk.staffing_queue import Slot, Work, needed

AHEAD = 7
FEW_HANDLED = 20
FEW_MAILS = 168
"""Of fewer mails, one for each hour of a week, chance decides what an hour looks like."""
ASSUMED = 360.0
"""Seconds of work on a mail where too little was measured."""

_BEFORE, _AFTER = 7, 2
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
CalendarAt = Callable[[datetime], Calendar]


@dataclass(frozen=True, slots=True)
class Need:
    """One hour by the clock at the desk: mails expected, and agents while it is open.

    ``open_seconds`` is how long it is open, ``agents`` 0 where it is closed.
    """

    hour: int
    expected: float
    open_seconds: float = 0.0
    agents: int = 0


@dataclass(frozen=True, slots=True)
class DayNeed:
    """A day of the coming week; ``in_time`` is the share of its mails answered in time."""

    day: date
    needs: tuple[Need, ...]
    is_holiday: bool = False
    in_time: float = 1.0

    @property
    def expected(self) -> float:
        """How many mails to answer are expected."""
        return sum(need.expected for need in self.needs)

    @property
    def hours(self) -> float:
        """Hours of work of all agents together."""
        return sum(need.agents * need.open_seconds for need in self.needs) / 3600


@dataclass(frozen=True, slots=True)
class Basis:
    """What a hint is made of: ``mails`` in ``days``, ``handled`` tickets with a known length.

    ``seconds`` of work is the mean for a mail; ``is_assumed`` where too little was measured.
    ``targets`` are (seconds of business time, share of mails), ``goal`` the share in time.
    """

    mails: int
    days: int
    handled: int
    seconds: float
    is_assumed: bool
    targets: tuple[tuple[float, float], ...]
    goal: float

    @property
    def is_small(self) -> bool:
        """Whether chance decides more than what is usual."""
        return self.mails < FEW_MAILS


@dataclass(frozen=True, slots=True)
class Staffing:
    """The hint for the coming week; ``error`` None where too little is known to tell it."""

    made: datetime
    zone: str
    days: tuple[DayNeed, ...]
    basis: Basis
    error: Error | None


def planned(
    shape: Shape, work: Work, goal: float, today: date, zone: ZoneInfo, calendar: CalendarAt
) -> tuple[DayNeed, ...]:
    """Return what is needed on the seven days after ``today``.

    The week before them and two days after are played, too: what is left over from the day before
    is there in the morning, and the last day's mails have their time.
    """
    first = today + _DAY
    days = [first + place * _DAY for place in range(-_BEFORE, AHEAD + _AFTER)]
    free = _free_days(zone, calendar)
    slots, wheres = list[Slot](), list[tuple[int, int]]()
    needs: list[list[Need]] = []
    waiting = 0.0
    for number, day in enumerate(days):
        hours = list[Need]()
        for at in _hours_of(day, zone):
            need, before, during, after = _hour(at, shape.of(day, free), zone, calendar(at))
            if need.open_seconds:
                slots.append(Slot(number, need.open_seconds, waiting + before, during))
                wheres.append((number, len(hours)))
                waiting = after
            else:
                waiting += need.expected
            hours.append(need)
        needs.append(hours)
    plan = needed(slots, work, goal)
    for (number, place), agents in zip(wheres, plan.agents, strict=True):
        need = needs[number][place]
        needs[number][place] = Need(need.hour, need.expected, need.open_seconds, agents)
    chosen = range(_BEFORE, _BEFORE + AHEAD)
    shares = (*plan.in_time, *(1.0,) * len(days))
    return tuple(
        DayNeed(days[number], tuple(needs[number]), free(days[number]), shares[number])
        for number in chosen
    )


def _free_days(zone: ZoneInfo, calendar: CalendarAt) -> IsHoliday:
    def is_free(day: date) -> bool:
        return day in calendar(datetime.combine(day, time(12), zone)).holidays

    return is_free


def _hours_of(day: date, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the beginnings of a day's hours; 23 or 25 of them when the clocks change."""
    at = datetime.combine(day, time(), zone).astimezone(UTC)
    end = datetime.combine(day + _DAY, time(), zone).astimezone(UTC)
    while at < end:
        yield at
        at += _HOUR


def _hour(
    at: datetime, expected: Sequence[float], zone: ZoneInfo, calendar: Calendar
) -> tuple[Need, float, float, float]:
    """Return an hour, and how many of its mails come before, while and after it is open."""
    hour = at.astimezone(zone).hour
    number = expected[hour]
    spans = list(calendar.spans(at, at + _HOUR))
    is_open = sum((span.length for span in spans), timedelta()) / _HOUR
    if not is_open:
        return Need(hour, number), 0.0, 0.0, number
    before = (spans[0].start - at) / _HOUR
    need = Need(hour, number, is_open * 3600)
    return need, number * before, number * is_open, number * (1 - before - is_open)
