"""a: machines that write, and people who only look like one."""

from __future__ import annotations

from agent_console.desk.mail import MailKind
from tests.mail.hostile.sample import PLAIN, Sample, around, letter, multipart, part

_REPORT, _MACHINE = MailKind.DELIVERY_REPORT, MailKind.AUTOMATIC
_DAEMON = "From: Mail Delivery System <MAILER-DAEMON@mx.example>"
_STATUS = "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bob@elsewhere.example\r\n"


def _report(action: str, status: str, *, original: str = "") -> bytes:
    returned = part(f"Message-ID: <{original}>\r\nSubject: x", "Content-Type: text/rfc822-headers")
    return multipart(
        part("Es gab ein Problem."),
        part(
            f"{_STATUS}Action: {action}\r\nStatus: {status}\r\n",
            "Content-Type: message/delivery-status",
        ),
        *([returned] if original else []),
        kind='report; report-type="delivery-status"',
    )


def _machine(name: str, *fields: str, subject: str = "Frage") -> Sample:
    return Sample(
        name,
        letter("Text", f"Subject: {subject}", *fields),
        subject=subject,
        kind=_MACHINE,
        answer=False,
    )


def _person(name: str, *fields: str, subject: str = "Frage", answer: bool = True) -> Sample:
    return Sample(
        name, letter("Text", f"Subject: {subject}", *fields), subject=subject, answer=answer
    )


SAMPLES = (
    _machine("a-away-with-header", "Auto-Submitted: auto-replied", subject="Bin weg"),
    _machine("a-away-with-header-and-comment", "Auto-Submitted: (ooo) Auto-Replied; x=y"),
    _machine("a-generated", "Auto-Submitted: auto-generated"),
    _machine("a-away-german", subject="Abwesenheitsnotiz: Bestellung 12"),
    _machine("a-away-german-automatic", subject="Automatische Antwort: Ihre Frage"),
    _machine("a-away-english", subject="Automatic reply: your order"),
    _machine("a-away-english-office", subject="Out of Office: your order"),
    _machine("a-away-french", subject="Réponse automatique : commande"),
    _machine("a-autoreply-header", "X-Autoreply: yes"),
    _machine("a-autorespond-header", "X-Autorespond: Frage"),
    _machine("a-fc-machine", "X-FC-MachineGenerated: true"),
    _machine("a-precedence-auto-reply", "Precedence: auto_reply"),
    _machine("a-delivered-to-autoresponder", "Delivered-To: Autoresponder"),
    _person("a-auto-submitted-no", "Auto-Submitted: no"),
    _person("a-auto-submitted-no-with-comment", "Auto-Submitted: No (a person)"),
    _person("a-suppress-only-stops-us", "X-Auto-Response-Suppress: All", answer=False),
    _person("a-list", "List-Id: <l.example>", "Precedence: list", answer=False),
    _person("a-bulk", "Precedence: bulk", answer=False),
    _person("a-junk", "X-Spam-Flag: YES", answer=False),
    _person("a-not-to-us", "To: somebody@else.example", answer=False),
    _person("a-away-in-a-sentence", subject="Abwesenheit am Freitag, bitte später liefern"),
    _person("a-returned-goods", subject="Returned order, no money yet"),
    _person("a-ordinary"),
    Sample(
        "a-noreply",
        letter("Text", "From: no-reply@machine.example", "Return-Path: <no-reply@machine.example>"),
        sender="no-reply@machine.example",
        kind=_MACHINE,
        answer=False,
    ),
    Sample(
        "a-null-sender-answer",
        letter("Text", "Return-Path: <>", "In-Reply-To: <t@shop.example>"),
        kind=_MACHINE,
        answer=False,
    ),
    Sample("a-null-sender-form", letter("Text", "Return-Path: <>"), answer=False),
    Sample(
        "a-bounce-failed",
        around(_report("failed", "5.1.1", original="t@shop.example"), _DAEMON, "Return-Path: <>"),
        sender="MAILER-DAEMON@mx.example",
        kind=_REPORT,
        attachments=("delivery-status.txt", "returned-headers.txt"),
        answer=False,
    ),
    Sample(
        "a-bounce-delayed",
        around(_report("delayed", "4.4.1"), _DAEMON, "Return-Path: <>"),
        sender="MAILER-DAEMON@mx.example",
        kind=_REPORT,
        attachments=("delivery-status.txt",),
        answer=False,
    ),
    Sample(
        "a-bounce-forged",
        around(_report("failed", "5.1.1", original="guess@shop.example")),
        kind=_REPORT,
        attachments=("delivery-status.txt", "returned-headers.txt"),
        answer=False,
    ),
    Sample(
        "a-bounce-backscatter",
        around(_report("failed", "5.7.1", original="spam@evil.example"), _DAEMON),
        sender="MAILER-DAEMON@mx.example",
        kind=_REPORT,
        attachments=("delivery-status.txt", "returned-headers.txt"),
        answer=False,
    ),
    Sample(
        "a-bounce-german-words",
        letter(
            "Ihre Nachricht konnte nicht zugestellt werden an:\n\nbob@elsewhere.example\n550 5.1.1",
            _DAEMON,
            "Return-Path: <>",
            "Subject: Unzustellbar: Ihre Bestellung",
        ),
        subject="Unzustellbar: Ihre Bestellung",
        sender="MAILER-DAEMON@mx.example",
        kind=_REPORT,
        answer=False,
    ),
    Sample(
        "a-bounce-of-a-parcel",
        letter("Das Paket konnte nicht zugestellt werden.", "Subject: Nicht zugestellt!"),
        subject="Nicht zugestellt!",
        contains=("Das Paket",),
    ),
    Sample(
        "a-read-receipt",
        around(
            multipart(
                part("Gelesen."),
                part(
                    "Final-Recipient: rfc822; anna@example.org\r\nDisposition: manual-action/"
                    "MDN-sent-manually; displayed",
                    "Content-Type: message/disposition-notification",
                ),
                kind="report; report-type=disposition-notification",
            )
        ),
        kind=_MACHINE,
        attachments=("read-receipt.txt",),
        answer=False,
    ),
    _person("a-receipt-wanted", "Disposition-Notification-To: anna@example.org"),
    Sample(
        "a-spam-complaint",
        around(
            multipart(
                part("This is an abuse report."),
                part("Feedback-Type: abuse", "Content-Type: message/feedback-report"),
                part(letter("Werbung"), "Content-Type: message/rfc822"),
                kind="report; report-type=feedback-report",
            )
        ),
        kind=_MACHINE,
        attachments=("attachment-1.bin", "Frage.eml"),
        answer=False,
    ),
    Sample(
        "a-other-helpdesk",
        letter(
            "Wir haben Ihre Anfrage erhalten.",
            "From: Help <help@desk.example>",
            "Return-Path: <help@desk.example>",
            "Subject: [Ticket#4711] Frage",
            "Auto-Submitted: auto-replied",
            "X-Loop: help@desk.example",
        ),
        sender="help@desk.example",
        subject="[Ticket#4711] Frage",
        kind=_MACHINE,
        answer=False,
    ),
    *(
        Sample(
            f"a-loop-{number}",
            letter("Text", "Subject: " + "Re: " * number + "Frage", "X-Loop: support@shop.example"),
            subject="Re: " * number + "Frage",
            answer=False,
        )
        for number in (1, 6, 12)
    ),
    Sample(
        "a-challenge",
        letter("Please confirm your address: click the link.", "Subject: Confirm your message"),
        subject="Confirm your message",
        answer=False,
    ),
    Sample(
        "a-bounced-by-hand",
        around(
            multipart(PLAIN, part(letter("alt"), "Content-Type: message/rfc822")),
            "Subject: WG: Undelivered Mail Returned to Sender",
        ),
        subject="WG: Undelivered Mail Returned to Sender",
        attachments=("Frage.eml",),
    ),
)
