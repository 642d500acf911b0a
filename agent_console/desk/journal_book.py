"""What one console has read of a journal, kept so that all consoles come to the same fold.

The fold is made of the newest snapshot and of every entry behind it, in the order of UIDs, however
late an entry was learnt of: messages that somebody removed from the folder are told again with the
place they had. Entries up to the snapshot need not be kept any longer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent_console.desk.journal_claims import Verdict
from agent_console.desk.journal_entry import (
    Entry,
    EpochClaimed,
    Payload,
    Recorded,
    Restored,
    SnapshotPart,
)
from agent_console.desk.journal_order import JournalFold, Outcome, replay
from agent_console.desk.journal_snapshot import Snapshot, snapshot_parts, snapshots_in

GRACE = timedelta(days=7)
"""How long what a snapshot covers stays in the folder, by the server's clock."""

EPOCH_WAIT = timedelta(minutes=10)

SETTLED = timedelta(hours=1)
"""How old an entry is before a snapshot covers it: until then it can be told again."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of reading on.

    ``outcomes`` are those of facts that are new to this console. ``refolded`` is True when the
    order was not simply continued: take everything from the fold anew. ``untold`` are recorded
    events that a snapshot does not know: record them again. ``differs`` is True when a snapshot is
    not what this console would have written of the same messages: one of the two has a defect.
    """

    outcomes: tuple[Outcome, ...] = ()
    refolded: bool = False
    untold: tuple[Recorded, ...] = ()
    differs: bool = False


class JournalBook:
    """The entries behind ``base`` by UID, and their ``fold``.

    ``folder`` is the folder's UIDVALIDITY: UIDs mean nothing in another one. ``previous`` is the
    snapshot before ``base``, if this console has seen it.
    """

    def __init__(
        self, folder: int, base: Snapshot | None = None, entries: Iterable[Entry] = ()
    ) -> None:
        self.folder = folder
        self.base = base
        self.previous: Snapshot | None = None
        self.entries = {entry.uid: entry for entry in entries}
        self.fold = JournalFold()
        self._idle: set[int] = set()
        self._refold()

    @property
    def epoch(self) -> int:
        """How often the folder was begun anew."""
        return self.base.epoch if self.base else 0

    @property
    def upto(self) -> int:
        """The UID up to which everything is in the snapshot."""
        return self.base.upto if self.base else 0

    def learn(self, read: Iterable[Entry]) -> Learnt:
        """Take in what was read; in any order, as often as one likes."""
        fresh = {e.uid: e for e in self._expanded(read) if e.uid > self.upto}
        fresh = {uid: e for uid, e in fresh.items() if uid not in self.entries}
        if not fresh:
            return Learnt()
        last = max(self.entries, default=self.upto)
        self.entries.update(fresh)
        newest = self._newer_snapshot(fresh.values())
        if newest is not None:
            return self._begin_with(newest, fresh)
        if min(fresh) < last:
            return Learnt(self._refold(fresh), refolded=True)
        outcomes = [self._take(fresh[uid]) for uid in sorted(fresh)]
        return Learnt(tuple(one for some in outcomes for one in some))

    def _expanded(self, read: Iterable[Entry]) -> list[Entry]:
        """Return the entries and, before them, those that they tell again."""
        found: list[Entry] = []
        for entry in read:
            for fact in entry.payload.facts:
                if not isinstance(fact, Restored) or fact.folder != self.folder:
                    continue
                if fact.uid < entry.uid:
                    found.append(Entry(fact.uid, fact.arrived, fact.payload, fact.key))
            found.append(entry)
        return found

    def _newer_snapshot(self, fresh: Iterable[Entry]) -> Snapshot | None:
        if not any(isinstance(fact, SnapshotPart) for e in fresh for fact in e.payload.facts):
            return None
        found = max(
            snapshots_in(self.entries.values(), self.folder), key=lambda one: one.rank, default=None
        )
        if found is None or (self.base is not None and found.rank <= self.base.rank):
            return None
        return found

    def _begin_with(self, base: Snapshot, fresh: Collection[int]) -> Learnt:
        before = self.fold.log
        same_epoch = base.epoch == self.epoch
        fold = base.fold()
        differs = same_epoch and self._contradicts(base, fold)
        self.previous = self.base if same_epoch else None
        self.base = base
        self.entries = {uid: e for uid, e in self.entries.items() if uid > base.upto}
        outcomes = self._refold(fresh, fold)
        untold = tuple(Recorded(text) for i, text in before.items() if i not in self.fold.log)
        return Learnt(outcomes, refolded=True, untold=untold, differs=differs)

    def _contradicts(self, base: Snapshot, theirs: JournalFold) -> bool:
        """Tell whether who has read the same messages comes to another fold than ``theirs``."""
        mine = self._covered(base.upto)
        same = mine.numbers.state() == theirs.numbers.state()
        return same and mine.digest() != base.digest

    def _covered(self, upto: int) -> JournalFold:
        covered = [entry for uid, entry in self.entries.items() if uid <= upto]
        return replay(covered, self.base.fold() if self.base else None)

    def _refold(
        self, fresh: Collection[int] = (), begin: JournalFold | None = None
    ) -> tuple[Outcome, ...]:
        """Fold everything anew; ``begin`` is the fold of the base, where that was made already."""
        self.fold = begin or (self.base.fold() if self.base else JournalFold())
        self._idle = set()
        told: list[Outcome] = []
        for uid in sorted(self.entries):
            outcomes = self._take(self.entries[uid])
            told += outcomes if uid in fresh else ()
        return tuple(told)

    def _take(self, entry: Entry) -> tuple[Outcome, ...]:
        outcomes = self.fold.take(entry)
        if any(one.fact is None and one.verdict is not Verdict.TOO_NEW for one in outcomes):
            self._idle.add(entry.uid)
        return outcomes

    def lost(self, present: Collection[int], *, low: int, high: int) -> tuple[Restored, ...]:
        """Return what to write so that others learn what was removed before they read it.

        ``present`` are the UIDs from ``low`` to ``high`` that lie in the folder now. What a
        snapshot covers, had no effect or is told again already is left out.
        """
        again = {
            fact.uid
            for uid, entry in self.entries.items()
            if uid in present or not low <= uid <= high
            for fact in entry.payload.facts
            if isinstance(fact, Restored) and fact.folder == self.folder
        }
        gone = [
            self.entries[uid]
            for uid in sorted(self.entries)
            if low <= uid <= high and uid not in present and uid not in self._idle | again
        ]
        return tuple(Restored(self.folder, e.uid, e.arrived, e.key, _alone(e)) for e in gone)

    def expendable(self, now: datetime) -> tuple[int, frozenset[int]]:
        """Return up to which UID messages may be removed (0: none), and the UIDs that stay.

        That is what a snapshot covers which has been there for the time of grace, by ``now`` as in
        :meth:`due`. The two newest snapshots stay.
        """
        kept = [one for one in (self.base, self.previous) if one is not None]
        old = max((one.upto for one in kept if now - one.arrived >= GRACE), default=0)
        return old, frozenset(uid for one in kept for uid in one.uids)

    def due(self, now: datetime) -> int | None:
        """Return the UID up to which a snapshot may be written now; None when it may not be.

        ``now`` is the newest moment the server's clock is known to have shown. Who misses
        something, or does not understand everything, writes none.
        """
        if self.fold.numbers.missing or self.fold.unread or self.fold.update_needed:
            return None
        young = min((u for u, e in self.entries.items() if now - e.arrived < SETTLED), default=None)
        upto = max((u for u in self.entries if young is None or u < young), default=0)
        return upto if upto > self.upto else None

    def snapshot(self, upto: int) -> tuple[SnapshotPart, ...]:
        """Return the facts of a snapshot that covers what lies up to ``upto``."""
        return snapshot_parts(self._covered(upto), folder=self.folder, epoch=self.epoch, upto=upto)

    def begin_anew(self, folder: int, now: datetime) -> tuple[SnapshotPart, ...]:
        """Go on in a folder that was made or numbered anew (its UIDVALIDITY is ``folder``).

        What is known stays, and counts before whatever lies there. Returned is a snapshot of it
        with a higher epoch: one console writes it (:func:`epoch_writer`), all begin with it.
        """
        fold, epoch = self.fold, self.epoch
        self.base = Snapshot.of(fold, epoch=epoch, arrived=now)
        self.previous, self.folder, self.entries = None, folder, {}
        self._refold()
        return snapshot_parts(fold, folder=folder, epoch=epoch + 1, upto=0)


def epoch_writer(entries: Iterable[Entry], epoch: int) -> str:
    """Return the console that begins ``epoch`` with a snapshot, "" while nobody said so.

    The first one that claims it, until it has been silent for ten minutes.
    """
    writer, since = "", None
    for entry in sorted(entries, key=lambda one: one.uid):
        if not any(isinstance(f, EpochClaimed) and f.epoch == epoch for f in entry.payload.facts):
            continue
        if since is None or entry.arrived - since >= EPOCH_WAIT:
            writer, since = entry.payload.console, entry.arrived
    return writer


def _alone(entry: Entry) -> Payload:
    """Return what an entry says, without what it tells again: that is told of its own."""
    facts = tuple(fact for fact in entry.payload.facts if not isinstance(fact, Restored))
    return replace(entry.payload, facts=facts)
