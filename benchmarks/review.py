"""How long the monthly review and the staffing hint take over a year of 100,000 tickets.

Run `python -m benchmarks.review [TICKETS]`. It prints the seconds of each, the median of some runs.
Mails, canned answers, missed promises and texts typed again are in it, made by a fixed chance.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from agent_console.desk.events import Assigned, Event, Replied, event_to_json
from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.metrics import Measure, Measured, hour_of_week
from agent_console.desk.metrics_period import Span, period_of
from agent_console.desk.staffing import error_of, learnt
from agent_console.desk.staffing_plan import planned
from agent_console.desk.staffing_queue import Work
from agent_console.services.review_counting import Counting, Texts
from agent_console.store import reports as stored
from agent_console.store import staffing as stored_staffing
from agent_console.store.times import to_text

ZONE = ZoneInfo("Europe/Berlin")
SCHEMA = Path(stored.__file__).with_name("migrations") / "0001.sql"
TYPES = ("delivery", "return", "refund", "invoice", "product", "account", "other")
ANSWERS = tuple(f"answer-{number}" for number in range(40))
BEGIN, TIMES = datetime(2025, 1, 1, tzinfo=UTC), 3
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = tuple(f"wort{number}" for number in range(4_000))
OFFICE = dict.fromkeys(range(5), (Frame(time(9), time(17)),))
TYPED = tuple(" ".join(WORDS[at : at + 30]) for at in range(0, 600, 30))


def columns_of(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """Return the columns that a row must have, with their types."""
    found = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [
        (name, kind) for _n, name, kind, needed, default, _k in found if needed and default is None
    ]


class Filler:
    """Puts tickets with mails, events and measures into an empty store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._chance = random.Random(10)
        self._columns = {table: columns_of(connection, table) for table in ("ticket", "mail")}
        self._mails = self._events = 0

    def fill(self, tickets: int) -> None:
        """Put a year of tickets in."""
        self._connection.execute("PRAGMA foreign_keys = OFF")
        for start in range(0, tickets, 1_000):
            refs = [f"T{number:07}" for number in range(start, min(start + 1_000, tickets))]
            stored.keep(self._connection, refs, {ref: self._ticket(ref) for ref in refs}, ZONE)
            self._connection.commit()

    def _put(self, table: str, values: dict[str, object]) -> None:
        columns = self._columns[table]
        row = [
            values.get(name, 0 if "INT" in kind or "BOOL" in kind else "") for name, kind in columns
        ]
        names = ", ".join(name for name, _kind in columns)
        marks = ", ".join("?" * len(columns))
        put = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # names of columns only
        self._connection.execute(put, row)

    def _ticket(self, ref: str) -> list[Measured]:
        chance = self._chance
        at = BEGIN + timedelta(seconds=chance.randrange(365 * 86_400))
        business = chance.randrange(60, 40_000)
        answered, missed = at + timedelta(seconds=business * 3), business > 28_800
        customer = f"k{chance.randrange(40_000)}@kunde.example"
        kind = chance.choice(TYPES)
        self._put(
            "ticket",
            {"ref": ref, "type": kind, "customer_email": customer, "opened_at": to_text(at)},
        )
        self._mail(ref, at, "in", " ".join(chance.choices(WORDS, k=60)))
        text = (
            chance.choice(TYPED) if chance.random() < 0.3 else " ".join(chance.choices(WORDS, k=60))
        )
        self._mail(ref, answered, "out", f"Guten Tag,\n\n{text}\n\nFreundliche Grüße")
        if chance.random() < 0.3:
            self._event(ref, at + timedelta(minutes=5), Assigned("ida"))
        if chance.random() < 0.5:
            self._event(ref, answered, Replied(f"<{ref}>", answers=chance.choice(ANSWERS)))
        return [
            Measured(Measure.OPENED, at, 0),
            Measured(Measure.ARRIVED, at, hour_of_week(at, ZONE)),
            Measured(Measure.FIRST, answered, business, business * 3, agent="ida"),
            Measured(Measure.ANSWERED, answered, agent="ida"),
            Measured(Measure.HANDLED, answered, chance.randrange(60, 900)),
            Measured(Measure.TARGET, answered, int(missed), more="first-response"),
        ]

    def _mail(self, ref: str, at: datetime, direction: str, text: str) -> None:
        self._mails += 1
        values = {
            "id": self._mails,
            "identity": f"m{self._mails}",
            "ticket": ref,
            "direction": direction,
            "kind": "human",
            "received": to_text(at),
            "subject": "Frage",
            "text": text,
            "ranges": "[]",
        }
        self._put("mail", values)

    def _event(self, ref: str, at: datetime, fact: Assigned | Replied) -> None:
        self._events += 1
        event = Event(f"c.{self._events}", ref, at, "ida", fact)
        self._connection.execute(
            "INSERT INTO event (id, ticket, at, json_text) VALUES (?, ?, ?, ?)",
            (event.id, ref, to_text(at), event_to_json(event)),
        )


def timed(work: Callable[[], object]) -> float:
    """Return the median of some runs in seconds."""
    found = []
    for _time in range(TIMES):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return statistics.median(found)


def tasks(connection: sqlite3.Connection) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is timed, with its name."""
    month = period_of(Span.MONTH, date(2025, 11, 17))

    def review() -> object:
        texts = Texts({}, {}, "de")
        return list(Counting(connection, month, NOW, ZONE, texts, str).lines())

    def staffing() -> object:
        last, first = date(2025, 12, 31), date(2025, 10, 23)
        counts = stored_staffing.arrivals(connection, first, last)
        seconds = stored_staffing.seconds_for_an_answer(connection, first, last)
        shape = learnt(counts, last - timedelta(days=55), last, lambda _day: False)
        work = Work(tuple(seconds), ((14_400.0, 0.9), (28_800.0, 0.1)))
        calendar = Calendar(ZONE, OFFICE)
        days = planned(shape, work, 0.9, last, ZONE, lambda _at: calendar)
        return days, error_of(counts, first, last, lambda _day: False)

    yield "review of a month", review
    yield "staffing hint", staffing


def main(tickets: int) -> None:
    """Fill a store, and time both."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite3"
        connection = sqlite3.connect(file)
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        Filler(connection).fill(tickets)
        connection.execute("ANALYZE")
        print(f"{tickets} tickets, {file.stat().st_size / 2**20:.0f} MB")
        for name, work in tasks(connection):
            print(f"{name:20} {timed(work):5.2f} s")
        connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
