"""Sending: undo, order, every kind of answer, crashes, clocks that jump, and never twice."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.demo.fault_plan import Gate
from agent_console.demo.faults import Act, DropAfter, DropBefore, HoldAnswer, HoldBefore
from agent_console.demo.smtp_faults import MESSAGE, Answer, RefuseRecipient
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from agent_console.errors import SignInError, StoreError
from agent_console.services import delivery as delivery_module
from agent_console.services.due import GIVE_UP_AFTER
from agent_console.store import outbox as stored
from tests.services.office import RIGHT, WRONG, Office, office

SECONDS = 90.0


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def due(at_work: Office) -> OutboxItem:
    """A reply whose undo time is over."""
    item = at_work.reply()
    at_work.wait(seconds=10)
    return item


def state(at_work: Office, item: OutboxItem) -> OutboxState:
    return at_work.now(item).state


def test_reply_leaves_when_the_undo_time_is_over_and_not_before(at_work: Office) -> None:
    item = at_work.reply()
    at_work.wait(seconds=9.999)
    assert at_work.send() == 0
    assert not at_work.server.mails
    at_work.wait(seconds=0.001)
    assert at_work.send() == 1
    (mail,) = at_work.server.mails
    assert mail.recipients == ("kaethe@kunde.example",)
    assert state(at_work, item) is OutboxState.SENT
    assert [ended.id for ended in at_work.ended] == [item.id]
    row = at_work.desk.queue.row(item.ticket)
    assert row is not None
    assert row.state is TicketState.WAITING
    assert at_work.send() == 0


def test_send_now_ends_the_undo_time(at_work: Office) -> None:
    item, delivery = at_work.reply(), at_work.delivery()
    assert at_work.send(delivery=delivery) == 0
    at_work.desk.outbox.send_now(item.id)
    assert at_work.send(delivery=delivery) == 1


def test_replies_leave_in_the_order_in_which_they_were_queued(at_work: Office) -> None:
    texts = ["first", "second", "third"]
    for text in texts:
        at_work.reply(f"the {text} one")
    at_work.wait(seconds=10)
    assert at_work.send() == 3
    assert [next(t for t in texts if t.encode() in mail.raw) for mail in at_work.server.mails] == (
        texts
    )


def test_reply_taken_back_in_time_never_leaves(at_work: Office) -> None:
    item = at_work.reply()
    assert at_work.desk.outbox.cancel(item.id)
    at_work.wait(days=1)
    assert at_work.send() == 0
    assert at_work.server.smtp.log.commands == ()
    assert at_work.desk.replies.begin(item.ticket, everyone=False).text == "Kommt morgen.\n"


@pytest.mark.parametrize("verb", ["EHLO", "AUTH", "MAIL", "RCPT"])
def test_reply_taken_back_while_the_line_is_made_is_not_sent(
    verb: str, at_work: Office, due: OutboxItem
) -> None:
    cancelled: list[bool] = []
    at_work.server.smtp_faults.add(
        Act(verb, lambda: cancelled.append(at_work.desk.outbox.cancel(due.id)))
    )
    at_work.send()
    assert cancelled == [True]
    assert at_work.server.mails == ()
    assert state(at_work, due) is OutboxState.CANCELLED
    assert "DATA" not in [command.verb for command in at_work.server.smtp.log.commands]
    assert at_work.ended == []


def test_reply_taken_back_before_its_turn_costs_no_connection(tmp_path: Path) -> None:
    with office(tmp_path, tickets=2) as at_work:
        items = [
            at_work.reply(ref=r.ref) for r in at_work.desk.queue.page(QueueView.ALL, 0, 9).rows
        ]
        at_work.wait(seconds=10)
        at_work.server.smtp_faults.add(
            Act(MESSAGE, lambda: at_work.desk.outbox.cancel(items[1].id))
        )
        at_work.send()
        assert at_work.signs_in() == 1
        assert [ended.id for ended in at_work.ended] == [items[0].id]


def test_taking_back_comes_too_late_once_the_mail_is_handed_over(
    at_work: Office, due: OutboxItem
) -> None:
    seen: list[tuple[OutboxState, bool]] = []

    def look() -> None:
        seen.append((state(at_work, due), at_work.desk.outbox.cancel(due.id)))

    at_work.server.smtp_faults.add(Act("DATA", look))
    at_work.send()
    assert seen == [(OutboxState.SENDING, False)], "committed before the first byte of DATA"
    assert state(at_work, due) is OutboxState.SENT


@pytest.mark.promise("two senders, broken lines, a disk that refuses", "P2")
def test_reply_whose_line_breaks_after_data_is_unknown_and_never_sent_again(
    at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(DropAfter(MESSAGE))
    at_work.send()
    assert state(at_work, due) is OutboxState.UNKNOWN
    at_work.wait(days=2)
    at_work.delivery().recover()
    assert at_work.send() == 0
    assert len(at_work.server.mails) == 1


@pytest.mark.promise("two senders, broken lines, a disk that refuses", "P2")
def test_reply_whose_program_died_after_the_250_is_unknown_then_proved_by_the_sent_folder(
    at_work: Office, due: OutboxItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    _die_before_recording(at_work, monkeypatch)
    assert len(at_work.server.mails) == 1
    assert state(at_work, due) is OutboxState.SENDING

    reborn = at_work.delivery()
    assert reborn.recover() == 1
    assert state(at_work, due) is OutboxState.UNKNOWN
    at_work.wait(days=1)
    assert at_work.send(delivery=reborn) == 0
    at_work.read()
    assert state(at_work, due) is OutboxState.UNKNOWN, "no proof, no guess"

    at_work.server.mailbox.deliver("Sent", at_work.server.mails[0].raw, at_work.clock.now())
    at_work.read()
    assert state(at_work, due) is OutboxState.SENT
    row = at_work.desk.queue.row(due.ticket)
    assert row is not None
    assert (row.state, row.mails) == (TicketState.WAITING, 2)
    assert len(at_work.server.mails) == 1
    assert len(at_work.sent_folder()) == 1


def test_doubtful_reply_that_lies_in_the_inbox_is_proved_too(
    at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(DropAfter(MESSAGE))
    at_work.send()
    received = at_work.server.mails[0].raw
    at_work.server.mailbox.deliver("INBOX", b"Received: by relay\r\n" + received)
    at_work.read()
    assert state(at_work, due) is OutboxState.SENT
    assert at_work.sent_folder() == [received]
    assert at_work.desk.queue.page(QueueView.ALL, 0, 9).total == 1, "no ticket of its own"


def _die_before_recording(at_work: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    class Died(BaseException):
        """The power is gone."""

    def die(*_arguments: object) -> None:
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(delivery_module.Delivery, "_record", die)
        with pytest.raises(Died):
            at_work.send()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (lambda: Answer("RCPT", 451, "4.3.0 later\x1b[2J"), "4.3.0 later"),
        (lambda: Answer(MESSAGE, 452, "4.3.1 disk full"), "452 4.3.1 disk full"),
        (lambda: Answer("EHLO", 421, "busy"), "421 busy"),
        (lambda: DropBefore("MAIL"), "broke before the mail was sent"),
        (lambda: Answer("AUTH", 454, "4.7.0 temporary"), "454 4.7.0 temporary"),
    ],
)
def test_reply_that_is_not_taken_now_is_deferred_with_the_servers_words(
    fault: Callable[[], Answer], words: str, at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(fault())
    at_work.send()
    item = at_work.now(due)
    assert item.state is OutboxState.DEFERRED
    assert words in item.detail
    assert "\x1b" not in item.detail
    assert item.next_try == at_work.clock.now() + timedelta(minutes=1)
    at_work.wait(seconds=59)
    assert at_work.send() == 0
    at_work.wait(seconds=1)
    assert at_work.send() == 1
    assert state(at_work, due) is OutboxState.SENT


@pytest.mark.parametrize("verb", ["RCPT", MESSAGE])
def test_deferred_reply_is_tried_by_the_schedule_and_asks_after_a_day(
    verb: str, at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(Answer(verb, 451, times=None))
    pauses = []
    delivery = at_work.delivery()
    while True:
        assert at_work.send(delivery=delivery) == 1
        item = at_work.now(due)
        if item.next_try is None:
            break
        pause = item.next_try - at_work.clock.now()
        pauses.append(round(pause.total_seconds() / 60))
        at_work.clock.move(pause)
    assert pauses[:7] == [1, 5, 15, 60, 120, 120, 120]
    assert set(pauses[7:]) == {120}
    assert at_work.clock.now() - due.queued_at >= GIVE_UP_AFTER
    at_work.wait(days=30)
    assert at_work.send(delivery=delivery) == 0
    assert state(at_work, due) is OutboxState.DEFERRED
    assert at_work.server.mails == ()

    at_work.server.smtp_faults.clear()
    at_work.desk.outbox.send_again(due.id)
    assert at_work.send(delivery=delivery) == 1
    assert state(at_work, due) is OutboxState.SENT


@pytest.mark.promise("reply refused in part", "P3")
@pytest.mark.parametrize("verb", ["MAIL", "RCPT", MESSAGE])
def test_refused_reply_stays_with_the_servers_words_cleaned(
    verb: str, at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(Answer(verb, 554, "5.7.1 spam\x1b]0;title\x07 here"))
    at_work.send()
    item = at_work.now(due)
    assert item.state is OutboxState.REFUSED
    assert "5.7.1 spam" in item.detail
    assert not any(ord(char) < 32 for char in item.detail)
    at_work.wait(days=3)
    assert at_work.send() == 0


@pytest.mark.promise("reply refused in part", "P3")
def test_partly_refused_reply_names_who_did_not_get_it(at_work: Office) -> None:
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    with at_work.desk.store.write(durable=True) as session:
        item = stored.add(
            session,
            ticket=at_work.ref,
            message_id=draft.message_id,
            raw=b"Message-ID: <" + draft.message_id.encode() + b">\r\n\r\nHello\r\n",
            sender="support@company.example",
            recipients=("kaethe@kunde.example", "gone@kunde.example"),
            subject="Re: x",
            agent="Anna",
            text="Hello",
            seen=None,
            now=at_work.clock.now(),
            not_before=at_work.clock.now(),
            known=draft.known,
        )
    at_work.server.smtp_faults.add(RefuseRecipient(recipient="gone@kunde.example"))
    at_work.send()
    now = at_work.now(item)
    assert now.state is OutboxState.PARTIAL
    assert "gone@kunde.example: 550 5.1.1 No such mailbox" in now.detail
    assert "kaethe@kunde.example" not in now.detail
    assert at_work.server.mails[0].recipients == ("kaethe@kunde.example",)
    at_work.wait(days=1)
    assert at_work.send() == 0, "those who have it never get it again"


def test_wrong_password_holds_all_mail_after_one_try(tmp_path: Path) -> None:
    with office(tmp_path, tickets=3) as at_work:
        for row in at_work.desk.queue.page(QueueView.ALL, 0, 9).rows:
            at_work.reply(ref=row.ref)
        at_work.wait(seconds=10)
        with pytest.raises(SignInError, match="535"):
            at_work.send(WRONG)
        assert at_work.signs_in() == 1
        assert {item.state for item in at_work.desk.outbox.items()} == {OutboxState.QUEUED}
        assert at_work.ended == []
        assert at_work.send(RIGHT) == 3


def test_server_out_of_reach_defers_all_mail_after_one_try(tmp_path: Path) -> None:
    with office(tmp_path, tickets=3) as at_work:
        for row in at_work.desk.queue.page(QueueView.ALL, 0, 9).rows:
            at_work.reply(ref=row.ref)
        at_work.wait(seconds=10)
        at_work.server.stop()
        assert at_work.send() == 1
        items = at_work.desk.outbox.items()
        assert {item.state for item in items} == {OutboxState.DEFERRED}
        assert {item.next_try for item in items} == {at_work.clock.now() + timedelta(minutes=1)}
        assert len(at_work.ended) == 3


@pytest.mark.promise("two senders, broken lines, a disk that refuses", "P2")
def test_two_deliveries_at_once_send_one_mail_once(at_work: Office, due: OutboxItem) -> None:
    gate = Gate()
    at_work.server.smtp_faults.add(HoldBefore("RCPT", gate=gate, times=None))
    threads = [threading.Thread(target=at_work.send) for _number in range(2)]
    for thread in threads:
        thread.start()
    assert gate.reached.wait(SECONDS)
    while sum(c.verb == "RCPT" for c in at_work.server.smtp.log.commands) < 2:
        threading.Event().wait(0.005)
    gate.open()
    for thread in threads:
        thread.join(SECONDS)
    assert len(at_work.server.mails) == 1
    assert state(at_work, due) is OutboxState.SENT
    assert at_work.now(due).attempts == 1


@pytest.mark.promise("two senders, broken lines, a disk that refuses", "P2")
@pytest.mark.parametrize("fault", [Answer("MAIL", 451), Answer("RCPT", 451), Answer(MESSAGE, 451)])
def test_every_attempt_counts_once_however_far_it_came(
    at_work: Office, due: OutboxItem, fault: Answer
) -> None:
    at_work.server.smtp_faults.add(fault)
    at_work.send()
    at_work.wait(minutes=1)
    at_work.send()
    assert (state(at_work, due), at_work.now(due).attempts) == (OutboxState.SENT, 2)


def test_attempt_at_a_server_that_is_not_there_counts_for_all_that_it_defers(
    at_work: Office, due: OutboxItem
) -> None:
    other = at_work.reply()
    at_work.wait(seconds=10)
    at_work.server.stop()
    at_work.send()
    for item in (due, other):
        now = at_work.now(item)
        assert (now.state, now.attempts) == (OutboxState.DEFERRED, 1)


def test_failure_of_a_second_delivery_does_not_touch_a_mail_that_is_being_handed_over(
    at_work: Office, due: OutboxItem
) -> None:
    first_in_data, second_at_mail = Gate(), Gate()
    at_work.server.smtp_faults.add(
        HoldBefore("MAIL", gate=second_at_mail),
        HoldAnswer(MESSAGE, gate=first_in_data),
    )
    second = threading.Thread(target=at_work.send)
    second.start()
    assert second_at_mail.reached.wait(SECONDS)
    first = threading.Thread(target=at_work.send)
    first.start()
    assert first_in_data.reached.wait(SECONDS)
    at_work.server.smtp_faults.add(Answer("RCPT", 451))
    second_at_mail.open()
    second.join(SECONDS)
    assert state(at_work, due) is OutboxState.SENDING, "deferred now, it would be sent again"
    first_in_data.open()
    first.join(SECONDS)
    assert state(at_work, due) is OutboxState.SENT


@pytest.mark.promise("two senders, broken lines, a disk that refuses", "P2")
def test_outcome_that_the_disk_refuses_is_written_down_later(
    at_work: Office, due: OutboxItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = at_work.delivery()

    def full(*_arguments: object) -> None:
        raise StoreError("Store", "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(delivery_module, "record_sent", full)
        with pytest.raises(StoreError):
            at_work.send(delivery=delivery)
        with pytest.raises(StoreError):
            at_work.send(delivery=delivery)
    assert state(at_work, due) is OutboxState.SENDING
    assert at_work.send(delivery=delivery) == 0
    assert state(at_work, due) is OutboxState.SENT
    assert len(at_work.server.mails) == 1


@pytest.mark.promise("two senders, broken lines, a disk that refuses", "P2")
def test_disk_that_refuses_sending_keeps_the_mail_at_home(
    at_work: Office, due: OutboxItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> bool:
        raise StoreError("Store", "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(stored, "begin", full)
        with pytest.raises(StoreError):
            at_work.send()
    assert "DATA" not in [command.verb for command in at_work.server.smtp.log.commands]
    assert state(at_work, due) is OutboxState.QUEUED
    assert at_work.send() == 1


@pytest.mark.parametrize("verb", ["EHLO", "RCPT"])
async def test_sending_broken_off_before_data_leaves_the_mail_queued(
    verb: str, at_work: Office, due: OutboxItem
) -> None:
    gate = Gate()
    at_work.server.smtp_faults.add(HoldBefore(verb, gate=gate))
    task = asyncio.create_task(at_work.delivery().send_due(RIGHT))
    await asyncio.to_thread(gate.reached.wait, SECONDS)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.open()
    assert state(at_work, due) is OutboxState.QUEUED
    assert "leaves next time" in at_work.now(due).detail
    assert at_work.server.mails == ()


async def test_sending_broken_off_within_data_is_finished_and_nothing_more_is_begun(
    tmp_path: Path,
) -> None:
    with office(tmp_path, tickets=2) as at_work:
        items = [
            at_work.reply(ref=r.ref) for r in at_work.desk.queue.page(QueueView.ALL, 0, 9).rows
        ]
        at_work.wait(seconds=10)
        gate, stop = Gate(), threading.Event()
        at_work.server.smtp_faults.add(HoldAnswer(MESSAGE, gate=gate))
        task = asyncio.create_task(at_work.delivery().send_due(RIGHT, stop=stop))
        await asyncio.to_thread(gate.reached.wait, SECONDS)
        stop.set()
        task.cancel()
        gate.open()
        assert await task == 1
        assert [state(at_work, item) for item in items] == [OutboxState.SENT, OutboxState.QUEUED]


@pytest.mark.promise("clock set while a reply waits", "P15")
@pytest.mark.parametrize("days", [-1, 1])
def test_clock_that_jumps_in_the_undo_time_changes_nothing(days: int, at_work: Office) -> None:
    item, delivery = at_work.reply(), at_work.delivery()
    at_work.wait(seconds=1)
    assert at_work.send(delivery=delivery) == 0
    at_work.clock.set_wall(timedelta(days=days))
    at_work.wait(seconds=8.9)
    assert at_work.send(delivery=delivery) == 0, "not early"
    assert at_work.desk.outbox.cancel(item.id)
    again = at_work.reply()
    assert at_work.send(delivery=delivery) == 0
    at_work.wait(seconds=10)
    assert at_work.send(delivery=delivery) == 1, "not late"
    assert state(at_work, again) is OutboxState.SENT


@pytest.mark.promise("clock set while a reply waits", "P15")
def test_clock_set_back_while_no_engine_ran_delays_by_the_undo_time_only(
    at_work: Office,
) -> None:
    at_work.reply()
    at_work.clock.set_wall(timedelta(days=-1))
    delivery = at_work.delivery()
    assert at_work.send(delivery=delivery) == 0
    at_work.wait(seconds=10)
    assert at_work.send(delivery=delivery) == 1


@pytest.mark.promise("clock set while a reply waits", "P15")
@pytest.mark.parametrize("days", [-1, 0.5])
def test_clock_that_jumps_keeps_the_time_of_the_next_try(
    days: float, at_work: Office, due: OutboxItem
) -> None:
    at_work.server.smtp_faults.add(Answer("RCPT", 451))
    delivery = at_work.delivery()
    at_work.send(delivery=delivery)
    assert delivery.due() == ()
    at_work.clock.set_wall(timedelta(days=days))
    at_work.wait(seconds=59)
    assert at_work.send(delivery=delivery) == 0
    at_work.wait(seconds=1)
    assert at_work.send(delivery=delivery) == 1
