"""One look into the store, or one change of it: SQLite's own connection, its transaction begun.

Most questions go to that connection at once (:func:`agent_console.store.driver.driver`). The mapper
is made only when rows are asked for as objects: it costs more than all else, above all to load.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session


_WIDE_KIB, _NARROW_KIB = 32 * 1024, 2000
"""What a connection keeps of the store in memory: while many mails are filed, and as shipped."""


class Handle(sqlite3.Connection):
    """A connection to the store, with what the mapper needs of it once that was asked for."""

    engine: Engine | None = None
    _wide = False

    def widen(self) -> None:
        """Keep more of the store in memory, for filing many mails; a second call does nothing."""
        if not self._wide:
            self.execute(f"PRAGMA cache_size=-{_WIDE_KIB}")
            self._wide = True

    def narrow(self) -> None:
        """Give back what :meth:`widen` took."""
        if self._wide:
            self.execute(f"PRAGMA cache_size=-{_NARROW_KIB}")
            self.slim()
            self._wide = False

    def slim(self) -> None:
        """Forget the pages of the store that this connection keeps: they are read again if needed.

        Up to 2 MB each, for what the system keeps in its own memory anyway.
        """
        self.execute("PRAGMA shrink_memory")


class Moment:
    """What ``Store.read`` and ``Store.write`` give; it answers as a ``sqlmodel.Session`` does.

    The store begins and ends the transaction; nothing of that is left to the mapper.
    """

    __slots__ = ("_mapped", "connection_below")

    def __init__(self, connection: Handle) -> None:
        self.connection_below = connection
        self._mapped: Session | None = None

    def __getattr__(self, name: str) -> object:
        """Let the mapper answer what only it can."""
        if self._mapped is None:
            self._mapped = _mapped(self.connection_below)
        return getattr(self._mapped, name)

    def settle(self) -> None:
        """Let the mapper write what it has not written yet."""
        if self._mapped is not None:
            self._mapped.flush()

    def let_go(self) -> None:
        """Let the mapper forget its rows; its connection stays open."""
        mapped, self._mapped = self._mapped, None
        if mapped is not None:
            mapped.close()


def _mapped(connection: Handle) -> Session:
    from sqlmodel import Session

    if connection.engine is None:
        connection.engine = _engine(_Lent(connection))
    return Session(connection.engine, autoflush=False, expire_on_commit=False)


def _engine(lent: _Lent) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    return create_engine("sqlite://", creator=lambda: lent, poolclass=StaticPool)


class _Lent:
    """A connection whose transaction and end are somebody else's affair."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> object:
        """Do everything else."""
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Leave that to the store."""

    def rollback(self) -> None:
        """Leave that to the store."""

    def close(self) -> None:
        """Leave that to the store."""
