"""Mails that machines write about a mail of ours: delivery reports and absence notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from agent_console.demo.content_letter import Letter, make_message_id, reply_subject
from agent_console.demo.content_mime import Part, address, encoded, multipart, text_part
from agent_console.demo.content_scenes import Person, Style
from agent_console.demo.content_times import SHOP_ZONE

SHOP = ("Nordlicht Leuchten", "support@nordlicht.example")
RELAY = "mx1.nordlicht.example"

_REPORTS = {
    "failed": (
        "Undelivered Mail Returned to Sender",
        "I'm sorry to have to inform you that your message could not be delivered to one or more\n"
        "recipients. It's attached below.\n\n<{0}>: host mx.{1} said: 550 5.1.1\n    <{0}>: "
        "Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO)",
        "5.1.1",
        "smtp; 550 5.1.1 <{0}>: Recipient address rejected: User unknown",
    ),
    "delayed": (
        "Delayed Mail (still being retried)",
        "####################################################################\n"
        "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n"
        "####################################################################\n\n"
        "Your message could not be delivered for more than 4 hour(s).\nIt will be retried until "
        "it is 5 day(s) old.\n\n<{0}>: connect to mx.{1}:25: Connection timed out",
        "4.4.1",
        "X-Relay; connect to mx.{1}:25: Connection timed out",
    ),
}


@dataclass(frozen=True, slots=True)
class Returned:
    """The mail of ours that a report is about; the id is without angle brackets."""

    message_id: str
    when: datetime
    recipient: str
    subject: str


def delivery_report(action: str, about: Returned, when: datetime) -> bytes:
    """Return a delivery status notification, ``failed`` or ``delayed`` (RFC 3462, RFC 3464)."""
    title, words, status, diagnostic = _REPORTS[action]
    place = (about.recipient, about.recipient.rpartition("@")[2])
    message_id = make_message_id(f"{action} {about.message_id}", Style.DESK, RELAY)
    lines = [
        f"From: MAILER-DAEMON@{RELAY} (Mail Delivery System)",
        f"To: {SHOP[1]}",
        f"Subject: {title}",
        f"Date: {format_datetime(when.astimezone(SHOP_ZONE))}",
        f"Message-ID: <{message_id}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
    ]
    status_lines = [
        f"Reporting-MTA: dns; {RELAY}",
        f"Arrival-Date: {format_datetime(about.when.astimezone(SHOP_ZONE))}",
        "",
        f"Final-Recipient: rfc822; {about.recipient}",
        f"Original-Recipient: rfc822;{about.recipient}",
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: {diagnostic.format(*place)}",
    ]
    returned = [
        f"From: {address(SHOP)}",
        f"To: <{about.recipient}>",
        f"Subject: {encoded('Subject', about.subject)}",
        f"Date: {format_datetime(about.when.astimezone(SHOP_ZONE))}",
        f"Message-ID: <{about.message_id}>",
    ]
    parts = [
        text_part(f"This is the mail system at host {RELAY}.\n\n{words.format(*place)}"),
        _plain("message/delivery-status", status_lines),
        _plain("text/rfc822-headers", returned),
    ]
    report = multipart("report", parts, message_id, extra=" report-type=delivery-status;")
    return _join(lines) + report.to_bytes()


def absence_notice(person: Person, about: Returned, references: tuple[str, ...], when: datetime
) -> Letter:  # fmt: skip
    """Return the automatic answer of a customer who is away (RFC 3834)."""
    prefix = "Abwesenheitsnotiz" if person.language == "de" else "Automatic reply"
    subject = reply_subject(about.subject, person.style, person.language).partition(": ")[2]
    domain = person.email.rpartition("@")[2]
    return Letter(
        message_id=make_message_id(f"away {about.message_id}", person.style, domain),
        when=when,
        sender=(person.name, person.email),
        to=SHOP,
        subject=f"{prefix}: {subject}",
        text=person.away,
        style=Style.THUNDERBIRD,
        language=person.language,
        references=references,
        headers=(
            ("Auto-Submitted", "auto-replied"),
            ("X-Auto-Response-Suppress", "All"),
            ("Precedence", "bulk"),
        ),
    )


def _plain(content_type: str, lines: list[str]) -> Part:
    return Part((f"Content-Type: {content_type}",), _join(lines))


def _join(lines: list[str]) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode()
