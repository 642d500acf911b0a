"""What is measured of one ticket: each metric as rows with a moment and a number.

A ticket's history is frozen; what follows from it here depends on nothing else but the opening
hours. Mails of machines, merged tickets and spam have no rows of their own: a merged ticket is a
part of the one it lives on in, and automatic mail neither asks nor answers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from math import ceil

from agent_console.desk.clocks import Clock
from agent_console.desk.hours import Calendar
from agent_console.desk.states import Target

SETTLED_AFTER = timedelta(days=7)
"""How long a customer must not have come back for a first answer to have been enough."""
SMALL_N = 20
"""Of fewer, a share or a median says little; the report says so."""
_ANSWERS = (Target.FIRST_RESPONSE, Target.NEXT_RESPONSE)


class Measure(StrEnum):
    """What a row tells; the number in it is named after the colon.

    OPENED: 1 if the ticket was taken up again, 0 if it began. CLOSED: 1 if it was taken up again
    later. ARRIVED: weekday * 24 + hour where the desk is. FIRST: business seconds to the first
    answer, ``wall`` those by the clock on the wall. TARGET: 1 if missed, ``more`` which. ONCE: 1 if
    one answer was enough. AGAIN: seconds since our answer, ``more`` its canned answers. ANSWERED:
    0. WORKED: seconds of one agent's work. HANDLED: seconds of all work on a ticket, at its last
    closing. COMPLAINT: how many of the five steps are done. REMEDY: what it
    costs in cents, ``wall`` its value in cents, ``more`` the currency.
    """

    OPENED = "opened"
    CLOSED = "closed"
    ARRIVED = "arrived"
    FIRST = "first"
    TARGET = "target"
    ONCE = "once"
    AGAIN = "again"
    ANSWERED = "answered"
    WORKED = "worked"
    HANDLED = "handled"
    COMPLAINT = "complaint"
    REMEDY = "remedy"


@dataclass(frozen=True, slots=True)
class Answer:
    """A human answer that reached the customer; ``canned`` are ids of canned answers in it."""

    at: datetime
    agent: str = ""
    canned: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """Time that an agent spent on a ticket."""

    at: datetime
    seconds: int
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A remedy that a customer was promised; amounts as the event tells them."""

    at: datetime
    value: str
    cost: str
    currency: str
    agent: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What a ticket went through, as far as it is measured.

    ``turns`` are the moments at which it was opened (False) or closed (True), the first one its
    beginning. ``asks`` are the arrivals of customer mails that need an answer. ``clocks`` are
    those of its promises, each by what held when it started. ``steps`` are None for no complaint.
    """

    ref: str
    turns: tuple[tuple[datetime, bool], ...] = ()
    asks: tuple[datetime, ...] = ()
    answers: tuple[Answer, ...] = ()
    clocks: tuple[Clock, ...] = ()
    steps: int | None = None
    grants: tuple[Grant, ...] = ()
    work: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One row: see :class:`Measure` for what the number is."""

    what: Measure
    at: datetime
    value: int = 0
    wall: int = 0
    more: str = ""
    agent: str = ""


def measures_of(
    history: History, calendar: Callable[[datetime], Calendar], zone: tzinfo
) -> tuple[Measured, ...]:
    """Return all rows of a ticket; ``calendar`` is asked for the opening hours at a moment."""
    return (
        *_turns(history.turns),
        *(Measured(Measure.ARRIVED, at, hour_of_week(at, zone)) for at in history.asks),
        *_first(history, calendar),
        *_targets(history.clocks),
        *_once(history),
        *_again(history),
        *(Measured(Measure.ANSWERED, one.at, agent=one.agent) for one in history.answers),
        *(Measured(Measure.WORKED, one.at, one.seconds, agent=one.agent) for one in history.work),
        *_handled(history),
        *_complaint(history),
    )


def hour_of_week(at: datetime, zone: tzinfo) -> int:
    """Return 0 for Monday from midnight to one o'clock, 167 for the last hour of Sunday."""
    local = at.astimezone(zone)
    return local.weekday() * 24 + local.hour


def _turns(turns: Sequence[tuple[datetime, bool]]) -> Iterator[Measured]:
    for place, (at, closed) in enumerate(turns):
        if closed:
            yield Measured(Measure.CLOSED, at, int(place + 1 < len(turns)))
        else:
            yield Measured(Measure.OPENED, at, int(place > 0))


def _first(history: History, calendar: Callable[[datetime], Calendar]) -> Iterator[Measured]:
    if not history.asks:
        return
    asked = history.asks[0]
    answer = next((one for one in history.answers if one.at >= asked), None)
    if answer is not None:
        business = calendar(asked).between(asked, answer.at)
        yield Measured(
            Measure.FIRST,
            answer.at,
            int(business.total_seconds()),
            int((answer.at - asked).total_seconds()),
            agent=answer.agent,
        )


def _targets(clocks: Sequence[Clock]) -> Iterator[Measured]:
    """Yield each promise when it was decided: kept when it ended, missed when its time ran out.

    An answer that comes later mends no miss. What was closed in time without an answer is neither.
    """
    for clock in clocks:
        ended = clock.paused_at or clock.met_at
        if ended is None or ended > clock.due_at:
            yield Measured(Measure.TARGET, clock.due_at, 1, more=clock.target.value)
        elif clock.met_at is not None and not (clock.settled and clock.target in _ANSWERS):
            yield Measured(Measure.TARGET, clock.met_at, 0, more=clock.target.value)


def _once(history: History) -> Iterator[Measured]:
    """Yield whether the first answer settled it: no second one, and nobody had to ask again."""
    if not history.asks:
        return
    answers = [one for one in history.answers if one.at >= history.asks[0]]
    if not answers:
        return
    first = answers[0]
    end = first.at + SETTLED_AFTER
    again = any(first.at < at <= end for at in history.asks)
    more = any(one.at <= end for one in answers[1:])
    yield Measured(Measure.ONCE, first.at, int(not (again or more)), agent=first.agent)


def _again(history: History) -> Iterator[Measured]:
    """Yield each customer mail that came within seven days after our answer, the first of each."""
    for place, answer in enumerate(history.answers):
        later = history.answers[place + 1].at if place + 1 < len(history.answers) else None
        asked = next((at for at in history.asks if at > answer.at), None)
        if asked is None or asked > answer.at + SETTLED_AFTER or (later and asked > later):
            continue
        seconds = int((asked - answer.at).total_seconds())
        yield Measured(Measure.AGAIN, asked, seconds, more=answer.canned, agent=answer.agent)


def _handled(history: History) -> Iterator[Measured]:
    """Yield what a closed ticket took of all agents together; nothing where nothing is known."""
    total = sum(one.seconds for one in history.work)
    if total > 0 and history.turns and history.turns[-1][1]:
        yield Measured(Measure.HANDLED, history.turns[-1][0], total)


def _complaint(history: History) -> Iterator[Measured]:
    if history.steps is not None and history.turns:
        yield Measured(Measure.COMPLAINT, history.turns[0][0], history.steps)
    for one in history.grants:
        yield Measured(
            Measure.REMEDY, one.at, _cents(one.cost), _cents(one.value), one.currency, one.agent
        )


def _cents(amount: str) -> int:
    try:
        return int((Decimal(amount or "0") * 100).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        return 0


def median_of(ordered: Sequence[int]) -> float | None:
    """Return the middle one of ``ordered`` numbers, the mean of the two for an even count."""
    if not ordered:
        return None
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def p90_of(ordered: Sequence[int]) -> float | None:
    """Return the smallest of ``ordered`` numbers that nine tenths of them do not exceed."""
    return float(ordered[ceil(len(ordered) * 0.9) - 1]) if ordered else None


def words_of(more: str) -> list[str]:
    """Return the ids in a ``more`` that lists several."""
    return more.replace(",", " ").split()


def nth_of(runs: Sequence[Sequence[int]], place: int) -> int:
    """Return what stands at ``place`` (0 first) when ordered ``runs`` are put into one order.

    Nothing is put together for it: how many are not above a number is asked until it is found.
    """
    low, high = min(run[0] for run in runs if run), max(run[-1] for run in runs if run)
    while low < high:
        middle = (low + high) // 2
        if sum(bisect_right(run, middle) for run in runs) > place:
            high = middle
        else:
            low = middle + 1
    return low


def median_of_runs(runs: Sequence[Sequence[int]]) -> float | None:
    """Return the median of all numbers in ordered ``runs``."""
    n = sum(map(len, runs))
    if not n:
        return None
    upper = nth_of(runs, n // 2)
    return float(upper) if n % 2 else (nth_of(runs, n // 2 - 1) + upper) / 2


def p90_of_runs(runs: Sequence[Sequence[int]]) -> float | None:
    """Return what nine tenths of all numbers in ordered ``runs`` do not exceed."""
    n = sum(map(len, runs))
    return float(nth_of(runs, ceil(n * 0.9) - 1)) if n else None


def share_of(part: int, whole: int) -> float | None:
    """Return a share between 0 and 1, None of nothing."""
    return part / whole if whole else None


def day_of(at: datetime, zone: tzinfo) -> int:
    """Return the number of the day on which a moment lies where the desk is."""
    return at.astimezone(zone).date().toordinal()
