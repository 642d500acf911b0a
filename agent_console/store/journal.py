"""The events this console knows, in the order in which it learnt of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from agent_console.desk.audit import head_of
from agent_console.desk.events import MAX_JSON, Event, event_from_json, event_to_json
from agent_console.desk.records import MARK, RecordKind, record_ref
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.store import audit, journal_waiting, meta
from agent_console.store.codec import clean
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_APPEND = (
    "INSERT INTO event (id, ticket, at, json_text) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)
_OF_TICKETS = """
SELECT ticket, json_text FROM event
WHERE ticket IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR seq <= ?2) ORDER BY seq
"""
_OF_TICKET = """
SELECT json_text FROM event
WHERE ticket IN (SELECT ? UNION SELECT kin.ref FROM kin WHERE kin.root = ?) ORDER BY seq
"""
_RECORDS = "SELECT DISTINCT ticket FROM event WHERE ticket >= ?1 AND ticket < ?1 || char(1114111)"
_ABOUT = """
SELECT json_text FROM event WHERE ticket >= ?1 AND ticket < ?1 || char(1114111) ORDER BY seq
"""
_NEWEST = "SELECT coalesce(max(seq), 0) FROM event"


def next_event_id(session: Session) -> str:
    """Return a fresh id, ``<console>.<running number>``; it is never given twice."""
    return f"{meta.console_id(session)}.{meta.next_event_number(session)}"


def append(session: Session, event: Event) -> bool:
    """Keep ``event``; return False when it is known already. The team is to be told of it, too.

    Raises ActionRefusedError for one that is too long to be read again.
    """
    text = clean(event_to_json(event))
    if len(text) > MAX_JSON:
        raise ActionRefusedError(
            _("Note"), _("the text is too long"), _("Shorten it, or write several notes.")
        )
    row = (event.id, event.ticket, to_text(event.at), text)
    added = driver(session).execute(_APPEND, row).rowcount == 1
    if added:
        if event.id.startswith(f"{meta.console_id(session)}."):
            audit.chain(session, head_of(event_from_json(text)), text)
        journal_waiting.tell_event(session, event.id)
    return added


def of_ticket(session: Session, ref: str) -> tuple[Event, ...]:
    """Return the events of one ticket and of what was merged into it, in their order."""
    rows = driver(session).execute(_OF_TICKET, (ref, ref))
    return tuple(event_from_json(text) for (text,) in rows)


def of_tickets(
    session: Session, refs: Collection[str], *, up_to: int | None = None
) -> dict[str, list[Event]]:
    """Return the events of several tickets, by ticket; ``up_to`` is the last place that counts."""
    found: dict[str, list[Event]] = defaultdict(list)
    for ref, text in driver(session).execute(_OF_TICKETS, (listed(refs), up_to)):
        found[ref].append(event_from_json(text))
    return found


def records(session: Session) -> list[str]:
    """Return everything that events are about and that is no ticket."""
    return [ref for (ref,) in driver(session).execute(_RECORDS, (MARK,))]


def erasures(connection: sqlite3.Connection) -> list[Event]:
    """Return the events about erasures, in their order."""
    prefix = record_ref(RecordKind.ERASURE, "-")[:-1]
    rows = connection.execute(_ABOUT, (prefix,))
    return [event_from_json(text) for (text,) in rows]


def newest(session: Session) -> int:
    """Return the place of the newest event, 0 when there is none."""
    return int(driver(session).execute(_NEWEST).fetchone()[0])
