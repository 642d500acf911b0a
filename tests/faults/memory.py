"""A first reading into memory, which is fast enough to be cut at thousands of places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from agent_console.clock import FixedClock
from agent_console.desk.mail import Mail
from agent_console.mail.fetch import FetchedHead, FetchedMail, FolderCursor
from agent_console.mail.sink import FolderSink
from tests.faults.journey import Journey, State
from tests.faults.staged_kit import COUNTS, FOLDERS, STEP, Rows
from tests.mail.sinks import MemorySink

KNOWN_ELSEWHERE = {"INBOX": set[int](), "Sent": set[int](), "Archive": {2, 4}}


class NotingSink(MemorySink):
    """Keeps everything, tells of each writing, and takes some time for it."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.known_elsewhere = KNOWN_ELSEWHERE[folder]
        self.clock = FixedClock.__new__(FixedClock)
        self.tell: Callable[[], object] = lambda: None

    def copy(self) -> NotingSink:
        """Return another one that keeps the same."""
        other = NotingSink(self.folder)
        other.position, other.exists = self.position, self.exists
        other.mails, other.heads = dict(self.mails), dict(self.heads)
        other.texts, other.present = dict(self.texts), set(self.present)
        other.left_out, other.gone = set(self.left_out), list(self.gone)
        return other

    def state(self) -> State:
        """Return everything that is kept."""
        heads = sorted(self.heads.items())
        return (
            (self.position, self.exists, tuple(self.gone), frozenset(self.present)),
            tuple((uid, one.header, one.flags, one.size, one.received) for uid, one in heads),
            tuple((uid, self.texts[uid].text) for uid in sorted(self.texts)),
            tuple(self.mails[uid] for uid in sorted(self.mails)),
        )

    def store_heads(
        self, folder: str, uidvalidity: int, heads: Sequence[FetchedHead], cursor: FolderCursor
    ) -> Sequence[int]:
        """Keep heads."""
        left_out = super().store_heads(folder, uidvalidity, heads, cursor)
        self._written()
        return left_out

    def store_texts(self, folder: str, uidvalidity: int, mails: Mapping[int, Mail]) -> None:
        """Keep texts."""
        super().store_texts(folder, uidvalidity, mails)
        self._written()

    def store(
        self, folder: str, uidvalidity: int, mails: Sequence[FetchedMail], cursor: FolderCursor
    ) -> None:
        """Keep mails."""
        super().store(folder, uidvalidity, mails, cursor)
        self._written()

    def finished(self, folder: str, cursor: FolderCursor, exists: int) -> None:
        """Keep the end."""
        super().finished(folder, cursor, exists)
        self.tell()

    def _written(self) -> None:
        self.clock.move(STEP)
        self.tell()


Sinks = dict[str, NotingSink]


class MemoryJourney(Journey[Sinks]):
    """A journey into memory."""

    @contextmanager
    def copy(self, start: object) -> Iterator[Sinks]:
        """Give a copy of sinks."""
        kept = start if isinstance(start, dict) else {name: NotingSink(name) for name in FOLDERS}
        yield {name: sink.copy() for name, sink in kept.items()}

    def keep(self, desk: Sinks) -> Sinks:
        """Keep a copy."""
        return {name: sink.copy() for name, sink in desk.items()}

    def sink(self, desk: Sinks, clock: FixedClock) -> Mapping[str, FolderSink]:
        """Return the sinks, by folder."""
        for sink in desk.values():
            sink.clock = clock
        return desk

    @contextmanager
    def noting(self, desk: Sinks, tell: Callable[[], object]) -> Iterator[None]:
        """Call ``tell`` after each writing."""
        for sink in desk.values():
            sink.tell = tell
        yield

    def state(self, desk: Sinks) -> State:
        """Return everything that is kept."""
        return tuple(desk[name].state() for name in FOLDERS)

    def shown(self, desk: Sinks) -> Rows:
        """Return what counts in the end."""
        rows: Rows = {}
        for name, sink in desk.items():
            rows[name] = [repr(sink.position), repr(sink.exists), repr(sorted(sink.present))]
            rows[f"{name} mails"] = [repr(sink.mails[uid]) for uid in sorted(sink.mails)]
        return rows

    def wrong_halfway(self, desk: Sinks) -> str:
        """Look for a cursor ahead of the mails."""
        for name, sink in desk.items():
            passed = range(sink.position.first_uid, min(sink.position.last_uid, COUNTS[name]) + 1)
            if lost := [uid for uid in passed if uid not in sink.present]:
                return f"{name}: the cursor {sink.position} has passed {lost}"
        return ""
