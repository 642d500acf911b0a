"""What one console knows of its team's journal: in memory to decide by, in the store to keep.

Whatever is read is taken in together with the place up to which it was read, in one transaction,
so that the program may end at any point. Any thread may ask; one thread reads and writes.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from threading import Condition, RLock
from typing import TYPE_CHECKING, Protocol

from agent_console.clock import Clock
from agent_console.desk.events import Event
from agent_console.desk.journal_book import JournalBook, Learnt, epoch_writer
from agent_console.desk.journal_entry import (
    KNOWS_MAX,
    Entry,
    EpochClaimed,
    Payload,
    SnapshotPart,
    TeamFact,
)
from agent_console.desk.journal_order import JournalFold, clock_offset
from agent_console.desk.journal_snapshot import snapshot_parts
from agent_console.mail.journal import Batch, newest_moment
from agent_console.mail.journal_message import Outgoing, portions, write_message
from agent_console.mail.seal import KeyRing, TeamKey
from agent_console.services.intake import Intake
from agent_console.services.team_taking import (
    Taking,
    ahead_of,
    by_colleagues,
    follow,
    portions_of,
    restored_by,
    take_ahead,
)
from agent_console.store import journal_state, journal_waiting
from agent_console.store.engine import Store

if TYPE_CHECKING:
    pass

_log = logging.getLogger(__name__)
_FACTS = 50
_NEWS = 1_000


class Membership(Protocol):
    """What is needed to take part in a team."""

    @property
    def journal(self) -> str:
        """The journal's id."""
        ...

    @property
    def console(self) -> str:
        """This console's name in it."""
        ...

    @property
    def folder(self) -> str:
        """The folder of the mailbox that it lies in."""
        ...

    @property
    def ring(self) -> KeyRing:
        """The keys."""
        ...

    @property
    def agent(self) -> str:
        """Who works here."""
        ...


class Ledger:
    """The journal as this console knows it; see the module's words.

    ``changed`` is notified whenever something was read; ``news`` are the last events of colleagues
    that came by it. ``own`` are our own addresses in lower
    case, ``address`` is that of the mailbox; ``on_changed`` hears which tickets changed.
    """

    def __init__(
        self,
        store: Store,
        intake: Intake,
        team: Membership,
        clock: Clock,
        *,
        address: str,
        own: frozenset[str],
        on_changed: Callable[[frozenset[str]], None],
    ) -> None:
        self.team = team
        self.changed = Condition(RLock())
        self.book = JournalBook(0)
        self.folder: int | None = None
        self.cursor = 0
        self.passed: set[int] = set()
        self.moment: datetime | None = None
        self.differs = False
        self.news: deque[Event] = deque(maxlen=_NEWS)
        self._ahead = timedelta()
        self._number = 0
        self._epoch = 0
        self._store = store
        self._clock = clock
        self._address = address
        self._taking = Taking(intake, own, team.console)
        self._on_changed = on_changed

    @property
    def fold(self) -> JournalFold:
        """All that counts; hold ``changed`` while looking at more than one thing."""
        return self.book.fold

    @property
    def ring(self) -> KeyRing:
        """The keys, the one in front with which a message counts now."""
        ring = self.team.ring
        oldest = (ring.current, *ring.older)[-1].id
        key = ring.find(self.fold.key or oldest)
        return ring.rotated(key) if key else ring

    @property
    def may_write(self) -> bool:
        """Whether what this console writes counts: not with a key that is not used any more."""
        return not self.fold.key or self.team.ring.find(self.fold.key) is not None

    def server_now(self) -> datetime:
        """Return about what the server's clock shows; to be judged by its own stamps later."""
        return self._clock.now() + self._ahead

    def load(self) -> None:
        """Take up what the store has; the first time everything recorded so far is to be told."""
        team = self.team
        with self._store.read() as session:
            known = journal_state.place(session)
        told = (known.journal, known.console, known.agent) if known else None
        if told != (team.journal, team.console, team.agent):
            with self._store.write(durable=True) as session:
                journal_state.begin(session, team.journal, team.console, team.agent)
        with self._store.read() as session, self.changed:
            place = journal_state.place(session) or journal_state.Place("", "", "")
            base, previous = journal_state.snapshots(session)
            upto = base.upto if base else 0
            kept = [one for one in journal_state.entries(session) if one.uid > upto]
            self.passed = journal_state.passed(session)
            self.folder, self.cursor = place.folder, place.cursor
            self.moment, self._number, self._epoch = place.moment, place.number, place.epoch
            self._ahead = timedelta(seconds=place.ahead)
            self.book = JournalBook(self.folder or 0, base, kept)
            self.book.previous = previous
            self.changed.notify_all()

    def found(self, folder: int) -> None:
        """Begin with a folder of this UIDVALIDITY; another one than before is begun anew."""
        if self.folder == folder:
            return
        with self.changed:
            epoch = 0
            if self.folder is None:
                self.book = JournalBook(folder)
            else:
                epoch = self.book.epoch + 1
                self.book.begin_anew(folder, self.moment or self._clock.now())
            with self._store.write(durable=True) as session:
                journal_state.settle_in(session, folder, epoch)
                journal_state.keep_snapshots(session, (self.book.base, self.book.previous))
            self.folder, self.cursor, self.passed, self._epoch = folder, 0, set(), epoch

    def learn(self, batch: Batch) -> None:
        """Take in what was read, some of it at a time; StoreError leaves what is kept as it was."""
        refused = list(batch.refused)
        *first, rest = portions_of(batch.entries)
        for some in first:
            upto = some[-1].uid
            early = [one for one in refused if one[0] <= upto]
            refused = refused[len(early) :]
            self._take(Batch(tuple(some), tuple(early), max(self.cursor, upto)))
        self._take(Batch(tuple(rest), tuple(refused), max(self.cursor, batch.cursor)))

    def _take(self, batch: Batch) -> None:
        if not (batch.entries or batch.refused) and batch.cursor == self.cursor:
            return
        with self.changed:
            base = self.book.base
            learnt = self.book.learn(batch.entries)
            moment = newest_moment(batch.entries, self.moment)
            ahead = self._measured(batch.entries)
            early = self._take_ahead(learnt)
            with self._store.write(durable=False) as session:
                journal_state.keep_entries(session, batch.entries)
                restored = restored_by(self.book, batch.entries)
                told_again = [e for e in restored if e.uid not in self.passed]
                journal_state.keep_entries(session, told_again)
                refused = [(uid, reason.value) for uid, reason in batch.refused]
                journal_state.keep_refused(session, refused)
                journal_state.move(session, batch.cursor, moment, ahead.total_seconds())
                if self.book.base is not base:
                    kept = (self.book.base, self.book.previous)
                    journal_state.keep_snapshots(session, kept)
                refs = early | follow(session, self.book, learnt, self._taking)
            self.cursor, self.moment, self._ahead = batch.cursor, moment, ahead
            self.passed.update(entry.uid for entry in batch.entries)
            self.passed.update(uid for uid, _reason in batch.refused)
            self.differs = self.differs or learnt.differs
            self.news.extend(by_colleagues(learnt, self.team.console))
            self.changed.notify_all()
        if refs:
            self._on_changed(refs)

    def _take_ahead(self, learnt: Learnt) -> frozenset[str]:
        """Bring in most of a long snapshot before the rest of what was read."""
        refs: frozenset[str] = frozenset()
        if not learnt.refolded:
            return refs
        with self._store.read() as session:
            portions = ahead_of(session, self.book)
        for some in portions:
            with self._store.write(durable=False) as session:
                refs |= take_ahead(session, self.book, some, self._taking)
        return refs

    def _measured(self, entries: Iterable[Entry]) -> timedelta:
        """Return by how much the server's clock is ahead, by the newest message of our own."""
        own = [one for one in entries if one.payload.console == self.team.console]
        return clock_offset(own[-1].payload.at, own[-1].arrived) if own else self._ahead

    def tell(self, *facts: TeamFact) -> None:
        """Let facts wait that are not there yet."""
        with self._store.write(durable=True) as session:
            for fact in facts:
                if not journal_waiting.is_told_already(session, fact):
                    journal_waiting.tell(session, fact)

    def wants_to_write(self) -> bool:
        """Tell whether anything waits to be told, or is under way."""
        with self._store.read() as session:
            return journal_waiting.any_untold(session) or bool(journal_state.message(session))

    def next_message(self) -> Outgoing | None:
        """Return the message to write now: the one under way, or one with what waits.

        One that was sealed with a key that does not count any more is sealed anew.
        """
        if not self.wants_to_write():
            return None
        ring = self.ring
        with self.changed, self._store.write(durable=True) as session:
            pending = journal_state.message(session)
            if pending is not None and pending.key == ring.current.id:
                console = self.team.console
                return Outgoing(console, pending.number, pending.message_id, pending.raw)
            if pending is not None:
                number = pending.number
                waiting = journal_waiting.in_message(session, number)
            else:
                known = self.fold.numbers.highest.get(self.team.console, 0)
                number = max(self._number, known) + 1
                waiting = journal_waiting.untold(session, _FACTS)
                if not waiting:  # taken back since it was looked for
                    return None
                fitting = next(portions([one.fact for one in waiting]), ())
                waiting = waiting[: len(fitting)]
            outgoing = self._sealed(ring, number, tuple(one.fact for one in waiting))
            journal_state.keep_message(
                session,
                journal_state.Message(number, ring.current.id, outgoing.message_id, outgoing.raw),
            )
            journal_waiting.mark(session, [one.id for one in waiting], number)
            self._number = number
        return outgoing

    def _sealed(self, ring: KeyRing, number: int, facts: tuple[TeamFact, ...]) -> Outgoing:
        heard = sorted(self.fold.heard.items(), key=lambda one: one[1], reverse=True)
        highest = self.fold.numbers.highest
        others = [name for name, _at in heard if name != self.team.console and name in highest]
        knows = tuple(sorted((name, highest[name]) for name in others[:KNOWS_MAX]))
        payload = Payload(self.team.console, number, self._clock.now(), facts, knows)
        return write_message(ring, self.team.journal, self._address, payload)

    def lost(self, present: frozenset[int], low: int, high: int) -> list[TeamFact]:
        """Return what is to be told again because it lies in the folder no more."""
        with self.changed:
            return list(self.book.lost(present, low=low, high=high))

    def due_snapshot(self, least: int) -> tuple[SnapshotPart, ...]:
        """Return the facts of a snapshot of ``least`` messages or more, if one is due."""
        with self.changed:
            upto = self.book.due(self.moment) if self.moment else None
            if upto is None or sum(uid <= upto for uid in self.book.entries) < least:
                return ()
            return self.book.snapshot(upto)

    def new_epoch(self) -> list[TeamFact]:
        """Return what is to be said so that an empty folder is begun anew; [] when all is said."""
        with self.changed:
            if self.book.epoch >= self._epoch or self.folder is None:
                return []
            writer = epoch_writer(self.book.entries.values(), self._epoch)
            if not writer:
                return [EpochClaimed(self._epoch)]
            if writer != self.team.console or self.book.base is None:
                return []
            fold = self.book.base.fold()
            return list(snapshot_parts(fold, folder=self.folder, epoch=self._epoch, upto=0))

    def use_keys(self, team: Membership) -> set[int]:
        """Take other keys; return the UIDs of messages that may open with them."""
        known = {key.id for key in _all(self.team.ring)}
        self.team = team
        if known >= {key.id for key in _all(team.ring)}:
            return set()
        with self._store.write(durable=False) as session:
            again = journal_state.forget_refused(session, "unknown-key")
        self.passed -= again
        return again


def _all(ring: KeyRing) -> Iterator[TeamKey]:
    yield ring.current
    yield from ring.older
