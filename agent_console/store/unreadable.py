"""Mails that could not be read, and mails that may be read again from their kept bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.mail import Address
from agent_console.store.driver import driver
from agent_console.store.times import from_text

if TYPE_CHECKING:
    from sqlmodel import Session

_UNREADABLE = """
SELECT mail.id, mail.key, mail.ticket, mail.sender_email, mail.sender_name, mail.date,
       mail.received, mail.subject, mail.unreadable
FROM mail WHERE mail.unreadable <> '' ORDER BY mail.received DESC, mail.id DESC
"""
_AGAIN = """
SELECT mail.id FROM mail JOIN source ON source.id = mail.id
WHERE source.depth = 2 AND (mail.unreadable <> '' OR ?) ORDER BY mail.id
"""


@dataclass(frozen=True, slots=True)
class UnreadableMail:
    """A mail that could not be read: why, and what is known of it.

    ``date`` is the sender's word, ``received`` the server's.
    """

    number: int
    key: str
    ticket: str
    sender: Address | None
    date: datetime | None
    received: datetime
    subject: str
    reason: str


def unreadable(session: Session) -> tuple[UnreadableMail, ...]:
    """Return every mail that could not be read, the newest first."""
    return tuple(
        UnreadableMail(
            number,
            key,
            ticket,
            Address(email, name) if email else None,
            from_text(date) if date else None,
            from_text(received),
            subject,
            reason,
        )
        for number, key, ticket, email, name, date, received, subject, reason in driver(
            session
        ).execute(_UNREADABLE)
    )


def to_read_again(session: Session, *, everything: bool) -> list[int]:
    """Return the numbers of the mails that came as they are and could not be read, or of all."""
    return [number for (number,) in driver(session).execute(_AGAIN, (everything,))]
