"""A folder of the server into which old mail is put: what lies there already, and one more.

What was put there once is known by its Message-ID, or, where it has none, by what its header says
of sender, time and subject: so it may be broken off anywhere and begun again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agent_console.mail.fetch import FetchAnswer, FolderCursor, format_internaldate
from agent_console.mail.headers import split_head
from agent_console.mail.imap import Selected
from agent_console.mail.names import folder_name
from agent_console.mail.wire import COMMAND_SECONDS, SLOWEST_LINE, Answer, RefusedError

_AT_ONCE = 2_000
_FIELDS = ("message-id", "from", "date", "subject")
_MOST_BYTES = 1024 * 1024
_MOST_MAILS = 50
_ASKED = f"UID BODY.PEEK[HEADER.FIELDS ({' '.join(_FIELDS).upper()})]"


class Commands(Protocol):
    """The line below a connection."""

    def command(self, line: bytes) -> Answer: ...
    def append_many(
        self, line: bytes, mails: Sequence[tuple[bytes, bytes]], *, seconds: float
    ) -> Answer: ...


class Connection(Protocol):
    """What is used of a connection (``imap.ImapConnection`` is one)."""

    @property
    def wire(self) -> Commands: ...
    def has(self, capability: str) -> bool: ...
    def select(self, folder: str, cursor: FolderCursor | None = None) -> Selected: ...
    def fetch_set(self, uids: str, items: str) -> FetchAnswer: ...
    def uids(self, uid_set: str = "1:*") -> list[int]: ...
    def append(
        self, folder: str, raw: bytes, flags: Sequence[str] = (), when: datetime | None = None
    ) -> int | None: ...


@dataclass(frozen=True, slots=True)
class OldMail:
    """A mail to be put into a folder, with the flags and the date that it gets there.

    ``where`` tells people where it is from.
    """

    where: str
    raw: bytes
    flags: tuple[str, ...]
    when: datetime


@dataclass(frozen=True, slots=True)
class Put:
    """What came of putting mails: how many lie there now, and which the server does not want."""

    count: int
    refused: tuple[tuple[OldMail, RefusedError], ...] = ()


def mail_key(raw: bytes) -> bytes:
    """Return what tells a mail from others, whoever handed it out."""
    head = split_head(raw)
    message_id = b"".join(head.first("message-id").split())
    told = message_id or b"\0".join(b" ".join(head.first(one).split()) for one in _FIELDS[1:])
    return hashlib.sha256(told).digest()[:16]


class Depot:
    """One such folder; every failure of the line is a MailError."""

    def __init__(self, connection: Connection, name: str) -> None:
        self.name = name
        self._connection = connection
        self._made = False

    def known(self) -> set[bytes]:
        """Return the keys of all mails that lie there; none where there is no such folder."""
        try:
            selected = self._connection.select(self.name)
        except RefusedError as error:
            if error.temporary:
                raise
            return set()
        self._made = True
        found: set[bytes] = set()
        uids = self._connection.uids() if selected.exists else []
        for start in range(0, len(uids), _AT_ONCE):
            some = uids[start : start + _AT_ONCE]
            answer = self._connection.fetch_set(f"{some[0]}:{some[-1]}", _ASKED)
            found.update(mail_key(item.body or b"") for item in answer.items.values())
        return found

    def put(self, mails: Sequence[OldMail]) -> Put:
        """Put mails there; the folder is made when they are the first ones.

        Many at once where the server takes that. A mail that it refuses does not keep the others
        out; a server that is full or busy as a whole raises its RefusedError.
        """
        if mails:
            self._make()
        count, refused = 0, list[tuple[OldMail, RefusedError]]()
        together = self._connection.has("MULTIAPPEND") and self._connection.has("LITERAL+")
        for portion in _portions(mails) if together else ():
            try:
                self._put_together(portion)
            except RefusedError as error:
                if error.temporary:
                    raise
                refused += self._put_each(portion)
            count += len(portion)
        if not together:
            refused = self._put_each(mails)
            count = len(mails)
        return Put(count - len(refused), tuple(refused))

    def _make(self) -> None:
        if not self._made:
            for verb in (b"CREATE ", b"SUBSCRIBE "):
                with suppress(RefusedError):
                    self._connection.wire.command(verb + folder_name(self.name))
            self._made = True

    def _put_together(self, mails: Sequence[OldMail]) -> None:
        heads = [
            f'({" ".join(one.flags)}) "{format_internaldate(one.when)}"'.encode("ascii")
            for one in mails
        ]
        seconds = COMMAND_SECONDS + sum(len(one.raw) for one in mails) / SLOWEST_LINE
        told = list(zip(heads, (one.raw for one in mails), strict=True))
        line = b"APPEND " + folder_name(self.name)
        self._connection.wire.append_many(line, told, seconds=seconds)

    def _put_each(self, mails: Sequence[OldMail]) -> list[tuple[OldMail, RefusedError]]:
        refused = []
        for one in mails:
            try:
                self._connection.append(self.name, one.raw, one.flags, one.when)
            except RefusedError as error:
                if error.temporary:
                    raise
                refused.append((one, error))
        return refused


def _portions(mails: Sequence[OldMail]) -> Iterator[list[OldMail]]:
    """Yield mails in portions that one command can hold."""
    portion: list[OldMail] = []
    size = 0
    for one in mails:
        if portion and (size + len(one.raw) > _MOST_BYTES or len(portion) == _MOST_MAILS):
            yield portion
            portion, size = [], 0
        portion.append(one)
        size += len(one.raw)
    if portion:
        yield portion
