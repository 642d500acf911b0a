"""What agents said of tickets and of mails, over all tickets, with what took it back."""

from __future__ import annotations

import sqlite3

from agent_console.desk.events import Event, event_from_json

SAID = (
    """instr(json_text, '"type":"labelled"') > 0 """
    """OR instr(json_text, '"type":"judged"') > 0 OR instr(json_text, '"type":"undone"') > 0"""
)
"""The condition of the index over these events; the query repeats it word for word."""

_SAID = f"SELECT seq, json_text FROM event INDEXED BY event_said WHERE {SAID} ORDER BY seq"  # noqa: S608  # constants only


def said(connection: sqlite3.Connection) -> list[tuple[int, Event]]:
    """Return these events with their places, in their order; a few others may be among them."""
    return [(seq, event_from_json(text)) for seq, text in connection.execute(_SAID)]
