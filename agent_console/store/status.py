"""How much there is to do, by plain sqlite3 and without a change: for status lines."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from agent_console.desk.listing import QueueCounts, Viewer
from agent_console.store import queue, queue_sql
from agent_console.store.schema import APPLICATION_ID, known_version

_BUSY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Status:
    """What all views hold; ``overdue`` and ``unread`` are of the tickets for this agent alone.

    Unread is what is new, and what its customer wrote on after the last answer.
    """

    counts: QueueCounts
    overdue: int
    unread: int


def read_status(path: Path, viewer: Viewer, now: datetime) -> Status | None:
    """Return how much there is to do, or None without a store of this version."""
    if not path.is_file():
        return None
    try:
        address = f"file:{quote(str(path))}?mode=ro"
        with closing(
            sqlite3.connect(address, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
        ) as connection:
            return _read(connection, viewer, now)
    except sqlite3.Error:
        return None


def _read(connection: sqlite3.Connection, viewer: Viewer, now: datetime) -> Status | None:
    connection.execute("BEGIN")
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if owner != APPLICATION_ID or version != known_version():
        return None
    known = queue_sql.parameters(viewer, now)
    unread = int(connection.execute(queue_sql.UNREAD_FOR_ME, known).fetchone()[0])
    return Status(
        queue.counts(connection, viewer, now), queue.overdue_for(connection, viewer, now), unread
    )
