"""Surveys as they stand, made from the mails and events of their tickets; whom to ask next."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from agent_console.desk.feedback import Asked, Survey
from agent_console.store.codec import clean
from agent_console.store.driver import listed
from agent_console.store.times import from_text, maybe_to_text, to_text

_MOST = 1_000
_FORGET = "DELETE FROM survey WHERE ticket IN (SELECT value FROM json_each(?))"
_KEEP = "INSERT OR REPLACE INTO survey VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COLUMNS = (
    "SELECT id, ticket, which, email, at, message_id, key, answered, value, mail, agent, comment,"
    " objected"
    " FROM survey"
)
_OF_TICKET = f"{_COLUMNS} WHERE ticket = ? ORDER BY at, id"
_ANSWERED = f"{_COLUMNS} WHERE answered >= ? AND answered < ? ORDER BY answered, id"
_ASKED = f"{_COLUMNS} WHERE at >= ? AND at < ? ORDER BY at, id"
_OF_PEOPLE = " ".join(
    (
        _COLUMNS,
        "WHERE email IN (SELECT value FROM json_each(?)) AND value IS NOT NULL",
        "ORDER BY answered DESC, id LIMIT ?",
    )
)
_NEWEST = f"{_COLUMNS} ORDER BY coalesce(answered, at) DESC, id LIMIT ?"
_NEWEST_BAD = f"{_COLUMNS} WHERE value IS NOT NULL ORDER BY answered DESC, id LIMIT ?"
_ONE = f"{_COLUMNS} WHERE id = ?"
_ASKED_SINCE = """
SELECT 1 FROM survey WHERE email IN (SELECT value FROM json_each(?)) AND at >= ? LIMIT 1
"""
_OBJECTED = """
SELECT 1 FROM survey WHERE email IN (SELECT value FROM json_each(?)) AND objected LIMIT 1
"""
_DUE = """
SELECT ref, closed_at FROM ticket
WHERE state = 'closed' AND closed_at >= ? AND closed_at <= ?
    AND NOT EXISTS (SELECT 1 FROM survey WHERE survey.ticket = ticket.ref)
    AND NOT EXISTS (SELECT 1 FROM survey_decision WHERE survey_decision.ticket = ticket.ref
        AND (sent OR survey_decision.closed = ticket.closed_at))
ORDER BY closed_at, ref LIMIT ?
"""
_DECIDE = """
INSERT INTO survey_decision (ticket, closed, at, sent, reason) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (ticket) DO UPDATE SET closed = excluded.closed, at = excluded.at,
    sent = excluded.sent, reason = excluded.reason
"""
_DECIDED = "SELECT sent, reason, at FROM survey_decision WHERE ticket = ?"
_QUEUED_SINCE = "SELECT count(*) FROM survey_decision WHERE sent AND at >= ?"
_COUNTS = "SELECT count(*), count(value) FROM survey WHERE at >= ?"


def write(connection: sqlite3.Connection, refs: Collection[str], surveys: Iterable[Asked]) -> None:
    """Keep the surveys of the tickets ``refs``, which are these and no others."""
    connection.execute(_FORGET, (listed(refs),))
    connection.executemany(_KEEP, [_row(one) for one in surveys])


def of_ticket(connection: sqlite3.Connection, ref: str) -> tuple[Asked, ...]:
    """Return the surveys of a ticket in the order in which they were asked."""
    return _surveys(connection.execute(_OF_TICKET, (ref,)))


def find(connection: sqlite3.Connection, survey: str) -> Asked | None:
    """Return the survey of this id."""
    return next(iter(_surveys(connection.execute(_ONE, (survey,)))), None)


def answered_between(
    connection: sqlite3.Connection, since: datetime, until: datetime
) -> tuple[Asked, ...]:
    """Return the surveys answered from ``since`` on and before ``until``, the oldest first."""
    return _surveys(connection.execute(_ANSWERED, (to_text(since), to_text(until))))


def asked_between(
    connection: sqlite3.Connection, since: datetime, until: datetime
) -> tuple[Asked, ...]:
    """Return the surveys that left from ``since`` on and before ``until``, the oldest first."""
    return _surveys(connection.execute(_ASKED, (to_text(since), to_text(until))))


def of_people(
    connection: sqlite3.Connection, emails: Collection[str], limit: int
) -> tuple[Asked, ...]:
    """Return the last scores of those with these addresses (in lower case), the newest first."""
    return _surveys(connection.execute(_OF_PEOPLE, (listed(emails), limit)))


def newest(connection: sqlite3.Connection, limit: int) -> tuple[Asked, ...]:
    """Return what was asked or answered last, the newest first."""
    return _surveys(connection.execute(_NEWEST, (limit,)))


def newest_bad(connection: sqlite3.Connection, limit: int) -> tuple[Asked, ...]:
    """Return the bad ones among the last thousand scores, the newest first."""
    found = _surveys(connection.execute(_NEWEST_BAD, (_MOST,)))
    return tuple([one for one in found if one.is_bad][:limit])


def asked_since(connection: sqlite3.Connection, emails: Collection[str], since: datetime) -> bool:
    """Tell whether somebody with these addresses (in lower case) was asked since then."""
    where = (listed(emails), to_text(since))
    return connection.execute(_ASKED_SINCE, where).fetchone() is not None


def has_objected(connection: sqlite3.Connection, emails: Collection[str]) -> bool:
    """Tell whether somebody with these addresses answered a survey by wanting no more."""
    return connection.execute(_OBJECTED, (listed(emails),)).fetchone() is not None


def due(
    connection: sqlite3.Connection, since: datetime, until: datetime, limit: int
) -> tuple[tuple[str, datetime], ...]:
    """Return the tickets closed within a time about which nothing was decided, the oldest first."""
    rows = connection.execute(_DUE, (to_text(since), to_text(until), limit))
    return tuple((ref, from_text(closed)) for ref, closed in rows)


def decide(
    connection: sqlite3.Connection,
    ticket: str,
    closed: datetime,
    at: datetime,
    *,
    sent: bool,
    reason: str,
) -> None:
    """Keep what was decided on a ticket that was closed at ``closed``."""
    row = (ticket, to_text(closed), to_text(at), sent, clean(reason))
    connection.execute(_DECIDE, row)


def decided(connection: sqlite3.Connection, ticket: str) -> tuple[bool, str] | None:
    """Return whether a survey was queued here for a ticket, and why or why not."""
    row = connection.execute(_DECIDED, (ticket,)).fetchone()
    return (bool(row[0]), row[1]) if row else None


def queued_since(connection: sqlite3.Connection, since: datetime) -> int:
    """Return how many surveys this console has queued since then."""
    return int(connection.execute(_QUEUED_SINCE, (to_text(since),)).fetchone()[0])


def counts_since(connection: sqlite3.Connection, since: datetime) -> tuple[int, int]:
    """Return how many customers were asked since then, and how many of those answered."""
    asked, answered = connection.execute(_COUNTS, (to_text(since),)).fetchone()
    return int(asked), int(answered)


def _row(one: Asked) -> tuple[str | int | None, ...]:
    return (
        one.id,
        one.ticket,
        one.which.value,
        clean(one.email).lower(),
        to_text(one.at),
        clean(one.message_id),
        clean(one.key),
        maybe_to_text(one.answered_at),
        one.value,
        one.mail,
        clean(one.agent),
        clean(one.comment),
        one.objected,
    )


def _surveys(rows: Iterable[Sequence[Any]]) -> tuple[Asked, ...]:
    return tuple(_survey(*row) for row in rows)


def _survey(
    number: str,
    ticket: str,
    which: str,
    email: str,
    at: str,
    message_id: str,
    key: str,
    answered: str | None,
    value: int | None,
    mail: str,
    agent: str,
    comment: str,
    objected: int,
) -> Asked:
    return Asked(
        number,
        ticket,
        Survey(which),
        email,
        from_text(at),
        message_id,
        key,
        from_text(answered) if answered else None,
        value,
        mail,
        agent,
        comment,
        bool(objected),
    )
