"""Before a mail leaves the ticket is looked at again; what happened meanwhile is asked first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from agent_console.demo.faults import Act, DropAfter
from agent_console.demo.smtp_faults import MESSAGE, Answer
from agent_console.desk.events import Closed, Event
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import ActionRefusedError, StoreBusyError
from agent_console.services.delivery import Delivery
from agent_console.services.passwords import Passwords
from agent_console.services.sender import OutboxSender
from agent_console.services.speech import Voice
from agent_console.store import journal
from agent_console.store import outbox as stored
from tests.filled import customer_mail, put_mails
from tests.services.office import RIGHT, Office, office
from tests.services.test_recipients import KIM, LOU, got, later, queue


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def due(at_work: Office) -> OutboxItem:
    item = at_work.reply()
    at_work.wait(seconds=10)
    return item


def write(at_work: Office, number: int = 50) -> None:
    """Let the customer write again on the ticket, seen by another thread's sync."""
    raw = customer_mail(number, "Re: Frage 1").replace(
        b"Message-ID:", b"In-Reply-To: <frage-1@kunde.example>\r\nMessage-ID:"
    )
    put_mails(at_work.desk, [(raw, at_work.clock.now())], f"Folder {number}")


def close(at_work: Office, agent: str) -> None:
    with at_work.desk.store.write(durable=True) as session:
        event = Event(
            journal.next_event_id(session), at_work.ref, at_work.clock.now(), agent, Closed()
        )
        at_work.desk.intake.record(session, event)


def state(at_work: Office, item: OutboxItem) -> OutboxState:
    return at_work.now(item).state


def test_reply_is_held_when_the_customer_wrote_and_nothing_leaves(
    at_work: Office, due: OutboxItem
) -> None:
    write(at_work)
    assert at_work.send() == 0
    now = at_work.now(due)
    assert (now.state, now.detail) == (
        OutboxState.HELD,
        "Meanwhile 1 new mail arrived on this ticket.",
    )
    assert [ended.state for ended in at_work.ended] == [OutboxState.HELD]
    assert at_work.server.smtp.log.commands == (), "no line is made for it"
    at_work.wait(days=3)
    assert at_work.send() == 0


def test_reply_is_held_when_the_customer_writes_while_the_line_is_made(
    at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(Act("RCPT", lambda: write(at_work)))
    at_work.send()
    assert state(at_work, due) is OutboxState.HELD
    assert "DATA" not in [command.verb for command in at_work.server.smtp.log.commands]


def test_reply_is_held_when_a_colleague_closed_the_ticket_but_not_when_its_writer_did(
    at_work: Office,
) -> None:
    for agent, held in (("Anna", False), ("Ben", True)):
        item = at_work.reply()
        at_work.wait(seconds=10)
        close(at_work, agent)
        at_work.send()
        assert (state(at_work, item) is OutboxState.HELD) is held, agent
    assert "Ben" in at_work.now(item).detail


def test_reply_is_held_when_another_answer_left_that_its_writer_did_not_know(
    at_work: Office,
) -> None:
    desk = at_work.second_desk()
    try:
        drafts = [one.replies.begin(at_work.ref, everyone=False) for one in (at_work.desk, desk)]
        first = at_work.desk.replies.queue(drafts[0], "Kommt morgen.\n")
        second = desk.replies.queue(drafts[1], "Kommt nie.\n")
    finally:
        desk.close()
    at_work.wait(seconds=10)
    assert at_work.send() == 1
    assert state(at_work, first) is OutboxState.SENT
    assert at_work.now(second).detail == "Meanwhile somebody answered this ticket."


def test_own_reply_known_when_the_next_was_written_holds_nothing(at_work: Office) -> None:
    for _number in range(2):
        at_work.reply()
        at_work.wait(seconds=10)
        at_work.send()
        at_work.read()
    assert len(at_work.server.mails) == 2


def test_held_reply_leaves_regardless_when_the_agent_says_so(
    at_work: Office, due: OutboxItem
) -> None:
    write(at_work)
    at_work.send()
    assert not at_work.desk.outbox.send_now(due.id)
    assert at_work.desk.outbox.send_regardless(due.id).state is OutboxState.QUEUED
    write(at_work, 51)
    at_work.send()
    assert state(at_work, due) is OutboxState.SENT


def test_held_reply_that_is_discarded_becomes_the_draft_again(
    at_work: Office, due: OutboxItem
) -> None:
    write(at_work)
    at_work.send()
    assert at_work.desk.outbox.cancel(due.id)
    draft = at_work.desk.replies.begin(due.ticket, everyone=False)
    assert "Kommt morgen." in draft.text
    at_work.wait(days=1)
    at_work.send()
    assert at_work.server.mails == ()


def test_held_reply_put_off_is_held_again_by_what_comes_later_only(
    at_work: Office, due: OutboxItem
) -> None:
    tomorrow = timedelta(hours=20)
    write(at_work)
    at_work.send()
    at_work.desk.outbox.reschedule(due.id, at_work.clock.now() + tomorrow)
    at_work.clock.move(tomorrow - timedelta(seconds=1))
    assert at_work.send() == 0
    write(at_work, 51)
    at_work.clock.move(timedelta(seconds=1))
    at_work.send()
    assert state(at_work, due) is OutboxState.HELD
    at_work.desk.outbox.reschedule(due.id, at_work.clock.now() - tomorrow)
    at_work.send()
    assert state(at_work, due) is OutboxState.SENT


def test_mail_planned_for_tomorrow_leaves_then_unless_the_customer_writes(
    at_work: Office,
) -> None:
    delivery = at_work.delivery()
    for writes in (False, True):
        item = at_work.reply()
        at = at_work.clock.now() + timedelta(hours=22)
        planned = at_work.desk.outbox.reschedule(item.id, at)
        assert (planned.state, planned.not_before) == (OutboxState.QUEUED, at)
        at_work.wait(hours=21.9)
        if writes:
            write(at_work)
        assert at_work.send(delivery=delivery) == 0
        at_work.wait(hours=0.1)
        at_work.send(delivery=delivery)
        assert state(at_work, item) is (OutboxState.HELD if writes else OutboxState.SENT)


def look(at_work: Office, delivery: Delivery) -> None:
    """Let the engine look once at what waits to leave."""
    passwords = Passwords(lambda: RIGHT)
    sender = OutboxSender(delivery, passwords, Voice(lambda _said: None, at_work.clock))
    sender.wake = Stopping(sender)
    sender.run()


class Stopping(threading.Event):
    """Ends the sender after its first look."""

    def __init__(self, sender: OutboxSender) -> None:
        super().__init__()
        self._sender = sender

    def wait(self, timeout: float | None = None) -> bool:
        self._sender.stop.set()
        return timeout is not None


def planned(at_work: Office) -> OutboxItem:
    item = at_work.reply()
    return at_work.desk.outbox.reschedule(item.id, at_work.clock.now() + timedelta(hours=22))


def test_waiting_mails_are_held_and_told_at_once_when_the_customer_writes(
    at_work: Office,
) -> None:
    tomorrow = planned(at_work)
    soon = at_work.reply()
    delivery = at_work.delivery()
    look(at_work, delivery)
    assert at_work.ended == []
    write(at_work)
    look(at_work, delivery)
    look(at_work, delivery)
    assert {(ended.id, ended.state) for ended in at_work.ended} == {
        (tomorrow.id, OutboxState.HELD),
        (soon.id, OutboxState.HELD),
    }
    assert len(at_work.ended) == 2
    assert at_work.now(tomorrow).detail == "Meanwhile 1 new mail arrived on this ticket."
    assert at_work.server.smtp.log.commands == ()


def test_deferred_mail_is_held_before_its_next_try_when_the_customer_writes(
    at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(Answer("RCPT", 451))
    at_work.send()
    write(at_work)
    at_work.delivery().hold_overtaken()
    assert state(at_work, due) is OutboxState.HELD


def test_waiting_mail_of_another_mailbox_is_left_to_its_own_engine(at_work: Office) -> None:
    item = planned(at_work)
    write(at_work)
    desk = at_work.desk
    box = desk.config.mailbox
    other = Delivery(
        desk.store, desk.intake, box, at_work.clock, at_work.ended.append, is_mine=lambda _: False
    )
    other.hold_overtaken()
    assert state(at_work, item) is OutboxState.QUEUED


def test_waiting_mails_are_not_asked_for_again_while_the_store_stays_as_it_is(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(at_work)
    delivery = at_work.delivery()
    delivery.hold_overtaken()
    asked: list[Session] = []

    def waiting(session: Session) -> tuple[OutboxItem, ...]:
        asked.append(session)
        return ()

    monkeypatch.setattr(stored, "waiting", waiting)
    delivery.hold_overtaken()
    assert asked == []
    write(at_work)
    delivery.hold_overtaken()
    assert len(asked) == 1


def test_mail_that_could_not_be_held_at_first_is_held_at_the_next_look(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, delivery = planned(at_work), at_work.delivery()
    write(at_work)

    def busy(*_given: object, **_named: object) -> bool:
        raise StoreBusyError("Store", "busy")

    with monkeypatch.context() as patch:
        patch.setattr(stored, "set_state", busy)
        with pytest.raises(StoreBusyError):
            delivery.hold_overtaken()
    delivery.hold_overtaken()
    assert state(at_work, item) is OutboxState.HELD


def test_mail_planned_days_ahead_is_still_tried_for_a_day(at_work: Office) -> None:
    item = at_work.reply()
    at_work.desk.outbox.reschedule(item.id, at_work.clock.now() + timedelta(days=3))
    at_work.server.smtp_faults.add(Answer("RCPT", 451))
    at_work.wait(days=3)
    at_work.send()
    assert at_work.now(item).next_try == at_work.clock.now() + timedelta(minutes=1)


def test_deferred_reply_is_held_when_the_customer_writes_before_the_next_try(
    at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(Answer("RCPT", 451))
    at_work.send()
    write(at_work)
    at_work.wait(minutes=1)
    at_work.send()
    assert state(at_work, due) is OutboxState.HELD


def test_rest_of_a_mail_that_some_have_is_never_held(at_work: Office) -> None:
    later(at_work, LOU)
    item = queue(at_work, KIM, LOU)
    at_work.send()
    write(at_work)
    at_work.wait(minutes=1)
    at_work.send()
    assert state(at_work, item) is OutboxState.SENT
    assert got(at_work) == [(KIM,), (LOU,)]


def test_only_waiting_mails_are_put_off_and_only_held_ones_sent_regardless(
    at_work: Office, due: OutboxItem
) -> None:
    outbox = at_work.desk.outbox
    with pytest.raises(ActionRefusedError):
        outbox.send_regardless(due.id)
    with pytest.raises(ActionRefusedError):
        outbox.look_again(due.id)
    at_work.server.smtp_faults.add(DropAfter(MESSAGE))
    at_work.send()
    with pytest.raises(ActionRefusedError):
        outbox.reschedule(due.id, at_work.clock.now())
    assert outbox.mark_sent(due.id).state is OutboxState.SENT
    with pytest.raises(ActionRefusedError):
        outbox.send_again(due.id)
