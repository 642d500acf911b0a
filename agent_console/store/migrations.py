"""The schema brought up to date by numbered SQL steps, counted in ``PRAGMA user_version``.

All missing steps run in one transaction: whatever interrupts it, the store is as before or after.
A step that was released is never edited: the store keeps a stamp of the steps that made it, and one
whose stamp is not that of the same steps here was made while they were still being written.
Plain sqlite3 only, so that the first paint can ask for the schema's number cheaply.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from agent_console.errors import StoreError
from agent_console.store.locks import beside
from agent_console.store.schema import APPLICATION_ID, step_files
from agent_console.store.trouble import (
    backup_error,
    foreign_error,
    newer_error,
    store_error,
    unreleased_error,
)

KEEP_BACKUPS = 3
BUSY_SECONDS = 15.0
_BACKUP = re.compile(r"\.v(\d+)\.bak$")
_STAMP = "schema"
"""The entry of the table ``meta`` that holds the stamp."""


def load_steps() -> tuple[str, ...]:
    """Return the SQL of every step, in order."""
    return tuple(file.read_text(encoding="utf-8") for file in step_files())


def migrate(
    path: Path,
    steps: Sequence[str] | None = None,
    *,
    on_statement: Callable[[str], None] | None = None,
) -> int:
    """Bring the store at ``path`` to the newest schema and return its number.

    The caller holds the store's write lock. ``on_statement`` is told each SQL statement before it
    runs. Raises StoreError, with the store unchanged to the last byte, for a file of another
    program, a newer schema and one that was never released; with the store as it was, when SQLite
    fails. Any other error of a step also leaves the store as it was.
    """
    steps = load_steps() if steps is None else steps
    try:
        if path.exists():
            _refuse_others(path, steps)
        with closing(
            sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        ) as connection:
            return _migrate(connection, path, steps, on_statement or _nothing)
    except sqlite3.Error as error:
        raise store_error(path, error) from error
    except OSError as error:
        raise backup_error(path, error) from error


def _nothing(_statement: str) -> None:
    """Take no notice of a statement."""


def _refuse_others(path: Path, steps: Sequence[str]) -> None:
    """Raise StoreError for a store that this program cannot work with.

    Closing a connection that may write would bring the log of a crashed program into the store.
    """
    address = f"file:{quote(str(path))}?mode=ro"
    with closing(
        sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    ) as connection:
        with _one_moment(connection):
            version = _version(connection, path, len(steps))
            stamp = _stamp_in(connection) if version else ""
        if version and stamp != stamp_of(steps[:version]):
            raise unreleased_error(path)


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """See the store as it is now in all that is read, whatever another program makes of it."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def stamp_of(steps: Sequence[str]) -> str:
    """Return what a store keeps of the steps that made it."""
    return hashlib.sha256("\0".join(steps).encode()).hexdigest()


def _stamp_in(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (_STAMP,)).fetchone()
    return str(found[0]) if found else ""


def _migrate(
    connection: sqlite3.Connection,
    path: Path,
    steps: Sequence[str],
    on_statement: Callable[[str], None],
) -> int:
    connection.execute("PRAGMA foreign_keys=OFF")
    with _one_moment(connection):
        version = _version(connection, path, len(steps))
    if version == len(steps):
        return version
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path, len(steps))
        if 0 < version < len(steps):
            _back_up(path, version)
        if version < len(steps):
            _run(connection, steps[version:], on_statement)
            on_statement("PRAGMA user_version")
            connection.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_STAMP, stamp_of(steps))
            )
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={len(steps)}")
        on_statement("COMMIT")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return len(steps)


def _version(connection: sqlite3.Connection, path: Path, known: int) -> int:
    version = version_of(connection)
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    objects = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if owner != APPLICATION_ID and (version or owner or objects):
        raise foreign_error(path)
    if version > known:
        raise used_by_newer(path, version, known)
    return version


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the schema that the store has now."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def used_by_newer(path: Path, version: int, known: int) -> StoreError:
    """Return the error for a store that a newer program brought from ``known`` to ``version``."""
    backup = _backup_file(path, known)
    return newer_error(path, version, known, backup if backup.exists() else None)


def _run(
    connection: sqlite3.Connection, steps: Sequence[str], on_statement: Callable[[str], None]
) -> None:
    for step in steps:
        for statement in split(step):
            on_statement(statement)
            connection.execute(statement)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        message = f"foreign keys broken: {broken[:3]}"
        raise sqlite3.IntegrityError(message)


def split(script: str) -> Iterator[str]:
    """Yield the statements of ``script``; a semicolon in a text or trigger does not end one."""
    statement = ""
    for part in re.split(r"(?<=;)", script):
        statement += part
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():
        yield statement.strip()


def _back_up(path: Path, version: int) -> None:
    """Copy the store as it is (a second connection reads while the first holds the lock)."""
    target = _backup_file(path, version)
    temporary = beside(path, ".backup.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW
    for rest in path.parent.glob(f"{temporary.name}*"):
        rest.unlink()
    os.close(os.open(temporary, flags, 0o600))
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(temporary)) as copy:
            source.backup(copy)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    for old in backups(path)[KEEP_BACKUPS:]:
        old.unlink(missing_ok=True)


def _backup_file(path: Path, version: int) -> Path:
    return beside(path, f".v{version}.bak")


def backups(path: Path) -> list[Path]:
    """Return the backups made before earlier changes of the schema, the newest first."""
    found = [
        (int(match[1]), file)
        for file in path.parent.glob(f"{path.name}.v*.bak")
        if (match := _BACKUP.search(file.name))
    ]
    return [file for _number, file in sorted(found, reverse=True)]
