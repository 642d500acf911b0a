"""Tickets that were merged, split and linked: what was said, and where each one lives on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import TYPE_CHECKING

from agent_console.desk.events import Event, Undone, event_from_json
from agent_console.desk.families import Families, KinMail
from agent_console.store.driver import driver, listed
from agent_console.store.said import said
from agent_console.store.times import from_text

if TYPE_CHECKING:
    from sqlmodel import Session

MOVED = (
    """instr(json_text, '"type":"merged"') > 0 OR instr(json_text, '"type":"split"') > 0 """
    """OR instr(json_text, '"type":"linked"') > 0"""
)
"""The condition of the index over these events; the query repeats it word for word."""

_MOVED = f"SELECT seq, json_text FROM event INDEXED BY event_moved WHERE {MOVED} ORDER BY seq"  # noqa: S608  # constants only
_ROOT = "SELECT root FROM kin WHERE ref = ?"
_ROOTS = "SELECT ref, root FROM kin WHERE ref IN (SELECT value FROM json_each(?))"
_MERGED = "SELECT ref FROM kin WHERE root = ? AND merged = 1 ORDER BY ref"
_KEEP = """
INSERT INTO kin (ref, root, merged) VALUES (?, ?, ?)
ON CONFLICT (ref) DO UPDATE SET root = excluded.root, merged = excluded.merged
"""
_MAILS = """
SELECT id, key, ticket, CASE WHEN home = '' THEN ticket ELSE home END, received, message_id, refs,
    in_reply_to
FROM mail WHERE ticket IN (SELECT value FROM json_each(?))
"""
_MOVE = "UPDATE mail SET ticket = ?, home = ? WHERE id = ?"
_MOVE_NOTES = """
UPDATE note SET ticket = ? WHERE id IN (SELECT seq FROM event WHERE ticket = ?) AND ticket <> ?
"""
_WITH_MAILS = """
SELECT DISTINCT ticket FROM mail WHERE ticket IN (SELECT value FROM json_each(?))
"""
_LOOK_AGAIN = """
INSERT OR IGNORE INTO unsorted (id) SELECT id FROM mail
WHERE ticket IN (SELECT value FROM json_each(?)) AND direction = 'in' AND kind = 'human'
"""
_NOTHING_FOUND = "DELETE FROM found WHERE ticket IN (SELECT value FROM json_each(?))"
_LINKED = "SELECT other FROM ticket_link WHERE one = ? ORDER BY other"


def moves(connection: sqlite3.Connection) -> list[tuple[int, Event]]:
    """Return these events with their places, and what takes any back, in their order."""
    own = [(seq, event_from_json(text)) for seq, text in connection.execute(_MOVED)]
    if not own:
        return own
    back = [one for one in said(connection) if isinstance(one[1].fact, Undone)]
    return sorted((*own, *back), key=lambda one: one[0])


def root_of(session: Session | sqlite3.Connection, ref: str) -> str:
    """Return the ticket that ``ref`` lives on in: itself, unless it was merged."""
    found = driver(session).execute(_ROOT, (ref,)).fetchone()
    return str(found[0]) if found else ref


def roots_of(connection: sqlite3.Connection, refs: Collection[str]) -> dict[str, str]:
    """Return the tickets that ``refs`` live on in."""
    found = dict(connection.execute(_ROOTS, (listed(refs),)).fetchall())
    return {ref: found.get(ref, ref) for ref in refs}


def merged_into(session: Session, ref: str) -> tuple[str, ...]:
    """Return the tickets that live on in ``ref``."""
    return tuple(one for (one,) in driver(session).execute(_MERGED, (ref,)))


def linked_to(session: Session, ref: str) -> tuple[str, ...]:
    """Return the tickets that ``ref``, or one that lives on in it, is linked with."""
    ask = driver(session)
    found = {
        one for ref in (ref, *merged_into(session, ref)) for (one,) in ask.execute(_LINKED, (ref,))
    }
    return tuple(sorted({root_of(session, one) for one in found} - {ref}))


def mails_of(
    connection: sqlite3.Connection, refs: Collection[str]
) -> list[tuple[int, str, KinMail]]:
    """Return number and present ticket of each mail of these tickets, and what decides on it."""
    return [
        (
            number,
            ticket,
            KinMail(key, home, from_text(received), message_id, _named(refers, answers)),
        )
        for number, key, ticket, home, received, message_id, refers, answers in connection.execute(
            _MAILS, (listed(refs),)
        )
    ]


def _named(references: str, in_reply_to: str) -> tuple[str, ...]:
    named = (*reversed(json.loads(references)), *json.loads(in_reply_to))
    return tuple(dict.fromkeys(named))


def keep_roots(connection: sqlite3.Connection, families: Families, refs: Collection[str]) -> None:
    """Keep where tickets live on, as far as they have kin; their notes go with them."""
    roots = {ref: families.root(ref) for ref in refs if ref in families.kin}
    rows = [(ref, root, ref in families.into and ref != root) for ref, root in roots.items()]
    connection.executemany(_KEEP, rows)
    connection.executemany(_MOVE_NOTES, [(root, ref, root) for ref, root in roots.items()])


def move(connection: sqlite3.Connection, moved: Collection[tuple[int, str, str]]) -> None:
    """Put mails, by number, on another ticket than their home."""
    rows = [(ticket, home if home != ticket else "", number) for number, ticket, home in moved]
    connection.executemany(_MOVE, rows)


def look_again(connection: sqlite3.Connection, refs: Collection[str]) -> None:
    """Let the rules look at these tickets again."""
    connection.execute(_LOOK_AGAIN, (listed(refs),))


def without_mails(connection: sqlite3.Connection, refs: Collection[str]) -> set[str]:
    """Return which of these have no mail, and forget what was found of them."""
    here = {ref for (ref,) in connection.execute(_WITH_MAILS, (listed(refs),))}
    empty = set(refs) - here
    connection.execute(_NOTHING_FOUND, (listed(empty),))
    return empty


def keep_links(connection: sqlite3.Connection, links: Collection[tuple[str, str]]) -> None:
    """Keep all links, in place of those that were there."""
    connection.execute("DELETE FROM ticket_link")
    both = [*links, *((other, one) for one, other in links)]
    connection.executemany("INSERT INTO ticket_link (one, other) VALUES (?, ?)", sorted(both))
