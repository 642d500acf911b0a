"""A source read: its mail, what can be said of it without the store, and what names it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from agent_console.desk.kinds import KindVerdict, kind_of
from agent_console.desk.mail import Mail
from agent_console.desk.refs import longer_ref, ticket_ref
from agent_console.mail.skim import skim_head
from agent_console.mail.structure import Structure
from agent_console.store.mails import WHOLE, Source

_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_BEGINNING = 4096
_WRITTEN_BY_SENDER = (
    *("from", "sender", "reply-to", "to", "cc", "date", "subject", "in-reply-to", "references"),
    "content-type",
)


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail as read, with what can be said of it without the store."""

    mail: Mail
    verdict: KindVerdict
    identity: str


def read_source(source: Source, own: frozenset[str]) -> ReadMail:
    """Read the bytes of a mail; the heavy part, done outside of any transaction."""
    if source.depth < WHOLE:
        return read_head(
            source, skim_head(source.raw, Structure(None, (), odd=True), source.size), own
        )
    from agent_console.mail.read import read_mail

    mail = read_mail(source.raw, full_size=None if source.complete else source.size)
    return ReadMail(mail, kind_of(mail, own), identity_of(mail, source))


def read_head(source: Source, mail: Mail, own: frozenset[str]) -> ReadMail:
    """Take a mail of which only the header block is here; it is taken for the same as no other."""
    return ReadMail(mail, kind_of(mail, own), source.digest)


def identity_of(mail: Mail, source: Source) -> str:
    """Return what two deliveries of one mail have in common, as a hash.

    That is the Message-ID with the other headers that the sender wrote, and the body; the headers
    of the way (Received, Return-Path …) differ. Of a mail of which only the beginning is here, the
    beginning counts. One without bytes is told by its digest.
    """
    if not source.raw.strip():
        return source.digest
    head = (mail.header(name) or "" for name in _WRITTEN_BY_SENDER)
    hashed = hashlib.sha256("\0".join((mail.message_id, *head)).encode("utf-8", "replace"))
    hashed.update(b"\0whole\0" if source.complete else b"\0beginning\0")
    hashed.update(_body(source))
    return hashed.hexdigest()


def _body(source: Source) -> bytes:
    end = _END_OF_HEADER.search(source.raw)
    body = source.raw[end.end() :] if end else source.raw
    plain = body.replace(b"\r\n", b"\n").rstrip()
    return plain if source.complete else plain[:_BEGINNING]


def ticket_name(mail: Mail, source: Source) -> str:
    """Return the name of the ticket that a mail opens.

    It is named after the root of its thread, which any of its mails tells, so that it does not
    depend on which of them is read first.
    """
    named = (*mail.references[:1], *mail.in_reply_to[:1], mail.message_id)
    root = next(filter(None, named), "") or _head_digest(source)
    return ticket_ref(root, source.digest)


def other_names(mail: Mail, source: Source) -> tuple[str, ...]:
    """Return the names to take where :func:`ticket_name` is taken: after the mail itself."""
    own = mail.message_id or _head_digest(source)
    return (
        ticket_ref(own, source.digest),
        longer_ref(own, source.digest),
        ticket_ref(None, source.digest),
        longer_ref(None, source.digest),
    )


def _head_digest(source: Source) -> str:
    """Return what tells a mail without Message-ID as soon as its header block is here."""
    if not source.raw.strip():
        return source.digest
    end = _END_OF_HEADER.search(source.raw)
    head = source.raw[: end.start()] if end else source.raw.rstrip(b"\r\n")
    return hashlib.sha256(head).hexdigest()


def head_digest(header: bytes, folder: str, uidvalidity: int, uid: int) -> str:
    """Return the digest of a mail of which only the header block is here.

    Its place is part of it: every mail is one of its own until all of it has come.
    """
    place = f"\0{folder}\0{uidvalidity}\0{uid}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(header + place).hexdigest()


def without_bytes(source: Source, attempt: int) -> Source:
    """Give a mail that the server could not hand out a digest of its own."""
    told = f"no bytes:{source.received.isoformat()}:{source.size}:{attempt}"
    return replace(source, digest=hashlib.sha256(told.encode()).hexdigest())
