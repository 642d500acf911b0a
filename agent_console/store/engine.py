"""The store opened: readers that see one moment, one writer at a time, errors in words.

A ``Store`` may be used by any number of threads, and by any number of programs at once; each call
of ``read`` or ``write`` makes a session of its own, which must stay in its thread.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from agent_console.clock import Clock, SystemClock
from agent_console.errors import StoreBusyError
from agent_console.store import meta
from agent_console.store.freed import give_back_freed
from agent_console.store.locks import (
    WAIT_SECONDS,
    EngineHolder,
    EngineLock,
    WriteLock,
    engine_holder,
    engine_lock,
)
from agent_console.store.migrations import migrate, used_by_newer, version_of
from agent_console.store.place import prepare
from agent_console.store.session import Handle, Moment
from agent_console.store.trouble import NOT_AS_WRITTEN, spoilt_error, store_error

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["EngineHolder", "EngineLock", "Store", "engine_holder", "engine_lock", "open_store"]

_BUSY_SECONDS = 5.0
_CLOSE_SECONDS = 3.0
_READERS = 8
_PROGRESS_STEPS = 100_000
_LARGE = 256 * 1024 * 1024
"""A store of more bytes is written anew by way of a nameless file instead of the memory."""
_LOG_PAGES, _LOG_PAGES_ALONE = 50_000, 4_000
"""When the log is copied into the store, in pages of 4 KB. That happens under the write lock and
takes long, so while people write it waits until they are done, or the log has 200 MB."""


def open_store(path: Path, *, clock: Clock | None = None, limit: float = WAIT_SECONDS) -> Store:
    """Open the store at ``path``, making it or bringing it up to date first.

    ``clock`` says when a new store was made; the machine's own unless given.
    Raises StoreBusyError when another program keeps it locked for ``limit`` seconds, StoreError for
    a network drive, a file of somebody else or of another program, a newer schema, a damaged store.
    """
    prepare(path)
    lock = WriteLock(path)
    with lock.held(limit):
        migrate(path)
        store = Store(path, lock, limit)
    with store.read() as session:
        complete = meta.is_complete(session)
    if not complete:
        # Whatever is written durably later takes this along: the log is kept in its order.
        with store.write(durable=False) as session:
            meta.ensure(session, (clock or SystemClock()).now())
    return store


class Store:
    """An open store; ``close`` it, or use it as a context manager."""

    def __init__(self, path: Path, lock: WriteLock, limit: float = WAIT_SECONDS) -> None:
        self.path = path
        self._lock = lock
        self._limit = limit
        with _in_words(path):
            self._writer_handle = _connect(path, writable=True)
            self._version = version_of(self._writer_handle)
            self._lookers = _Lookers(path)
            self._probe = _connect(path, writable=False)
            self._probe_lock = threading.Lock()
        parts = (self._writer_handle, self._probe, self._lookers)
        self._closer = weakref.finalize(
            self, _close, os.getpid(), lock, min(limit, _CLOSE_SECONDS), parts
        )

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees the store as it is at its first query, and cannot write."""
        with self.look() as connection:
            session = Moment(connection)
            try:
                yield cast("Session", session)
            finally:
                session.let_go()

    @contextmanager
    def look(self) -> Iterator[Handle]:
        """Give what ``read`` gives as a plain connection, which is ready in microseconds.

        For what is asked at every key; it waits for no writer, and not for its turn either.
        """
        with _in_words(self.path):
            connection = self._lookers.take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                self._lookers.give_back(connection)

    @contextmanager
    def write(self, *, durable: bool) -> Iterator[Session]:
        """Give a session whose changes are kept as a whole at the end, or not at all.

        With ``durable`` (what people do) the disk has them when the block is left; without (what
        the mailbox can give again) a power cut may take the last ones back, and those who write
        durably go first. Other writers, threads and programs, wait meanwhile: keep the block short,
        no network in it, no nesting. Raises StoreBusyError when others write for too long, and
        StoreError, with nothing changed, when the disk is full, read-only or damaged, and when a
        newer program has changed the schema meanwhile.
        """
        if durable:
            self._lock.note_busy()
        with self._lock.held(self._limit, patient=not durable), _in_words(self.path):
            log_pages = _LOG_PAGES if durable or self.is_busy() else _LOG_PAGES_ALONE
            self._writer_handle.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self._writer_handle.execute(f"PRAGMA wal_autocheckpoint={log_pages}")
            if self._lookers.wide:
                self._writer_handle.widen()
            with _changing(self._writer_handle) as session:
                if (found := version_of(self._writer_handle)) != self._version:
                    raise used_by_newer(self.path, found, self._version)
                yield cast("Session", session)
            if not self._lookers.wide:
                self._writer_handle.slim()

    def is_busy(self) -> bool:
        """Tell whether people wrote lately, so that the sync should keep its transactions short."""
        return self._lock.is_busy()

    def widen(self) -> None:
        """Keep more of the store in memory from here on: this process files many mails."""
        self._lookers.wide = True

    def narrow(self) -> None:
        """Give that memory back: nothing more is to be filed for now.

        Raises StoreBusyError as :meth:`write` does.
        """
        if self._lookers.wide:
            self._lookers.narrow()
            with self._lock.held(self._limit, patient=True), _in_words(self.path):
                self._writer_handle.narrow()
            give_back_freed()

    def data_version(self) -> int:
        """Return a number that is another one after any commit to the store, by whomever.

        It costs a few microseconds and says nothing about what changed.
        """
        with _in_words(self.path), self._probe_lock:
            return int(self._probe.execute("PRAGMA data_version").fetchone()[0])

    def compact(self) -> bool:
        """Write the store anew without what was deleted, and empty the log; False if it is in use.

        Others read meanwhile, and wait with writing. Raises StoreError where the disk is too full.
        """
        with self._lock.held(self._limit), _in_words(self.path):
            handle = self._writer_handle
            large = self.path.stat().st_size > _LARGE
            handle.execute(f"PRAGMA temp_store={'FILE' if large else 'MEMORY'}")
            try:
                handle.execute("VACUUM")
            finally:
                handle.execute("PRAGMA temp_store=MEMORY")
            return not handle.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

    def quick_check(self, seconds: float = 1.0) -> str:
        """Look for damage and return its description, "" when none was found in ``seconds``."""
        deadline = _deadline(seconds)
        with closing(_connect(self.path, writable=False)) as connection:
            connection.set_progress_handler(deadline, _PROGRESS_STEPS)
            try:
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                    return ""
                return str(error)
            except sqlite3.DatabaseError as error:
                return str(error)
        return "" if found == "ok" else str(found)

    def close(self) -> None:
        """Close all connections; no session may be in use. A second call does nothing."""
        self._closer()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()


class _Lookers:
    """Plain connections for reading; as many as were ever in use at once, at most ``_READERS``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: deque[Handle] = deque()
        self._closed = False
        self.wide = False

    def take(self) -> Handle:
        """Return one that nobody else uses."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = _connect(self._path, writable=False)
        if self.wide:
            connection.widen()
        return connection

    def give_back(self, connection: Handle) -> None:
        """Let others use it; what it has seen it sees no longer."""
        connection.rollback()
        if not self.wide:
            connection.narrow()
            if self._idle:
                connection.slim()
        if self._closed or len(self._idle) >= _READERS:
            connection.close()
        else:
            self._idle.append(connection)

    def narrow(self) -> None:
        """Give memory back: those that are idle now, the others when they are given back."""
        self.wide = False
        for _each in range(len(self._idle)):
            with suppress(IndexError):
                self.give_back(self._idle.popleft())

    def close(self) -> None:
        """Close those that are idle now, and later the others."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()


class _Closable(Protocol):
    def close(self) -> None:
        """Let go of the store."""


def _deadline(seconds: float) -> Callable[[], int]:
    end = time.monotonic() + seconds
    return lambda: int(time.monotonic() > end)


def _connect(path: Path, *, writable: bool) -> Handle:
    connection = sqlite3.connect(
        path,
        isolation_level=None,
        timeout=_BUSY_SECONDS,
        check_same_thread=False,
        factory=Handle,
    )
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA temp_store=MEMORY")
    if writable:
        connection.execute("PRAGMA secure_delete=ON")
    else:
        connection.execute("PRAGMA query_only=ON")
    return connection


@contextmanager
def _changing(connection: Handle) -> Iterator[Moment]:
    """Begin a change, and keep it as a whole at the end, or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    session = Moment(connection)
    try:
        yield session
        session.settle()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        session.let_go()


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into StoreError; broken constraints are faults of ours and stay."""
    try:
        yield
    except sqlite3.Error as error:
        if _is_ours(error):
            raise
        raise store_error(path, error) from error
    except NOT_AS_WRITTEN as error:
        raise spoilt_error(path) from error
    except _mapper_error() as error:
        original = getattr(error, "orig", None)
        if isinstance(original, sqlite3.Error) and not _is_ours(original):
            raise store_error(path, original) from error
        raise


def _mapper_error() -> tuple[type[Exception], ...]:
    """Return what the mapper raises for an error of SQLite; nothing as long as it is not loaded."""
    module = sys.modules.get("sqlalchemy.exc")
    return (module.DBAPIError,) if module else ()


def _is_ours(error: sqlite3.Error) -> bool:
    return isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError)


def _close(
    owner: int,
    lock: WriteLock,
    limit: float,
    parts: tuple[_Closable, ...],
) -> None:
    """Close everything under the write lock: the last connection to close copies the WAL back.

    Where the lock is not free, its holder has the store open, so that no close here is the last.
    """
    if os.getpid() != owner:
        return
    with ExitStack() as stack:
        with suppress(StoreBusyError):
            stack.enter_context(lock.held(limit))
        for part in parts:
            part.close()
