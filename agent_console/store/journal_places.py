"""Events put into the order of the team's journal, which is the same on every console."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from agent_console.desk.events import Event, event_from_json
from agent_console.store import notes
from agent_console.store.codec import clean
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_KNOWN = "SELECT id, seq, json_text FROM event WHERE id IN (SELECT value FROM json_each(?))"
_SEQS = "SELECT id, seq FROM event WHERE id IN (SELECT value FROM json_each(?))"
_FIRST_WAITING = """
SELECT event.seq FROM team_waiting JOIN event ON event.id = team_waiting.event
WHERE team_waiting.event <> '' ORDER BY team_waiting.id LIMIT 1
"""
_ADD = "INSERT INTO event (id, ticket, at, json_text) VALUES (?, ?, ?, ?)"


def are_first(session: Session, ordered: Collection[str]) -> bool:
    """Return whether these events are here in this order, before all that wait to be read back.

    It is mostly so, and told at little cost however much waits.
    """
    rows = driver(session).execute(_KNOWN, (listed(ordered),))
    known = {one: (seq, text) for one, seq, text in rows}
    if len(known) < len(ordered) or _settled(tuple(ordered), known) < len(ordered):
        return False
    waits = driver(session).execute(_FIRST_WAITING).fetchone()
    return waits is None or all(seq < waits[0] for seq, _text in known.values())


def first_missing(session: Session, ordered: Sequence[str]) -> int | None:
    """Return how many of these events are here, all the first ones, in this order.

    None where any other of them is here, too.
    """
    rows = driver(session).execute(_SEQS, (listed(ordered),)).fetchall()
    known = {one: (seq, "") for one, seq in rows}
    first = _settled(ordered, known)
    return first if first == len(known) else None


def arrange(session: Session, ordered: Sequence[str], told: Mapping[str, str]) -> list[Event]:
    """Put the events with these ids into this order, at the end of all; return what moved.

    ``told`` has the text of those that may not be here yet. Whatever is not named must have its
    place before all of them. Those that stand in order already, from the first on, stay.
    """
    known = {
        one: (seq, text) for one, seq, text in driver(session).execute(_KNOWN, (listed(ordered),))
    }
    start = _settled(ordered, known)
    moving = [one for one in ordered[start:] if one in known]
    notes.forget(session, moving)
    gone = "DELETE FROM event WHERE id IN (SELECT value FROM json_each(?))"
    driver(session).execute(gone, (listed(moving),))
    moved: list[Event] = []
    for one in ordered[start:]:
        text = known[one][1] if one in known else clean(told[one])
        event = event_from_json(text)
        driver(session).execute(_ADD, (event.id, event.ticket, to_text(event.at), text))
        moved.append(event)
    return moved


def _settled(ordered: Sequence[str], known: Mapping[str, tuple[int, str]]) -> int:
    """Return how many of the first ones stand in their order."""
    last = 0
    for number, one in enumerate(ordered):
        if one not in known or known[one][0] < last:
            return number
        last = known[one][0]
    return len(ordered)
