"""The figures of the company a second time: mails and events read anew, counted one by one.

It shares nothing with the reports but the two tables that are kept as they came.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
WEEK = timedelta(days=7)
MAILS = """
SELECT ticket, home, direction, kind, thanks, received, sender_email FROM mail
ORDER BY received
"""
DIGITS = 60
REASONS = (
    *("does-not-fit", "not-pleased", "defect", "damaged-in-transport", "wrong-item"),
    *("too-late", "ordered-twice", "not-as-described"),
)
Value = Decimal | None


@dataclass(frozen=True)
class Thing:
    """A mail or an act: what it was, when, and on which ticket it was at the time."""

    at: datetime
    kind: str
    home: str
    sender: str = ""
    id: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Life:
    """A ticket with all that was merged into it, everything in its order."""

    ref: str
    things: tuple[Thing, ...]

    @property
    def asks(self) -> list[Thing]:
        """What needs an answer."""
        return [one for one in self.things if one.kind == "ask"]

    @property
    def customer(self) -> str:
        """Who wrote first."""
        wrote = (one.sender for one in self.things if one.kind in ("ask", "thanks", "machine"))
        return next(wrote, "")

    def all_of(self, kind: str) -> list[Thing]:
        """Return the things of a kind."""
        return [one for one in self.things if one.kind == kind]


def read(connection: sqlite3.Connection) -> tuple[list[Life], list[Thing]]:
    """Return all tickets as they were lived, and what was recorded about anything else."""
    told = [_event(text) for (text,) in connection.execute("SELECT json_text FROM event")]
    undone = {one.data["event"] for one in told if one.kind == "undone"}
    told = [one for one in told if one.kind != "undone" and one.id not in undone]
    into = {one.home: one.data["into"] for one in told if one.kind == "merged"}
    lives = defaultdict[str, list[Thing]](list)
    for ticket, home, *mail in connection.execute(MAILS):
        lives[ticket].append(_mail(home or ticket, *mail))
    for thing in told:
        if not thing.home.startswith("~"):
            lives[into.get(thing.home, thing.home)].append(thing)
    things = {ref: tuple(sorted(some, key=lambda one: one.at)) for ref, some in lives.items()}
    return [Life(ref, some) for ref, some in things.items()], [
        one for one in told if one.home.startswith("~")
    ]


def _event(text: str) -> Thing:
    told = json.loads(text)
    at = datetime.fromisoformat(told["at"])
    return Thing(at, told["type"], told["ticket"], id=told["id"], data=told["data"])


def _mail(home: str, direction: str, kind: str, thanks: int, received: str, sender: str) -> Thing:
    at = datetime.fromisoformat(received)
    if kind != "human":
        return Thing(at, "machine", home, sender)
    if direction == "out":
        return Thing(at, "answer", home, sender)
    return Thing(at, "thanks" if thanks else "ask", home, sender)


def turns(life: Life) -> list[tuple[datetime, bool]]:
    """Return when a ticket was opened (False) and closed (True), one thing after another."""
    closed, asleep = defaultdict[str, bool](lambda: True), defaultdict[str, bool](bool)
    joined, is_spam, was, found = "", False, True, []
    for thing in life.things:
        home = life.ref if joined else thing.home
        if thing.kind == "merged":
            joined = thing.home
            both = (life.ref, joined)
            awake = [one for one in both if not closed[one] and not asleep[one]]
            sleeps = any(asleep[one] for one in both)
            asleep[life.ref] = sleeps and all(_waits(life, one, thing.at) for one in awake)
            closed[life.ref] = closed[life.ref] and closed[joined]
        elif thing.kind in ("ask", "reopened") or (thing.kind == "thanks" and not asleep[home]):
            closed[home], asleep[home] = False, False
        elif thing.kind == "answer":
            asleep[home] = False
        elif thing.kind == "closed":
            closed[home], asleep[home] = True, False
        elif thing.kind == "snoozed":
            closed[home], asleep[home] = False, True
        elif thing.kind == "labelled" and home == life.ref:
            is_spam = thing.data["value"] == "yes"
        if not is_spam and closed[life.ref] is not was:
            was = closed[life.ref]
            found.append((thing.at, was))
    return found


def _waits(life: Life, home: str, at: datetime) -> bool:
    """Whether the last that counts on an open ticket is our answer."""
    counts = ("ask", "thanks", "answer", "reopened")
    here = [one for one in life.things if one.home == home and one.at < at]
    last = [one.kind for one in here if one.kind in counts]
    return bool(last) and last[-1] == "answer"


def is_counted(life: Life) -> bool:
    """Whether reports know of a ticket: people wrote on it, and it is no spam."""
    merged = next((one for one in life.things if one.kind == "merged"), None)
    said = [
        one.data["value"]
        for one in life.all_of("labelled")
        if one.home == life.ref or (merged and one.at > merged.at)
    ]
    people = any(one.kind in ("ask", "thanks", "answer") for one in life.things)
    return people and said[-1:] != ["yes"]


@dataclass(frozen=True)
class Asked:
    """Which days are asked about, and what the settings say."""

    first: date
    last: date
    rate: Decimal | None
    hours: Decimal | None

    def has(self, at: datetime) -> bool:
        """Whether a moment lies on one of the days, where the desk is."""
        return self.first <= at.astimezone(ZONE).date() <= self.last


def company(connection: sqlite3.Connection, asked: Asked) -> dict[str, tuple[Value, int]]:
    """Return value and count of every figure; costs of remedies by ``remedies-cost EUR``."""
    everything, about = read(connection)
    lives = [life for life in everything if is_counted(life)]
    with localcontext(prec=DIGITS):
        return {
            **_costs(lives, asked),
            **_rates(connection, lives, asked),
            **_remedies(lives, asked),
            **_quiet(everything, about, asked),
            "faq-avoided": (None, 0),
        }


def returns(connection: sqlite3.Connection, asked: Asked) -> dict[str, int]:
    """Return how many returns were asked for, by reason; one that nobody knows is another."""
    everything, _about = read(connection)
    found = Counter[str]()
    for life in everything:
        for one in life.all_of("return-asked"):
            reason = one.data["reason"]
            found[reason if reason in REASONS else "other"] += asked.has(one.at)
    return dict(+found)


def work(life: Life) -> Iterator[tuple[datetime, int]]:
    for one in life.all_of("time-spent"):
        yield one.at, int(one.data["seconds"])
    for one in life.all_of("contacted"):
        yield datetime.fromisoformat(one.data["began"]), int(one.data["seconds"])


def _priced(asked: Asked, hours: Value, n: int) -> Value:
    return asked.rate * hours / n if asked.rate is not None and hours is not None and n else None


def _contacts(lives: Iterable[Life], asked: Asked) -> int:
    return sum(asked.has(one.at) for life in lives for one in life.asks)


def _costs(lives: list[Life], asked: Asked) -> dict[str, tuple[Value, int]]:
    begun = handled = spent = 0
    for life in lives:
        lived, spans = turns(life), list(work(life))
        total = sum(seconds for _at, seconds in spans)
        begun += bool(lived) and asked.has(lived[0][0])
        if lived and lived[-1][1] and asked.has(lived[-1][0]) and total > 0:
            handled, spent = handled + 1, spent + total
    here = sum(seconds for life in lives for at, seconds in work(life) if asked.has(at))
    contacts = _contacts(lives, asked)
    days = (asked.last - asked.first).days + 1
    paid = asked.hours * days / 7 if asked.hours is not None else None
    worked = Decimal(here) / 3600 if here else None
    return {
        "cost-ticket-worked": (_priced(asked, Decimal(spent) / 3600, handled), handled),
        "cost-ticket-paid": (_priced(asked, paid, begun), begun),
        "cost-contact-worked": (_priced(asked, worked, contacts), contacts),
        "cost-contact-paid": (_priced(asked, paid, contacts), contacts),
    }


def _rates(
    connection: sqlite3.Connection, lives: list[Life], asked: Asked
) -> dict[str, tuple[Value, int]]:
    last, people = set(), set()
    for number, source, email, day in connection.execute(
        "SELECT number, source, email, ordered FROM shop_order"
    ):
        if day and asked.first <= date.fromisoformat(day) <= asked.last:
            last.add((number, source))
            people.add(email)
    people.discard("")
    contacts = Decimal(100 * _contacts(lives, asked))
    return {
        "contacts-per-100-orders": (contacts / len(last) if last else None, len(last)),
        "contacts-per-100-customers": (contacts / len(people) if people else None, len(people)),
    }


def _remedies(lives: list[Life], asked: Asked) -> dict[str, tuple[Value, int]]:
    costs = defaultdict[str, list[Decimal]](list)
    for life in lives:
        for one in life.all_of("apologised"):
            if asked.has(one.at):
                costs[one.data["currency"]].append(Decimal(one.data["cost"]))
    n = sum(map(len, costs.values()))
    found: dict[str, tuple[Value, int]] = {"remedies-granted": (Decimal(n), n)}
    for currency, some in costs.items():
        found[f"remedies-cost {currency}"] = (sum(some, Decimal()), len(some))
    return found


def _quiet(lives: list[Life], about: list[Thing], asked: Asked) -> dict[str, tuple[Value, int]]:
    first: dict[tuple[str, str], Thing] = {}
    for one in about:
        if one.kind == "notice-sent":
            first.setdefault((one.data["notice"], one.data["person"]), one)
    told = [one for one in first.values() if asked.has(one.at)]
    quiet = sum(not _wrote(one, lives, about) for one in told)
    return {"notices-quiet": (Decimal(quiet) if told else None, len(told))}


def _wrote(sent: Thing, lives: list[Life], about: list[Thing]) -> bool:
    """Whether who got a notice wrote within a week: from any address, or on a ticket of theirs."""
    mine = {sent.data["person"]}
    mine |= {life.customer for life in lives if life.ref == sent.data["ticket"]}
    joined = {
        (one.home.removeprefix("~customer:"), one.data["into"])
        for one in about
        if one.kind == "customers-joined"
    }
    for _again in joined:
        mine |= {one for pair in joined if mine & set(pair) for one in pair}
    return any(
        thing.kind in ("ask", "thanks") and sent.at < thing.at <= sent.at + WEEK
        for life in lives
        for thing in life.things
        if life.customer in mine or thing.sender in mine
    )
