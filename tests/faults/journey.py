"""A first reading cut into legs: one pass over one folder each, from the state the last one left.

Every leg is a session of its own, so that it can be broken at any place without walking all the
way to it. An undisturbed journey notes the state after each transaction: whatever breaks, what is
stored must be one of these, and reading on from there must end where the journey ends.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar
from unittest import mock

import pytest
from sqlmodel import Session

from agent_console.clock import FixedClock
from agent_console.mail.bodies import Suspects
from agent_console.mail.sink import FolderSink
from agent_console.mail.wire import ConnectionLostError
from agent_console.store.engine import Store
from tests.faults.kit import connect
from tests.faults.line import ProxiedServers
from tests.faults.proxy import Harm
from tests.faults.staged_kit import (
    FOLDERS,
    Rows,
    Steps,
    behind_the_cursor,
    difference,
    read_on,
    read_once,
    shown,
    small_portions,
)
from tests.mail.imap_helpers import NOW
from tests.services.intake_kit import DESK, Bench, bench

_LITERAL = re.compile(rb"\{(\d+)\}\r\n\Z")
_TABLES = ("source", "mail", "placement", "folder", "ticket", "duplicate", "attachment")


Desk = TypeVar("Desk")
State = Hashable
Tell = Callable[[], object]


@dataclass
class Leg(Generic[Desk]):
    """One pass over ``folder``, from what is kept in ``start``.

    ``said`` and ``up`` are the bytes of the undisturbed session, ``states`` what was stored after
    each of its transactions, ``signed_in`` how much was said before the folder was opened.
    """

    folder: str
    start: object
    said: bytes
    up: int
    signed_in: int
    states: list[State] = field(default_factory=list)


class Journey(ABC, Generic[Desk]):
    """All legs, and what the undisturbed reading leaves: ``after``.

    ``ends`` says for each state how a reading that goes on from there differs at the end.
    """

    def __init__(self, proxy: ProxiedServers) -> None:
        self.proxy = proxy
        self.legs: list[Leg[Desk]] = []
        self.after: Rows = {}
        self.ends: dict[State, str] = {}

    @abstractmethod
    def copy(self, start: object) -> AbstractContextManager[Desk]:
        """Give a copy of what is kept in ``start``; None is where everything begins."""

    @abstractmethod
    def keep(self, desk: Desk) -> object:
        """Keep what is there now; return where."""

    @abstractmethod
    def sink(self, desk: Desk, clock: FixedClock) -> FolderSink | Mapping[str, FolderSink]:
        """Return where mails go; each writing takes some time by ``clock``."""

    @abstractmethod
    def noting(self, desk: Desk, tell: Tell) -> AbstractContextManager[None]:
        """Call ``tell`` after each transaction."""

    @abstractmethod
    def state(self, desk: Desk) -> State:
        """Return all that is stored, or a hash of it."""

    @abstractmethod
    def shown(self, desk: Desk) -> Rows:
        """Return all that counts of what is stored."""

    @abstractmethod
    def wrong_halfway(self, desk: Desk) -> str:
        """Say what must never be so, at no time, or nothing."""

    @property
    def straight(self) -> int:
        """The port that leads past the proxy."""
        return self.proxy.target

    def walk(self) -> None:
        """Make the undisturbed journey."""
        here, unfinished = None, 1
        while unfinished:
            unfinished = 0
            for folder in FOLDERS:
                with self.copy(here) as desk:
                    leg, left = self._go(desk, folder, here)
                    unfinished += left
                    here = self.keep(desk)
                    self.after = self.shown(desk)
                if len(leg.states) > 2 or not self.legs:
                    self.legs.append(leg)

    def _go(self, desk: Desk, folder: str, start: object) -> tuple[Leg[Desk], int]:
        states = [self.state(desk)]
        self.proxy.harm = Harm(record=True)
        with self.noting(desk, lambda: states.append(self.state(desk))):
            left = self.pass_over(desk, folder, self.proxy.port, Suspects())
        passed = self.proxy.connections[-1]
        said = bytes(passed.said)
        return Leg(folder, start, said, passed.up, max(0, said.find(b"* FLAGS")), states), left

    def pass_over(self, desk: Desk, folder: str, port: int, suspects: Suspects) -> int:
        """Sign in and do one pass over a folder; return how many mails are left."""
        clock = FixedClock(NOW)
        connection = connect(port, clock)
        try:
            return read_once(connection, self.sink(desk, clock), suspects, folder)
        finally:
            connection.close()

    def cut(self, leg: Leg[Desk], harm: Harm) -> str:
        """Break a leg; return what is wrong then or after reading on, or nothing."""
        suspects = Suspects()
        self.proxy.harm = harm
        with self.copy(leg.start) as desk:
            with pytest.raises(ConnectionLostError):
                self.pass_over(desk, leg.folder, self.proxy.port, suspects)
            assert self.proxy.connections[-1].cut, harm
            wrong = self.judged(desk, leg, suspects)
        return wrong and f"{leg.folder} {harm}: {wrong}"

    def judged(self, desk: Desk, leg: Leg[Desk], suspects: Suspects) -> str:
        """Say what is wrong with a reading that broke off, or nothing.

        What is stored must be a state of the undisturbed journey. From each one it is read on to
        the end, once for each set of mails that are suspected.
        """
        state = self.state(desk)
        if state not in leg.states:
            return "a state that no undisturbed reading passes"
        if wrong := self.wrong_halfway(desk):
            return wrong
        known = (state, doubted(suspects))
        if known not in self.ends:
            clock = FixedClock(NOW)
            read_on(self.straight, self.sink(desk, clock), clock, suspects)
            self.ends[known] = difference(self.after, self.shown(desk))
        return self.ends[known]


class StoreJourney(Journey[Bench]):
    """A journey into the real store, which takes its mails in many short transactions."""

    def __init__(self, proxy: ProxiedServers, folder: Path) -> None:
        super().__init__(proxy)
        self._folder = folder
        self._copies = 0
        with bench(self._folder / "empty") as store:
            for name in FOLDERS:
                store.intake.use_folder(f"{DESK}/{name}", outgoing=name == "Sent")

    def _place(self) -> Path:
        self._copies += 1
        return self._folder / str(self._copies)

    @contextmanager
    def copy(self, start: object) -> Iterator[Bench]:
        """Open a copy of a store."""
        here = self._place()
        shutil.copytree(start if isinstance(start, Path) else self._folder / "empty", here)
        with bench(here) as desk:
            small_portions(desk)
            yield desk
        shutil.rmtree(here)

    def keep(self, desk: Bench) -> Path:
        """Copy the store."""
        kept = self._place() / "data" / "store.db"
        kept.parent.mkdir(parents=True)
        with (
            closing(sqlite3.connect(desk.store.path)) as old,
            closing(sqlite3.connect(kept)) as new,
        ):
            old.backup(new)
        return kept.parent.parent

    def sink(self, desk: Bench, clock: FixedClock) -> Steps:
        """Return the mailbox's way into the store."""
        return Steps(desk.intake, clock)

    def noting(self, desk: Bench, tell: Tell) -> AbstractContextManager[None]:
        """Call ``tell`` after each commit."""
        return after_writes(lambda _number: tell())

    def state(self, desk: Bench) -> str:
        """Return a hash of what is stored, row for row."""
        return stored(desk)

    def shown(self, desk: Bench) -> Rows:
        """Return all that counts, without the numbers of rows."""
        return shown(desk)

    def wrong_halfway(self, desk: Bench) -> str:
        """Look for a cursor ahead of the mails."""
        return behind_the_cursor(desk)


@contextmanager
def after_writes(tell: Callable[[int], object]) -> Iterator[None]:
    """Call ``tell`` with the number of each transaction, once it is committed."""
    write, count = Store.write, [0]

    @contextmanager
    def told(store: Store, *, durable: bool) -> Iterator[Session]:
        with write(store, durable=durable) as session:
            yield session
        count[0] += 1
        tell(count[0])

    with mock.patch.object(Store, "write", told):
        yield


def stored(desk: Bench) -> str:
    """Return a hash of what is stored, row for row."""
    with desk.store.read() as session:
        plain = session.connection().connection.driver_connection
        assert plain is not None
        rows = [plain.execute(f"SELECT * FROM {name}").fetchall() for name in _TABLES]  # noqa: S608 - our tables
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def doubted(suspects: Suspects) -> tuple[int, ...]:
    """Return all that ``suspects`` remember of the mails."""
    return tuple(suspects.batch_limit(name, uid) for name in FOLDERS for uid in range(1, 25))


def marks(said: bytes) -> list[int]:
    """Return where literals begin and end and where lines of the protocol end, in ``said``."""
    found, at = [], 0
    while (end := said.find(b"\n", at) + 1) > 0:
        found.append(end)
        literal = _LITERAL.search(said[at:end])
        at = end
        if literal:
            at = min(len(said), end + int(literal[1]))
            found.append(at)
    return found


def cut_points(said: bytes, start: int, every: int) -> list[int]:
    """Return where to cut: at each mark and a byte before and after it, and every so many bytes."""
    close = {at + off for at in marks(said) for off in (-1, 0, 1)}
    points = close | set(range(start, len(said), every))
    return sorted(at for at in points if start <= at < len(said))
