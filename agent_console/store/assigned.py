"""Who was given tickets: how many each has in hand, and when the last one came."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.events import Assigned, event_from_json
from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session

_MOST = 1_000
_IN_HAND = """
SELECT owner, count(*) FROM ticket WHERE owner <> '' AND state IN ('new', 'open') GROUP BY owner
"""
_REFS = """
SELECT ref FROM ticket WHERE owner = ? AND state NOT IN ('closed', 'spam') ORDER BY ref
"""
_GIVEN = """
SELECT json_text FROM event WHERE json_text LIKE '%"type":"assigned"%' ORDER BY seq DESC LIMIT ?
"""


def in_hand(session: Session) -> dict[str, int]:
    """Return how many tickets that wait for us each agent has."""
    return dict(driver(session).execute(_IN_HAND).fetchall())


def refs_in_hand(session: Session, owner: str) -> tuple[str, ...]:
    """Return the tickets of an agent that are not done."""
    return tuple(ref for (ref,) in driver(session).execute(_REFS, (owner,)))


def last_given(session: Session) -> dict[str, datetime]:
    """Return when each agent was given a ticket last, among the last thousand that were."""
    found: dict[str, datetime] = {}
    for (text,) in driver(session).execute(_GIVEN, (_MOST,)):
        event = event_from_json(text)
        if isinstance(event.fact, Assigned) and event.fact.owner:
            found.setdefault(event.fact.owner, event.at)
    return found
