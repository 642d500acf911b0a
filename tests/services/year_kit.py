"""A year at a desk as Hypothesis makes it up: mails, acts and orders, played into a real store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from agent_console.desk.contact_facts import Contacted
from agent_console.desk.customer_facts import CustomersJoined
from agent_console.desk.events import (
    Apologised,
    Closed,
    Event,
    Fact,
    Labelled,
    Merged,
    Reopened,
    Snoozed,
    TimeSpent,
    Undone,
)
from agent_console.desk.labels import LabelName
from agent_console.desk.notice_facts import NoticeSent, NoticeWritten
from agent_console.desk.order_facts import ReturnAsked
from agent_console.desk.orders import Order
from agent_console.desk.records import RecordKind, record_ref
from agent_console.services.acting import Acts
from agent_console.services.reports import ReportService
from agent_console.services.rules import Rules
from agent_console.store import journal, orders
from agent_console.store.driver import driver
from tests.services.intake_kit import CONFIG, NOW, Bench, answer_to, at, bench, config, raw_mail

DESK = "Anna <help@example.com>"
PEOPLE = ("kim@example.org", "lou@example.org", "kim@home.example", "sam@example.org")
REASONS = ("defect", "does-not-fit", "wrong-item", "too-shiny")
YEAR = timedelta(days=365)
_LONG_AFTER = NOW + 3 * YEAR
_MAILS = ("ask", "ask", "ask", "thanks", "machine", "robot", "answer", "answer")
_ACTS = (
    *("close", "close", "close", "focus", "focus", "focus", "call", "call", "sorry", "sorry"),
    *("reopen", "sleep", "undo", "spam"),
)
_OTHERS = ("merge", "merge", "notice", "notice", "join", "return", "return")
UNDONE = frozenset({"close", "focus", "call", "sorry", "return"})


@dataclass(frozen=True)
class Step:
    """Something that happens so many minutes after the step before, on one of four threads."""

    minutes: int
    kind: str
    thread: int
    number: int


@dataclass(frozen=True)
class Story:
    """A year: when it begins to be lively, what happens, who orders, and which days are asked."""

    begins: int
    steps: tuple[Step, ...]
    ordered: tuple[tuple[str, str, str, date | None], ...]
    first: date
    days: int

    @property
    def last(self) -> date:
        """The last day that is asked about."""
        return self.first + timedelta(days=self.days - 1)


_STEPS = st.builds(
    Step,
    minutes=st.sampled_from((1, 60, 1_000, 10_000)).flatmap(lambda most: st.integers(1, 3 * most)),
    kind=st.sampled_from((*_MAILS, *_ACTS, *_OTHERS)),
    thread=st.sampled_from((0, 0, 0, 1, 1, 2, 3)),
    number=st.integers(1, 5_000),
)
_DAYS = st.integers(0, 364).map(lambda n: NOW.date() + timedelta(days=n))
_ORDERS = st.tuples(
    st.sampled_from(("N-1", "N-2", "n1", "N-3")),
    st.sampled_from(("shop", "market")),
    st.sampled_from(("", *PEOPLE[:2])),
    st.none() | _DAYS,
)
STORIES = st.builds(
    Story,
    begins=st.integers(0, 30 * 24 * 60),
    steps=st.lists(_STEPS, min_size=8, max_size=24).map(tuple),
    ordered=st.lists(_ORDERS, max_size=6).map(tuple),
    first=st.integers(0, 30).map(lambda n: NOW.date() + timedelta(days=n)),
    days=st.sampled_from((365, 365, 120, 31)),
)


MERGED_WITH_A_CALL = Story(
    begins=0,
    steps=(
        Step(1, "ask", 0, 1),
        Step(1, "ask", 1, 1),
        Step(5, "call", 1, 300),
        Step(5, "merge", 1, 4),
        Step(60, "answer", 0, 1),
        Step(60, "close", 0, 1),
    ),
    ordered=(),
    first=NOW.date(),
    days=31,
)


@dataclass
class Year:
    """A store in which a story is played, step by step."""

    desk: Bench
    mails: dict[int, list[str]] = field(default_factory=dict)
    acted: dict[int, tuple[str, str]] = field(default_factory=dict)
    merged: bool = False
    count: int = 0

    def play(self, story: Story) -> None:
        """Let everything happen, one thing after another."""
        minute = story.begins
        for step in story.steps:
            minute += step.minutes
            self._step(step, minute)
        with self.desk.store.write(durable=True) as session:
            told = [(Order(no, shop, who, "", day), "") for no, shop, who, day in story.ordered]
            orders.keep(driver(session), told)

    def _step(self, step: Step, minute: int) -> None:
        self.count += 1
        if step.kind == "robot":
            self._mail(9, "machine", minute, new=True)
        elif step.thread not in self.mails:
            self._mail(step.thread, "ask", minute, new=True)
        elif step.kind in _MAILS:
            self._mail(step.thread, step.kind, minute)
        elif step.kind == "undo":
            if step.thread in self.acted:
                ref, event = self.acted.pop(step.thread)
                self._act(ref, Undone(event), minute)
        elif step.kind in ("notice", "join", "merge"):
            self._other(step, minute)
        else:
            ref = self._ref(step.thread)
            event = self._act(ref, _fact(step, at(minute)), minute)
            self.acted.pop(step.thread, None)
            if step.kind in UNDONE:
                self.acted[step.thread] = (ref, event)

    def _mail(self, thread: int, kind: str, minute: int, *, new: bool = False) -> None:
        ids = self.mails.setdefault(thread, [])
        name = f"mail-{self.count}@x"
        person = PEOPLE[thread] if thread < len(PEOPLE) else "robot@example.org"
        out = kind == "answer"
        more = () if new else answer_to(*ids)
        more += ("Auto-Submitted: auto-replied",) if kind == "machine" else ()
        raw = raw_mail(
            name,
            sender=DESK if out else person,
            to=person if out else DESK,
            subject=f"Matter {self.count if new else thread}",
            text="Vielen Dank!" if kind == "thanks" else f"Where is parcel {self.count}?",
            date=at(minute),
            headers=more,
        )
        self.desk.deliver(raw, folder="Sent" if out else "INBOX", minutes=minute)
        ids.append(name)

    def _other(self, step: Step, minute: int) -> None:
        person = PEOPLE[step.thread]
        if step.kind == "join":
            self._act(
                record_ref(RecordKind.CUSTOMER, PEOPLE[2]), CustomersJoined(PEOPLE[0]), minute
            )
        elif step.kind == "notice":
            name = f"n{step.number % 3}"
            about = record_ref(RecordKind.NOTICE, name)
            self._act(about, NoticeWritten("Late"), minute)
            ticket = self._ref(step.thread) if step.number % 2 else ""
            self._act(about, NoticeSent(name, "Late", person, ticket, f"n{self.count}"), minute)
        elif not self.merged:
            into, ref = self._ref(step.number % 4), self._ref(step.thread)
            if into and into != ref:
                self.merged = True
                self.acted.pop(step.thread, None)
                self._act(ref, Merged(into), minute)

    def _ref(self, thread: int) -> str:
        """Return the ticket on which the newest mail of a thread is; "" without one."""
        ids = self.mails.get(thread)
        if not ids:
            return ""
        with self.desk.store.read() as session:
            sql = "SELECT ticket FROM mail WHERE message_id = ?"
            return str(driver(session).execute(sql, (ids[-1],)).fetchone()[0])

    def _act(self, ref: str, fact: Fact, minute: int) -> str:
        with self.desk.store.write(durable=True) as session:
            event = Event(journal.next_event_id(session), ref, at(minute), "Anna", fact)
            self.desk.intake.record(session, event)
        return event.id


def _fact(step: Step, moment: datetime) -> Fact:
    amount = f"{step.number / 100:.2f}"
    currency = ("EUR", "EUR", "CHF")[step.number % 3]
    call = Contacted("phone", "out", moment.isoformat(), str(step.number), "Ben", result="missed")
    facts: dict[str, Fact] = {
        "close": Closed(),
        "reopen": Reopened(),
        "sleep": Snoozed(_LONG_AFTER),
        "focus": TimeSpent(str(step.number if step.number % 5 else -60)),
        "call": call,
        "sorry": Apologised(remedy="gift", value="10.00", cost=amount, currency=currency),
        "spam": Labelled(LabelName.SPAM, "yes" if step.number % 2 else "no"),
        "return": ReturnAsked(f"case-{moment}", "N-1", reason=REASONS[step.number % 4]),
    }
    return facts[step.kind]


def reports_of(desk: Bench) -> ReportService:
    """Return the reports of a store, some time after the year."""
    desk.clock.move(YEAR + timedelta(days=60))
    acts = Acts(desk.store, desk.intake, Rules(desk.config), desk.clock, "Anna")
    return ReportService(acts, desk.config)


@contextmanager
def played(folder: Path, story: Story, company: str = "") -> Iterator[Year]:
    """Play a story into a fresh store."""
    with bench(folder, config(CONFIG + company)) as desk:
        year = Year(desk)
        year.play(story)
        yield year
