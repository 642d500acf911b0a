"""Delivery reports: about which mail, for whom, how bad."""

from __future__ import annotations

import pytest

from agent_console.desk.mail import DeliveryReport
from agent_console.mail.read import read_mail


def report(status: str, returned: str = "Message-ID: <t.1@shop.example>\nSubject: x") -> bytes:
    return f"""\
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Return-Path: <>
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

{status}

--b
Content-Type: text/rfc822-headers

{returned}

--b--
""".encode()


FAILED = """Final-Recipient: rfc822; anna@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
 User unknown"""
DELAYED = """Final-Recipient: rfc822; max@example.org
Action: delayed
Status: 4.4.1"""


def test_report_when_delivery_failed_names_mail_recipient_and_reason() -> None:
    assert read_mail(report(FAILED)).report == DeliveryReport(
        "failed", "5.1.1", "anna@example.org", "t.1@shop.example", "smtp; 550 5.1.1 User unknown"
    )


def test_report_when_several_recipients_are_named_tells_the_worst() -> None:
    found = read_mail(report(f"{DELAYED}\n\n{FAILED}")).report
    assert found is not None
    assert (found.action, found.recipient) == ("failed", "anna@example.org")


@pytest.mark.parametrize(
    ("block", "action"),
    [
        (DELAYED, "delayed"),
        ("Final-Recipient: rfc822; a@b.de\nAction: DELIVERED (x)", "delivered"),
        ("Final-Recipient: rfc822; a@b.de\nAction: expanded", "expanded"),
        ("Final-Recipient: rfc822; a@b.de\nAction: relayed", "relayed"),
        ("Final-Recipient: rfc822; a@b.de\nAction: failure", "failed"),
        ("Final-Recipient: rfc822; a@b.de\nStatus: 4.2.2", "delayed"),
        ("junk without fields", "failed"),
        ("\x00", "failed"),
    ],
)
def test_report_when_action_varies_is_one_of_five(block: str, action: str) -> None:
    found = read_mail(report(block)).report
    assert found is not None
    assert found.action == action


def test_report_when_nothing_was_returned_has_no_original_id() -> None:
    found = read_mail(report(FAILED, returned="")).report
    assert found is not None
    assert found.original_message_id == ""


def test_report_when_the_bounce_is_plain_words_is_read_from_them() -> None:
    raw = b"""\
Return-Path: <>
From: mailer-daemon@mx.example
Subject: failure notice

Hi. This is the qmail-send program.
<anna@example.org>:
550 5.1.1 no such user

--- Below this line is a copy of the message.
Message-ID: <t.1@shop.example>
Subject: x
"""
    assert read_mail(raw).report == DeliveryReport(
        "failed", "5.1.1", "anna@example.org", "t.1@shop.example", "550 5.1.1 no such user"
    )


def test_report_when_exim_names_failed_recipients_is_read() -> None:
    raw = b"X-Failed-Recipients: a@b.de, c@d.de\nSubject: x\n\nsorry"
    found = read_mail(raw).report
    assert found is not None
    assert (found.action, found.recipient) == ("failed", "a@b.de")


@pytest.mark.parametrize(
    "raw",
    [
        b"From: anna@example.org\nSubject: Delivery failed yesterday\n\nWhere is my parcel?",
        b"From: postmaster@example.org\nSubject: Question about an order\n\nHello",
        b"From: a@b.de\nReturn-Path: <>\nSubject: Abwesenheitsnotiz\n\nI am away.",
    ],
)
def test_report_when_a_person_or_an_absence_note_writes_is_none(raw: bytes) -> None:
    assert read_mail(raw).report is None
