"""What the rules found that tickets ask for, and the mails that they have not looked at yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.labels import Asks
from agent_console.desk.mail import TextRange
from agent_console.store import codec
from agent_console.store.codec import clean
from agent_console.store.driver import listed
from agent_console.store.times import from_text

_UNSORTED = """
SELECT unsorted.id, mail.ticket FROM unsorted JOIN mail ON mail.id = unsorted.id
ORDER BY unsorted.id DESC LIMIT ?
"""
_COUNT = "SELECT count(*) FROM unsorted"
_OF_TICKETS = """
SELECT unsorted.id FROM mail JOIN unsorted ON unsorted.id = mail.id
WHERE mail.ticket IN (SELECT value FROM json_each(?))
"""
_DONE = "DELETE FROM unsorted WHERE id IN (SELECT value FROM json_each(?))"
_LOST = "DELETE FROM unsorted WHERE id NOT IN (SELECT id FROM mail)"
_AGAIN = """
INSERT OR IGNORE INTO unsorted (id)
SELECT max(mail.id) FROM ticket CROSS JOIN mail ON mail.ticket = ticket.ref
WHERE ticket.state IN ('new', 'open', 'waiting', 'snoozed')
    AND mail.direction = 'in' AND mail.kind = 'human'
GROUP BY ticket.ref
"""
_WRITTEN = """
SELECT id, ticket, received, date, subject, text, ranges FROM mail
WHERE ticket IN (SELECT value FROM json_each(?)) AND direction = 'in' AND kind = 'human'
ORDER BY received, id
"""
_FORGET = "DELETE FROM found WHERE ticket IN (SELECT value FROM json_each(?))"
_KEEP = """
INSERT INTO found (ticket, type, level, complaint, frustration) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (ticket) DO UPDATE SET type = excluded.type, level = excluded.level,
    complaint = excluded.complaint, frustration = excluded.frustration
"""


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """What a customer wrote: a mail's subject and text, with the ranges of the text."""

    id: int
    ticket: str
    received: datetime
    date: datetime | None
    subject: str
    text: str
    ranges: tuple[TextRange, ...]


def unsorted(connection: sqlite3.Connection, limit: int) -> dict[int, str]:
    """Return the newest mails that wait, with their tickets; a mail that is gone is forgotten."""
    return dict(connection.execute(_UNSORTED, (limit,)).fetchall())


def unsorted_of(connection: sqlite3.Connection, refs: Collection[str]) -> list[int]:
    """Return the mails of these tickets that wait."""
    return [number for (number,) in connection.execute(_OF_TICKETS, (listed(refs),))]


def count_unsorted(connection: sqlite3.Connection) -> int:
    """Return how many mails wait."""
    return int(connection.execute(_COUNT).fetchone()[0])


def sort_again(connection: sqlite3.Connection) -> None:
    """Let every ticket that is not closed be looked at again: the rules have changed."""
    connection.execute(_LOST)
    connection.execute(_AGAIN)


def written(connection: sqlite3.Connection, refs: Collection[str]) -> dict[str, list[WrittenMail]]:
    """Return what customers wrote on these tickets, in order of arrival."""
    found: dict[str, list[WrittenMail]] = {ref: [] for ref in refs}
    for row in connection.execute(_WRITTEN, (listed(refs),)):
        number, ticket, received, date, subject, text, ranges = row
        found[ticket].append(
            WrittenMail(
                number,
                ticket,
                from_text(received),
                from_text(date) if date else None,
                subject,
                text,
                codec.ranges_from_json(ranges),
            )
        )
    return found


def keep(
    connection: sqlite3.Connection, found: Mapping[str, Asks | None], done: Collection[int]
) -> None:
    """Keep what was found of tickets, and that the mails ``done`` have been looked at.

    None: no customer has written there.
    """
    connection.execute(_FORGET, (listed(ref for ref, asks in found.items() if asks is None),))
    connection.executemany(
        _KEEP,
        [
            (ref, clean(asks.type), asks.level, asks.complaint, asks.frustration)
            for ref, asks in found.items()
            if asks is not None
        ],
    )
    connection.execute(_DONE, (listed(done),))
