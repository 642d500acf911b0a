"""The driver's own connection, for statements that must cost nothing besides SQLite.

Lists are handed over as one JSON text and read by
``json_each``, so that one prepared statement serves any number of values.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from agent_console.store.session import Moment

if TYPE_CHECKING:
    from sqlmodel import Session


def driver(session: Session | sqlite3.Connection) -> sqlite3.Connection:
    """Return the connection below ``session``, its transaction begun; a plain one is that itself.

    Nothing heavy is loaded for it.
    """
    if isinstance(session, sqlite3.Connection):
        return session
    if not isinstance(session, Moment):
        message = "no session of the store"
        raise TypeError(message)
    return session.connection_below


def named(session: Session | sqlite3.Connection) -> sqlite3.Cursor:
    """Return a cursor whose rows know their columns by name."""
    cursor = driver(session).cursor()
    cursor.row_factory = sqlite3.Row
    return cursor


def listed(values: Iterable[str | int]) -> str:
    """Return ``values`` as the parameter of ``IN (SELECT value FROM json_each(?))``."""
    import json

    return json.dumps(list(values), ensure_ascii=False)


def insert_into(table: str, columns: Iterable[str]) -> str:
    """Return the statement that adds a row to ``table``; the names are ours, never outside text."""
    names = list(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  # names of columns only


def update_of(table: str, columns: Iterable[str], key: str = "id") -> str:
    """Return the statement that changes ``columns`` of one row of ``table``, found by ``key``."""
    changes = ", ".join(f"{name} = ?" for name in columns)
    return f"UPDATE {table} SET {changes} WHERE {key} = ?"  # noqa: S608  # names of columns only
