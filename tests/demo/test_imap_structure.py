"""BODYSTRUCTURE as the demo server tells it."""

from __future__ import annotations

from email.message import EmailMessage

from agent_console.demo.imap_structure import body_structure
from tests.mail.hostile import SAMPLES


def letter() -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Rechnung"
    mail.set_content("Guten Tag\n")
    return mail


def test_structure_of_a_plain_mail_tells_charset_encoding_size_and_lines() -> None:
    raw = b"Content-Type: text/plain; charset=utf-8\r\n\r\nGuten\r\nTag\r\n"
    assert body_structure(raw) == (
        b'("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 12 2 NIL NIL NIL NIL)'
    )


def test_structure_of_a_mail_with_a_file_names_it_and_its_disposition() -> None:
    mail = letter()
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename='a"b.pdf')
    told = body_structure(mail.as_bytes())
    assert told.startswith(b'(("text" "plain"')
    assert b'("application" "pdf" NIL NIL NIL "base64"' in told
    assert b'("attachment" ("filename" "a\\"b.pdf"))' in told
    assert b'"mixed" ("boundary" "' in told


def test_structure_of_an_attached_mail_holds_the_structure_of_that_mail() -> None:
    mail = letter()
    mail.add_attachment(letter())
    told = body_structure(mail.as_bytes())
    assert b'("message" "rfc822" NIL NIL NIL ' in told
    assert told.count(b'("text" "plain"') == 2


def test_names_that_quotes_cannot_hold_come_as_literals() -> None:
    raw = "Content-Type: text/plain; name=größe.txt\r\n\r\n".encode()
    assert b'"name" {' in body_structure(raw)


def test_every_hostile_mail_has_a_structure_whose_lists_are_closed() -> None:
    for sample in SAMPLES:
        raw = sample.source if isinstance(sample.source, bytes) else sample.source()
        if len(raw) < 20_000:
            told = body_structure(raw)
            assert told.startswith(b"(")
            assert told.endswith(b")")
