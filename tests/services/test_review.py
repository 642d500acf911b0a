"""The monthly review on a store with two months in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.events import Assigned, Event, Replied, Snoozed, TextFact
from agent_console.desk.listing import QueueRow
from agent_console.desk.metrics import Measure, Measured
from agent_console.desk.metrics_report import Unit
from agent_console.desk.review import Line, Review, Section
from agent_console.desk.views import QueueView
from agent_console.services.desk import Desk
from agent_console.services.sorting import Sorter
from agent_console.store import journal
from agent_console.store import reports as stored
from agent_console.store.driver import driver
from agent_console.store.vocabulary import update_vocabulary
from tests.filled import customer_mail, opened, put_mails, write_settings

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
FEBRUARY, JANUARY = datetime(2026, 2, 10, 9, tzinfo=UTC), datetime(2026, 1, 13, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DRONE = "Guten Tag,\nDrohnenführerschein und Kennzeichenpflicht sind mir ein Rätsel.\n"
ALIKE = (
    "Die Gravur auf der Rückseite kostet nichts, wenn sie höchstens zwanzig Zeichen hat; schreiben"
    " Sie den Text einfach in das Feld für Bemerkungen."
)


def mail(number: int, subject: str, text: str, answers: int = 0) -> bytes:
    who = answers or number
    sender = f"Kunde {who} <k{who}@kunde.example>"
    raw = customer_mail(number, subject, text, sender=sender)
    return raw if not answers else b"In-Reply-To: <frage-%d@kunde.example>\r\n" % answers + raw


@dataclass(slots=True)
class Months:
    """The desk, and its tickets by customer."""

    desk: Desk
    rows: Mapping[str, QueueRow]

    def ref(self, number: int) -> str:
        return self.rows[f"k{number}@kunde.example"].ref

    def record(self, number: int, at: datetime, fact: TextFact | Snoozed) -> None:
        """Let something have been done on a ticket."""
        with self.desk.store.write(durable=False) as session:
            name = journal.next_event_id(session)
            journal.append(session, Event(name, self.ref(number), at, "ida", fact))

    def review(self) -> Review:
        service = self.desk.review
        return service.review(service.last())

    def lines(self, section: Section) -> tuple[Line, ...]:
        return self.review().of(section)


def put(desk: Desk, mails: list[tuple[bytes, datetime]], folder: str = "INBOX") -> None:
    put_mails(desk, sorted(mails, key=lambda one: one[1]), folder)


def sort_out(desk: Desk) -> None:
    """Do what the engine does after mails came in: what each ticket asks for, and its words."""
    sorter = Sorter(desk.store, desk.config)
    while sorter.step():
        pass
    with desk.store.write(durable=False) as session:
        while update_vocabulary(session):
            pass


@pytest.fixture
def months(tmp_path: Path) -> Iterator[Months]:
    """January: one drone. February: four drones, and ten others that nobody answered."""
    locations = write_settings(tmp_path)
    desk = opened(locations, FixedClock(NOW))
    mails = [(mail(1, "Frage", DRONE), JANUARY)]
    mails += [(mail(10 + at, "Frage", DRONE), FEBRUARY + at * HOUR) for at in range(4)]
    for at in range(10):
        text = f"Guten Tag,\nwo bleibt meine Bestellung 47{at:02}?\n"
        mails.append((mail(20 + at, "Bestellung", text), FEBRUARY + at * 24 * HOUR))
    put(desk, mails)
    sort_out(desk)
    rows = desk.queue.page(QueueView.ALL, 0, 99).rows
    yield Months(desk, {row.customer_email: row for row in rows})
    desk.close()


def test_requests_that_are_alike_and_of_no_type_emerge_with_the_month_before(
    months: Months,
) -> None:
    (line,) = months.lines(Section.EMERGING)
    assert "drohnenfuhrerschein" in line.name or "drohnenführerschein" in line.name
    assert (line.n, line.before_n) == (4, 1)
    assert set(line.refs) == {months.ref(10 + at) for at in range(4)}


def test_missed_promises_are_told_with_their_causes(months: Months) -> None:
    months.record(20, FEBRUARY + HOUR, Assigned("ida"))
    months.record(21, FEBRUARY + 25 * HOUR, Snoozed(FEBRUARY + 90 * HOUR))
    first, *causes = months.lines(Section.BREACHED)
    assert first.unit is Unit.SHARE
    assert (first.value, first.n) == (1.0, 14)
    assert first.is_small
    by_key = {line.key: line for line in causes}
    assert by_key["first-response taken"].refs == (months.ref(20),)
    assert by_key["first-response asleep"].refs == (months.ref(21),)
    assert sum(line.n for line in causes) == 14
    assert all(line.is_part for line in causes)


def sent(months: Months, number: int, at: datetime, answers: str) -> None:
    months.record(number, at, Replied(f"<r{number}@x>", answers=answers))


def test_answer_after_which_customers_write_again_is_named_with_its_share(
    months: Months,
) -> None:
    for at in range(6):
        sent(months, 20 + at, FEBRUARY + (24 * at + 1) * HOUR, "order-status")
    late = [
        (mail(120 + at, "Re: Bestellung", "Das hilft nicht, wann kommt sie?\n", 20 + at), when)
        for at, when in ((0, FEBRUARY + 30 * HOUR), (1, FEBRUARY + (24 + 24 * 9) * HOUR))
    ]
    put(months.desk, late, "Later")
    (line,) = months.lines(Section.AGAIN)
    assert (line.key, line.n) == ("order-status", 6)
    assert line.value == pytest.approx(1 / 6)
    assert line.refs == (months.ref(20),)


def test_answer_sent_often_is_suggested_for_the_frequent_questions(months: Months) -> None:
    for at in range(5):
        sent(months, 20 + at, FEBRUARY + (24 * at + 1) * HOUR, "order-status,exchange")
        sent(months, 20 + at, FEBRUARY + (24 * at + 1) * HOUR, "shipping-costs")
    keys = {line.key: line for line in months.lines(Section.FAQ)}
    assert set(keys) == {"order-status", "exchange"}
    assert "different for every customer" in keys["order-status"].note
    assert (keys["exchange"].n, keys["exchange"].before_n) == (5, 0)


def test_month_without_anything_has_no_lines(tmp_path: Path) -> None:
    desk = opened(write_settings(tmp_path), FixedClock(NOW))
    review = desk.review.review(desk.review.last())
    assert (review.month.name, review.before.name, review.lines) == ("2026-02", "2026-01", ())
    assert review.is_over
    desk.close()


def test_slowest_type_comes_first_and_opens_its_slowest_ticket(months: Months) -> None:
    reports = months.desk.reports
    reports.measure()
    rows = {months.ref(20 + at): 60 * (at + 1) for at in range(5)}
    rows |= {months.ref(10 + at): 7_200 for at in range(3)}
    measured = {ref: [Measured(Measure.FIRST, FEBRUARY, seconds)] for ref, seconds in rows.items()}
    with months.desk.store.write(durable=False) as session:
        stored.keep(driver(session), measured, measured, reports.zone)
    slow = months.lines(Section.SLOW)
    assert [(line.value, line.n) for line in slow] == [(7_200, 3), (180, 5)]
    assert slow[1].refs[0] == months.ref(24)
    assert months.desk.review.tickets(slow[1])[0].ref == months.ref(24)


def test_hint_is_given_once_a_month_and_not_before_there_is_anything(
    months: Months, tmp_path: Path
) -> None:
    assert months.desk.review_hint() == "2026-02"
    assert months.desk.review_hint() == ""
    empty = opened(write_settings(tmp_path / "empty"), FixedClock(NOW))
    assert empty.review_hint() == ""
    empty.close()
