"""A console of a team as small as can be: it reads, remembers, writes, and sends when it may."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from agent_console.desk.events import Event, Noted, event_to_json
from agent_console.desk.journal_book import JournalBook, epoch_writer
from agent_console.desk.journal_entry import (
    Abandoned,
    Claimed,
    EpochClaimed,
    NotSent,
    Payload,
    Recorded,
    Released,
    Restored,
    Sending,
    Sent,
    SnapshotPart,
    TakenOver,
    TeamFact,
)
from agent_console.desk.journal_order import Permission, may_send
from agent_console.mail.journal import (
    Batch,
    Connection,
    FolderIs,
    JournalFolder,
    Review,
    newest_moment,
)
from agent_console.mail.journal_message import Outgoing, write_message
from agent_console.mail.seal import KeyRing, TeamKey
from agent_console.mail.wire import ConnectionLostError

JOURNAL = "journal1"
ADDRESS = "support@company.example"
RING = KeyRing(TeamKey(bytes(range(32))))
LEASE = 900
EARLIER = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Outside:
    """The SMTP server and the sent folder: (ticket, answered mail, after which answer, id)."""

    sent: list[tuple[str, str, str, str]] = field(default_factory=list)

    def has(self, message_id: str) -> bool:
        return any(one[3] == message_id for one in self.sent)


class Console:
    """One program: what it keeps survives its connection."""

    def __init__(self, name: str, outside: Outside, *, skew: timedelta = timedelta()) -> None:
        self.name = name
        self.outside = outside
        self.skew = skew
        self.ring = RING
        self.book = JournalBook(0)
        self.folder: JournalFolder | None = None
        self.known_folder: int | None = None
        self.cursor = 0
        self.passed: set[int] = set()
        self.now: datetime | None = None
        self.waiting: list[tuple[TeamFact, ...]] = []
        self.pending: Outgoing | None = None
        self.n = 0
        self.events = 0
        self.replies = 0
        self.sending: tuple[Sending, timedelta] | None = None
        self.anew: tuple[SnapshotPart, ...] = ()
        self.epoch_wanted = 0
        self.refused = 0
        self.differs = 0

    def connect(self, connection: Connection) -> None:
        self.folder = JournalFolder(connection, JOURNAL, self.ring)
        opened = self.folder.open(self.known_folder)
        if self.known_folder is None:
            self.book = JournalBook(opened.folder)
        elif opened.state is FolderIs.RENUMBERED:
            self._begin_anew(opened.folder)
        self.known_folder = opened.folder
        self.sync()
        self.review()

    def leave(self) -> None:
        self.folder = None

    @property
    def online(self) -> bool:
        return self.folder is not None

    def sync(self) -> None:
        """Read on, and write what is waiting; a broken line ends it."""
        if self.folder is None:
            return
        try:
            self.read()
            while self.pending or self.waiting:
                self._write_next()
                self.read()
        except ConnectionLostError:
            self.folder = None

    def read(self) -> None:
        assert self.folder
        batch = self.folder.read(self.cursor)
        self.cursor = batch.cursor
        self._learn(batch)

    def _learn(self, batch: Batch) -> None:
        self.passed.update(entry.uid for entry in batch.entries)
        self.passed.update(uid for uid, _reason in batch.refused)
        self.refused += len(batch.refused)
        self.now = newest_moment(batch.entries, self.now)
        learnt = self.book.learn(batch.entries)
        self.differs += learnt.differs
        self.waiting += [(fact,) for fact in learnt.untold]
        if self.pending and self.book.fold.numbers.has(self.name, self.pending.n):
            self.pending = None

    def _write_next(self) -> None:
        assert self.folder
        if self.pending is None:
            self.n = max(self.n, self.book.fold.numbers.highest.get(self.name, 0)) + 1
            self.pending = self._message(self.waiting.pop(0))
        written = self.folder.write(self.pending, self.cursor)
        self.cursor = written.batch.cursor
        self._learn(written.batch)

    def _message(self, facts: tuple[TeamFact, ...]) -> Outgoing:
        knows = tuple(sorted(self.book.fold.numbers.highest.items()))
        others = tuple(one for one in knows if one[0] != self.name)
        at = (self.now or EARLIER) + self.skew
        payload = Payload(self.name, self.n, at, facts, others)
        return write_message(self.ring, JOURNAL, ADDRESS, payload)

    def tell(self, *facts: TeamFact) -> None:
        self.waiting.append(facts)
        self.sync()

    def note(self, ticket: str, text: str) -> None:
        self.events += 1
        at = (self.now or EARLIER) + self.skew
        event = Event(f"{self.name}.{self.events}", ticket, at, self.name, Noted(text))
        self.tell(Recorded(event_to_json(event)))

    def claim(self, ticket: str) -> None:
        held = self.book.fold.claims.get(ticket)
        if held is None or held.console == self.name:
            self.tell(Claimed(ticket, self.name, LEASE))
        else:
            self.tell(TakenOver(ticket, self.name, LEASE, held.id))

    def release(self, ticket: str) -> None:
        self.tell(Released(ticket))

    def holds(self, ticket: str) -> bool:
        held = self.book.fold.claims.get(ticket)
        return held is not None and held.console == self.name

    def begin_reply(self, ticket: str, answers: str, started: timedelta) -> None:
        """Tell that a reply is to leave; online and with the ticket in hand only."""
        if not self.online or not self.holds(ticket) or self.sending is not None:
            return
        fence = self.book.fold.fences.get((ticket, answers))
        self.replies += 1
        message_id = f"{self.name}-{self.replies}@x"
        sending = Sending(ticket, answers, message_id, fence.last if fence else "")
        self.sending = (sending, started)
        self.tell(sending)

    def finish_reply(self, uptime: timedelta) -> Permission | None:
        """Send if it is allowed now, and tell what came of it."""
        if self.sending is None or self.pending or self.waiting:
            return None
        sending, started = self.sending
        fence = self.book.fold.fences.get((sending.ticket, sending.answers))
        doubtful = fence.doubtful if fence else ()
        left = [one for one in doubtful if self.outside.has(one)]
        looked = [one for one in doubtful if one not in left]
        elapsed = uptime - started
        allowed = may_send(self.book.fold, self.name, sending, elapsed=elapsed, not_found=looked)
        told: TeamFact = NotSent(sending.ticket, sending.answers, sending.message_id)
        if allowed is Permission.DAMAGED:
            return allowed
        if allowed is Permission.GRANTED:
            sent = (sending.ticket, sending.answers, sending.after, sending.message_id)
            self.outside.sent.append(sent)
            told = Sent(sending.ticket, sending.answers, sending.message_id)
        self.sending = None
        self.tell(*(Sent(sending.ticket, sending.answers, one) for one in left), told)
        return allowed

    def settle_old(self, ticket: str, answers: str) -> None:
        """Look after a reply of which nothing was heard: is it in the sent folder?"""
        fence = self.book.fold.fences.get((ticket, answers))
        if fence is None or fence.since is None or fence.console == self.name:
            return
        if self.outside.has(fence.message_id):
            self.tell(Sent(ticket, answers, fence.message_id))
        else:
            self.tell(Abandoned(ticket, answers, fence.message_id))

    def review(self) -> Review | None:
        """Look again at what lies in the folder; tell again what somebody removed."""
        if self.folder is None:
            return None
        seen = self.folder.review(self.passed, self.cursor)
        self._learn(seen.late)
        lost = self.book.lost(seen.present, low=seen.low, high=seen.high)
        if lost:
            for one in lost:
                self.waiting.append((one,))
            self.sync()
        return seen

    def compact(self) -> None:
        """Write a snapshot if one is due, and remove what an old one covers."""
        if self.folder is None or self.now is None:
            return
        upto = self.book.due(self.now)
        if upto is not None:
            for part in self.book.snapshot(upto):
                self.tell(part)
        old, keep = self.book.expendable(self.now)
        if old and self.folder is not None:
            self.folder.remove(old, keep)

    def _begin_anew(self, folder: int) -> None:
        self.cursor, self.passed = 0, set()
        self.anew = self.book.begin_anew(folder, self.now or EARLIER)
        self.epoch_wanted = self.book.epoch + 1

    def begin_epoch(self) -> None:
        """Write the first snapshot of a new folder unless a colleague does."""
        if self.book.epoch >= self.epoch_wanted:
            return
        if not epoch_writer(self.book.entries.values(), self.epoch_wanted):
            self.tell(EpochClaimed(self.epoch_wanted))
        if epoch_writer(self.book.entries.values(), self.epoch_wanted) == self.name:
            for part in self.anew:
                self.tell(part)

    def restored(self) -> int:
        """How many messages it knows that tell others again."""
        entries = self.book.entries.values()
        return sum(isinstance(f, Restored) for e in entries for f in e.payload.facts)
