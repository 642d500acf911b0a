"""Promises, work, complaints, kinds and agents of any history: by the report, and by going slowly.

The slow way looks at the list of what happened alone; it shares no code with the report.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import fmean, median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.desk.contact_facts import Contacted
from agent_console.desk.course import course
from agent_console.desk.events import (
    Apologised,
    Closed,
    Event,
    Fact,
    MadeSure,
    Replied,
    TimeSpent,
    Undone,
)
from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.metrics import Measured, measures_of
from agent_console.desk.metrics_history import history_of
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Curve, Name, Report, Which
from agent_console.desk.promises import Reckoning, clocks_of
from agent_console.desk.targets import Traits
from agent_console.desk.ticket import TicketMail
from agent_console.services.promised import promises_of
from agent_console.services.reports_counting import counted
from agent_console.sla_config import SlaConfig
from agent_console.store import reports as stored
from tests.store.test_reports import put_ticket

ZONE = ZoneInfo("Europe/Berlin")
T0 = datetime(2026, 3, 25, 6, 0, tzinfo=UTC)
NOW = T0 + timedelta(days=12)
PERIOD = Period(date(2026, 3, 26), date(2026, 4, 2), "x")
CALENDAR = Calendar(ZONE, dict.fromkeys(range(6), (Frame(time(9), time(17)),)))
SCHEMA = Path(stored.__file__).with_name("migrations") / "0001.sql"
PROMISES = {"first_response": "4h", "next_response": "2h", "solution": "12h"}
MINUTE, HOUR, HOURS = timedelta(minutes=1), 3600, timedelta(hours=1)
KINDS = (
    *("ask", "ask", "answer", "answer", "close", "close"),
    *("focus", "focus", "talk", "sorry", "sure"),
)
UNDONE = frozenset({"focus", "sorry", "sure", "close"})


@dataclass(frozen=True)
class Item:
    """Something that happened: who did it, and a number that says more."""

    at: datetime
    kind: str
    agent: str
    number: int


@dataclass(frozen=True)
class Tale:
    """A ticket from its first mail on, and what it is."""

    items: tuple[Item, ...]
    complaint: bool
    traits: tuple[str, int, str, str, str]


@st.composite
def tales(draw: st.DrawFn) -> Tale:
    at = T0 + draw(st.integers(0, 6 * 24 * 60)) * MINUTE
    items = [Item(at, "ask", "", 0)]
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=9)):
        at += draw(st.integers(1, 1500)) * MINUTE
        items.append(Item(at, kind, draw(st.sampled_from(("ida", "ben"))), draw(NUMBERS)))
        if kind in UNDONE and draw(st.booleans()):
            at += MINUTE
            items.append(Item(at, "undo", "ida", 0))
    traits = (
        draw(st.sampled_from(("refund", "invoice"))),
        draw(st.sampled_from((1, 2))),
        draw(st.sampled_from(("email", "phone"))),
        draw(st.sampled_from(("de", "en"))),
        draw(st.sampled_from(("", "vip", "new,vip"))),
    )
    return Tale(tuple(items), draw(st.booleans()), traits)


NUMBERS = st.integers(1, 5000)
LIMITS = st.sampled_from(
    (
        Which(),
        Which(type="refund"),
        Which(tag="vip"),
        Which(level=2, language="de"),
        Which(channel="phone"),
    )
)


def standing(tale: Tale) -> list[Item]:
    """What was not taken back: an undo takes back what an agent did right before."""
    kept: list[Item] = []
    for item in tale.items:
        if item.kind != "undo":
            kept.append(item)
        else:
            kept.pop()
    return kept


def fact_of(item: Item) -> Fact:
    facts: dict[str, Callable[[], Fact]] = {
        "close": Closed,
        "focus": lambda: TimeSpent(str(item.number)),
        "sorry": lambda: Apologised(
            remedy="gift", value="10.00", cost=f"{item.number / 100:.2f}", currency="EUR"
        ),
        "sure": MadeSure,
        "talk": lambda: Contacted(
            "phone", "out", item.at.isoformat(), str(item.number), item.agent, result="missed"
        ),
        "answer": lambda: Replied(f"<{item.at}>", "late" if item.number % 2 else ""),
    }
    return facts[item.kind]()


def measured(tale: Tale) -> tuple[Measured, ...]:
    """What the program makes of a tale."""
    mails, events = list[TicketMail](), list[Event]()
    for place, item in enumerate(tale.items):
        name = f"c.{place}"
        if item.kind in ("ask", "answer"):
            way = Direction.OUT if item.kind == "answer" else Direction.IN
            key = f"<{item.at}>"
            sender = Address("kim@example.org")
            mails.append(TicketMail(name, key, item.at, way, MailKind.HUMAN, sender))
        if item.kind == "undo":
            events.append(Event(name, "A", item.at, "ida", Undone(events[-1].id)))
        elif item.kind != "ask":
            events.append(Event(name, "A", item.at, item.agent, fact_of(item)))
    steps = tuple(course("A", mails, events))
    promises = promises_of(SlaConfig.model_validate(PROMISES))
    clocks = clocks_of(steps, Reckoning(promises, Traits(), lambda _at: CALENDAR, ZONE))
    history = history_of("A", mails, events, steps, clocks, complaint=tale.complaint)
    return measures_of(history, lambda _at: CALENDAR, ZONE)


def is_in(at: datetime) -> bool:
    return PERIOD.first <= at.astimezone(ZONE).date() <= PERIOD.last


def is_open(at: datetime) -> bool:
    local = at.astimezone(ZONE)
    return local.weekday() < 6 and 9 <= local.hour < 17


def slow_between(start: datetime, end: datetime) -> int:
    """Business seconds, minute by minute."""
    minutes = int((end - start) / MINUTE)
    return 60 * sum(is_open(start + n * MINUTE) for n in range(minutes))


def slow_due(start: datetime, seconds: int) -> datetime:
    """When so much business time is over, minute by minute."""
    at = start
    while seconds > 0:
        seconds -= 60 * is_open(at)
        at += MINUTE
    return at


def slow_answers(tale: Tale) -> Iterator[tuple[str, datetime, bool]]:
    """Yield each decided promise of an answer: which, when, and whether it was missed."""
    since: datetime | None = None
    ever = False
    for item in standing(tale):
        if item.kind == "ask" and since is None:
            since = item.at
        if item.kind in ("answer", "close") and since is not None:
            yield from slow_end(ever, since, item)
            since = None
        ever = ever or item.kind == "answer"
    if since is not None:
        yield from slow_end(ever, since, None)


def slow_end(ever: bool, since: datetime, end: Item | None) -> Iterator[tuple[str, datetime, bool]]:
    name, hours = ("next", 2) if ever else ("first", 4)
    due = slow_due(since, hours * HOUR)
    if end is None or end.at > due:
        yield name, due, True
    elif end.kind == "answer":
        yield name, end.at, False


def slow_solution(tale: Tale) -> Iterator[tuple[datetime, bool]]:
    """Yield when the promise of a solution was decided; it rests while it is not our turn."""
    left, since, closed = 12 * HOUR, tale.items[0].at, None
    running: datetime | None = since
    for item in standing(tale)[1:]:
        if item.kind == "ask":
            running, closed = running or item.at, None
        elif item.kind in ("answer", "close"):
            if running is not None:
                spent = slow_between(running, item.at)
                if spent > left or slow_due(running, left) < item.at:
                    yield slow_due(running, left), True
                    return
                left -= spent
            running = None
            closed = (closed or item.at) if item.kind == "close" else closed
    if running is not None:
        yield slow_due(running, left), True
    elif closed is not None:
        yield closed, False


def fits(tale: Tale, which: Which) -> bool:
    kind, level, channel, language, tags = tale.traits
    wanted = (which.type, which.channel, which.language)
    here = all(one in ("", has) for one, has in zip(wanted, (kind, channel, language), strict=True))
    return here and which.level in (None, level) and (not which.tag or "vip" in tags)


def works(tale: Tale) -> list[Item]:
    return [item for item in standing(tale) if item.kind in ("focus", "talk")]


def closings(tale: Tale) -> list[tuple[datetime, bool]]:
    """When it was closed, and whether it was taken up again later."""
    found, closed = list[list[object]](), False
    for item in standing(tale):
        if item.kind == "close" and not closed:
            found.append([item.at, False])
            closed = True
        elif item.kind == "ask" and closed:
            found[-1][1] = True
            closed = False
    return [(at, bool(again)) for at, again in found if isinstance(at, datetime)]


def steps_done(tale: Tale) -> int:
    done = 0
    for item in standing(tale):
        done = {"sorry": 4, "sure": 5}.get(item.kind, done)
    return done


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    found = sqlite3.connect(":memory:")
    found.executescript(SCHEMA.read_text(encoding="utf-8"))
    yield found
    found.close()


def report_of(connection: sqlite3.Connection, told: list[Tale], which: Which) -> Report:
    connection.execute("DELETE FROM ticket")
    stored.begin_again(connection, "")
    stored.keep_sums(connection)
    rows = {f"T{place}": measured(tale) for place, tale in enumerate(told)}
    for place, tale in enumerate(told):
        put_ticket(connection, f"T{place}", tale.traits)
    stored.keep(connection, list(rows), rows, ZONE)
    return counted(connection, PERIOD, which, NOW, ZONE, compare=False, by_agent=True)


ANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ANY
@given(st.lists(tales(), max_size=5), LIMITS)
def test_promises_of_any_history_are_what_a_slow_count_says(
    connection: sqlite3.Connection, told: list[Tale], which: Which
) -> None:
    report = report_of(connection, told, which)
    some = [tale for tale in told if fits(tale, which)]
    answers = [one for tale in some for one in slow_answers(tale) if is_in(one[1])]
    for name, target in (("first", Name.TARGET_FIRST), ("next", Name.TARGET_NEXT)):
        missed = [late for which_one, _at, late in answers if which_one == name]
        kept = missed.count(False)
        figure = report.figure(target)
        assert (figure.value, figure.n) == (kept / len(missed) if missed else None, len(missed))
    solved = [late for tale in some for at, late in slow_solution(tale) if is_in(at)]
    figure = report.figure(Name.TARGET_SOLUTION)
    share = solved.count(False) / len(solved) if solved else None
    assert (figure.value, figure.n) == (share, len(solved))


@ANY
@given(st.lists(tales(), max_size=5), LIMITS)
def test_work_of_any_history_is_what_a_slow_count_says(
    connection: sqlite3.Connection, told: list[Tale], which: Which
) -> None:
    report = report_of(connection, told, which)
    some = [tale for tale in told if fits(tale, which)]
    spent = [item.number for tale in some for item in works(tale) if is_in(item.at)]
    assert (report.figure(Name.WORKED).value or 0) == sum(spent)
    totals = sorted(
        sum(item.number for item in works(tale))
        for tale in some
        if works(tale) and closings(tale) and not closings(tale)[-1][1]
        if is_in(closings(tale)[-1][0])
    )
    figure = report.figure(Name.HANDLED)
    assert (figure.value, figure.n) == (median(totals) if totals else None, len(totals))
    nine = [one for one in totals if 10 * sum(x <= one for x in totals) >= 9 * len(totals)]
    assert report.figure(Name.HANDLED_P90).value == (nine[0] if nine else None)
    ends = [again for tale in some for at, again in closings(tale) if is_in(at)]
    figure = report.figure(Name.REOPENED)
    assert (figure.value, figure.n) == (ends.count(True) / len(ends) if ends else None, len(ends))
    worked = [one for one in report.agents if one.answered or one.worked]
    assert {one.agent: (one.answered, one.worked) for one in worked} == {
        agent: (
            sum(item.kind == "answer" for item in here),
            sum(item.number for item in here if item.kind != "answer"),
        )
        for agent in ("ben", "ida")
        if (here := by_hand(some, agent))
    }


def by_hand(some: list[Tale], agent: str) -> list[Item]:
    kinds = ("answer", "focus", "talk")
    items = [item for tale in some for item in standing(tale) if item.agent == agent]
    return [item for item in items if item.kind in kinds and is_in(item.at)]


@ANY
@given(st.lists(tales(), max_size=5), LIMITS)
def test_complaints_and_kinds_of_any_history_are_what_a_slow_count_says(
    connection: sqlite3.Connection, told: list[Tale], which: Which
) -> None:
    report = report_of(connection, told, which)
    some = [tale for tale in told if fits(tale, which)]
    steps = [steps_done(tale) for tale in some if tale.complaint and is_in(tale.items[0].at)]
    assert report.figure(Name.COMPLAINTS).value == len(steps)
    assert {part.key: part.n for part in report.lists.steps} == {
        str(step): sum(done >= step for done in steps) for step in range(6) if steps
    }
    share = sum(done == 5 for done in steps) / len(steps) if steps else None
    assert report.figure(Name.MADE_SURE).value == share
    share = sum(done >= 4 for done in steps) / len(steps) if steps else None
    figure = report.figure(Name.APOLOGISED)
    assert (figure.value, figure.n) == (share, len(steps))
    grants = [x.number for t in some for x in standing(t) if x.kind == "sorry" and is_in(x.at)]
    figure = report.figure(Name.REMEDIES)
    assert (figure.value, figure.n) == (sum(grants) / 100, len(grants))
    opened = Counter(
        {
            kind: sum(
                is_in(tale.items[0].at) + sum(again for _at, again in reopenings(tale))
                for tale in some
                if tale.traits[0] == kind
            )
            for kind in ("refund", "invoice")
        }
    )
    assert {part.key: part.n for part in report.lists.types} == {
        k: n for k, n in opened.items() if n
    }


def asked_after(tale: Tale) -> Iterator[tuple[datetime, bool]]:
    """Yield each first mail within a week after an answer, and whether that was a canned one."""
    answers = [item for item in tale.items if item.kind == "answer"]
    asks = [item.at for item in tale.items if item.kind == "ask"]
    for answer in answers:
        until = min(
            [one.at for one in answers if one.at > answer.at] + [answer.at + 7 * 24 * HOURS]
        )
        later = [at for at in asks if answer.at < at <= until]
        if later and is_in(later[0]):
            yield later[0], answer.number % 2 == 1


@ANY
@given(st.lists(tales(), max_size=5), LIMITS)
def test_lists_of_any_history_are_what_a_slow_count_says(
    connection: sqlite3.Connection, told: list[Tale], which: Which
) -> None:
    lists = report_of(connection, told, which).lists
    some = [tale for tale in told if fits(tale, which)]
    again = Counter(tale.traits[0] for tale in some for _one in asked_after(tale))
    assert {part.key: part.n for part in lists.again} == again
    canned = sum(is_canned for tale in some for _at, is_canned in asked_after(tale))
    assert {part.key: part.n for part in lists.canned} == ({"late": canned} if canned else {})
    channels = Counter(
        tale.traits[2]
        for tale in some
        for opened in [is_in(tale.items[0].at), *(here for _at, here in reopenings(tale))]
        if opened
    )
    assert {part.key: part.n for part in lists.channels} == channels


def reopenings(tale: Tale) -> list[tuple[datetime, bool]]:
    """When it was taken up again in the period."""
    found, closed = list[tuple[datetime, bool]](), False
    for item in standing(tale):
        if item.kind == "ask" and closed:
            found.append((item.at, is_in(item.at)))
        closed = item.kind == "close" or (closed and item.kind != "ask")
    return found


@ANY
@given(st.lists(tales(), max_size=5))
def test_curves_of_any_history_are_what_a_slow_count_says(
    connection: sqlite3.Connection, told: list[Tale]
) -> None:
    report = report_of(connection, told, Which())
    first = [(answer, ask) for tale in told for ask, answer in first_answers(tale)]
    waits = [slow_between(ask, answer) for answer, ask in first if is_in(answer)]
    mean = report.figure(Name.FIRST_MEAN).value
    assert mean == (fmean(waits) if waits else None)
    curves = {one.name: one for one in report.curves}
    nothing = Curve(Name.FIRST_MEDIAN, (None,) * 8)
    for place, day in enumerate(report.days()):
        here = [slow_between(k, a) for a, k in first if a.astimezone(ZONE).date() == day]
        shown = curves.get(Name.FIRST_MEDIAN, nothing).values[place]
        assert shown == (median(here) if here else None)
        ends = [
            again for t in told for at, again in closings(t) if at.astimezone(ZONE).date() == day
        ]
        shown = curves.get(Name.REOPENED, nothing).values[place]
        assert shown == (ends.count(True) / len(ends) if ends else None)


def first_answers(tale: Tale) -> Iterator[tuple[datetime, datetime]]:
    answer = next((item.at for item in tale.items if item.kind == "answer"), None)
    if answer is not None:
        yield tale.items[0].at, answer
