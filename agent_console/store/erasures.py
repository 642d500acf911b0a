"""Erasures as the events about them tell, carried out on events and on what is kept of the journal.

What an erasure names loses its text here wherever it lies: in the events, and in the messages and
snapshots of the team's journal that were kept. Links of the audit chain stay.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agent_console.desk.erasure import Erased, blank, erased_events, person_hash
from agent_console.desk.events import event_from_json
from agent_console.desk.records import RecordKind, record_ref
from agent_console.store import audit
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

PREFIX = record_ref(RecordKind.ERASURE, "-")[:-1]
_ABOUT = "SELECT json_text FROM event WHERE ticket = ? ORDER BY seq"
_ALL = "SELECT json_text FROM event WHERE ticket >= ?1 AND ticket < ?1 || char(1114111)"
_KEEP = """
INSERT INTO erasure (name, salt, people, agent, at, done) VALUES (?, ?, ?, ?, ?, '')
ON CONFLICT (name) DO NOTHING
"""
_TEXTS = "SELECT id, ticket, json_text FROM event WHERE id IN (SELECT value FROM json_each(?))"
_BLANK = "UPDATE event SET json_text = ?, ticket = ? WHERE id = ?"
_DUE = """
SELECT name, salt, people, agent, at FROM erasure WHERE done = '' AND people <> ''
ORDER BY at, name
"""


@dataclass(frozen=True, slots=True)
class Erasure:
    """An erasure that is to be carried out here."""

    name: str
    salt: str
    people: tuple[str, ...]
    agent: str
    at: str


def settle(session: Session, refs: Collection[str]) -> set[str]:
    """Take in what these records say that are erasures; return what must be computed anew.

    That is ``refs`` with whatever lost an event. The removal of mails is left for later.
    """
    touched = set(refs)
    if not any(ref.startswith(PREFIX) for ref in refs):
        return touched
    connection = driver(session)
    for ref in refs:
        if ref.startswith(PREFIX):
            touched |= _settle(connection, ref)
    return touched


def _settle(connection: sqlite3.Connection, ref: str) -> set[str]:
    touched: set[str] = set()
    for (text,) in connection.execute(_ABOUT, (ref,)).fetchall():
        event = event_from_json(text)
        if not isinstance(event.fact, Erased):
            continue
        fact = event.fact
        connection.execute(_KEEP, (ref, fact.salt, fact.people, event.agent, to_text(event.at)))
        touched |= blank_events(connection, erased_events(fact), ref)
    hush_journal(connection)
    return touched


def blank_events(connection: sqlite3.Connection, events: Collection[str], by: str) -> set[str]:
    """Take from events what they said; return the tickets and records that they were about."""
    touched: set[str] = set()
    for event, ticket, text in connection.execute(_TEXTS, (listed(events),)).fetchall():
        blanked = blank(text, by)
        if blanked == text:
            continue
        about = event_from_json(blanked).ticket
        connection.execute(_BLANK, (blanked, about, event))
        touched.add(ticket)
    audit.forget_salts(connection, events)
    return touched


def blanked(connection: sqlite3.Connection) -> dict[str, str]:
    """Return which events were erased by which erasure, whether they are here or not."""
    found: dict[str, str] = {}
    for (text,) in connection.execute(_ALL, (PREFIX,)):
        event = event_from_json(text)
        if isinstance(event.fact, Erased):
            for one in erased_events(event.fact):
                found.setdefault(one, event.ticket)
    return found


def hushed(payload: bytes, gone: Mapping[str, str]) -> bytes:
    """Return the payload of a message of the journal without what was erased."""
    if not gone:
        return payload
    from agent_console.desk.journal_hush import hushed_payload

    return hushed_payload(payload, gone)


def hush_journal(connection: sqlite3.Connection) -> None:
    """Take what was erased from the kept messages and snapshots of the team's journal."""
    from agent_console.desk.journal_hush import hushed_payload, hushed_snapshot

    gone = blanked(connection)
    if not gone:
        return
    for uid, payload in connection.execute(
        "SELECT uid, payload FROM team_entry WHERE reason = ''"
    ).fetchall():
        if (quiet := hushed_payload(payload, gone)) != payload:
            connection.execute("UPDATE team_entry SET payload = ? WHERE uid = ?", (quiet, uid))
    for place, packed in connection.execute("SELECT place, packed FROM team_snapshot").fetchall():
        if (quiet := hushed_snapshot(packed, gone)) != packed:
            connection.execute(
                "UPDATE team_snapshot SET packed = ? WHERE place = ?", (quiet, place)
            )


def due(connection: sqlite3.Connection) -> list[Erasure]:
    """Return the erasures that were not carried out here yet."""
    return [
        Erasure(name, salt, tuple(people.split()), agent, at)
        for name, salt, people, agent, at in connection.execute(_DUE)
    ]


def erased_people(connection: sqlite3.Connection) -> Callable[[str, date | None], bool]:
    """Return what tells whether somebody with an address was erased after a day (None: ever)."""
    question = "SELECT salt, people, at FROM erasure WHERE people <> ''"
    known = [
        (salt, frozenset(people.split()), at[:10])
        for salt, people, at in connection.execute(question)
    ]

    def is_erased(address: str, day: date | None) -> bool:
        told = day.isoformat() if day else ""
        return bool(address) and any(
            told <= at and person_hash(salt, address) in people for salt, people, at in known
        )

    return is_erased


def note_done(connection: sqlite3.Connection, name: str, at: str) -> None:
    """Note that an erasure was carried out here."""
    connection.execute("UPDATE erasure SET done = ? WHERE name = ?", (at, name))


def keep_tombstones(connection: sqlite3.Connection, hashes: Iterable[str]) -> None:
    """Let mails with these names never be taken in again."""
    statement = "INSERT OR IGNORE INTO erased_mail (hash) VALUES (?)"
    connection.executemany(statement, [(one,) for one in hashes])


def any_tombstone(connection: sqlite3.Connection) -> bool:
    """Return whether any mail was ever erased here."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM erased_mail)").fetchone()[0])


def tombstones_among(connection: sqlite3.Connection, hashes: Collection[str]) -> set[str]:
    """Return those of ``hashes`` that name erased mails."""
    question = "SELECT hash FROM erased_mail WHERE hash IN (SELECT value FROM json_each(?))"
    return {one for (one,) in connection.execute(question, (listed(hashes),))}


def keep_locked(connection: sqlite3.Connection, raw: bytes, received: str, until: str) -> None:
    """Keep the packed bytes of a letter for the law, where nobody sees or finds it."""
    row = (raw, received, until)
    connection.execute("INSERT INTO locked_mail (raw, received, until) VALUES (?, ?, ?)", row)


def locked(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return how many letters are kept for the law, and the first day on which one may go."""
    row = connection.execute(
        "SELECT count(*), coalesce(min(until), '') FROM locked_mail"
    ).fetchone()
    return int(row[0]), str(row[1])


def unlock(connection: sqlite3.Connection, today: str) -> int:
    """Remove the letters whose time is over on this day (ISO 8601); return how many."""
    return connection.execute("DELETE FROM locked_mail WHERE until < ?", (today,)).rowcount


def count_unlocked(connection: sqlite3.Connection, today: str) -> int:
    """Return how many letters :func:`unlock` would remove."""
    question = "SELECT count(*) FROM locked_mail WHERE until < ?"
    return int(connection.execute(question, (today,)).fetchone()[0])


def note_file(connection: sqlite3.Connection, path: str, about: str, at: str) -> None:
    """Note that a file was saved from here, and of which ticket or customer it is."""
    statement = "INSERT OR REPLACE INTO written_file (path, about, at) VALUES (?, ?, ?)"
    connection.execute(statement, (path, about, at))


def files_about(connection: sqlite3.Connection, about: Collection[str]) -> list[str]:
    """Return the files that were saved of these tickets or customers."""
    question = "SELECT path FROM written_file WHERE about IN (SELECT value FROM json_each(?))"
    return sorted(path for (path,) in connection.execute(question, (listed(about),)))


def forget_files(connection: sqlite3.Connection, paths: Collection[str]) -> None:
    """Take no note of files any longer."""
    statement = "DELETE FROM written_file WHERE path IN (SELECT value FROM json_each(?))"
    connection.execute(statement, (listed(paths),))
