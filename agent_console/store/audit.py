"""The chain over this console's own events, as it is kept: one row for each event recorded here.

The rows are apart from the events, whose places change when the team's journal orders them anew.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from agent_console.desk.audit import SALT_BYTES, START, Head, Link, commitment, link_hash
from agent_console.store.driver import driver, listed

if TYPE_CHECKING:
    from sqlmodel import Session

_LAST = "SELECT hash FROM audit ORDER BY number DESC LIMIT 1"
_ADD = "INSERT INTO audit (event, salt, digest, hash) VALUES (?, ?, ?, ?)"
_LINKS = """
SELECT audit.event, audit.salt, audit.digest, audit.hash, event.json_text
FROM audit LEFT JOIN event ON event.id = audit.event ORDER BY audit.number
"""
_FORGET = "UPDATE audit SET salt = '' WHERE event IN (SELECT value FROM json_each(?))"
_OWN = "SELECT id FROM event WHERE id >= ?1 || '.' AND id < ?1 || '/' ORDER BY seq"
_OTHERS = """
SELECT substr(id, 1, instr(id, '.') - 1), count(*), max(CAST(substr(id, instr(id, '.') + 1) AS INT))
FROM event WHERE id < ?1 || '.' OR id >= ?1 || '/' GROUP BY 1 ORDER BY 1
"""


def chain(session: Session, head: Head, text: str) -> None:
    """Add the link of an event that is recorded here now."""
    ask = driver(session).execute
    found = ask(_LAST).fetchone()
    salt = secrets.token_hex(SALT_BYTES)
    committed = commitment(salt, text)
    ask(
        _ADD,
        (head.event, salt, committed, link_hash(found[0] if found else START, head, committed)),
    )


def forget_salts(connection: sqlite3.Connection, events: Collection[str]) -> None:
    """Let nobody find out by trying what these events said; the links stay."""
    connection.execute(_FORGET, (listed(events),))


def links(connection: sqlite3.Connection) -> Iterator[tuple[Link, str | None]]:
    """Yield the links in their order, each with the text of its event; None where that is gone."""
    for event, salt, committed, hashed, text in connection.execute(_LINKS):
        yield Link(event, salt, committed, hashed), text


def own_events(connection: sqlite3.Connection, console: str) -> list[str]:
    """Return the ids of all events that bear this console's name."""
    return [event for (event,) in connection.execute(_OWN, (console,))]


def others(connection: sqlite3.Connection, console: str) -> list[tuple[str, int, int]]:
    """Return for each other console how many events of it are here, and their highest number."""
    return [(name, count, top) for name, count, top in connection.execute(_OTHERS, (console,))]
