"""The texts of the notes that stand, for the search; derived from the events of their tickets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session

from agent_console.desk.events import Event, Noted, standing
from agent_console.store.codec import clean
from agent_console.store.times import to_text

_HERE = """
SELECT event.id, note.id FROM note JOIN event ON event.seq = note.id
WHERE note.ticket IN (SELECT value FROM json_each(?))
"""
_ADD = """
INSERT INTO note (id, ticket, at, agent, text)
SELECT seq, ticket, ?, ?, ? FROM event WHERE id = ? RETURNING id
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
    connection = session.connection()
    refs = json.dumps(list(events))
    here: dict[str, int] = {row[0]: row[1] for row in connection.exec_driver_sql(_HERE, (refs,))}
    told = dict(note for some in events.values() for note in _notes(some))
    for event_id in here.keys() - told.keys():
        connection.exec_driver_sql(_UNINDEX, (here[event_id],))
        connection.exec_driver_sql("DELETE FROM note WHERE id = ?", (here[event_id],))
    for event_id in told.keys() - here.keys():
        number = connection.exec_driver_sql(_ADD, (*told[event_id], event_id)).scalar_one()
        connection.exec_driver_sql(_INDEX, (number,))


def clear(session: Session) -> None:
    """Forget all of them."""
    connection = session.connection()
    connection.exec_driver_sql("INSERT INTO note_fts (note_fts) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM note")


def _notes(events: Sequence[Event]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield id and row of the notes that stand."""
    for event in standing(events):
        if isinstance(event.fact, Noted):
            yield event.id, (to_text(event.at), clean(event.agent), clean(event.fact.text))
