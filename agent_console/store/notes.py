"""The texts of the notes and logged contacts that stand, for the search; derived from events."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from agent_console.desk.events import Contacted, Event, Noted, standing
from agent_console.store.codec import clean
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_HERE = """
SELECT event.id, note.id FROM note JOIN event ON event.seq = note.id
WHERE note.ticket IN (SELECT value FROM json_each(?))
"""
_OF_EVENTS = """
SELECT note.id FROM event JOIN note ON note.id = event.seq
WHERE event.id IN (SELECT value FROM json_each(?))
"""
_ADD = """
INSERT INTO note (id, ticket, at, agent, text)
SELECT seq, ?, ?, ?, ? FROM event WHERE id = ? RETURNING id
"""
_INDEX = "INSERT INTO note_fts (rowid, text, agent) SELECT id, text, agent FROM note WHERE id = ?"
_UNINDEX = """
INSERT INTO note_fts (note_fts, rowid, text, agent)
SELECT 'delete', id, text, agent FROM note WHERE id = ?
"""


def write(session: Session, events: Mapping[str, Sequence[Event]]) -> None:
    """Keep the notes among the events of these tickets, all of each, that were not taken back.

    A note never changes, so only those that came or went are touched.
    """
    ask = driver(session).execute
    here: dict[str, int] = dict(ask(_HERE, (listed(events),)).fetchall())
    told = {
        event_id: (ref, *note) for ref, some in events.items() for event_id, note in _notes(some)
    }
    for event_id in here.keys() - told.keys():
        ask(_UNINDEX, (here[event_id],))
        ask("DELETE FROM note WHERE id = ?", (here[event_id],))
    for event_id in told.keys() - here.keys():
        (number,) = ask(_ADD, (*told[event_id], event_id)).fetchone()
        ask(_INDEX, (number,))


def forget(session: Session, events: Collection[str]) -> None:
    """Let the notes of these events go, until their tickets are computed anew."""
    ask = driver(session).execute
    numbers = ask(_OF_EVENTS, (listed(events),)).fetchall() if events else []
    for row in numbers:
        ask(_UNINDEX, row)
        ask("DELETE FROM note WHERE id = ?", row)


def clear(session: Session) -> None:
    """Forget all of them."""
    ask = driver(session).execute
    ask("INSERT INTO note_fts (note_fts) VALUES ('delete-all')")
    ask("DELETE FROM note")


def _notes(events: Sequence[Event]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield id and row of the notes that stand."""
    for event in standing(events):
        if isinstance(event.fact, Noted):
            text = event.fact.text
        elif isinstance(event.fact, Contacted):
            text = _contact_text(event.fact)
        else:
            continue
        yield event.id, (to_text(event.at), clean(event.agent), clean(text))


def _contact_text(fact: Contacted) -> str:
    """Return what a logged contact is found by."""
    told = (fact.summary, fact.name, fact.email, fact.phone, fact.order)
    return " · ".join(part for part in told if part)
