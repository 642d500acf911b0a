"""Mails of all shapes, for a mailbox that is read in stages."""

from __future__ import annotations

import base64

from tests.services.intake_kit import answer_to, raw_mail

KEEP_BYTES = 1200
"""How much of a mail is kept here; one of them is longer."""


def shaped(number: int, kind: str, body: str, *headers: str, sender: str = "") -> bytes:
    """Return a mail with that Content-Type and body; ``b`` is the boundary."""
    lines = [
        f"From: {sender or f'Kim {number} <kim{number}@example.org>'}",
        "To: help@example.com",
        f"Message-ID: <m{number}@kunde.test>",
        f"Subject: Frage {number}",
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
        *headers,
        "",
        body,
    ]
    return "\r\n".join(lines).encode("utf-8")


def parts(*several: tuple[str, str]) -> str:
    """Return a multipart body of (header lines, text)."""
    inside = "".join(f"--b\r\n{head}\r\n\r\n{text}\r\n" for head, text in several)
    return f"{inside}--b--\r\n"


def _encoded(text: str) -> str:
    return base64.encodebytes(text.encode()).decode().replace("\n", "\r\n")


_PLAIN = ("Content-Type: text/plain; charset=utf-8", "Die Lampe flackert, schöne Grüße")
_HTML = ("Content-Type: text/html; charset=utf-8", "<p>Die <b>Lampe</b> flackert</p>")
_PDF = (
    'Content-Type: application/pdf; name="Rechnung.pdf"\r\nContent-Transfer-Encoding: base64\r\n'
    'Content-Disposition: attachment; filename="Rechnung.pdf"',
    "AAAA",
)
_BOUNDED = '; boundary="b"'
_REPORT = "multipart/report; report-type=delivery-status" + _BOUNDED

PLAIN = raw_mail("root@x", subject="Paket", text="Wo bleibt mein Paket?")
HTML = shaped(2, "text/html; charset=utf-8", "<p>Guten Tag,<br>Sessel kaputt</p>\r\n")
QUOTED = shaped(
    3,
    "text/plain; charset=iso-8859-1",
    "Gr=FC=DFe, der Tisch wackelt=\r\n sehr\r\n",
    "Content-Transfer-Encoding: quoted-printable",
)
ANSWER = raw_mail("a1@x", subject="Re: Paket", text="Noch da?", headers=answer_to("root@x"))

INBOX: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (PLAIN, ()),
    (HTML, ("\\Seen",)),
    (shaped(4, "multipart/alternative" + _BOUNDED, parts(_PLAIN, _HTML)), ("$Work",)),
    (shaped(5, "multipart/mixed" + _BOUNDED, parts(_PLAIN, _PDF)), ()),
    (QUOTED, ("\\Answered", "\\Seen")),
    (ANSWER, ()),
    (b"Received: again\r\n" + PLAIN, ()),
    (
        shaped(
            6,
            "text/plain; charset=utf-8",
            _encoded("Stuhl verzögert\n"),
            "Content-Transfer-Encoding: base64",
        ),
        (),
    ),
    (shaped(7, "multipart/mixed", "ohne Grenze\r\n"), ()),
    (b"Subject: ohne Nummer\r\n\r\nKissen\r\n", ("\\Flagged",)),
    (shaped(8, "message/rfc822", "Subject: innen\r\n\r\nWeitergeleitet\r\n"), ()),
    (shaped(9, "text/plain; format=flowed", "Lange Zeile \r\nmit Umbruch\r\n" * 60), ()),
    (shaped(10, "text/plain", ""), ()),
    (b"Subject: x {3}\r\n\r\n)\r\nC9 OK Done\r\n* BYE {7}\r\n", ()),
    (
        shaped(
            11,
            _REPORT,
            parts(
                ("Content-Type: text/plain", "Could not be delivered"),
                (
                    "Content-Type: message/delivery-status",
                    "Reporting-MTA: dns; mx.example.net\r\n\r\n"
                    "Final-Recipient: rfc822; lou@example.net\r\nAction: failed\r\n"
                    "Status: 5.1.1\r\n",
                ),
            ),
            sender="MAILER-DAEMON@mx.example.net",
        ),
        (),
    ),
    (b"no header at all", ()),
    (
        raw_mail("a2@x", subject="Re: Paket", text="Hallo??", headers=answer_to("root@x", "a1@x")),
        (),
    ),
)
ARCHIVE: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (raw_mail("old@x", subject="Alt", text="Vorhang"), ("\\Seen",)),
    (HTML, ("\\Seen",)),
    (raw_mail("old2@x", subject="Re: Alt", text="Gardine", headers=answer_to("old@x")), ()),
    (QUOTED, ("\\Seen",)),
    (shaped(12, "text/plain", "Regal\r\n"), ()),
    (shaped(13, "text/html", "<p>Schrank</p>\r\n"), ()),
)
SENT: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (
        raw_mail(
            "s1@example.com",
            sender="Anna <help@example.com>",
            to="Kim <kim@example.org>",
            subject="Re: Paket",
            text="Morgen!",
            headers=answer_to("root@x"),
        ),
        ("\\Seen",),
    ),
    (shaped(14, "text/plain", "An Lou\r\n", sender="help@example.com"), ("\\Seen",)),
)
WORDS = (
    *("Paket", "Sessel", "Lampe", "flackert", "wackelt", "Noch", "Stuhl", "Grenze", "Kissen"),
    *("Weitergeleitet", "Umbruch", "BYE", "delivered", "Hallo", "Vorhang", "Gardine", "Regal"),
    *("Schrank", "Morgen", "Lou", "Rechnung", "kim3", "header"),
)
"""Words to look for; each occurs in some mail, often in more than one."""
