"""Known issues, and which tickets belong to them; derived from events."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from agent_console.desk.events import Event, event_from_json
from agent_console.desk.incidents import Incident, incident_of, incident_of_ticket
from agent_console.store.driver import driver, listed
from agent_console.store.times import from_text, maybe_from_text, maybe_to_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

JOINED = 'instr(json_text, \'"type":"incident-joined"\') > 0'
"""The condition of the index over these events; the queries repeat it word for word."""

_TICKETS = f"SELECT DISTINCT ticket FROM event INDEXED BY event_joined WHERE {JOINED}"  # noqa: S608  # constants only
_AMONG = " ".join((_TICKETS, "AND ticket IN (SELECT value FROM json_each(?))"))
_EVENTS = """
SELECT ticket, json_text FROM event
WHERE ticket IN (SELECT value FROM json_each(?)) ORDER BY seq
"""
_KEEP = """
INSERT OR REPLACE INTO incident (name, title, answer, text, agent, at, closed_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_REMOVE = "DELETE FROM incident WHERE name = ?"
_ANY = "SELECT 1 FROM incident LIMIT 1"
_ALL = "SELECT name, title, answer, text, agent, at, closed_at FROM incident ORDER BY at DESC, name"


def settle(session: Session, told: Mapping[str, tuple[Event, ...]]) -> None:
    """Bring the known issues with these names up to date."""
    for name, events in told.items():
        found = incident_of(name, events)
        if found is None:
            driver(session).execute(_REMOVE, (name,))
            continue
        closed = maybe_to_text(found.closed_at)
        row = (name, found.title, found.answer, found.text, found.agent, to_text(found.at), closed)
        driver(session).execute(_KEEP, row)


def any_known(session: Session) -> bool:
    """Tell whether there is any known issue, open or closed: mostly there is none."""
    return driver(session).execute(_ANY).fetchone() is not None


def incidents(session: Session) -> tuple[Incident, ...]:
    """Return all known issues with their tickets, the newest first."""
    rows = driver(session).execute(_ALL).fetchall()
    if not rows:
        return ()
    tickets = joined(session)
    return tuple(
        Incident(
            name, title, answer, text, agent, from_text(at), maybe_from_text(closed),
            tuple(ref for ref, incident in tickets.items() if incident == name),
        )
        for name, title, answer, text, agent, at, closed in rows
    )  # fmt: skip


def joined(session: Session, refs: Collection[str] | None = None) -> dict[str, str]:
    """Return the known issue of each ticket that belongs to one, of all or of ``refs``."""
    if refs is None:
        found = driver(session).execute(_TICKETS)
    else:
        found = driver(session).execute(_AMONG, (listed(refs),))
    some = [ref for (ref,) in found]
    if not some:
        return {}
    events: dict[str, list[Event]] = {ref: [] for ref in some}
    for ref, text in driver(session).execute(_EVENTS, (listed(some),)):
        events[ref].append(event_from_json(text))
    named = {ref: incident_of_ticket(told) for ref, told in events.items()}
    return {ref: name for ref, name in named.items() if name}
