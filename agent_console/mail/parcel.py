"""Heads of mails as plain values, to hand them from one process of ours to another.

Tuples of what ``marshal`` knows: packing objects costs more than it takes to read a mail.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from agent_console.desk.mail import Address, Attachment, Link, Mail
from agent_console.mail.fetch import FetchedHead
from agent_console.mail.structure import TextPart

Values = tuple[Any, ...]


def pack_heads(uids: Sequence[int], heads: Sequence[FetchedHead]) -> bytes:
    """Return the bytes for a block: the UIDs that were asked for, and what came of them."""
    return marshal.dumps((tuple(uids), [_of_head(head) for head in heads]))


def unpack_heads(packed: bytes) -> tuple[tuple[int, ...], list[FetchedHead]]:
    """Return what :func:`pack_heads` was given; only for bytes that a process of ours wrote."""
    uids, heads = marshal.loads(packed)  # noqa: S302 - from our own child process
    return uids, [_head(values) for values in heads]


def _of_head(head: FetchedHead) -> Values:
    mail, part, body = head.mail, head.text, head.body
    return (
        head.uid,
        head.header,
        head.received.timestamp(),
        tuple(head.flags),
        head.size,
        _of_mail(mail),
        None if part is None else _of_part(part),
        None if body is None else (body.text, body.from_html, _of_links(body.links)),
    )


def _head(values: Values) -> FetchedHead:
    uid, header, received, flags, size, mail, part, body = values
    return FetchedHead(
        uid,
        header,
        _mail(mail),
        datetime.fromtimestamp(received, UTC),
        frozenset(flags),
        size,
        None if part is None else TextPart(*part),
        None if body is None else _body(*body),
    )


def _body(text: str, from_html: bool, links: Values) -> Mail:
    return Mail("", 0, text=text, from_html=from_html, links=tuple(Link(*one) for one in links))


def _of_part(part: TextPart) -> Values:
    return (
        *(part.section, part.html, part.encoding, part.charset),
        *(part.flowed, part.delsp, part.size, part.container),
    )


def _of_links(links: Sequence[Link]) -> Values:
    return tuple((link.text, link.target) for link in links)


def _of_people(people: Sequence[Address]) -> Values:
    return tuple((one.email, one.name) for one in people)


def _people(values: Values) -> tuple[Address, ...]:
    return tuple(Address(*one) for one in values) if values else ()


def _of_mail(mail: Mail) -> Values:
    """Return what is known of a mail before its text; a report comes with the whole mail only."""
    sender = mail.sender
    return (
        mail.digest,
        mail.size,
        mail.message_id,
        mail.in_reply_to,
        mail.references,
        mail.subject,
        None if sender is None else (sender.email, sender.name),
        mail.sender_ambiguous,
        _of_people(mail.reply_to),
        _of_people(mail.to),
        _of_people(mail.cc),
        mail.return_path,
        None if mail.date is None else mail.date.timestamp(),
        tuple(
            (one.index, one.filename, one.content_type, one.size, one.content_id, one.inline)
            for one in mail.attachments
        ),
        mail.headers,
        mail.content_type,
        mail.unreadable,
    )


def _mail(values: Values) -> Mail:
    digest, size, message_id, in_reply_to, references, subject, sender, *rest = values
    ambiguous, reply_to, to, cc, return_path, date, attachments, headers, kind, unreadable = rest
    return Mail(
        digest,
        size,
        message_id,
        in_reply_to,
        references,
        subject,
        None if sender is None else Address(*sender),
        ambiguous,
        _people(reply_to),
        _people(to),
        _people(cc),
        return_path,
        None if date is None else datetime.fromtimestamp(date, UTC),
        attachments=tuple(Attachment(*one) for one in attachments) if attachments else (),
        headers=headers,
        content_type=kind,
        unreadable=unreadable,
    )
