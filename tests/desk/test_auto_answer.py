"""Whether a machine may answer: one test for each rule that speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_console.desk.auto_answer import AnswerHistory, Dmarc, may_auto_answer
from agent_console.desk.mail import Address, Attachment, Mail

pytestmark = pytest.mark.promise("mail that may get no answer", "P23")

OWN = frozenset({"help@desk.example"})
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
MAIL = Mail(
    digest="00",
    size=100,
    message_id="1@example.org",
    subject="My order",
    sender=Address("anna@example.org", "Anna"),
    to=(Address("help@desk.example"),),
    return_path="anna@example.org",
    text="Where is it?",
    content_type="text/plain",
)
DAEMON = Address("MAILER-DAEMON@example.org", "Mail Delivery System")


def _with(*headers: tuple[str, str]) -> dict[str, Any]:
    return {"headers": headers}


HISTORY = AnswerHistory(own=OWN, received_at=NOW - timedelta(minutes=1))


def flood(ago: timedelta, *, minutes: float = 1.0) -> tuple[datetime, ...]:
    """Return ten arrivals, the last one so long ago."""
    return tuple(NOW - ago - number * timedelta(minutes=minutes) for number in range(10))


def test_may_auto_answer_a_customers_first_mail_is_allowed() -> None:
    assert may_auto_answer(MAIL, HISTORY, NOW).allowed


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"opens_ticket": False}, "no new ticket"),
        ({"already_answered": True}, "before"),
        ({"live": False}, "first sync"),
        ({"received_at": NOW - timedelta(hours=12, seconds=1)}, "12 hours"),
        ({"own": OWN | {"anna@example.org"}}, "address of ours"),
        ({"own_id": True}, "id of ours"),
        ({"own": frozenset({"x@y.example"})}, "To or Cc"),
        ({"in_junk": True}, "spam"),
        ({"dmarc": Dmarc.FAILED}, "not genuine"),
        ({"undeliverable": True}, "60 days"),
        ({"from_address": flood(timedelta())}, "no answers for a day"),
        ({"from_address": flood(timedelta(hours=23, minutes=59))}, "10 mails within 10 minutes"),
        ({"sent_to_address": 2}, "2 automatic mails within a day"),
        ({"sent_to_domain": 20}, "domain"),
        ({"sent_in_all": 60}, "60 automatic mails went out"),
    ],
)
def test_may_auto_answer_with_a_reason_in_the_history_is_refused(
    changes: dict[str, Any], word: str
) -> None:
    decision = may_auto_answer(MAIL, replace(HISTORY, **changes), NOW)
    assert not decision.allowed
    assert word in decision.reason


@pytest.mark.parametrize(
    "changes",
    [
        {"received_at": NOW - timedelta(hours=12)},
        {"from_address": flood(timedelta(days=1))},
        {"from_address": flood(timedelta())[1:]},
        {"from_address": flood(timedelta(), minutes=1.2)},
        {"sent_to_address": 1, "sent_to_domain": 19},
        {"sent_in_all": 59},
    ],
)
def test_may_auto_answer_just_within_the_limits_is_allowed(changes: dict[str, Any]) -> None:
    assert may_auto_answer(MAIL, replace(HISTORY, **changes), NOW).allowed


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"sender": None}, "sender"),
        ({"sender_ambiguous": True}, "sender"),
        ({"return_path": ""}, "mail system"),
        ({"sender": DAEMON}, "mail system"),
        (_with(("auto-submitted", "auto-generated")), "Auto-Submitted"),
        (_with(("precedence", "Bulk")), "bulk"),
        (_with(("x-precedence", "junk")), "bulk"),
        (_with(("list-unsubscribe", "<x>")), "list"),
        ({"content_type": "multipart/report"}, "report"),
        (_with(("x-auto-response-suppress", "DR, AutoReply")), "asks for no"),
        (_with(("x-fc-machinegenerated", "true")), "x-fc-machinegenerated"),
        (_with(("x-loop", "YES")), "loop"),
        (_with(("x-loop", "help@desk.example")), "loop"),
        ({"sender": Address("abuse@example.org")}, "not a person"),
        ({"sender": Address("users-request@example.org")}, "not a person"),
        ({"sender": Address("do_not_reply@example.org")}, "not a person"),
        (_with(("x-spam-flag", "YES")), "spam"),
        (_with(("x-spam-status", "Yes, score=9.1")), "spam"),
        (_with(("x-auto-response-suppress", "DR"), ("x-auto-response-suppress", "OOF")), "asks"),
        ({"sender": Address("bounce17@example.org")}, "not a person"),
        ({"sender": Address("list-owner@example.org")}, "not a person"),
        ({"date": NOW - timedelta(hours=13)}, "written more than 12 hours"),
        (
            {
                "subject": "Accepted: Termin",
                "text": "",
                "attachments": (Attachment(0, "invite.ics", "text/calendar", 10),),
            },
            "no person wrote",
        ),
        ({"return_path": "bounce-1@mailer.example"}, "genuine"),
        ({"return_path": None}, "genuine"),
        ({"subject": "Unzustellbar: x"}, "subject"),
        ({"subject": "Your verification code"}, "sign-up"),
        ({"text": "Please confirm your account: https://x.example"}, "sign-up"),
    ],
)
def test_may_auto_answer_with_a_reason_in_the_mail_is_refused(
    changes: dict[str, Any], word: str
) -> None:
    decision = may_auto_answer(replace(MAIL, **changes), HISTORY, NOW)
    assert not decision.allowed
    assert word in decision.reason


def test_may_auto_answer_through_a_forwarder_with_trusted_dmarc_is_allowed() -> None:
    mail = replace(MAIL, return_path="bounce-1@mailer.example")
    trusting = AnswerHistory(OWN, NOW, dmarc=Dmarc.PASSED)
    assert may_auto_answer(mail, trusting, NOW).allowed


def test_may_auto_answer_a_code_from_a_known_domain_is_allowed() -> None:
    mail = replace(MAIL, subject="Your security code")
    assert may_auto_answer(mail, replace(HISTORY, domain_known=True), NOW).allowed
