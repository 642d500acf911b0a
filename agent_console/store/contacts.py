"""Tickets on which contacts were logged; some of them have no mail at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.contacts import Contact, contact_of
from agent_console.desk.events import Contacted, event_from_json, standing
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

CONTACTED = 'instr(json_text, \'"type":"contacted"\') > 0'
"""The condition of the index over these events; the queries repeat it word for word."""

_TICKETS = f"SELECT DISTINCT ticket FROM event INDEXED BY event_contacted WHERE {CONTACTED}"  # noqa: S608  # constants only
_AMONG = " ".join((_TICKETS, "AND ticket IN (SELECT value FROM json_each(?))"))
_SINCE = " ".join((_TICKETS, "AND at >= ?"))
_EVENTS = """
SELECT json_text FROM event WHERE ticket IN (SELECT value FROM json_each(?)) ORDER BY seq
"""


def tickets(connection: sqlite3.Connection) -> list[str]:
    """Return all tickets on which a contact was ever logged."""
    return [ref for (ref,) in connection.execute(_TICKETS)]


def begun_among(connection: sqlite3.Connection, refs: Collection[str]) -> set[str]:
    """Return those of ``refs`` with a logged contact that nobody took back."""
    return {ref for ref, _contact in logged_among(connection, refs)}


def logged_among(
    connection: sqlite3.Connection, refs: Collection[str]
) -> list[tuple[str, Contact]]:
    """Return the same as ``standing_contacts``, at less cost where few of many have any."""
    some = [ref for (ref,) in connection.execute(_AMONG, (listed(refs),))] if refs else []
    return standing_contacts(connection, some)


def standing_contacts(
    connection: sqlite3.Connection, refs: Collection[str]
) -> list[tuple[str, Contact]]:
    """Return the contacts logged on these tickets that nobody took back, each with its ticket."""
    if not refs:
        return []
    events = [event_from_json(text) for (text,) in connection.execute(_EVENTS, (listed(refs),))]
    return [
        (event.ticket, contact_of(event.fact, event.at))
        for event in standing(events)
        if isinstance(event.fact, Contacted)
    ]


def person_of(session: Session, refs: Collection[str]) -> Contact | None:
    """Return the contact logged last on one of these tickets, None without any."""
    found = standing_contacts(driver(session), refs)
    return found[-1][1] if found else None


def contacts_since(
    connection: sqlite3.Connection, since: datetime | None
) -> list[tuple[str, Contact]]:
    """Return every contact that began since a moment (None: all), each with its ticket."""
    if since is None:
        return standing_contacts(connection, tickets(connection))
    logged = [ref for (ref,) in connection.execute(_SINCE, (to_text(since),))]
    return [one for one in standing_contacts(connection, logged) if one[1].began >= since]
