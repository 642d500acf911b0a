"""The traps in which reports of other desks fell, each on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.contact_facts import Contacted
from agent_console.desk.events import Event
from agent_console.desk.labels import LabelName
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Figure, Listed, Name, Standing, Which
from agent_console.desk.states import QueueView
from agent_console.services.desk import Desk
from agent_console.store import journal
from agent_console.store.driver import driver, insert_into
from agent_console.store.times import to_text
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONTH = Period(date(2026, 2, 9), date(2026, 3, 31), "x")
SLA = '[sla]\nfirst_response = "4h"\n[[sla.rule]]\npriority = "high"\nfirst_response = "30m"\n'

PUT_SURVEY = insert_into(
    "survey",
    (
        *("id", "ticket", "which", "email", "at", "message_id", '"key"', "answered", "value"),
        *("mail", "agent", "comment", "objected"),
    ),
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    found = opened(write_settings(tmp_path, extra=SLA), clock)
    yield found
    found.close()


def automatic(number: int, subject: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Bot <bot@kunde.example>"
    mail["To"] = "support@company.example"
    mail["Subject"] = subject
    mail["Message-ID"] = f"<bot-{number}@kunde.example>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("Nothing to do.\n")
    return mail.as_bytes()


def ref_of(desk: Desk, subject: str) -> str:
    rows = desk.queue.page(QueueView.ALL, 0, 9).rows
    return next(row.ref for row in rows if row.subject == subject)


def figure(desk: Desk, name: Name, which: Which | None = None) -> Figure:
    return desk.reports.report(MONTH, which).figure(name)


def behind(desk: Desk, name: Name) -> set[str]:
    return {row.ref for row in desk.reports.tickets(MONTH, name)}


def test_priority_that_was_raised_later_breaks_no_promise_of_before(
    desk: Desk, clock: FixedClock
) -> None:
    put_mails(desk, [(customer_mail(1, "Lampe"), NOW - HOUR)])
    ref = ref_of(desk, "Lampe")
    clock.move(HOUR)
    assert figure(desk, Name.TARGET_FIRST).n == 0
    desk.tickets.label(ref, LabelName.PRIORITY, "high")
    assert figure(desk, Name.TARGET_FIRST).n == 0  # by today's priority it would be missed
    clock.move(6 * HOUR)
    late = figure(desk, Name.TARGET_FIRST)
    assert (late.value, late.n) == (0.0, 1)
    assert behind(desk, Name.TARGET_FIRST) == {ref}


def test_merged_ticket_is_a_part_of_the_other_one_and_counts_once(desk: Desk) -> None:
    put_mails(
        desk,
        [
            (customer_mail(1, "Lampe"), NOW - 2 * HOUR),
            (customer_mail(2, "Nachtrag"), NOW - HOUR),
        ],
    )
    assert figure(desk, Name.OPENED).value == 2
    desk.joining.merge(ref_of(desk, "Nachtrag"), ref_of(desk, "Lampe"))
    assert figure(desk, Name.OPENED).value == 1
    assert figure(desk, Name.ARRIVED).value == 2
    assert behind(desk, Name.OPENED) == {ref_of(desk, "Lampe")}


def test_merged_ticket_with_a_call_counts_once_and_so_does_the_time(desk: Desk) -> None:
    put_mails(
        desk,
        [
            (customer_mail(1, "Lampe"), NOW - 2 * HOUR),
            (customer_mail(2, "Nachtrag"), NOW - HOUR),
        ],
    )
    merged = ref_of(desk, "Nachtrag")
    call = Contacted("phone", "out", NOW.isoformat(), "300", "Anna", result="missed")
    with desk.store.write(durable=True) as session:
        event = Event(journal.next_event_id(session), merged, NOW, "Anna", call)
        desk.intake.record(session, event)
    assert figure(desk, Name.OPENED).value == 2
    desk.joining.merge(merged, ref_of(desk, "Lampe"))
    assert figure(desk, Name.OPENED).value == 1
    assert figure(desk, Name.WORKED).value == 300


def test_automatic_mail_and_spam_are_no_tickets_of_the_report(desk: Desk) -> None:
    put_mails(
        desk,
        [
            (customer_mail(1, "Lampe"), NOW - 2 * HOUR),
            (automatic(1, "Newsletter"), NOW - 2 * HOUR),
            (customer_mail(3, "Gewinn", sender="x@spam.example"), NOW - HOUR),
        ],
    )
    desk.handling.spam(ref_of(desk, "Gewinn"))
    assert figure(desk, Name.OPENED).value == 1
    assert figure(desk, Name.ARRIVED).value == 1
    desk.handling.not_spam(ref_of(desk, "Gewinn"))
    assert figure(desk, Name.OPENED).value == 2


def test_what_a_ticket_is_called_later_changes_the_kinds_of_the_day_it_came(desk: Desk) -> None:
    put_mails(desk, [(customer_mail(1, "Lampe"), NOW - 9 * DAY)])
    ref = ref_of(desk, "Lampe")
    for kind in ("refund", "invoice"):
        desk.tickets.label(ref, LabelName.TYPE, kind)
        report = desk.reports.report(MONTH)
        assert {part.key: part.n for part in report.lists.types} == {kind: 1}
        assert figure(desk, Name.OPENED, Which(type=kind)).value == 1
        (row,) = desk.reports.tickets_of_part(MONTH, Listed.TYPES, kind)
        assert row.ref == ref
    assert figure(desk, Name.OPENED, Which(type="refund")).value == 0


def test_backlog_of_a_day_that_is_over_stays_what_it_was(desk: Desk, clock: FixedClock) -> None:
    put_mails(desk, [(customer_mail(1, "Lampe"), NOW - 9 * DAY)])
    yesterday = Period(NOW.date() - DAY, NOW.date() - DAY, "x")
    assert desk.reports.report(yesterday).figure(Name.BACKLOG).value == 1
    desk.tickets.close(ref_of(desk, "Lampe"))
    assert desk.reports.report(yesterday).figure(Name.BACKLOG).value == 1
    assert figure(desk, Name.BACKLOG).value == 0
    (row,) = desk.reports.tickets(yesterday, Name.BACKLOG)
    assert row.subject == "Lampe"


def test_weekend_and_day_boundary_are_those_of_the_desk(desk: Desk) -> None:
    sunday = NOW.replace(hour=23, minute=30) - DAY  # half past midnight on Monday in Berlin
    put_mails(desk, [(customer_mail(1, "Lampe"), sunday)])
    monday = Period(NOW.date(), NOW.date(), "x")
    report = desk.reports.report(monday)
    assert report.figure(Name.OPENED).value == 1
    assert report.lists.heat[0][0] == 1


def test_today_names_what_is_open_overdue_and_mine(desk: Desk, clock: FixedClock) -> None:
    put_mails(desk, [(customer_mail(1, "Lampe"), NOW - HOUR)])
    ref = ref_of(desk, "Lampe")
    desk.tickets.take(ref)
    now = desk.reports.now()
    assert (now.open, now.overdue, now.mine, now.unowned, now.arrived) == (1, 0, 1, 0, 1)
    clock.move(8 * HOUR)
    assert desk.reports.now().my_overdue == 1
    (row,) = desk.reports.tickets_now(Standing.MY_OVERDUE)
    assert row.ref == ref
    desk.tickets.close(ref)
    now = desk.reports.now()
    assert (now.open, now.closed) == (0, 1)
    (row,) = desk.reports.tickets_now(Standing.CLOSED)
    assert row.ref == ref


def test_ticket_set_aside_although_the_customer_waits_breaks_its_promise(
    desk: Desk, clock: FixedClock
) -> None:
    put_mails(desk, [(customer_mail(1, "Lampe"), NOW - HOUR)])
    ref = ref_of(desk, "Lampe")
    desk.tickets.snooze(ref, NOW + 3 * DAY)
    clock.move(6 * HOUR)
    late = figure(desk, Name.TARGET_FIRST)
    assert (late.value, late.n) == (0.0, 1)


def test_ticket_that_is_taken_up_after_long_is_not_overdue_at_once(
    desk: Desk, clock: FixedClock
) -> None:
    put_mails(desk, [(customer_mail(1, "Lampe"), NOW - HOUR)])
    ref = ref_of(desk, "Lampe")
    desk.tickets.close(ref)
    clock.move(9 * DAY)
    desk.tickets.reopen(ref)
    assert figure(desk, Name.TARGET_NEXT).n == 0
    assert desk.reports.report(MONTH).figure(Name.REOPENED).value == 1.0


def test_scores_count_on_the_day_of_the_answer_by_the_printed_formula(desk: Desk) -> None:
    put_mails(desk, [(customer_mail(1, "Lampe"), NOW - HOUR)])
    ref = ref_of(desk, "Lampe")
    desk.tickets.label(ref, LabelName.TYPE, "refund")
    given = [("csat", n) for n in (5, 4, 3)] + [("thumb", 5), *(("nps", n) for n in (10, 9, 8, 0))]
    given += [("ces", 7), ("ces", 4)]
    with desk.store.write(durable=False) as session:
        for number, (which, value) in enumerate(given):
            row = (str(number), ref, which, "k@x.example", to_text(NOW - 40 * DAY), f"<{number}>")
            answer = (str(number), to_text(NOW - HOUR), value, f"m{number}", "Anna", "", 0)
            driver(session).execute(PUT_SURVEY, row + answer)
    assert (figure(desk, Name.CSAT).value, figure(desk, Name.CSAT).n) == (0.75, 4)
    assert (figure(desk, Name.NPS).value, figure(desk, Name.NPS).n) == (25.0, 4)
    assert (figure(desk, Name.CES).value, figure(desk, Name.CES).n) == (5.5, 2)
    assert figure(desk, Name.NPS).is_small
    assert behind(desk, Name.CSAT) == {ref}
    assert figure(desk, Name.CSAT, Which(type="refund")).n == 4
    assert figure(desk, Name.CSAT, Which(type="invoice")).n == 0
    curve = desk.reports.report(MONTH).curve(Name.NPS)
    assert [value for value in curve.values if value is not None] == [25.0]
