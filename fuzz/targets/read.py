"""Any bytes give one mail: readable, bounded, harmless, the same each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from agent_console.desk.auto_answer import AnswerHistory, may_auto_answer
from agent_console.desk.filenames import MAX_NAME_BYTES
from agent_console.desk.kinds import kind_of
from agent_console.desk.mail import Attachment, Mail
from agent_console.mail import read
from agent_console.mail.addresses import MAX_ADDRESSES
from agent_console.mail.body import MAX_LINES, MAX_TEXT
from agent_console.mail.headers import MAX_FIELDS, MAX_IDS, MAX_SUBJECT
from agent_console.mail.html import MAX_LINKS
from agent_console.mail.parts import MAX_PARTS
from agent_console.mail.trust import signs
from fuzz.checks import Target, covered, harmless, steady, texts
from fuzz.targets import words

OWN = frozenset({"support@shop.example"})
AUTHSERV = "mx.shop.example"
NOW = datetime(2025, 3, 3, 10, tzinfo=UTC)
_LINES_KEPT = ("text", "ranges")


def check(raw: bytes) -> None:
    """Read a mail whole, in part, and as one that failed."""
    mail = steady(lambda: read.read_mail(raw))
    if mail.unreadable:
        read._read(raw, None)
        raise AssertionError(mail.unreadable)
    assert mail.digest == hashlib.sha256(raw).hexdigest()
    assert mail.size == len(raw)
    _shown(mail)
    _bounded(mail)
    for attachment in mail.attachments[:20]:
        _attached(raw, attachment)
    _judged(mail)
    partial = read.read_mail(raw[: len(raw) // 2], full_size=len(raw))
    assert not partial.unreadable
    assert partial.size == len(raw)
    _shown(read._unreadable(raw, None, "reason"))


def _shown(mail: Mail) -> None:
    harmless(mail.text, one_line=False)
    if mail.ranges or not mail.unreadable:
        covered(mail.text, mail.ranges)
    for text in texts((mail.subject, mail.message_id, mail.in_reply_to, mail.references)):
        harmless(text)
    for text in texts((mail.sender, mail.reply_to, mail.to, mail.cc, mail.return_path or "")):
        harmless(text)
    for text in texts((mail.headers, mail.links, mail.attachments, mail.report, mail.notes)):
        harmless(text)
    harmless(mail.content_type)


def _bounded(mail: Mail) -> None:
    assert len(mail.subject) <= MAX_SUBJECT
    assert len(mail.text) <= MAX_TEXT + 1
    assert mail.text.count("\n") <= MAX_LINES
    assert len(mail.attachments) <= MAX_PARTS
    assert len(mail.links) <= MAX_LINKS * MAX_PARTS
    assert len(mail.headers) <= MAX_FIELDS
    assert max(len(mail.references), len(mail.in_reply_to)) <= MAX_IDS
    assert max(map(len, (mail.to, mail.cc, mail.reply_to))) <= MAX_ADDRESSES
    if mail.date is not None:
        assert mail.date.tzinfo is UTC


def _attached(raw: bytes, attachment: Attachment) -> None:
    name, kind, content = read.attachment_bytes(raw, attachment.index)
    assert (name, kind) == (attachment.filename, attachment.content_type)
    assert name.strip(" .") == name != "", f"odd name {name!a}"
    assert not set(name) & set('/\\<>:"|?*')
    assert not name.startswith(("-", "~"))
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert 0 <= attachment.size <= len(raw)
    assert len(content) <= len(raw)


def _judged(mail: Mail) -> None:
    verdict = steady(lambda: kind_of(mail, OWN))
    history = AnswerHistory(own=OWN, received_at=NOW - timedelta(minutes=1))
    decision = steady(lambda: may_auto_answer(mail, history, NOW))
    said = steady(lambda: signs(mail, OWN, AUTHSERV))
    for text in (verdict.reason, decision.reason, *said):
        assert text
        harmless(text)
    if decision.allowed:
        assert mail.sender is not None
        assert not mail.sender_ambiguous


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with mails as they are."""
    yield from mails


TARGET = Target(check, words.MAIL, seeds, longest=16_384)
