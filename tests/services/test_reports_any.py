"""Every number of a report, once more by a slow count over any history: equal to the last digit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.desk.clocks import Clock
from agent_console.desk.course import course
from agent_console.desk.events import Closed, Event, Fact, Merged, Reopened, Replied, Snoozed
from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.metrics import Measured, measures_of
from agent_console.desk.metrics_history import history_of
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Name, Report, Which
from agent_console.desk.states import Target
from agent_console.desk.ticket import TicketMail
from agent_console.services.reports_counting import counted
from agent_console.store import reports as stored

ZONE = ZoneInfo("Europe/Berlin")
T0 = datetime(2026, 3, 25, 6, 0, tzinfo=UTC)  # the clocks change on the 29th
NOW = T0 + timedelta(days=16)
PERIOD = Period(date(2026, 3, 27), date(2026, 4, 5), "x")
CALENDAR = Calendar(ZONE, dict.fromkeys(range(6), (Frame(time(9), time(17)),)))
SCHEMA = Path(stored.__file__).with_name("migrations") / "0001.sql"
DAY = timedelta(days=1)
WEEK = 7 * DAY
KINDS = ("ask", "thanks", "machine", "answer", "told", "receipt", "close", "reopen", "sleep")
MAILS = frozenset({"ask", "thanks", "machine", "answer", "told", "receipt"})


@dataclass(frozen=True)
class Item:
    """Something that happened on a ticket: ``home`` is the one it happened on."""

    at: datetime
    kind: str
    home: str


@dataclass(frozen=True)
class Tale:
    """A ticket A, perhaps with B that was merged into it at ``merged``, and what was promised."""

    items: tuple[Item, ...]
    merged: datetime | None
    clocks: tuple[Clock, ...]


@st.composite
def tales(draw: st.DrawFn) -> Tale:
    begun = T0 + timedelta(minutes=draw(st.integers(0, 8 * 24 * 60)))
    steps = draw(st.lists(st.tuples(st.integers(1, 4000), st.sampled_from(KINDS)), max_size=9))
    merges = draw(st.booleans())
    items = [Item(begun, "ask", "A")]
    if merges:
        items.append(Item(begun + timedelta(minutes=1), "ask", "B"))
    at = begun + timedelta(minutes=2)
    for minutes, kind in steps:
        at += timedelta(minutes=minutes)
        items.append(Item(at, kind, draw(st.sampled_from("AB")) if merges else "A"))
    place = draw(st.integers(1, len(items) - 1)) if merges else 0
    merged = items[place].at + timedelta(seconds=30) if merges else None
    clocks = tuple(draw(st.lists(promises(), max_size=2)))
    return Tale(tuple(items), merged, clocks)


@st.composite
def promises(draw: st.DrawFn) -> Clock:
    start = T0 + timedelta(minutes=draw(st.integers(0, 12 * 24 * 60)))
    due = start + timedelta(minutes=draw(st.integers(1, 900)))
    ended = draw(st.none() | st.integers(0, 2000))
    met = start + timedelta(minutes=ended) if ended is not None else None
    settled = met is not None and draw(st.booleans())
    return Clock(draw(st.sampled_from(Target)), start, due, met_at=met, settled=settled)


def mail_of(place: int, item: Item) -> TicketMail:
    out = item.kind in ("answer", "told", "receipt")
    human = item.kind not in ("machine", "receipt")
    return TicketMail(
        f"m{place}",
        f"<m{place}>",
        item.at,
        Direction.OUT if out else Direction.IN,
        MailKind.HUMAN if human else MailKind.AUTOMATIC,
        Address("kim@example.org"),
        thanks=item.kind == "thanks",
        home="" if item.home == "A" else item.home,
    )


def event_of(place: int, item: Item) -> Event:
    facts: dict[str, Fact] = {
        "told": Replied(f"<m{place}>"),
        "close": Closed(),
        "reopen": Reopened(),
        "sleep": Snoozed(NOW + DAY),
    }
    return Event(f"c.{place}", item.home, item.at, "ida", facts[item.kind])


def measured(tale: Tale) -> tuple[Measured, ...]:
    """What the program makes of a tale."""
    numbered = list(enumerate(tale.items))
    mails = [mail_of(place, one) for place, one in numbered if one.kind in MAILS]
    events = [event_of(place, one) for place, one in numbered if one.kind not in MAILS - {"told"}]
    if tale.merged:
        events.append(Event("c.merge", "B", tale.merged, "ida", Merged("A")))
    events.sort(key=lambda event: event.at)
    steps = tuple(course("A", mails, events))
    history = history_of("A", mails, events, steps, tale.clocks, complaint=False)
    return measures_of(history, lambda _at: CALENDAR, ZONE)


def slow_turns(tale: Tale) -> list[tuple[datetime, bool]]:
    """When A was opened and closed, by going through what happened, one thing after another."""
    closed = {"A": True, "B": True}
    asleep = {"A": False, "B": False}
    joined, turns = False, []
    happened = [*tale.items, *([Item(tale.merged, "merge", "B")] if tale.merged else [])]
    for item in sorted(happened, key=lambda one: one.at):
        before = closed["A"]
        home = "A" if joined else item.home
        if item.kind == "merge":
            joined = True
            closed["A"] = closed["A"] and closed["B"]
            asleep["A"] = slept(closed, asleep, tale, item.at)
        elif item.kind in ("ask", "reopen") or (item.kind == "thanks" and not asleep[home]):
            closed[home], asleep[home] = False, False
        elif item.kind in ("answer", "told"):
            asleep[home] = False
        elif item.kind == "close":
            closed[home], asleep[home] = True, False
        elif item.kind == "sleep":
            closed[home], asleep[home] = False, True
        if closed["A"] is not before:
            turns.append((item.at, closed["A"]))
    return turns


def slept(closed: dict[str, bool], asleep: dict[str, bool], tale: Tale, at: datetime) -> bool:
    """Whether two that are merged are asleep: one is, and nothing is open on the other."""
    awake = [home for home in "AB" if not closed[home] and not asleep[home]]
    return any(asleep.values()) and all(waits(tale, home, at) for home in awake)


def waits(tale: Tale, home: str, at: datetime) -> bool:
    """Whether the last thing on an open ticket that counts is our answer."""
    last = ""
    for item in tale.items:
        if item.home == home and item.at < at and item.kind not in ("machine", "receipt"):
            keeps = item.kind in ("close", "sleep")
            last = last if keeps else item.kind
    return last in ("answer", "told")


def local(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def in_period(at: datetime) -> bool:
    return PERIOD.first <= local(at) <= PERIOD.last and at <= NOW


def asks_of(tale: Tale) -> list[datetime]:
    return [item.at for item in tale.items if item.kind == "ask"]


def answers_of(tale: Tale) -> list[datetime]:
    return [item.at for item in tale.items if item.kind in ("answer", "told")]


def open_at(tale: Tale, end: datetime) -> bool:
    turns = [closed for at, closed in slow_turns(tale) if at < end]
    return bool(turns) and not turns[-1]


def open_seconds(start: datetime, end: datetime) -> int:
    """Business time day by day: from nine to five where the desk is, but on Sundays."""
    total = timedelta()
    day = local(start)
    while day <= local(end):
        if day.weekday() < 6:
            opens = datetime.combine(day, time(9), ZONE).astimezone(UTC)
            shuts = datetime.combine(day, time(17), ZONE).astimezone(UTC)
            total += max(min(end, shuts) - max(start, opens), timedelta())
        day += DAY
    return int(total.total_seconds())


def slow_first(told: list[Tale]) -> list[tuple[int, int]]:
    found = []
    for tale in told:
        asked = asks_of(tale)[0]
        first = next((at for at in answers_of(tale) if at >= asked), None)
        if first is not None and in_period(first):
            found.append((open_seconds(asked, first), int((first - asked).total_seconds())))
    return found


def slow_nine_of_ten(ordered: list[int]) -> int | None:
    for one in ordered:
        if 10 * sum(other <= one for other in ordered) >= 9 * len(ordered):
            return one
    return None


def slow_once(told: list[Tale]) -> tuple[int, int]:
    good = n = 0
    for tale in told:
        answers = [at for at in answers_of(tale) if at >= asks_of(tale)[0]]
        if not answers or not in_period(answers[0]) or answers[0] + WEEK > NOW:
            continue
        end = answers[0] + WEEK
        n += 1
        bothered = [at for at in asks_of(tale) if answers[0] < at <= end]
        good += not bothered and len([at for at in answers if at <= end]) == 1
    return good, n


def slow_again(told: list[Tale]) -> int:
    found = 0
    for tale in told:
        answers = answers_of(tale)
        for answer in answers:
            until = min([at for at in answers if at > answer] + [answer + WEEK])
            asked = [at for at in asks_of(tale) if answer < at <= until]
            found += bool(asked) and in_period(asked[0])
    return found


def slow_share(told: list[Tale], target: Target) -> tuple[int, int]:
    kept = missed = 0
    for tale in told:
        for one in tale.clocks:
            if one.target is not target:
                continue
            if one.met_at is None or one.met_at > one.due_at:
                missed += in_period(one.due_at)
            elif not one.settled or target in (Target.SOLUTION, Target.KEEP_INFORMED):
                kept += in_period(one.met_at)
    return kept, kept + missed


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    """An empty store in the memory."""
    found = sqlite3.connect(":memory:")
    found.executescript(SCHEMA.read_text(encoding="utf-8"))
    yield found
    found.close()


def report_of(connection: sqlite3.Connection, told: list[Tale]) -> Report:
    stored.begin_again(connection, "")
    stored.keep_sums(connection)
    rows = {f"T{place}": measured(tale) for place, tale in enumerate(told)}
    stored.keep(connection, list(rows), {ref: one[::2] for ref, one in rows.items()}, ZONE)
    stored.keep(connection, list(rows), rows, ZONE)  # only what changed goes into the sums
    return counted(connection, PERIOD, Which(), NOW, ZONE, compare=True)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(tales(), max_size=6))
def test_report_of_any_history_is_what_a_slow_count_says(
    connection: sqlite3.Connection, told: list[Tale]
) -> None:
    report = report_of(connection, told)
    turns = [turn for tale in told for turn in slow_turns(tale)]
    opened = [at for at, closed in turns if not closed]
    closed = [at for at, closed in turns if closed]
    assert report.figure(Name.OPENED).value == sum(map(in_period, opened))
    assert report.figure(Name.CLOSED).value == sum(map(in_period, closed))
    assert report.figure(Name.OPENED).before == sum(
        report.period.before.first <= local(at) <= report.period.before.last for at in opened
    )
    for day, backlog in zip(report.days(), report.curve(Name.BACKLOG).values, strict=True):
        end = datetime.combine(day + DAY, time(), ZONE)
        assert backlog == sum(open_at(tale, end) for tale in told), day
    assert report.figure(Name.BACKLOG).value == backlog
    arrived = [at for tale in told for at in asks_of(tale) if in_period(at)]
    assert report.figure(Name.ARRIVED).value == len(arrived)
    for weekday, hours in enumerate(report.lists.heat):
        for hour, n in enumerate(hours):
            here = [at.astimezone(ZONE) for at in arrived]
            assert n == sum((at.weekday(), at.hour) == (weekday, hour) for at in here)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(tales(), max_size=6))
def test_quality_of_any_history_is_what_a_slow_count_says(
    connection: sqlite3.Connection, told: list[Tale]
) -> None:
    report = report_of(connection, told)
    first = slow_first(told)
    business, wall = sorted(one for one, _w in first), sorted(one for _b, one in first)
    figure = report.figure(Name.FIRST_MEDIAN)
    assert (figure.value, figure.n) == (median(business) if first else None, len(first))
    assert report.figure(Name.FIRST_MEDIAN_WALL).value == (median(wall) if first else None)
    assert report.figure(Name.FIRST_P90).value == slow_nine_of_ten(business)
    assert report.figure(Name.FIRST_P90_WALL).value == slow_nine_of_ten(wall)
    for name, (good, n) in {
        Name.ONCE: slow_once(told),
        Name.TARGET_FIRST: slow_share(told, Target.FIRST_RESPONSE),
        Name.TARGET_NEXT: slow_share(told, Target.NEXT_RESPONSE),
        Name.TARGET_SOLUTION: slow_share(told, Target.SOLUTION),
        Name.TARGET_INFORMED: slow_share(told, Target.KEEP_INFORMED),
        Name.AGAIN: (slow_again(told), sum(in_period(a) for t in told for a in answers_of(t))),
    }.items():
        figure = report.figure(name)
        assert (figure.value, figure.n) == (good / n if n else None, n), name
