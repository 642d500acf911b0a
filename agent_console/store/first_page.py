"""The queue's first window, read by plain sqlite3 before the heavy packages are loaded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from agent_console.desk.listing import QueueCounts, QueuePage, Viewer
from agent_console.desk.states import QueueSort, QueueView
from agent_console.store import queue
from agent_console.store.schema import APPLICATION_ID, known_version

_BUSY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What the first screen shows until the store itself is open."""

    page: QueuePage
    counts: QueueCounts


def first_page(
    path: Path,
    view: QueueView,
    viewer: Viewer,
    now: datetime,
    limit: int,
    sort: QueueSort = QueueSort.PRIORITY,
) -> FirstPage | None:
    """Return the first ``limit`` rows of ``view``, or None where that is not possible.

    There may be no store yet, one of another version, or one that cannot be read; opening it
    properly tells why. Nothing is written.
    """
    if not path.is_file():
        return None
    try:
        address = f"file:{quote(str(path))}?mode=ro"
        with closing(
            sqlite3.connect(address, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
        ) as connection:
            return _read(connection, view, viewer, now, limit, sort)
    except sqlite3.Error:
        return None


def _read(
    connection: sqlite3.Connection,
    view: QueueView,
    viewer: Viewer,
    now: datetime,
    limit: int,
    sort: QueueSort,
) -> FirstPage | None:
    connection.execute("BEGIN")
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if owner != APPLICATION_ID or version != known_version():
        return None
    window = queue.page(connection, view, viewer, now, 0, limit, sort)
    return FirstPage(window, queue.counts(connection, viewer, now))
