"""One mail on its way into the desk: is it new, whose is it, to which ticket does it belong.

What is decided here depends on the source, on the mails that came before it and on the events known
when it came, and on nothing else: a rebuild decides the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session

from agent_console.config import Config
from agent_console.desk.kinds import KindVerdict, kind_of
from agent_console.desk.mail import Address, Direction, Mail, MailKind
from agent_console.desk.refs import longer_ref, ticket_ref
from agent_console.desk.threads import JoinReason, ThreadDecision, ThreadRules, decide
from agent_console.desk.tokens import ref_of
from agent_console.mail.read import read_mail
from agent_console.store import customers, mails
from agent_console.store.lookup import StoreLookup
from agent_console.store.mails import Filing, Source, Twin

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


def thread_rules(config: Config, secret: bytes) -> ThreadRules:
    """Return the desk's side of the threading rules."""
    return ThreadRules(
        own=config.mailbox.own_addresses,
        secret=secret,
        reopen_for=timedelta(days=config.sync.reopen_within),
    )


def read_source(source: Source, own: frozenset[str]) -> ReadMail:
    """Read the bytes of a mail; the heavy part, done outside of any transaction."""
    mail = read_mail(source.raw, full_size=None if source.complete else source.size)
    return ReadMail(mail, kind_of(mail, own), identity_of(mail, source))


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


def file_mail(session: Session, source: Source, read: ReadMail, rules: ThreadRules) -> str:
    """File the mail of ``source`` (which has its number) and return the ref of its ticket."""
    twin = find_twin(session, read, rules)
    if twin is not None:
        mails.add_duplicate(session, source.id, twin)
        confirm_left(session, source.direction, twin, read.mail, rules)
        return twin.ticket
    lookup = StoreLookup(session, rules.own, source.received, source.known_event)
    decision = _decide(read, source, lookup, rules)
    direction = _direction(read.mail, source.direction, rules)
    filing = Filing(
        ticket=decision.ref or _new_ref(read.mail, source.digest, lookup),
        identity=read.identity,
        direction=direction,
        proven=direction is Direction.OUT and source.direction is Direction.OUT,
        verdict=read.verdict,
        decision=decision,
    )
    mails.add_mail(session, source, read.mail, filing)
    if direction is Direction.IN and read.verdict.kind is MailKind.HUMAN:
        _remember(session, source, read.mail, rules)
    return filing.ticket


def find_twin(session: Session, read: ReadMail, rules: ThreadRules) -> Twin | None:
    """Return the mail that this one repeats, or None.

    A mail of ours is told by its signed Message-ID alone, since servers may rewrite the rest.
    """
    twin = mails.twin_by_identity(session, read.identity)
    if twin is None and _from_us(read.mail, rules) and ref_of(read.mail.message_id, rules.secret):
        return mails.twin_by_id(session, read.mail.message_id)
    return twin


def confirm_left(
    session: Session, direction: Direction, twin: Twin, mail: Mail, rules: ThreadRules
) -> bool:
    """Count a mail from our address as sent once it lies in the sent folder; True if it did not.

    ``mail`` is what lies there, ``twin`` what was here before. A customer's mail that somebody
    moved there stays a customer's mail, and so does one of a form.
    """
    if direction is Direction.IN or twin.proven:
        return False
    ours = _from_us(mail, rules) and mails.sender_of(session, twin) in rules.own
    if not ours or _direction(mail, direction, rules) is Direction.IN:
        return False
    mails.prove(session, twin)
    return True


def _decide(
    read: ReadMail, source: Source, lookup: StoreLookup, rules: ThreadRules
) -> ThreadDecision:
    if source.direction is Direction.OUT and read.mail.message_id:
        ref = lookup.ticket_of_outgoing(read.mail.message_id)
        if ref is not None:
            return ThreadDecision(ref, JoinReason.OWN_MAIL)
    return decide(read.mail, lookup, rules, source.received, read.verdict.kind)


def _direction(mail: Mail, found: Direction, rules: ThreadRules) -> Direction:
    """Return whether a mail came or went.

    What lies in the sent folder went, and so did what comes from our own address. Only what is
    written to nobody but us came, and what asks for answers to somebody else, as forms on our own
    site do: a server that sends those for us may keep them among the sent ones as well.
    """
    if not _from_us(mail, rules):
        return found
    to = _emails(mail.to)
    everyone = to | _emails(mail.cc)
    if everyone <= rules.own:
        hidden = mail.header("bcc") is not None or not everyone
        return found if hidden else Direction.IN
    answers_to = _emails(mail.reply_to) - rules.own
    is_form = answers_to and (to & rules.own or everyone - rules.own <= answers_to)
    return Direction.IN if is_form else Direction.OUT


def _emails(addresses: Iterable[Address]) -> set[str]:
    return {address.email.lower() for address in addresses}


def _from_us(mail: Mail, rules: ThreadRules) -> bool:
    return mail.sender is not None and mail.sender.email.lower() in rules.own


def _new_ref(mail: Mail, digest: str, lookup: StoreLookup) -> str:
    """Return the first free name of a new ticket: the short one, nearly always."""
    candidates = (
        ticket_ref(mail.message_id, digest),
        longer_ref(mail.message_id, digest),
        ticket_ref(None, digest),
        longer_ref(None, digest),
    )
    return next((ref for ref in candidates if not lookup.knows(ref)), candidates[-1])


def _remember(session: Session, source: Source, mail: Mail, rules: ThreadRules) -> None:
    writer = mail.sender
    if _from_us(mail, rules):
        writer = next(iter(mail.reply_to), None)
    if writer is not None and writer.email:
        customers.heard_from(session, writer, source.received)


def refile(session: Session, source: Source, own: frozenset[str]) -> frozenset[str]:
    """Read a mail again whose bytes are complete now; return the ref of its ticket.

    It stays in its ticket, whatever the rest of it says.
    """
    twin = mails.twin_of_source(session, source.id)
    if twin is None or twin.id != source.id:
        return frozenset()
    read = read_source(source, own)
    mails.replace_content(session, source.id, read.mail, read.verdict)
    if mails.twin_by_identity(session, read.identity) is None:
        mails.set_identity(session, source.id, read.identity)
    return frozenset({twin.ticket})


def without_bytes(source: Source, attempt: int) -> Source:
    """Give a mail that the server could not hand out a digest of its own."""
    told = f"no bytes:{source.received.isoformat()}:{source.size}:{attempt}"
    return replace(source, digest=hashlib.sha256(told.encode()).hexdigest())
