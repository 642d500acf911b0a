"""Mails that come back: the outbox names who did not get them, and the next mail warns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.views import CAME_BACK, EntryKind, OutboxItem, OutboxState
from agent_console.services.rebuild import rebuild
from tests.filled import customer_mail, put_mails
from tests.services.office import Office, office

KAETHE = "kaethe@kunde.example"
ANSWER = "550 5.1.1 <kaethe@kunde.example>: User unknown"


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def report(
    message_id: str,
    *,
    address: str = KAETHE,
    action: str = "failed",
    token: str = "",
    number: int = 1,
) -> bytes:
    """Return a delivery report about the mail called ``message_id``."""
    status = "5.1.1" if action == "failed" else "4.4.1"
    lines = [
        "Return-Path: <>",
        "From: Mail Delivery System <mailer-daemon@kunde.example>",
        "To: support@company.example",
        "Subject: Undelivered Mail Returned to Sender",
        f"Message-ID: <report-{number}@kunde.example>",
        "Date: Mon, 02 Mar 2026 10:31:00 +0000",
        "Auto-Submitted: auto-replied",
        *([f"References: <{token}>"] if token else []),
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "It could not be delivered.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.kunde.example",
        "",
        f"Final-Recipient: rfc822; {address}",
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: smtp; {ANSWER}",
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        *([f"Message-ID: <{message_id}>"] if message_id else ["Subject: x"]),
        "",
        "--b--",
        "",
    ]
    return "\r\n".join(lines).encode()


def arrive(at_work: Office, raw: bytes, number: int = 1) -> None:
    put_mails(at_work.desk, [(raw, at_work.clock.now())], f"Folder {number}")


def sent(at_work: Office) -> OutboxItem:
    item = at_work.reply()
    at_work.wait(seconds=10)
    at_work.send()
    at_work.wait(minutes=1)
    return item


def warnings(at_work: Office) -> list[str]:
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    problems = at_work.desk.replies.problems(draft, "Noch einmal.\n" + draft.prefilled)
    return [one for one in problems if "came back" in one]


def test_mail_that_came_back_names_the_address_and_the_reason(at_work: Office) -> None:
    first, second = sent(at_work), sent(at_work)
    assert at_work.now(first).bounced == ()
    assert warnings(at_work) == []
    arrive(at_work, report(first.message_id))
    for _before_and_after in range(2):
        items = {item.id: item for item in at_work.desk.outbox.items()}
        assert items[first.id].bounced == ((KAETHE, ANSWER),)
        assert items[first.id].state is OutboxState.SENT
        assert items[second.id].bounced == ()
        assert at_work.now(first).bounced == ((KAETHE, ANSWER),)
        assert warnings(at_work) == [f"Mails to {KAETHE} came back: {ANSWER}"]
        rebuild(at_work.desk.store, at_work.desk.config)


def test_delay_is_no_bounce(at_work: Office) -> None:
    item = sent(at_work)
    arrive(at_work, report(item.message_id, action="delayed"))
    assert at_work.now(item).bounced == ()
    assert warnings(at_work) == []


def test_report_without_our_id_is_about_the_mails_to_that_address_before_it(
    at_work: Office,
) -> None:
    before = sent(at_work)
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    arrive(at_work, report("0102@relay.example", token=draft.references[0]))
    at_work.wait(minutes=1)
    after = at_work.reply()
    assert at_work.now(before).bounced == ((KAETHE, ANSWER),)
    assert at_work.now(after).bounced == ()


def test_address_that_writes_again_is_not_warned_of(at_work: Office) -> None:
    item = sent(at_work)
    arrive(at_work, report(item.message_id))
    at_work.wait(minutes=1)
    arrive(at_work, customer_mail(60, "Ich bin noch da"), 2)
    assert warnings(at_work) == []
    assert at_work.now(item).bounced, "that mail did come back"


def test_answer_of_the_other_server_is_cleaned(at_work: Office) -> None:
    item = sent(at_work)
    raw = report(item.message_id).replace(b"User unknown", b"\x1b]0;owned\x07" + b"x" * 900)
    arrive(at_work, raw)
    ((_address, reason),) = at_work.now(item).bounced
    assert reason.isprintable()
    assert len(reason) <= 300


def test_timeline_names_what_came_back_on_the_mail_that_did(at_work: Office) -> None:
    first, second = sent(at_work), sent(at_work)
    arrive(at_work, report(first.message_id))
    view = at_work.desk.tickets.view(at_work.ref)
    ours = {one.key: one for one in view.entries if one.kind is EntryKind.MAIL_OUT}
    states = sorted(one.state for one in ours.values())
    assert states == ["", CAME_BACK], (first, second)
    (back,) = (one for one in ours.values() if one.state)
    assert back.notes == (f"did not reach {KAETHE}: {ANSWER}",)
