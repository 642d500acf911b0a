"""How agents said that customers are greeted, by address."""

from __future__ import annotations

import sqlite3

from agent_console.desk.events import Greeted, event_from_json, standing

GREETED = 'instr(json_text, \'"type":"greeted"\') > 0'
"""The condition of the index over these events."""

_OF_TICKETS = (
    "SELECT json_text FROM event WHERE ticket IN "  # noqa: S608  # constants only
    f"(SELECT ticket FROM event INDEXED BY event_greeted WHERE {GREETED} "
    "AND instr(json_text, ?) > 0) ORDER BY seq"
)


def greeted(connection: sqlite3.Connection, email: str) -> str:
    """Return what was said last of the customer with this address; "" for nothing."""
    wanted = email.casefold()
    rows = connection.execute(_OF_TICKETS, [wanted])
    events = standing([event_from_json(text) for (text,) in rows])
    said = (one.fact for one in events if isinstance(one.fact, Greeted))
    return next((one.name for one in reversed(list(said)) if one.email == wanted), "")
