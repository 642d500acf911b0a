"""Mails to several people: each gets it once, each answer counts for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.demo.faults import Act, DropAfter
from agent_console.demo.smtp_faults import MESSAGE, Answer, RefuseRecipient
from agent_console.desk.events import Replied
from agent_console.desk.states import OutboxKind
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.services.due import GIVE_UP_AFTER
from agent_console.services.rebuild import rebuild
from agent_console.services.world import known_of
from agent_console.store import journal, server_notes
from agent_console.store import outbox as stored
from tests.filled import ME
from tests.services.office import Office, office

KIM, LOU, MAX = "kim@kunde.example", "lou@kunde.example", "max@kunde.example"


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def queue(
    at_work: Office,
    *recipients: str,
    number: int = 1,
    kind: OutboxKind = OutboxKind.REPLY,
    receipt: bool = False,
) -> OutboxItem:
    """Queue a mail to ``recipients`` that is due now."""
    now, name = at_work.clock.now(), f"t.x.{number}@company.example"
    with at_work.desk.store.write(durable=True) as session:
        return stored.add(
            session,
            ticket=at_work.ref,
            message_id=name,
            raw=f"From: {ME}\r\nTo: {KIM}\r\nSubject: {number}\r\nMessage-ID: <{name}>\r\n"
            "Date: Mon, 02 Mar 2026 10:30:00 +0000\r\n\r\nHello\r\n".encode(),
            sender=ME,
            recipients=recipients or (KIM,),
            subject=str(number),
            agent="Anna",
            text="Hello",
            seen=None,
            now=now,
            not_before=now,
            kind=kind,
            known=known_of(session, at_work.ref),
            receipt=receipt,
        )


def later(at_work: Office, address: str, *, times: int | None = 1) -> None:
    at_work.server.smtp_faults.add(
        RefuseRecipient(recipient=address, code=451, text="4.2.0 later", times=times)
    )


def got(at_work: Office) -> list[tuple[str, ...]]:
    return [mail.recipients for mail in at_work.server.mails]


def replies(at_work: Office) -> int:
    with at_work.desk.store.read() as session:
        events = journal.of_ticket(session, at_work.ref)
    return sum(isinstance(event.fact, Replied) for event in events)


@pytest.mark.promise("recipients put off and refused", "P3")
def test_only_those_who_were_put_off_are_tried_again_with_the_same_bytes(at_work: Office) -> None:
    later(at_work, LOU, times=2)
    at_work.server.smtp_faults.add(RefuseRecipient(recipient=MAX))
    item = queue(at_work, KIM, LOU, MAX)
    at_work.send()
    now = at_work.now(item)
    assert (now.state, now.pending) == (OutboxState.PARTIAL, (LOU,))
    assert now.refused == ((MAX, "550 5.1.1 No such mailbox"),)
    assert now.next_try == at_work.clock.now() + timedelta(minutes=1)
    assert replies(at_work) == 1

    at_work.wait(minutes=1)
    at_work.send()
    assert at_work.now(item).pending == (LOU,)
    at_work.wait(minutes=5)
    at_work.send()
    now = at_work.now(item)
    assert (now.state, now.pending, now.next_try) == (OutboxState.PARTIAL, (), None)
    assert got(at_work) == [(KIM,), (LOU,)]
    assert len({mail.raw for mail in at_work.server.mails}) == 1
    assert replies(at_work) == 1, "the ticket was answered once"
    at_work.wait(days=2)
    assert at_work.send() == 0


@pytest.mark.promise("recipients put off and refused", "P3")
def test_mail_is_sent_once_the_last_one_put_off_has_it(at_work: Office) -> None:
    later(at_work, LOU)
    item = queue(at_work, KIM, LOU)
    at_work.send()
    at_work.wait(minutes=1)
    at_work.send()
    now = at_work.now(item)
    assert (now.state, now.pending, now.refused, now.detail) == (OutboxState.SENT, (), (), "")


def test_rest_that_nobody_takes_for_a_day_waits_for_a_person_and_is_sent_again_to_the_rest(
    at_work: Office,
) -> None:
    later(at_work, LOU, times=None)
    item, delivery = queue(at_work, KIM, LOU), at_work.delivery()
    while True:
        at_work.send(delivery=delivery)
        now = at_work.now(item)
        if now.next_try is None:
            break
        at_work.clock.move(now.next_try - at_work.clock.now())
    assert at_work.clock.now() - item.not_before >= GIVE_UP_AFTER
    assert (now.state, now.pending) == (OutboxState.PARTIAL, (LOU,))
    assert at_work.send(delivery=delivery) == 0

    at_work.server.smtp_faults.clear()
    again = at_work.desk.outbox.send_again(item.id)
    assert not at_work.desk.outbox.cancel(item.id), "some have it: it cannot be taken back"
    assert again.state is OutboxState.PARTIAL
    at_work.send(delivery=delivery)
    assert at_work.now(item).state is OutboxState.SENT
    assert got(at_work) == [(KIM,), (LOU,)]


def test_refused_recipient_is_tried_again_by_a_persons_decision_only(at_work: Office) -> None:
    at_work.server.smtp_faults.add(RefuseRecipient(recipient=LOU, times=1))
    item = queue(at_work, KIM, LOU)
    at_work.send()
    at_work.desk.outbox.send_again(item.id)
    at_work.send()
    assert at_work.now(item).state is OutboxState.SENT
    assert got(at_work) == [(KIM,), (LOU,)]


@pytest.mark.promise("recipients put off and refused", "P3")
def test_all_refused_names_everyone_and_leaves_nobody_pending(at_work: Office) -> None:
    at_work.server.smtp_faults.add(Answer("RCPT", 550, "5.1.1 nobody", times=None))
    item = queue(at_work, KIM, LOU)
    at_work.send()
    now = at_work.now(item)
    assert (now.state, now.pending, now.next_try) == (OutboxState.REFUSED, (), None)
    assert dict(now.refused) == {KIM: "550 5.1.1 nobody", LOU: "550 5.1.1 nobody"}
    assert replies(at_work) == 0


@pytest.mark.promise("recipients put off and refused", "P3")
def test_doubt_settled_by_a_person_leaves_those_who_were_put_off_to_be_tried(
    at_work: Office,
) -> None:
    later(at_work, LOU)
    at_work.server.smtp_faults.add(DropAfter(MESSAGE))
    item = queue(at_work, KIM, LOU)
    at_work.send()
    assert at_work.now(item).state is OutboxState.UNKNOWN
    settled = at_work.desk.outbox.mark_sent(item.id)
    assert (settled.state, settled.pending) == (OutboxState.PARTIAL, (LOU,))
    at_work.wait(minutes=1)
    at_work.send()
    assert at_work.now(item).state is OutboxState.SENT
    assert got(at_work) == [(KIM,), (LOU,)]
    assert replies(at_work) == 1


@pytest.mark.promise("recipients put off and refused", "P3")
def test_copy_of_an_earlier_attempt_proves_nothing_about_a_later_one(at_work: Office) -> None:
    later(at_work, LOU)
    item = queue(at_work, KIM, LOU)
    at_work.send()
    at_work.read()
    assert len(at_work.sent_folder()) == 1
    at_work.server.smtp_faults.add(DropAfter(MESSAGE))
    at_work.wait(minutes=1)
    at_work.send()
    at_work.read()
    assert at_work.now(item).state is OutboxState.UNKNOWN
    at_work.desk.outbox.look_again(item.id)
    at_work.read()
    now = at_work.now(item)
    assert now.state is OutboxState.UNKNOWN
    assert "does not tell" in now.detail
    assert len(at_work.sent_folder()) == 1


def test_look_again_tells_that_nothing_was_found_and_is_asked_once(at_work: Office) -> None:
    at_work.server.smtp_faults.add(DropAfter(MESSAGE))
    item, delivery = queue(at_work), at_work.delivery()
    at_work.send(delivery=delivery)
    assert not delivery.wants_look()
    assert "Looking" in at_work.desk.outbox.look_again(item.id).detail
    assert (delivery.wants_look(), delivery.wants_look()) == (True, False)
    at_work.read()
    assert "neither in Sent nor in the inbox" in at_work.now(item).detail
    at_work.desk.outbox.look_again(item.id)
    at_work.server.mailbox.deliver("Sent", at_work.server.mails[0].raw, at_work.clock.now())
    at_work.read()
    assert at_work.now(item).state is OutboxState.SENT


def test_reports_are_asked_for_under_the_name_of_the_mail(at_work: Office) -> None:
    queue(at_work)
    at_work.send()
    assert {"RET=HDRS", "ENVID=t.x.1"} <= set(at_work.server.mails[0].options)


def test_size_limit_of_the_server_is_remembered(at_work: Office) -> None:
    queue(at_work)
    at_work.send()
    with at_work.desk.store.read() as session:
        assert server_notes.size_limit(session, ME.upper()) == 35_882_577


@pytest.mark.parametrize("kind", list(OutboxKind))
def test_only_an_answer_answers_the_ticket_also_after_a_rebuild(
    kind: OutboxKind, at_work: Office
) -> None:
    queue(at_work, LOU, kind=kind)
    at_work.send()
    at_work.read()
    expected = TicketState.WAITING
    if kind in (OutboxKind.FORWARD, OutboxKind.BULK):
        expected = TicketState.NEW
    for _before_and_after in range(2):
        row = at_work.desk.queue.row(at_work.ref)
        assert row is not None
        assert (row.state, row.mails) == (expected, 2)
        rebuild(at_work.desk.store, at_work.desk.config)


def test_source_is_what_will_leave(at_work: Office) -> None:
    item = queue(at_work)
    assert f"Message-ID: <{item.message_id}>" in at_work.desk.outbox.source(item.id)


def test_notices_leave_at_their_pace_and_replies_overtake_them(tmp_path: Path) -> None:
    with office(tmp_path, extra="[sending]\nbulk_per_minute = 2\n") as at_work:
        delivery = at_work.delivery()
        for number in range(1, 6):
            queue(at_work, KIM, number=number, kind=OutboxKind.BULK)
        queue(at_work, LOU, number=9)
        assert at_work.send(delivery=delivery) == 3
        assert got(at_work) == [(LOU,), (KIM,), (KIM,)]
        at_work.wait(seconds=59)
        assert at_work.send(delivery=delivery) == 0
        at_work.wait(seconds=1)
        assert at_work.send(delivery=delivery) == 2
        at_work.wait(seconds=60)
        assert at_work.send(delivery=delivery) == 1


def test_reply_that_is_queued_while_notices_leave_is_next(at_work: Office) -> None:
    for number in (1, 2, 3):
        queue(at_work, KIM, number=number, kind=OutboxKind.BULK)

    at_work.server.smtp_faults.add(Act(MESSAGE, lambda: queue(at_work, LOU, number=9)))
    at_work.send()
    assert got(at_work) == [(KIM,), (LOU,), (KIM,), (KIM,)]
