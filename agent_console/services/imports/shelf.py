"""The rows of an export put by so that what belongs together is found, however large it is.

They lie in a temporary file of SQLite's own, which goes with the object; nothing of it stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from agent_console.services.imports.files import Fields

_MAKE = """
CREATE TABLE shelf (
    kind TEXT NOT NULL, key TEXT NOT NULL, place INTEGER PRIMARY KEY, fields TEXT NOT NULL,
    file TEXT NOT NULL
)
"""
_INDEX = "CREATE INDEX shelf_key ON shelf (kind, key)"
_PUT = "INSERT INTO shelf (kind, key, fields, file) VALUES (?, ?, ?, ?)"
_OF = "SELECT fields, file FROM shelf WHERE kind = ? AND key = ? ORDER BY place"
_ALL = "SELECT fields, file FROM shelf WHERE kind = ? ORDER BY place"
_COUNT = "SELECT count(*) FROM shelf WHERE kind = ?"

Kept = tuple[Fields, str]
"""A row, and where in the export it stands."""


class Shelf:
    """Rows by kind and key; use as a context manager."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None, cached_statements=16)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute(_MAKE)
        self._connection.execute(_INDEX)
        self._connection.execute("BEGIN")

    def __enter__(self) -> Self:
        """Return the shelf itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let everything go."""
        self._connection.close()

    def put(self, kind: str, key: str, fields: Fields, where: str) -> None:
        """Put a row by."""
        self._connection.execute(_PUT, (kind, key, json.dumps(fields), where))

    def of(self, kind: str, key: str) -> list[Kept]:
        """Return the rows with this key, in the order in which they were put by."""
        if not key:
            return []
        return [_kept(*row) for row in self._connection.execute(_OF, (kind, key))]

    def one(self, kind: str, key: str) -> Fields:
        """Return the newest row with this key, empty where there is none."""
        found = self.of(kind, key)
        return found[-1][0] if found else {}

    def all(self, kind: str) -> Iterator[Kept]:
        """Yield all rows of a kind."""
        for row in self._connection.execute(_ALL, (kind,)):
            yield _kept(*row)

    def count(self, kind: str) -> int:
        """Return how many rows of a kind there are."""
        return int(self._connection.execute(_COUNT, (kind,)).fetchone()[0])


def _kept(text: str, where: str) -> Kept:
    fields: Fields = json.loads(text)
    return fields, where
