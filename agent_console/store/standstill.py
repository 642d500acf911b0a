"""What a quick look at the mailbox needs from the store, by plain sqlite3: nothing heavy is loaded.

The note of the last complete sync, how far each folder has been read, and whether anything waits.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from agent_console.errors import StoreBusyError
from agent_console.store.locks import WriteLock
from agent_console.store.place import prepare
from agent_console.store.schema import APPLICATION_ID, known_version
from agent_console.store.times import to_text

KEPT_WITHIN = timedelta(minutes=5)
"""How late the time of the last success may be; after half an hour it would be called trouble."""

_KEY = "quick_look"
_BUSY_SECONDS = 1.0
_LOCK_SECONDS = 3.0
_NOTE = "SELECT value FROM meta WHERE key = ?"
_KEEP = """
INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
_STANDS = """
SELECT name, role, uidvalidity, last_uid, first_uid, highestmodseq, server_count FROM folder
WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name
"""
_SEEN_SINCE = """
SELECT min(coalesce(synced_at, '')) FROM folder WHERE name IN (SELECT value FROM json_each(?))
"""
_SEEN = "UPDATE folder SET synced_at = ? WHERE name IN (SELECT value FROM json_each(?))"
_UNFINISHED = """
SELECT EXISTS (
    SELECT 1 FROM source JOIN placement ON source_id = source.id AND gone = 0 WHERE depth < 2
) OR EXISTS (SELECT 1 FROM unlearned)
"""
_WAITING = """
SELECT EXISTS (
    SELECT 1 FROM outbox WHERE state IN ('queued', 'deferred', 'sending', 'unknown')
        OR (state IN ('sent', 'partial') AND NOT sent_copy)
)
"""


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a folder has been read, and what the server held then."""

    name: str
    role: str
    uidvalidity: int | None
    last_uid: int
    first_uid: int
    highestmodseq: int | None
    server_count: int


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Give a connection to the store at ``path``; None when it must be made or changed first.

    Raises StoreError for a place where no store may lie, and sqlite3.Error.
    """
    if not path.is_file():
        yield None
        return
    prepare(path)
    address = f"file:{quote(str(path))}?mode=rw"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
    try:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        yield connection if (owner, version) == (APPLICATION_ID, known_version()) else None
    finally:
        _close(path, connection)


def _close(path: Path, connection: sqlite3.Connection) -> None:
    """Close under the write lock: the last connection to close copies the WAL back.

    Where the lock is not free, its holder has the store open, so that this is not the last one.
    """
    with ExitStack() as stack:
        with suppress(StoreBusyError):
            stack.enter_context(WriteLock(path).held(_LOCK_SECONDS))
        connection.close()


def note(connection: sqlite3.Connection) -> str:
    """Return what :func:`keep` kept, "" for nothing."""
    row = connection.execute(_NOTE, (_KEY,)).fetchone()
    return str(row[0]) if row else ""


def keep(connection: sqlite3.Connection, text: str) -> None:
    """Keep a note, in the transaction of the caller."""
    connection.execute(_KEEP, (_KEY, text))


def stands(connection: sqlite3.Connection, names: Sequence[str]) -> tuple[Stand, ...]:
    """Return how far the folders with these stored names have been read, by name."""
    return tuple(Stand(*row) for row in connection.execute(_STANDS, (json.dumps(names),)))


def rests(connection: sqlite3.Connection) -> bool:
    """Tell whether nothing waits to be sent, settled, filed, read in full or learned."""
    waiting = connection.execute(_WAITING).fetchone()[0]
    return not waiting and not connection.execute(_UNFINISHED).fetchone()[0]


def seen(path: Path, connection: sqlite3.Connection, names: Sequence[str], now: datetime) -> None:
    """Keep that the folders are read to their end at ``now``, unless that was kept just before.

    Mostly nothing is written, so consoles need not look what changed. Others may be writing.
    """
    folders = json.dumps(names)
    (since,) = connection.execute(_SEEN_SINCE, (folders,)).fetchone()
    if since is not None and to_text(now - KEPT_WITHIN) < since <= to_text(now):
        return
    with WriteLock(path).held(_LOCK_SECONDS, patient=True):
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(_SEEN, (to_text(now), folders))
