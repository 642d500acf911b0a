"""Trials that write: all of them in a folder of their own, which is removed afterwards.

Nothing outside of that folder is touched; its name ends in random letters, so that no folder of
anybody else is ever taken for it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from agent_console.errors import MailError
from agent_console.mail.imap import ImapConnection
from agent_console.mail.names import folder_name
from agent_console.mail.survey import personal_prefix
from agent_console.mail.wire import Answer, RefusedError

NAME = "AgentConsole-Test"
LEFT_OVER = re.compile(rf"(?:.*[./])?{NAME}-[0-9a-f]{{8}}")
"""How a folder looks that a trial left behind when it was killed."""

_LOOKS = 50
_HALF = timedelta(milliseconds=500)
_KEYWORD = b"$AgentConsoleTest"
_ID_FIELD = re.compile(rb"message-id:\s*<([^>\s]{1,200})>", re.I)
_PERMANENT = re.compile(rb"OK \[PERMANENTFLAGS \(([^)]*)\)\]", re.I)
_MODSEQ = re.compile(rb"MODSEQ \((\d{1,19})\)", re.I)

Connect = Callable[[], ImapConnection]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A mail that was put into the folder and read again.

    ``seconds`` from the beginning of APPEND until it was readable, None when it never was;
    ``offset`` is the server's clock minus ours, exact to a second; ``told_uid`` whether the server
    said under which number it lies (RFC 4315).
    """

    seconds: float | None
    same_bytes: bool = False
    offset: timedelta | None = None
    told_uid: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What two writers saw who put mails into the folder at the same time.

    ``late`` counts mails that came to light below what a writer had seen already; ``same`` whether
    both saw one order in the end; ``lost`` how many never were there.
    """

    mails: int
    same: bool
    late: int
    lost: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Idling:
    """Whether news come while idling: after how many seconds, None when they did not."""

    waited: float
    seconds: float | None
    later_seconds: float | None


class Trial:
    """A folder of our own on the server; use as a context manager.

    ``removed`` tells afterwards whether nothing was left behind. Raises MailError when the folder
    cannot be made.
    """

    def __init__(self, connect: Connect) -> None:
        self.connect = connect
        self.removed = True
        self.connection = connect()
        self.folder = f"{personal_prefix(self.connection)}{NAME}-{secrets.token_hex(4)}"

    def __enter__(self) -> Self:
        """Make the folder."""
        try:
            self.connection.wire.command(b"CREATE " + folder_name(self.folder))
        except BaseException:
            self.connection.close()
            raise
        self.removed = False
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the folder, over a new connection: the old one may be broken."""
        self.connection.close()
        with suppress(MailError), self.connect() as connection:
            _empty(connection, self.folder)
            connection.wire.command(b"DELETE " + folder_name(self.folder))
            self.removed = True

    def read_back(self) -> ReadBack:
        """Put a mail with odd lines into the folder and read it again."""
        line, clock = self.connection, self.connection.clock
        raw, (before, begun) = _odd_mail(), (clock.now(), clock.monotonic())
        told = line.append(self.folder, raw, ("\\Seen",))
        between = before + (clock.now() - before) / 2
        line.select(self.folder)
        for _look in range(_LOOKS):
            found = line.fetch_set("1:*", "UID INTERNALDATE BODY.PEEK[]").items
            for item in found.values():
                seconds, same = clock.monotonic() - begun, item.body == raw
                return ReadBack(seconds, same, _offset(item.received, between), told is not None)
            line.noop()
        return ReadBack(None)

    def order(self, mails: int) -> Order:
        """Let two connections put ``mails`` each into the folder at the same time."""
        begun = self.connection.clock.monotonic()
        with self.connect() as one, self.connect() as other, ThreadPoolExecutor(2) as writers:
            runs = (_Writer(one, self.folder, "a"), _Writer(other, self.folder, "b"))
            for work in [writers.submit(run.write, mails) for run in runs]:
                work.result()
            seconds = self.connection.clock.monotonic() - begun
            listed = [run.listed() for run in runs]
        late = sum(len(run.late(set(listed[0]))) for run in runs)
        lost = 2 * mails - len(set(listed[0].values()))
        return Order(2 * mails, listed[0] == listed[1], late, max(0, lost), seconds)

    def keywords(self) -> bool:
        """Tell whether the server keeps flags that it never heard of."""
        uid = self._a_mail()
        answer = self.connection.wire.command(b"SELECT " + folder_name(self.folder))
        self.connection.selected = self.folder
        kept = [m[1] for u in answer.untagged if (m := _PERMANENT.match(u.text))]
        if not any(b"\\*" in flags for flags in kept):
            return False
        try:
            self._store(uid, b"+FLAGS.SILENT (%s)" % _KEYWORD)
        except RefusedError:
            return False
        return _KEYWORD.decode() in self._flags(uid)

    def unchanged_since(self) -> bool:
        """Tell whether a flag is only changed where nobody else did before (RFC 7162 §3.1.3)."""
        if not self.connection.has("CONDSTORE"):
            return False
        uid = self._a_mail()
        before = self._modseq(uid)
        try:
            self._store(uid, b"(UNCHANGEDSINCE %d) +FLAGS.SILENT (\\Flagged)" % before)
            answer = self._store(uid, b"(UNCHANGEDSINCE %d) -FLAGS.SILENT (\\Flagged)" % before)
        except RefusedError as error:
            return error.code == "MODIFIED" and "\\Flagged" in self._flags(uid)
        return answer.code == "MODIFIED" and "\\Flagged" in self._flags(uid)

    def idle(self, wait: float, patience: float) -> Idling | None:
        """Idle, hear of a mail at once and of another after ``wait`` silent seconds.

        ``patience`` is how long to wait for each. None where the server knows no IDLE, or the line
        does not live as long.
        """
        with self.connect() as watcher:
            if not watcher.has("IDLE"):
                return None
            watcher.select(self.folder)
            first = self._heard(watcher, 0.0, patience)
            later = self._heard(watcher, wait, patience) if wait else first
        return Idling(wait, first, later)

    def _heard(self, watcher: ImapConnection, wait: float, patience: float) -> float | None:
        """Return after how long ``watcher`` hears of a new mail; None when it does not."""
        try:
            watcher.idle_start()
            watcher.idle_wait(wait)
            told = watcher.wire.told
            self.connection.append(self.folder, _mail("idle", secrets.token_hex(4)), ("\\Seen",))
            begun = watcher.clock.monotonic()
            while watcher.wire.told == told:
                left = patience - (watcher.clock.monotonic() - begun)
                with watcher.wire.guarded(), watcher.wire.stream.deadline(patience + 5):
                    if not watcher.wire.stream.wait_line(max(0.0, left)):
                        break
                    watcher.wire.hear_line()
            heard = watcher.clock.monotonic() - begun if watcher.wire.told != told else None
            watcher.idle_done()
        except MailError:
            return None
        return heard

    def _a_mail(self) -> int:
        self.connection.append(self.folder, _mail("flag", secrets.token_hex(4)), ("\\Seen",))
        self.connection.select(self.folder)
        return max(self.connection.uids(), default=1)

    def _store(self, uid: int, change: bytes) -> Answer:
        return self.connection.wire.command(b"UID STORE %d %s" % (uid, change))

    def _flags(self, uid: int) -> frozenset[str]:
        item = self.connection.fetch_set(str(uid), "UID FLAGS").items.get(uid)
        return (item.flags if item else None) or frozenset()

    def _modseq(self, uid: int) -> int:
        answer = self.connection.wire.command(b"UID FETCH %d (MODSEQ)" % uid)
        found = [m[1] for u in answer.untagged if (m := _MODSEQ.search(u.text))]
        return int(found[-1]) if found else 1


@dataclass(slots=True)
class _Writer:
    """One of two who write at the same time, and what it saw."""

    line: ImapConnection
    folder: str
    name: str
    seen: set[int] = field(default_factory=set)

    def write(self, mails: int) -> None:
        """Append and look, in turn."""
        self.line.select(self.folder)
        last = 0
        for number in range(mails):
            self.line.append(self.folder, _mail(self.name, str(number)), ("\\Seen",))
            self.line.noop()
            self.seen.update(uid for uid in self.line.uids(f"{last + 1}:*") if uid > last)
            last = max(self.seen, default=0)

    def listed(self) -> dict[int, bytes]:
        """Return the names of the mails of both writers by UID, as this connection sees them."""
        self.line.noop()
        items = self.line.fetch_set("1:*", "UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]").items
        found = {uid: _ID_FIELD.search(item.body or b"") for uid, item in items.items()}
        return {uid: m[1] for uid, m in sorted(found.items()) if m and m[1][:2] in (b"a.", b"b.")}

    def late(self, there: set[int]) -> list[int]:
        """Return which of the mails that are there came to light behind this writer's back."""
        return [uid for uid in there if uid < max(self.seen, default=0) and uid not in self.seen]


def open_together(connect: Connect, most: int) -> int:
    """Return how many connections the server allows at the same time, of ``most`` tried."""
    lines: list[ImapConnection] = []
    try:
        while len(lines) < most:
            lines.append(connect())
    except MailError:
        pass
    finally:
        for line in lines:
            line.logout()
    return len(lines)


def left_over(names: Sequence[str]) -> list[str]:
    """Return those of the server's folders that an earlier trial left behind."""
    return [name for name in names if LEFT_OVER.fullmatch(name)]


def _empty(connection: ImapConnection, folder: str) -> None:
    """Delete the mails of our own folder first: on some servers they would lie about elsewhere."""
    with suppress(RefusedError):
        if connection.select(folder).exists:
            connection.wire.command(b"UID STORE 1:* +FLAGS.SILENT (\\Deleted)")
        connection.wire.command(b"CLOSE")
        connection.selected = ""


def _offset(received: datetime | None, sent: datetime) -> timedelta | None:
    """INTERNALDATE has whole seconds, cut off: on average half a second is missing."""
    return received + _HALF - sent if received else None


def _mail(name: str, number: str) -> bytes:
    lines = (
        "From: Agent Console <test@agent-console.invalid>",
        f"Subject: Agent Console test {name} {number}",
        f"Message-ID: <{name}.{number}@agent-console.invalid>",
        "Auto-Submitted: auto-generated",
        "",
        "A test; it can be deleted.",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _odd_mail() -> bytes:
    """Return a mail that a server which rebuilds mails would not give back as it is."""
    body = b"Trailing blank \r\n\r\n.\r\nFrom the line\r\n\tTab, gr\xc3\xbc\xc3\x9fe\r\n\r\n\r\n"
    head = _mail("odd", secrets.token_hex(8)).partition(b"\r\n\r\n")[0]
    more = b"X-Agent-Console:  two  blanks\r\n\tfolded\r\nContent-Type: text/plain; charset=utf-8"
    return head + b"\r\n" + more + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body
