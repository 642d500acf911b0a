"""Whether a ticket was acknowledged automatically and why not, and what limits the next one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.store.codec import clean
from agent_console.store.driver import driver
from agent_console.store.times import from_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_DECIDE = """
INSERT INTO acknowledgement (ticket, at, sent, reason) VALUES (?, ?, ?, ?)
ON CONFLICT (ticket) DO NOTHING
"""
_DECIDED = "SELECT sent, reason FROM acknowledgement WHERE ticket = ?"
_OPENER = """
SELECT mail.id, mail.ticket, mail.received FROM source JOIN mail ON mail.id = source.id
WHERE source.digest = ? AND mail.direction = 'in' AND NOT EXISTS (
    SELECT 1 FROM mail AS other WHERE other.ticket = mail.ticket
    AND (other.received, other.id) < (mail.received, mail.id)
)
"""
_FROM_ADDRESS = """
SELECT received FROM mail
WHERE sender_email = ? AND direction = 'in' AND received >= ? ORDER BY received
"""
_FROM_DOMAIN = """
SELECT 1 FROM mail WHERE sender_email LIKE ? ESCAPE '\\' AND direction = 'in' AND id < ? LIMIT 1
"""
_SENT = "SELECT recipients, queued_at, agent FROM outbox WHERE kind = 'bulk' AND queued_at >= ?"
_CAME_BACK = """
SELECT 1 FROM returned JOIN mail ON mail.id = returned.mail_id
WHERE returned.address = ? AND mail.received >= ? LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Opener:
    """A customer's mail that opened a ticket; ``id`` is its place among all mails."""

    id: int
    ticket: str
    received: datetime


def opener(session: Session, digest: str) -> Opener | None:
    """Return the mail with these bytes when it opened its ticket, else None."""
    row = driver(session).execute(_OPENER, (digest,)).fetchone()
    return Opener(row[0], row[1], from_text(row[2])) if row else None


def decide(session: Session, ticket: str, at: datetime, *, sent: bool, reason: str) -> bool:
    """Keep what was decided on a ticket, once for ever; False when that was done before."""
    row = (ticket, to_text(at), sent, clean(reason))
    return driver(session).execute(_DECIDE, row).rowcount == 1


def decided(session: Session, ticket: str) -> tuple[bool, str] | None:
    """Return whether a ticket was acknowledged, and why or why not; None when nobody asked."""
    row = driver(session).execute(_DECIDED, (ticket,)).fetchone()
    return (bool(row[0]), row[1]) if row else None


def arrivals_from(session: Session, email: str, since: datetime) -> tuple[datetime, ...]:
    """Return when mails from an address came, the oldest first."""
    rows = driver(session).execute(_FROM_ADDRESS, (email, to_text(since)))
    return tuple(from_text(received) for (received,) in rows)


def knows_domain(session: Session, domain: str, before: int) -> bool:
    """Return whether anybody wrote from a domain before the mail numbered ``before``."""
    bare = domain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    where = (f"%@{bare}", before)
    return driver(session).execute(_FROM_DOMAIN, where).fetchone() is not None


def came_back(session: Session, email: str, since: datetime) -> bool:
    """Return whether a mail to an address came back for good."""
    where = (email.lower(), to_text(since))
    return driver(session).execute(_CAME_BACK, where).fetchone() is not None


@dataclass(frozen=True, slots=True)
class SentMail:
    """An automatic mail or a notice: its recipients, in lower case; agents send notices."""

    people: tuple[str, ...]
    at: datetime
    is_notice: bool


def sent_since(session: Session, since: datetime) -> Iterator[SentMail]:
    """Yield every automatic mail and notice."""
    for recipients, queued_at, agent in driver(session).execute(_SENT, (to_text(since),)):
        people = tuple(map(str.lower, json.loads(recipients)))
        yield SentMail(people, from_text(queued_at), is_notice=bool(agent))
