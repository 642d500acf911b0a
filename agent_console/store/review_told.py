"""Which month's review was told of: asked at every start, so that it loads next to nothing."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from agent_console.store.times import to_text

_TOLD = "SELECT value FROM meta WHERE key = 'review'"
_TELL = "INSERT OR REPLACE INTO meta (key, value) VALUES ('review', ?)"
_ANY_BEFORE = "SELECT 1 FROM ticket WHERE automatic = 0 AND opened_at < ? LIMIT 1"


def told_month(connection: sqlite3.Connection) -> str:
    """Return the month whose review was told of last, "" for none."""
    found = connection.execute(_TOLD).fetchone()
    return str(found[0]) if found else ""


def keep_told_month(connection: sqlite3.Connection, month: str) -> None:
    """Keep which month's review was told of."""
    connection.execute(_TELL, (month,))


def any_opened_before(connection: sqlite3.Connection, moment: datetime) -> bool:
    """Tell whether there was any ticket by then."""
    return connection.execute(_ANY_BEFORE, (to_text(moment),)).fetchone() is not None
