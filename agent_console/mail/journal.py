"""The journal's folder on the server: read on from a cursor, put a message in and see it there.

Nothing counts before it was read back: the answer to APPEND proves little, and after a broken line
nothing. Whoever reads its own message back has read everything in front of it, too. What is read is
decided by pure functions elsewhere (:mod:`agent_console.desk.journal_book`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from agent_console.desk.journal_entry import Entry
from agent_console.mail.fetch import FetchAnswer, FetchItem, FolderCursor, uid_sets
from agent_console.mail.imap import Selected
from agent_console.mail.journal_message import TEXT_MAX, Outgoing, read_message
from agent_console.mail.names import folder_name
from agent_console.mail.seal import KeyRing, Refusal
from agent_console.mail.wire import Answer, RefusedError

FOLDER = "AgentConsole"
REVIEWED = 200
"""How many of the newest messages are looked at again after a new sign-in."""

_FIRST_BYTES = 4_096
_AT_ONCE = 20_000
_LARGE_AT_ONCE = 16 * 1024 * 1024
_LOOKS = 5
_ITEMS = f"UID INTERNALDATE RFC822.SIZE BODY.PEEK[TEXT]<0.{_FIRST_BYTES}>"
_WHOLE = f"UID INTERNALDATE BODY.PEEK[TEXT]<0.{TEXT_MAX + 1}>"


class Commands(Protocol):
    """The line below a connection."""

    def command(self, line: bytes) -> Answer: ...


class Connection(Protocol):
    """What is used of a connection (``imap.ImapConnection`` is one)."""

    @property
    def wire(self) -> Commands: ...
    def has(self, capability: str) -> bool: ...
    def select(self, folder: str, cursor: FolderCursor | None = None) -> Selected: ...
    def fetch_set(self, uids: str, items: str) -> FetchAnswer: ...
    def uids(self, uid_set: str = "1:*") -> list[int]: ...
    def append(self, folder: str, raw: bytes, flags: Collection[str] = ()) -> int | None: ...
    def noop(self) -> int: ...


class FolderIs(StrEnum):
    """How the folder was found when it was opened."""

    READY = "ready"
    RENUMBERED = "renumbered"
    """Another UIDVALIDITY than before: cursor and UIDs mean nothing any more."""

    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Opened:
    """The folder after opening; ``folder`` is its UIDVALIDITY (0: the server tells none)."""

    state: FolderIs
    folder: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read: entries in the order of UIDs, what did not count and why, how far it went."""

    entries: tuple[Entry, ...] = ()
    refused: tuple[tuple[int, Refusal], ...] = ()
    cursor: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing: all that was read meanwhile, and where the message lies.

    ``entry`` is None when it was not seen in the folder: the outcome is unknown.
    """

    batch: Batch
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Review:
    """The newest part of the folder seen again: which UIDs from ``low`` to ``high`` are there.

    ``late`` are messages that were not there, or not known, when they were first passed.
    """

    low: int
    high: int
    present: frozenset[int]
    late: Batch = field(default_factory=Batch)


class JournalFolder:
    """A journal's folder over one connection; every failure of the line is a MailError.

    One thread per object, as for the connection. ``ring`` may be replaced when keys change.
    """

    def __init__(
        self, connection: Connection, journal: str, ring: KeyRing, folder: str = FOLDER
    ) -> None:
        self.ring = ring
        self.name = folder
        self._connection = connection
        self._journal = journal
        self._uidnext = 0

    def create(self) -> None:
        """Make the folder unless there is one; it is not subscribed. Raises MailError."""
        with suppress(RefusedError):
            self._connection.wire.command(b"CREATE " + folder_name(self.name))

    def open(self, known: int | None = None) -> Opened:
        """Open the folder; ``known`` is the UIDVALIDITY that it had."""
        try:
            selected = self._connection.select(self.name)
        except RefusedError as error:
            if error.temporary:
                raise
            return Opened(FolderIs.GONE)
        folder = selected.uidvalidity or 0
        self._uidnext = selected.uidnext or 0
        same = known is None or known == folder
        return Opened(FolderIs.READY if same else FolderIs.RENUMBERED, folder)

    def read(self, cursor: int) -> Batch:
        """Read everything behind ``cursor``; of a very long journal the first part.

        Servers show a session what others wrote only after it asked for news, hence NOOP.
        """
        self._connection.noop()
        return self._read_behind(cursor)

    def write(self, message: Outgoing, cursor: int) -> Written:
        """Put a message into the folder and read on from ``cursor`` until it is there.

        After a ConnectionLostError the outcome is unknown: sign in again, read on, and if its
        number has not counted, write the same message once more.
        """
        self._connection.append(self.name, message.raw, ("\\Seen",))
        return self.look_for(message, cursor)

    def look_for(self, message: Outgoing, cursor: int) -> Written:
        """Read on from ``cursor`` until ``message`` is there, looking five times at most."""
        whole = Batch(cursor=cursor)
        for look in range(_LOOKS):
            if look:
                self._connection.noop()
            whole = _joined(whole, self._read_behind(whole.cursor))
            own = (message.console, message.n)
            found = [e for e in whole.entries if (e.payload.console, e.payload.n) == own]
            if found:
                return Written(whole, found[0])
        return Written(whole, None)

    def review(self, known: Collection[int], cursor: int) -> Review:
        """Look again at the newest messages up to ``cursor``: what was removed, what came late."""
        recent = sorted(uid for uid in known if uid <= cursor)[-REVIEWED:]
        if not recent:
            return Review(1, 0, frozenset())
        low = recent[0]
        self._connection.noop()
        present = [uid for uid in self._connection.uids(f"{low}:{cursor}") if low <= uid <= cursor]
        unknown = [uid for uid in present if uid not in known]
        return Review(low, cursor, frozenset(present), self._read_all(unknown, cursor))

    def remove(self, upto: int, keep: Collection[int]) -> int:
        """Remove messages of this journal up to ``upto``; return how many.

        Only what our key opens is removed, and only where the server can remove exactly that
        (UIDPLUS, RFC 4315): what somebody else dropped into the folder stays.
        """
        if not self._connection.has("UIDPLUS"):
            return 0
        there = [uid for uid in self._connection.uids(f"1:{upto}") if uid <= upto]
        ours = [entry.uid for entry in self._read_all(there, upto).entries]
        gone = [uid for uid in ours if uid not in keep]
        for chosen, _uids in uid_sets(gone):
            uids = chosen.encode("ascii")
            self._connection.wire.command(b"UID STORE " + uids + b" +FLAGS.SILENT (\\Deleted)")
            self._connection.wire.command(b"UID EXPUNGE " + uids)
        return len(gone)

    def _read_behind(self, cursor: int) -> Batch:
        if self._uidnext - cursor <= _AT_ONCE:
            return self._read_on(cursor)
        uids = self._connection.uids(f"{cursor + 1}:*")
        return self._read_all([uid for uid in uids if uid > cursor][:_AT_ONCE], cursor)

    def _read_on(self, cursor: int) -> Batch:
        answer = self._fetch(f"{cursor + 1}:*", _ITEMS)
        return self._understood({u: i for u, i in answer.items.items() if u > cursor}, cursor)

    def _read_all(self, uids: list[int], cursor: int) -> Batch:
        whole = Batch(cursor=cursor)
        for chosen, part in uid_sets(uids):
            answer = self._fetch(chosen, _ITEMS)
            wanted = set(part)
            items = {uid: item for uid, item in answer.items.items() if uid in wanted}
            whole = _joined(whole, self._understood(items, cursor))
        return whole

    def _understood(self, items: dict[int, FetchItem], cursor: int) -> Batch:
        items = self._whole(items)
        entries: list[Entry] = []
        refused: list[tuple[int, Refusal]] = []
        for uid in sorted(items):
            text, arrived = items[uid].body, items[uid].received
            if text is None or arrived is None:
                refused.append((uid, Refusal.DAMAGED))
                continue
            read = read_message(self.ring, self._journal, uid, arrived, text)
            if isinstance(read, Entry):
                entries.append(read)
            else:
                refused.append((uid, read))
        return Batch(tuple(entries), tuple(refused), max(items, default=cursor))

    def _whole(self, items: dict[int, FetchItem]) -> dict[int, FetchItem]:
        """Fetch those whole of which only the beginning has come, a few at a time."""
        cut = {
            uid: min(item.size or TEXT_MAX, TEXT_MAX)
            for uid, item in sorted(items.items())
            if item.body is not None and len(item.body) >= _FIRST_BYTES
        }
        found = {uid: item for uid, item in items.items() if uid not in cut}
        for uids in _portions(cut):
            for chosen, _part in uid_sets(uids):
                answer = self._fetch(chosen, _WHOLE)
                found |= {uid: i for uid, i in answer.items.items() if uid in cut}
        return found

    def _fetch(self, uids: str, items: str) -> FetchAnswer:
        """Fetch; a view that is out of date is thrown away as a whole and taken anew.

        A body that still is none after five looks is the server's damage, not ours to wait for.
        """
        answer = self._connection.fetch_set(uids, items)
        for _look in range(_LOOKS):
            if not answer.stale:
                break
            self._connection.noop()
            answer = self._connection.fetch_set(uids, items)
        return answer


def newest_moment(entries: Iterable[Entry], known: datetime | None = None) -> datetime | None:
    """Return the newest moment that the server's clock is known to have shown."""
    return max((*(e.arrived for e in entries), *([known] if known else ())), default=None)


def _portions(sizes: dict[int, int]) -> Iterator[list[int]]:
    portion: list[int] = []
    room = _LARGE_AT_ONCE
    for uid, size in sizes.items():
        if portion and size > room:
            yield portion
            portion, room = [], _LARGE_AT_ONCE
        portion.append(uid)
        room -= size
    if portion:
        yield portion


def _joined(one: Batch, other: Batch) -> Batch:
    return Batch(
        one.entries + other.entries, one.refused + other.refused, max(one.cursor, other.cursor)
    )
