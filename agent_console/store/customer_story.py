"""What happened with a customer: tickets, contacts on all channels, promises."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.customer_card import NO_COUNTS, Counts, Promise, Touch
from agent_console.desk.mail import Direction
from agent_console.store.contacts import standing_contacts
from agent_console.store.driver import listed
from agent_console.store.times import from_text, maybe_from_text, to_text

_MOST_TICKETS = 500
_TOUCHED = 12
_TOUCHES = 8
_ASKED = 100
_TREND = 6
_SPAN = """
SELECT min(first_at), max(last_at) FROM customer_address
JOIN customer ON customer.id = customer_address.customer_id
WHERE address IN (SELECT value FROM json_each(?))
"""
_COUNTS = """
SELECT count(*) FILTER (WHERE state <> 'closed'), count(*) FILTER (WHERE state = 'closed'),
    min(opened_at), max(last_at)
FROM ticket WHERE customer_email IN (SELECT value FROM json_each(?)) AND state <> 'spam'
"""
_MONTH = """
SELECT count(*), count(DISTINCT mail.ticket) FROM ticket
JOIN mail ON mail.ticket = ticket.ref AND mail.received >= ?2
WHERE ticket.customer_email IN (SELECT value FROM json_each(?1)) AND ticket.last_at >= ?2
    AND ticket.state <> 'spam' AND mail.direction = 'in' AND mail.kind = 'human'
"""
_TICKETS = """
SELECT ref, subject, state, frustration, opened_at, wake_at, contacts FROM ticket
WHERE customer_email IN (SELECT value FROM json_each(?)) AND state <> 'spam'
ORDER BY last_at DESC, ref LIMIT ?
"""
_MAILS = """
SELECT received, channel, direction, ticket, subject FROM mail
WHERE ticket IN (SELECT value FROM json_each(?)) AND kind = 'human'
ORDER BY received DESC LIMIT ?
"""
_ABOUT = """
SELECT count(*) FROM ticket JOIN mail ON mail.ticket = ticket.ref
WHERE ticket.ref IN (SELECT value FROM json_each(?1)) AND mail.direction = 'in'
    AND mail.kind = 'human' AND (instr(mail.text, ?2) > 0 OR instr(mail.subject, ?2) > 0)
"""
_TEXTS = """
SELECT subject, substr(text, 1, 8000) FROM mail WHERE ticket = ? AND direction = 'in'
    AND kind = 'human' ORDER BY received LIMIT 5
"""
_BESIDE = """
SELECT DISTINCT mail.sender_email FROM ticket JOIN mail ON mail.ticket = ticket.ref
WHERE ticket.customer_email IN (SELECT value FROM json_each(?1)) AND mail.direction = 'in'
    AND mail.kind = 'human' AND mail.sender_email NOT IN (SELECT value FROM json_each(?1))
    AND mail.sender_email IN (SELECT address FROM customer_address) LIMIT ?2
"""
_EMAIL = "SELECT customer_email FROM ticket WHERE ref = ?"


@dataclass(frozen=True, slots=True)
class Story:
    """What was: the span of contact, tickets in numbers, their refs (the newest first)."""

    since: datetime | None = None
    last_at: datetime | None = None
    counts: Counts = NO_COUNTS
    refs: tuple[str, ...] = ()
    touches: tuple[Touch, ...] = ()
    frustration: tuple[int, ...] = ()
    promises: tuple[Promise, ...] = ()


def email_of(connection: sqlite3.Connection, ref: str) -> str:
    """Return the address of a ticket's customer, "" for none."""
    found = connection.execute(_EMAIL, (ref,)).fetchone()
    return str(found[0]) if found else ""


def story(connection: sqlite3.Connection, emails: Collection[str], month: datetime) -> Story:
    """Return what happened with the person of these addresses; ``month`` is 30 days ago."""
    known = listed(emails)
    first, last = connection.execute(_SPAN, (known,)).fetchone()
    still, closed, opened, newest = connection.execute(_COUNTS, (known,)).fetchone()
    wrote, on = connection.execute(_MONTH, (known, to_text(month))).fetchone()
    rows = connection.execute(_TICKETS, (known, _MOST_TICKETS)).fetchall()
    return Story(
        since=_least(first, opened),
        last_at=maybe_from_text(max((one for one in (last, newest) if one), default=None)),
        counts=Counts(still, closed, wrote, on),
        refs=tuple(row[0] for row in rows),
        touches=_touches(connection, rows[:_TOUCHED]),
        frustration=_frustration(rows),
        promises=tuple(
            Promise(ref, from_text(wake), subject)
            for ref, subject, state, _level, _opened, wake, _talks in rows
            if state == "snoozed" and wake
        ),
    )


def tickets(connection: sqlite3.Connection, emails: Collection[str]) -> list[str]:
    """Return the tickets of the person with these addresses, the newest first, at most 500."""
    return [row[0] for row in connection.execute(_TICKETS, (listed(emails), _MOST_TICKETS))]


def texts(connection: sqlite3.Connection, ref: str) -> list[str]:
    """Return what the customer wrote first on a ticket."""
    return [f"{subject}\n{text}" for subject, text in connection.execute(_TEXTS, (ref,))]


def writers_beside(
    connection: sqlite3.Connection, emails: Collection[str], limit: int
) -> list[str]:
    """Return who else writes on the tickets of the person with these addresses."""
    return [one for (one,) in connection.execute(_BESIDE, (listed(emails), limit))]


def mails_about(connection: sqlite3.Connection, refs: Sequence[str], words: str) -> int:
    """Return how many mails of these tickets hold the words; the newest hundred tickets count."""
    found = connection.execute(_ABOUT, (listed(refs[:_ASKED]), words)).fetchone()
    return int(found[0])


def _least(*moments: str | None) -> datetime | None:
    return maybe_from_text(min((one for one in moments if one), default=None))


def _frustration(rows: Sequence[Sequence[object]]) -> tuple[int, ...]:
    by_time = sorted(rows, key=lambda row: str(row[4]))
    return tuple(int(str(row[3])) for row in by_time[-_TREND:])


def _touches(connection: sqlite3.Connection, rows: Sequence[Sequence[object]]) -> tuple[Touch, ...]:
    refs = [str(row[0]) for row in rows]
    found = [
        Touch(from_text(received), channel, Direction(direction), ref, subject)
        for received, channel, direction, ref, subject in connection.execute(
            _MAILS, (listed(refs), _TOUCHES)
        )
    ]
    talked = [str(row[0]) for row in rows if row[6]]
    found += [
        Touch(talk.began, talk.channel.value, talk.direction, ref, talk.subject)
        for ref, talk in standing_contacts(connection, talked)
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:_TOUCHES])
