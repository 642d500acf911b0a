"""An answer to whatever came: nothing of the mail gets out of its place in our own bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from agent_console.desk.mail import Address, Mail, Outgoing, OutgoingAttachment
from agent_console.errors import ConsoleError
from agent_console.mail.compose import compose
from agent_console.mail.read import attachment_bytes, read_mail
from agent_console.mail.replying import (
    quote_text,
    reference_chain,
    reply_recipients,
    reply_subject,
)
from fuzz.checks import Target, harmless, steady
from fuzz.targets import words

_OWN = frozenset({"support@shop.example"})
_TOKEN = "t.7f3k9qwc.abcdefghjkmnpqrs@shop.example"  # noqa: S105 - a name, no secret
_ID = "t.7f3k9qwc.answer@shop.example"
_NOW = datetime(2025, 3, 3, 10, tzinfo=UTC)
_FIELDS = frozenset(
    (
        *("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references"),
        *("mime-version", "content-type", "content-transfer-encoding"),
    )
)
_LONGEST_LINE = 998


def check(raw: bytes) -> None:
    """Answer everybody, the first file attached, and read the answer."""
    mail = read_mail(raw)
    outgoing = _outgoing(raw, mail)
    if outgoing is None:
        return
    try:
        sent = steady(lambda: compose(outgoing))
    except ConsoleError as refused:
        harmless(refused.message)
        return
    _well_formed(sent)
    again = read_mail(sent)
    assert not again.unreadable
    names = [name for name, _value in again.headers]
    assert len(names) == len(set(names)), names
    assert set(names) <= _FIELDS, names
    assert again.subject == outgoing.subject[:_LONGEST_LINE]
    assert (again.message_id, again.references) == (_ID, outgoing.references)
    assert again.sender == outgoing.sender
    written = {address.email.lower() for address in (*outgoing.to, *outgoing.cc)}
    assert len(again.to) + len(again.cc) == len(written), (outgoing.to, again.to)
    if not outgoing.attachments:
        assert _letters(again.text) == _letters(outgoing.text)
    assert len(again.attachments) == len(outgoing.attachments)


def _outgoing(raw: bytes, mail: Mail) -> Outgoing | None:
    everybody = reply_recipients(mail, _OWN, everyone=True)
    for warning in everybody.warnings:
        harmless(warning)
    if not everybody.to:
        return None
    who = mail.sender.name if mail.sender else ""
    files = [attachment_bytes(raw, one.index) for one in mail.attachments[:1]]
    return Outgoing(
        message_id=_ID,
        date=_NOW,
        sender=Address("support@shop.example", who),
        to=everybody.to,
        cc=everybody.cc,
        subject=reply_subject(mail.subject),
        text=quote_text(mail.text[:5_000], who or "?", mail.date, mail.language),
        in_reply_to=mail.message_id,
        references=reference_chain(mail, _TOKEN),
        attachments=tuple(OutgoingAttachment(*one) for one in files),
    )


def _letters(text: str) -> list[str]:
    return [char for char in text if char.isalnum()]


def _well_formed(sent: bytes) -> None:
    assert b"\n" not in sent.replace(b"\r\n", b"")
    assert b"\r" not in sent.replace(b"\r\n", b"")
    assert max(len(line) for line in sent.split(b"\r\n")) <= _LONGEST_LINE
    assert b"\0" not in sent
    assert b"\x1b" not in sent


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with mails as they are."""
    yield from mails


TARGET = Target(check, words.MAIL, seeds, longest=8_192)
