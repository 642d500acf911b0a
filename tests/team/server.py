"""A journal's folder in memory, with the faults of a line and of a mailbox, and its clock."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum

from agent_console.mail.fetch import FetchAnswer, FetchItem, FolderCursor, parse_ranges
from agent_console.mail.imap import Selected
from agent_console.mail.wire import Answer, ConnectionLostError, RefusedError

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
_PARTIAL = re.compile(r"BODY\.PEEK\[TEXT\]<0\.(\d+)>")


class Fault(Enum):
    """What happens to the next command that puts a message into the folder."""

    NONE = "none"
    DROPPED = "dropped before the server got it"
    ANSWER_LOST = "the server has it, and its answer is lost"
    DELAYED = "the line breaks, and the server has it a while later"
    TWICE = "the server has it twice"


@dataclass(frozen=True)
class Stored:
    uid: int
    arrived: datetime
    raw: bytes

    @property
    def text(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]


@dataclass
class JournalServer:
    """One folder; ``everything`` remembers also what was removed."""

    now: datetime = START
    uidvalidity: int = 7
    uidnext: int = 1
    exists: bool = True
    messages: dict[int, Stored] = field(default_factory=dict)
    everything: list[Stored] = field(default_factory=list)
    delayed: list[bytes] = field(default_factory=list)
    capabilities: frozenset[str] = frozenset({"UIDPLUS"})

    def put(self, raw: bytes) -> int:
        stored = Stored(self.uidnext, self.now, raw)
        self.messages[stored.uid] = stored
        self.everything.append(stored)
        self.uidnext += 1
        return stored.uid

    def pass_time(self, by: timedelta) -> None:
        self.now += by

    def deliver_delayed(self) -> None:
        for raw in self.delayed:
            self.put(raw)
        self.delayed.clear()

    def make_anew(self, *, keep: bool) -> None:
        """Give the folder another UIDVALIDITY, with or without its messages."""
        kept = [one.raw for one in self.messages.values()] if keep else []
        self.uidvalidity += 1
        self.uidnext = 1
        self.messages.clear()
        self.everything.clear()
        for raw in kept:
            self.put(raw)

    def connect(self) -> FakeConnection:
        return FakeConnection(self)


class FakeConnection:
    """What the journal uses of a connection; ``fault`` strikes once.

    ``view`` is the last UID the session was told of: what others put in comes with NOOP only.
    """

    def __init__(self, server: JournalServer) -> None:
        self.server = server
        self.fault = Fault.NONE
        self.stale = 0
        self.round_trips = 0
        self.view = 0
        self.commands: list[bytes] = []

    @property
    def wire(self) -> FakeConnection:
        return self

    def has(self, capability: str) -> bool:
        return capability in self.server.capabilities

    def select(self, folder: str, cursor: FolderCursor | None = None) -> Selected:
        assert cursor is None
        self.round_trips += 1
        if not self.server.exists:
            raise RefusedError("Mailbox does not exist", code="NONEXISTENT")
        server = self.server
        self.view = server.uidnext - 1
        return Selected(len(server.messages), server.uidvalidity, server.uidnext)

    def fetch_set(self, uids: str, items: str) -> FetchAnswer:
        self.round_trips += 1
        if self.stale:
            self.stale -= 1
            empty = {uid: FetchItem(uid, body_empty=True) for uid in self.uids(uids)}
            return FetchAnswer(empty, expunged=True)
        found = _PARTIAL.search(items)
        assert found
        most = int(found[1])
        return FetchAnswer(
            {
                uid: FetchItem(
                    uid,
                    size=len(self.server.messages[uid].raw),
                    received=self.server.messages[uid].arrived,
                    body=self.server.messages[uid].text[:most],
                    section="TEXT",
                )
                for uid in self.uids(uids)
            }
        )

    def uids(self, uid_set: str = "1:*") -> list[int]:
        """As a server does: ``n:*`` names the last message, too, even below n."""
        seen = [uid for uid in self.server.messages if uid <= self.view]
        low = int(uid_set.split(":")[0]) if uid_set.endswith(":*") else 0
        if low:
            return [uid for uid in seen if uid >= min(low, max(seen, default=0))]
        ranges = parse_ranges(uid_set.encode())
        return [uid for uid in seen if uid in ranges]

    def append(self, folder: str, raw: bytes, flags: Collection[str] = ()) -> int | None:
        assert tuple(flags) == ("\\Seen",)
        self.round_trips += 1
        fault, self.fault = self.fault, Fault.NONE
        if fault is Fault.DELAYED:
            self.server.delayed.append(raw)
        elif fault is not Fault.DROPPED:
            self.server.put(raw)
        if fault is Fault.TWICE:
            self.server.put(raw)
        if fault in (Fault.DROPPED, Fault.ANSWER_LOST, Fault.DELAYED):
            raise ConnectionLostError("cut")
        self.view = self.server.uidnext - 1
        return None

    def noop(self) -> int:
        self.round_trips += 1
        self.view = self.server.uidnext - 1
        return len(self.server.messages)

    def command(self, line: bytes) -> Answer:
        self.commands.append(line)
        words = line.split()
        if words[0] == b"CREATE":
            if self.server.exists:
                raise RefusedError("exists", code="ALREADYEXISTS")
            self.server.exists = True
        if words[:2] == [b"UID", b"EXPUNGE"]:
            ranges = parse_ranges(words[2])
            for uid in [uid for uid in self.server.messages if uid in ranges]:
                del self.server.messages[uid]
        return Answer((), "", b"")
