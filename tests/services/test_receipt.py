"""Receipts: the copy that a mail server delivers to us proves that it took the mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.demo.faults import DropAfter
from agent_console.demo.smtp_faults import MESSAGE, RefuseRecipient
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from agent_console.services.proof import RECEIPT_WAIT
from tests.filled import ME, customer_mail
from tests.services.office import Office, office
from tests.services.test_recipients import KIM, LOU, later, queue

RELAY = b"Received: by relay.example\r\n"


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def arrive(at_work: Office, change: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Deliver the receipt of the last mail; ``change`` is what a server rewrites in it."""
    raw = RELAY + at_work.server.mails[-1].raw.replace(*change, 1)
    at_work.server.mailbox.deliver("INBOX", raw, at_work.clock.now())
    return raw


def inbox(at_work: Office) -> list[bytes]:
    return [message.raw for message in at_work.server.mailbox.folder("INBOX").messages]


def verbs(at_work: Office) -> list[str]:
    return [command.verb for command in at_work.server.changing_commands]


def sent(at_work: Office) -> OutboxItem:
    item = queue(at_work, KIM, receipt=True)
    at_work.send()
    return item


def test_receipt_is_asked_for_beside_the_customer_and_counts_as_nobody(at_work: Office) -> None:
    item = sent(at_work)
    assert at_work.server.mails[0].recipients == (KIM, ME)
    now = at_work.now(item)
    assert (now.state, now.recipients, now.pending) == (OutboxState.SENT, (KIM,), ())


def test_receipt_is_moved_to_sent_and_is_the_only_copy(at_work: Office) -> None:
    item = sent(at_work)
    at_work.read()
    assert not at_work.now(item).sent_copy, "it may still come"
    raw = arrive(at_work)
    for _pass in range(3):
        at_work.read()
    assert at_work.sent_folder() == [raw]
    assert raw not in inbox(at_work)
    assert "APPEND" not in verbs(at_work)
    assert at_work.now(item).sent_copy
    (message,) = at_work.server.mailbox.folder("Sent").messages
    assert "\\Seen" in message.flags


def test_receipt_makes_no_ticket_and_no_second_mail(at_work: Office) -> None:
    item = sent(at_work)
    before = at_work.desk.queue.page(QueueView.ALL, 0, 9).total
    arrive(at_work)
    at_work.read()
    at_work.read()
    row = at_work.desk.queue.row(item.ticket)
    assert at_work.desk.queue.page(QueueView.ALL, 0, 9).total == before == 1
    assert row is not None
    assert (row.state, row.mails) == (TicketState.WAITING, 2)


@pytest.mark.parametrize("missing", [{"MOVE"}, {"MOVE", "UIDPLUS"}])
def test_receipt_on_a_server_without_move_takes_nothing_else_with_it(
    missing: set[str], at_work: Office
) -> None:
    mailbox = at_work.server.mailbox
    mailbox.capabilities = tuple(c for c in mailbox.capabilities if c not in missing)
    other = customer_mail(7, "Deleted elsewhere")
    mailbox.deliver("INBOX", other, at_work.clock.now(), frozenset({"\\Deleted"}))
    item = sent(at_work)
    raw = arrive(at_work)
    at_work.read()
    at_work.read()
    assert other in inbox(at_work)
    assert at_work.now(item).sent_copy
    assert "EXPUNGE" not in verbs(at_work) or "UIDPLUS" not in missing
    moved = "UIDPLUS" not in missing
    assert (at_work.sent_folder() == [raw]) is moved
    assert (raw in inbox(at_work)) is not moved


def test_copy_is_uploaded_when_the_receipt_does_not_come(at_work: Office) -> None:
    item = sent(at_work)
    at_work.clock.move(RECEIPT_WAIT - timedelta(seconds=1))
    at_work.read()
    assert at_work.sent_folder() == []
    at_work.clock.move(timedelta(seconds=1))
    at_work.read()
    assert at_work.sent_folder() == [at_work.server.mails[0].raw]
    assert at_work.now(item).sent_copy


def test_copy_is_uploaded_when_the_server_refuses_the_receipt(at_work: Office) -> None:
    at_work.server.smtp_faults.add(RefuseRecipient(recipient=ME))
    item = sent(at_work)
    assert at_work.now(item).state is OutboxState.SENT
    at_work.clock.move(RECEIPT_WAIT)
    at_work.read()
    assert len(at_work.sent_folder()) == 1


def test_copy_that_the_server_made_is_the_copy_and_the_receipt_stays(at_work: Office) -> None:
    item = sent(at_work)
    at_work.server.mailbox.deliver("Sent", at_work.server.mails[0].raw, at_work.clock.now())
    raw = arrive(at_work)
    at_work.read()
    assert len(at_work.sent_folder()) == 1
    assert raw in inbox(at_work)
    assert at_work.now(item).sent_copy


def test_receipt_proves_a_mail_in_doubt_and_becomes_its_copy(at_work: Office) -> None:
    at_work.server.smtp_faults.add(DropAfter(MESSAGE))
    item = sent(at_work)
    assert at_work.now(item).state is OutboxState.UNKNOWN
    raw = arrive(at_work)
    at_work.read()
    assert at_work.now(item).state is OutboxState.SENT
    assert at_work.sent_folder() == [raw]
    assert len(at_work.server.mails) == 1


def test_mail_of_somebody_else_under_our_name_is_not_moved(at_work: Office) -> None:
    sent(at_work)
    forged = arrive(at_work, (ME.encode(), b"kaethe@kunde.example"))
    at_work.read()
    assert forged in inbox(at_work)
    assert at_work.sent_folder() == []


def test_receipt_comes_with_the_first_of_several_only(at_work: Office) -> None:
    later(at_work, LOU)
    queue(at_work, KIM, LOU, receipt=True)
    at_work.send()
    at_work.wait(minutes=1)
    at_work.send()
    assert [mail.recipients for mail in at_work.server.mails] == [(KIM, ME), (LOU,)]


@pytest.mark.parametrize("kept", [True, False])
def test_mail_in_doubt_that_a_server_renamed_is_proved(kept: bool, at_work: Office) -> None:
    item = at_work.reply()
    at_work.wait(seconds=10)
    at_work.server.smtp_faults.add(DropAfter(MESSAGE))
    at_work.send()
    name = f"<{item.message_id}>".encode()
    original = b"X-Microsoft-Original-Message-ID: " + name + b"\r\n" if kept else b""
    raw = at_work.server.mails[0].raw
    start = raw.index(b"Message-ID: ")
    end = raw.index(b"\r\n", raw.index(name, start)) + 2
    renamed = raw[:start] + b"Message-ID: <0102@relay.example>\r\n" + original + raw[end:]
    if kept:
        renamed = renamed.replace(b"References:", b"X-References:")
    at_work.server.mailbox.deliver("Sent", renamed, at_work.clock.now())
    at_work.read()
    assert at_work.now(item).state is OutboxState.SENT
