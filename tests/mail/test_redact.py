"""Mails of others written anew without somebody who was erased."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage

import pytest

from agent_console.desk.privacy import ERASED_ADDRESS, Subject, Traces, line_key
from agent_console.mail.read import read_mail
from agent_console.mail.redact import redact_head, redact_mail, with_text

ANNA = "anna@kunde.example"
LINE = "Meine Waschmaschine summt seit gestern"
TRACES = Traces(Subject((ANNA,), ("Änna Kunde",)), frozenset({line_key(LINE)}))


def mail(*, plain: bool = True, cte: str = "8bit") -> EmailMessage:
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = "Otto Groß <otto@ander.example>"
    made["To"] = f"Änna Kunde <{ANNA}>, help@example.com"
    made["Subject"] = "Änna Kunde fragt"
    made["Message-ID"] = "<1@ander.example>"
    text = f"Änna Kunde ({ANNA}) schrieb:\n> {LINE}\nStimmt das?\n"
    if plain:
        made.set_content(text, cte=cte)
        made.add_alternative(f"<p>anna&#64;kunde.example</p><b>{LINE}</b>", subtype="html")
    else:
        made.set_content(f"<p>{ANNA}</p>", subtype="html")
    return made


@pytest.mark.parametrize("cte", ["8bit", "quoted-printable", "base64"])
def test_mail_when_it_names_the_person_keeps_the_rest(cte: str) -> None:
    made = mail(cte=cte)
    made.add_attachment(b"%PDF" + ANNA.encode(), "application", "pdf", filename="a.pdf")
    made.add_attachment(b"%PDF 2", "application", "pdf", filename="b.pdf")
    raw = redact_mail(made.as_bytes(), TRACES, "[gelöscht]", "")
    assert not TRACES.in_bytes(raw)
    read = read_mail(raw)
    assert read.text == "[gelöscht] ([gelöscht]) schrieb:\n> [gelöscht]\nStimmt das?"
    assert [one.email for one in read.to] == [ERASED_ADDRESS, "help@example.com"]
    assert (read.subject, read.message_id) == ("[gelöscht] fragt", "1@ander.example")
    assert read.sender is not None
    assert read.sender.name == "Otto Groß"
    assert [(one.filename, one.size) for one in read.attachments] == [("a.pdf", 0), ("b.pdf", 6)]


def test_html_alone_becomes_its_plain_text() -> None:
    raw = redact_mail(mail(plain=False).as_bytes(), TRACES, "[x]", f"{ANNA} fragt")
    assert read_mail(raw).text == "[x] fragt"


def test_forwarded_mail_inside_is_cleared_too() -> None:
    outer = EmailMessage(policy=policy.SMTP)
    outer["From"] = "Otto <otto@ander.example>"
    outer.set_content("siehe unten\n")
    outer.add_attachment(mail())
    raw = redact_mail(outer.as_bytes(), TRACES, "[x]", "siehe unten")
    assert not TRACES.in_bytes(raw)
    assert LINE.encode() not in raw


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"From: \xff\r\n" + ANNA.encode(), b"x" * 999])
def test_broken_mail_loses_the_address_and_raises_nothing(raw: bytes) -> None:
    assert not TRACES.in_bytes(redact_mail(raw, TRACES, "[x]", ANNA))


def test_head_alone_is_cleared_and_takes_a_text() -> None:
    head = redact_head(mail().as_bytes(), TRACES, "[x]")
    assert not TRACES.in_bytes(head)
    read = read_mail(with_text(head, "Nur der Text"))
    assert (read.text, read.subject) == ("Nur der Text", "[x] fragt")
