"""Human, automatic, delivery report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent_console.desk.kinds import kind_of
from agent_console.desk.mail import Address, Attachment, DeliveryReport, Mail, MailKind

OWN = frozenset({"help@desk.example"})
CUSTOMER = Address("anna@example.org", "Anna")
MAIL = Mail(
    digest="00",
    size=100,
    message_id="1@example.org",
    subject="My order",
    sender=CUSTOMER,
    to=(Address("help@desk.example"),),
    return_path="anna@example.org",
    text="Where is it?",
    content_type="text/plain",
)
DAEMON = Address("MAILER-DAEMON@example.org", "Mail Delivery System")


def _with(*headers: tuple[str, str]) -> dict[str, Any]:
    return {"headers": headers}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"subject": "Delivery failed yesterday", "text": "The parcel could not be delivered."},
        {"subject": "Undeliverable parcel", "text": "it was undeliverable, says UPS"},
        {"subject": "Out of office notifications do not work"},
        {"subject": "Abwesenheit am Freitag"},
        {"subject": "AW: Nicht im Büro"},
        {"subject": "Automatische Antwort auf Ihre E-Mail ist falsch"},
        {"subject": "Re: Automatic reply: Ihre Bestellung"},
        {"subject": "Absage meines Termins"},
        {"subject": "Fwd: Returned mail: see transcript for details", "text": "550 user unknown"},
        {"subject": "AW: Unzustellbar: Rechnung", "text": "550 5.1.1 unknown"},
        {"sender": Address("postmaster@example.org"), "subject": "Your SPF record"},
        {"sender": Address("administrator@example.org"), "subject": "Delivery failed"},
        {"return_path": "", "subject": "Kontaktformular"},
        {"sender": Address("noreply@form.example"), "reply_to": (CUSTOMER,)},
        {"sender": Address("norbert.reply@example.org")},
        _with(("auto-submitted", "no")),
        _with(("auto-submitted", "No (really)")),
        _with(("x-auto-response-suppress", "All")),
        _with(("precedence", "bulk")),
        _with(("precedence", "list"), ("list-id", "<x.example>")),
        _with(("x-autoreply", "no")),
        _with(("list-id", "<x.example>")) | {"sender": Address("noreply@groups.example")},
        {
            "subject": "Fwd: Undelivered Mail Returned to Sender",
            "content_type": "multipart/mixed",
            "report": DeliveryReport("failed", "5.1.1"),
        },
    ],
)
def test_kind_of_what_people_write_is_human(changes: dict[str, Any]) -> None:
    assert kind_of(replace(MAIL, **changes), OWN).kind is MailKind.HUMAN


@pytest.mark.parametrize(
    "changes",
    [
        _with(("auto-submitted", "auto-replied")),
        _with(("auto-submitted", "(x) Auto-Generated; owner=a")),
        _with(("x-autoreply", "yes")),
        _with(("x-autorespond", "")) | {"subject": "Automatic reply: x"},
        _with(("precedence", "auto_reply")),
        _with(("delivered-to", "Autoresponder")),
        {"subject": "Abwesenheitsnotiz: Ihre Anfrage"},
        {"subject": "Abwesend bis 12.3."},
        {"subject": "Automatische Antwort: Re: Ihre Anfrage"},
        {"subject": "Automatische Antwort auf Ihre E-Mail: Re: Anfrage"},
        {"subject": "Nicht im Büro"},
        {"subject": "[ext] Out of Office AutoReply: x"},
        {"subject": "Out of office until May 5"},
        {"subject": "Réponse automatique : commande"},
        {"subject": "Risposta automatica: ordine"},
        {"return_path": "", "in_reply_to": ("2@desk.example",)},
        {"return_path": "", "subject": "Out of office", "text": "our mail system is down too"},
        {"sender": Address("no-reply@shop.example")},
        {"sender": Address("Bestellung-NichtAntworten@shop.example")},
        {"content_type": "multipart/report"}
        | _with(("content-type", 'multipart/report; report-type="disposition-notification"')),
        {"content_type": "multipart/report"}
        | _with(("content-type", "multipart/report; report-type=feedback-report")),
        {
            "subject": "Zugesagt: Termin",
            "text": "",
            "attachments": (Attachment(0, "invite.ics", "text/calendar", 10),),
        },
    ],
)
def test_kind_of_what_machines_write_is_automatic(changes: dict[str, Any]) -> None:
    verdict = kind_of(replace(MAIL, **changes), OWN)
    assert verdict.kind is MailKind.AUTOMATIC
    assert verdict.hard_bounce is None
    assert verdict.reason


@pytest.mark.parametrize(
    ("changes", "hard"),
    [
        ({"report": DeliveryReport("failed", "5.1.1"), "content_type": "multipart/report"}, True),
        ({"report": DeliveryReport("failed", "4.4.7"), "content_type": "multipart/report"}, False),
        ({"report": DeliveryReport("failed", "4.2.2")}, False),
        ({"report": DeliveryReport("failed"), "content_type": "multipart/report"}, True),
        ({"report": DeliveryReport("failed"), "text": "mx451 MTA v4.6.1: not listed here"}, True),
        ({"report": DeliveryReport("failed"), "text": "451 later"}, False),
        ({"report": DeliveryReport("delayed", "4.4.1")}, False),
        ({"report": DeliveryReport("delivered", "2.0.0")}, False),
        (_with(("auto-submitted", "auto-replied")) | {"report": DeliveryReport("failed")}, True),
        ({"report": DeliveryReport("failed"), "text": "temporarily refused, will retry"}, False),
        ({"sender": DAEMON, "subject": "?", "text": "550 no such user"}, True),
        ({"sender": DAEMON, "subject": "?", "text": "451 try later"}, False),
        ({"return_path": "", "subject": "Unzustellbar: Ihre Anfrage"}, True),
        ({"return_path": "", "subject": "x", "text": "Status: 4.2.2\nDiagnostic-Code: 450"}, False),
        (
            {"sender": Address("postmaster@x.example"), "subject": "Undeliverable Mail"},
            True,
        ),
        (
            {"content_type": "multipart/report", "subject": "?"}
            | _with(("content-type", "multipart/report; report-type=delivery-status")),
            True,
        ),
    ],
)
def test_kind_of_what_the_mail_system_writes_is_a_delivery_report(
    changes: dict[str, Any], hard: bool
) -> None:
    verdict = kind_of(replace(MAIL, **changes), OWN)
    assert verdict.kind is MailKind.DELIVERY_REPORT
    assert verdict.hard_bounce is hard


def test_kind_of_no_reply_at_our_own_address_is_human() -> None:
    own = frozenset({"noreply@desk.example"})
    mail = replace(MAIL, sender=Address("noreply@desk.example"))
    assert kind_of(mail, own).kind is MailKind.HUMAN
    assert kind_of(mail, OWN).kind is MailKind.AUTOMATIC


@pytest.mark.parametrize(
    ("report", "came_back"),
    [
        (DeliveryReport("failed", "4.4.7"), True),
        (DeliveryReport("failed", "5.1.1"), True),
        (DeliveryReport("delayed", "4.4.1"), False),
        (DeliveryReport("delivered", "2.0.0"), False),
    ],
)
def test_mail_that_was_given_up_for_a_passing_reason_came_back_all_the_same(
    report: DeliveryReport, came_back: bool
) -> None:
    mail = replace(MAIL, report=report, content_type="multipart/report")
    assert kind_of(mail, OWN).came_back is came_back
