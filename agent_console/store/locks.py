"""Locks between programs: one writer of a store at a time, and one sync engine per store.

Both are ``flock`` locks on files beside the store; the system releases them when a program dies.
"""

from __future__ import annotations

import fcntl
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from agent_console.errors import StoreError
from agent_console.i18n import _
from agent_console.store.trouble import busy_error

WAIT_SECONDS = 15.0
_FIRST_PAUSE = 0.0005
_LONGEST_PAUSE = 0.01
_HURRIED_PAUSE = 0.002
_COURTESY_SECONDS = 0.25
_BUSY_SECONDS = 10.0
_ENGINE_TRIES = 5
_CONTENT_LIMIT = 512


def beside(path: Path, ending: str) -> Path:
    """Return the file that belongs to the store at ``path``, such as ``store.db.lock``."""
    return path.with_name(path.name + ending)


class WriteLock:
    """The right to write to a store, for one thread of one program at a time.

    It is held over whole writing transactions, their commit, and every checkpoint and close:
    SQLite before 3.51.3 may damage a store when two connections do these at once.

    Whoever may wait (``patient``: the sync, which writes one short transaction after the other)
    lets everybody else go first, at a turnstile: a second file on which those who wait hold a
    shared lock. Without it an agent's claim would have to hit the moment between two transactions.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._file = beside(store, ".lock")
        self._turnstile = beside(store, ".turn")
        self._thread_lock = threading.Lock()
        self._owner = 0

    @contextmanager
    def held(self, limit: float = WAIT_SECONDS, *, patient: bool = False) -> Iterator[None]:
        """Hold the lock; raises StoreBusyError when it is not free within ``limit`` seconds."""
        if self._owner == threading.get_ident():
            message = "this thread is already writing to the store"
            raise RuntimeError(message)
        deadline = time.monotonic() + limit
        if patient:
            self._let_others_pass()
        with ExitStack() as held:
            with self._announced(patient=patient):
                if not self._thread_lock.acquire(timeout=limit):
                    raise busy_error(self._store)
                held.callback(self._thread_lock.release)
                self._owner = threading.get_ident()
                held.callback(self._disown)
                descriptor = _open(self._file)
                held.callback(os.close, descriptor)
                longest = _LONGEST_PAUSE if patient else _HURRIED_PAUSE
                if not _wait(descriptor, fcntl.LOCK_EX, deadline, longest):
                    raise busy_error(self._store)
            yield

    def note_busy(self) -> None:
        """Let everybody know that people work here; opening and closing a store is no such work.

        A disk that is too full for that is no reason to fail: what is to be written may still fit.
        """
        descriptor = _open(self._turnstile)
        try:
            with suppress(OSError):
                os.pwrite(descriptor, b"!", 0)
        finally:
            os.close(descriptor)

    def is_busy(self) -> bool:
        """Tell whether :meth:`note_busy` was called lately, so that others should be brief."""
        try:
            noted = self._turnstile.stat()
        except OSError:
            return False
        return noted.st_size > 0 and abs(time.time() - noted.st_mtime) < _BUSY_SECONDS

    def _disown(self) -> None:
        self._owner = 0

    @contextmanager
    def _announced(self, *, patient: bool) -> Iterator[None]:
        """Show at the turnstile that somebody is in a hurry, until the lock is held."""
        if patient:
            yield
            return
        descriptor = _open(self._turnstile)
        try:
            _wait(descriptor, fcntl.LOCK_SH, time.monotonic() + _COURTESY_SECONDS, _HURRIED_PAUSE)
            yield
        finally:
            os.close(descriptor)

    def _let_others_pass(self) -> None:
        """Wait while somebody in a hurry wants the lock, but not for ever."""
        descriptor = _open(self._turnstile)
        try:
            _wait(descriptor, fcntl.LOCK_EX, time.monotonic() + _COURTESY_SECONDS, _HURRIED_PAUSE)
        finally:
            os.close(descriptor)


def _wait(descriptor: int, kind: int, deadline: float, longest: float) -> bool:
    """Wait for a lock of ``kind`` until ``deadline``, at most ``longest`` seconds a time."""
    pause = _FIRST_PAUSE
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(pause)
            pause = min(pause * 2, longest)
        else:
            return True


def _open(file: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.open(file, flags, 0o600)
    except OSError as error:
        raise StoreError(
            _("Store"),
            _("{path} cannot be used: {reason}").format(path=file, reason=error.strerror),
            _("Check that the folder exists and that you may write there."),
        ) from error


@dataclass(frozen=True, slots=True)
class EngineHolder:
    """The program that runs the sync engine of a store."""

    pid: int
    host: str


class EngineLock:
    """The right to run the sync engine of a store; kept until ``release`` or the program's end."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let another program run the engine; a second call does nothing."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> EngineLock:
        return self

    def __exit__(self, *_details: object) -> None:
        self.release()


def engine_lock(path: Path) -> EngineLock | None:
    """Take the engine lock of the store at ``path``, or return None when another program has it."""
    descriptor = _open(beside(path, ".engine"))
    for _attempt in range(_ENGINE_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_LONGEST_PAUSE)  # somebody may just be asking who holds it
        else:
            os.ftruncate(descriptor, 0)
            with suppress(OSError):  # a full disk: then nobody can be told who holds it
                os.pwrite(descriptor, f"{os.getpid()} {socket.gethostname()}\n".encode(), 0)
            return EngineLock(descriptor)
    os.close(descriptor)
    return None


def engine_holder(path: Path) -> EngineHolder | None:
    """Return who runs the sync engine of the store at ``path``, or None when nobody does."""
    try:
        descriptor = os.open(beside(path, ".engine"), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        content = os.pread(descriptor, _CONTENT_LIMIT, 0).decode("utf-8", "replace")
        pid, _blank, host = content.strip().partition(" ")
        return EngineHolder(int(pid) if pid.isdigit() else 0, host)
    else:
        return None
    finally:
        os.close(descriptor)
