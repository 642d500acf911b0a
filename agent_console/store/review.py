"""What a monthly review asks the store; days are ordinals where the desk is, see ``reports``."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.events import Event, event_from_json
from agent_console.desk.mail import TextRange
from agent_console.desk.metrics import Measure
from agent_console.store import codec
from agent_console.store.answered import ANSWERED
from agent_console.store.driver import listed
from agent_console.store.times import from_text, maybe_from_text, to_text

MOST_OTHERS = 3_000
_MAX_TEXT = 4_000
_OPENED = """
SELECT measure.ticket, measure.day, ticket.customer_email
FROM measure JOIN ticket ON ticket.ref = measure.ticket
WHERE what = ? AND day BETWEEN ? AND ? AND value = 0 AND ticket.type = ?
ORDER BY measure.day DESC, measure.ticket LIMIT ?
"""
_LETTERS = f"""
SELECT ticket, received, subject, substr(text, 1, {_MAX_TEXT}), ranges
FROM mail INDEXED BY mail_ticket
WHERE ticket IN (SELECT value FROM json_each(?)) AND direction = ? AND kind = 'human'
    AND received >= ? AND received < ?
ORDER BY received
"""  # noqa: S608  # constants only
_FREQUENCY = """
SELECT plain, sum(mails) FROM term WHERE plain IN (SELECT value FROM json_each(?)) GROUP BY plain
"""
_MAILS = "SELECT count(*) FROM mail"
_SENT = f"""
SELECT event.ticket, json_extract(json_text, '$.data.answers'), event.at, (
    SELECT received FROM mail INDEXED BY mail_ticket
    WHERE mail.ticket = event.ticket AND received > event.at
        AND direction = 'in' AND kind = 'human' AND thanks = 0
    ORDER BY received LIMIT 1
)
FROM event INDEXED BY event_answered
WHERE {ANSWERED} AND event.at >= ? AND event.at < ?
    AND json_extract(json_text, '$.type') = 'replied'
"""  # noqa: S608  # constants only
_FIRST = """
SELECT ticket.type, measure.value, measure.ticket
FROM measure JOIN ticket ON ticket.ref = measure.ticket
WHERE what = ? AND day BETWEEN ? AND ?
"""
_TARGETS = """
SELECT more, value, ticket, at FROM measure WHERE what = ? AND day BETWEEN ? AND ? AND at <= ?
"""
_CAME = """
SELECT ticket, at FROM measure INDEXED BY measure_ticket
WHERE ticket IN (SELECT value FROM json_each(?)) AND what = ? ORDER BY at
"""
_EVENTS = """
SELECT ticket, json_text FROM event INDEXED BY ix_event_ticket
WHERE ticket IN (SELECT value FROM json_each(?)) ORDER BY seq
"""
_BY_DAY = "SELECT day, count(*) FROM measure WHERE what = ? AND day BETWEEN ? AND ? GROUP BY day"
_ANSWERED_TICKETS = "SELECT DISTINCT ticket FROM measure WHERE what = ? AND day BETWEEN ? AND ?"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's text with its ranges, at most 4,000 characters of it."""

    ticket: str
    at: datetime
    subject: str
    text: str
    ranges: tuple[TextRange, ...]


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """A reply made of canned answers; ``again`` is when the customer wrote next, thanks aside."""

    ticket: str
    answers: tuple[str, ...]
    at: datetime
    again: datetime | None


def opened_of_type(
    connection: sqlite3.Connection, kind: str, first: int, last: int
) -> list[tuple[str, int, str]]:
    """Return ticket, day and customer of those of a type that began, the newest 3,000."""
    asked = (Measure.OPENED.value, first, last, kind, MOST_OTHERS)
    return connection.execute(_OPENED, asked).fetchall()


def letters(
    connection: sqlite3.Connection,
    refs: Collection[str],
    direction: str,
    since: datetime,
    until: datetime,
) -> Iterator[Letter]:
    """Yield what people wrote on these tickets, the oldest first."""
    asked = (listed(refs), direction, to_text(since), to_text(until))
    for ref, at, subject, text, ranges in connection.execute(_LETTERS, asked):
        yield Letter(ref, from_text(at), subject, text, codec.ranges_from_json(ranges))


def frequencies(
    connection: sqlite3.Connection, words: Collection[str]
) -> tuple[dict[str, int], int]:
    """Return in how many mails each word stands, and how many mails there are."""
    found = dict(connection.execute(_FREQUENCY, (listed(sorted(words)),)).fetchall())
    return found, int(connection.execute(_MAILS).fetchone()[0])


def sent_answers(
    connection: sqlite3.Connection, since: datetime, until: datetime
) -> Iterator[SentAnswer]:
    """Yield the replies that left in that time and had canned answers in them."""
    for ref, names, at, again in connection.execute(_SENT, (to_text(since), to_text(until))):
        answers = tuple(dict.fromkeys(name for name in names.split(",") if name))
        yield SentAnswer(ref, answers, from_text(at), maybe_from_text(again))


def first_answers(
    connection: sqlite3.Connection, first: int, last: int
) -> list[tuple[str, int, str]]:
    """Return type, business seconds and ticket of every first answer."""
    return connection.execute(_FIRST, (Measure.FIRST.value, first, last)).fetchall()


def targets(
    connection: sqlite3.Connection, first: int, last: int, until: datetime
) -> list[tuple[str, bool, str, datetime]]:
    """Return target, whether it was missed, ticket and moment of every promise decided."""
    asked = (Measure.TARGET.value, first, last, to_text(until))
    rows = connection.execute(_TARGETS, asked)
    return [(more, bool(value), ref, from_text(at)) for more, value, ref, at in rows]


def arrivals_of(connection: sqlite3.Connection, refs: Collection[str]) -> dict[str, list[datetime]]:
    """Return when mails to answer came on each ticket, in their order."""
    found: dict[str, list[datetime]] = {}
    for ref, at in connection.execute(_CAME, (listed(refs), Measure.ARRIVED.value)):
        found.setdefault(ref, []).append(from_text(at))
    return found


def events_of(connection: sqlite3.Connection, refs: Collection[str]) -> dict[str, list[Event]]:
    """Return what people did on each ticket, in its order."""
    found: dict[str, list[Event]] = {}
    for ref, text in connection.execute(_EVENTS, (listed(refs),)):
        found.setdefault(ref, []).append(event_from_json(text))
    return found


def arrivals_by_day(connection: sqlite3.Connection, first: int, last: int) -> list[tuple[int, int]]:
    """Return on each day how many mails to answer came."""
    return connection.execute(_BY_DAY, (Measure.ARRIVED.value, first, last)).fetchall()


def answered_tickets(connection: sqlite3.Connection, first: int, last: int) -> list[str]:
    """Return the tickets on which a human answer left."""
    rows = connection.execute(_ANSWERED_TICKETS, (Measure.ANSWERED.value, first, last))
    return [ref for (ref,) in rows]
