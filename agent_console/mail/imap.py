"""One connection to an IMAP server: encrypted, signed in, every operation under a deadline.

imapclient does greeting, sign-in and folder lists; everything that reads mail or waits for it goes
over our own reader on the same socket (:mod:`agent_console.mail.wire`), because imapclient hides
response codes, refuses open UID ranges and misses lines while idling. Not thread-safe: one thread
per connection. Every failure is a MailError. Nothing here changes a mail's flags or removes one:
bodies are read with BODY.PEEK only, and APPEND is the one command that writes.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import ServerConfig
from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.mail.dial import (
    OPEN_SECONDS,
    Client,
    SignedIn,
    dial_in,
    told_as_mail_error,
)
from agent_console.mail.fetch import (
    FetchAnswer,
    FetchItem,
    FolderCursor,
    UidRanges,
    format_internaldate,
    parse_ranges,
    parse_uid,
    read_fetches,
)
from agent_console.mail.names import (
    Folder,
    UnsafeInputError,
    folder_name,
    readable_name,
    special_folder,
    status_folder,
)
from agent_console.mail.scouting import Scout
from agent_console.mail.structure import TextPart
from agent_console.mail.wire import (
    COMMAND_SECONDS,
    NUMBER_MAX,
    SLOWEST_LINE,
    Answer,
    ConnectionLostError,
    RefusedError,
    Untagged,
    Wire,
    status_numbers,
)

_SET = re.compile(r"[0-9*][0-9:,*]{0,8000}")
_MESSAGE_ID = re.compile(r"<[!#-'*-\[\]-~]{1,900}>")
_FLAG = re.compile(r"\\?[!#$&'+\-./0-9:;<=>?@A-Z^_`a-z|}~]{1,100}")
_MESSAGE_ID_FIELD = re.compile(rb"message-id:\s*(<[^>]*>)", re.I)
_NUMBER_CODE = re.compile(rb"OK \[(UIDVALIDITY|UIDNEXT|HIGHESTMODSEQ) (\d{1,19})\]", re.I)
_HITS_CHECKED = 50


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """What STATUS tells; None where the server said nothing."""

    messages: int | None = None
    uidnext: int | None = None
    uidvalidity: int | None = None
    highestmodseq: int | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """What SELECT told, with the changes since the cursor when ``resynced`` (RFC 7162 QRESYNC)."""

    exists: int
    uidvalidity: int | None = None
    uidnext: int | None = None
    highestmodseq: int | None = None
    vanished: UidRanges = field(default_factory=UidRanges)
    changes: dict[int, FetchItem] = field(default_factory=dict)
    resynced: bool = False


class ImapConnection:
    """A signed-in connection; see the module's words. Use as a context manager.

    ``selected`` is the open folder, ``counts`` how many mails each folder held when it was left,
    ``parts`` which text part each mail of a folder (name, UIDVALIDITY) has, as far as was asked.
    ``scout`` reads ahead for a first reading, on a line of its own.
    """

    def __init__(self, client: Client, wire: Wire, clock: Clock, capabilities: set[str]) -> None:
        self.wire = wire
        self.clock = clock
        self.capabilities = frozenset(capabilities)
        self.selected = ""
        self.counts: dict[str, int] = {}
        self.parts: dict[tuple[str, int | None], dict[int, TextPart | None]] = {}
        self.scout: Scout | None = None
        self._client = client
        self._idle_tag = b""
        self._told_before_idle = 0

    def __enter__(self) -> Self:
        """Return the connection itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Sign out, or just close after an error."""
        if error is None:
            self.logout()
        else:
            self.close()

    def has(self, capability: str) -> bool:
        """Tell whether the server offers ``capability``."""
        return capability in self.capabilities

    def folders(self) -> tuple[Folder, ...]:
        """Return all folders but those whose name is no valid modified UTF-7 (RFC 3501 §5.1.3)."""
        with told_as_mail_error(self._client.host), self.wire.stream.deadline(COMMAND_SECONDS):
            listed = self._client.list_folders()
        return tuple(
            Folder(name, _attributes(flags))
            for flags, _delimiter, raw in listed
            if isinstance(raw, bytes | str) and (name := readable_name(raw)) is not None
        )

    def special_folder(self, use: str) -> str | None:
        """Return the folder with the special use ``\\Sent`` … (RFC 6154), or a usual name."""
        return special_folder(self.folders(), use)

    def select(self, folder: str, cursor: FolderCursor | None = None) -> Selected:
        """Open ``folder``; with a cursor and QRESYNC the server tells all changes at once.

        SELECT, not EXAMINE: some servers settle UIDVALIDITY only then. Flags stay as they are.
        """
        name = folder_name(folder)
        resync = _resync_parameter(cursor) if self.has("QRESYNC") else b""
        counted = b" (CONDSTORE)" if self.has("CONDSTORE") else b""
        parameters = dict.fromkeys((resync or counted, b""))
        if self.selected:
            self.counts[self.selected] = self.wire.exists
        for parameter in parameters:
            self.wire.exists = 0
            try:
                answer = self.wire.command(b"SELECT " + name + parameter)
            except RefusedError as error:
                if error.status == "BAD" and parameter:
                    continue
                raise
            self.selected = folder
            return self._read_selected(answer, resynced=bool(resync) and parameter == resync)
        raise ConnectionLostError(_("The mail server's answer makes no sense."))

    def _read_selected(self, answer: Answer, *, resynced: bool) -> Selected:
        numbers: dict[str, int] = {}
        vanished: list[tuple[int, int]] = []
        heard = _since_closed(answer.untagged)
        for untagged in heard:
            found = _NUMBER_CODE.match(untagged.text)
            if found and int(found[2]) <= NUMBER_MAX:
                numbers[found[1].decode("ascii").lower()] = int(found[2])
            elif untagged.text.upper().startswith(b"VANISHED (EARLIER) "):
                vanished.extend(parse_ranges(untagged.text[19:]).ranges)
        return Selected(
            self.wire.exists,
            numbers.get("uidvalidity") or None,
            numbers.get("uidnext") or None,
            numbers.get("highestmodseq") or None,
            UidRanges(tuple(vanished)),
            read_fetches(heard),
            resynced,
        )

    def fetch_set(
        self, uids: str, items: str, *, changed_since: int | None = None, expected_bytes: int = 0
    ) -> FetchAnswer:
        """UID FETCH any set, ``17:*`` included; what cannot be read or names no UID is missing.

        ``expected_bytes`` makes the deadline fit.
        """
        if not _SET.fullmatch(uids):
            raise ValueError("not a UID set")
        line = f"UID FETCH {uids} ({items})"
        if changed_since is not None:
            line += f" (CHANGEDSINCE {changed_since:d})"
        answer = self.wire.command(
            line.encode("ascii"), seconds=COMMAND_SECONDS + expected_bytes / SLOWEST_LINE
        )
        return FetchAnswer(read_fetches(answer.untagged), answer.code == "EXPUNGEISSUED")

    def uids(self, uid_set: str = "1:*") -> list[int]:
        """Return the UIDs that exist within ``uid_set``, ascending.

        ``n:*`` always names the last mail too, even below n (RFC 3501 §6.4.8): compare yourself.
        """
        if not _SET.fullmatch(uid_set):
            raise ValueError("not a UID set")
        return _found(self.wire.command(f"UID SEARCH UID {uid_set}".encode("ascii")))

    def search_message_id(self, message_id: str) -> list[int]:
        """Return the UIDs in the open folder whose Message-ID is exactly ``message_id``.

        The server's search is loose, so hits are compared. An id with anything unusual in it is
        never sent: UnsafeInputError.
        """
        if not _MESSAGE_ID.fullmatch(message_id):
            raise UnsafeInputError(_("That is no Message-ID that can be searched for."))
        line = f'UID SEARCH HEADER Message-ID "{message_id}"'
        hits = _found(self.wire.command(line.encode("ascii")))[-_HITS_CHECKED:]
        if not hits:
            return []
        answer = self.fetch_set(
            ",".join(str(uid) for uid in hits), "UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
        )
        wanted = message_id.encode("ascii")
        bodies = ((uid, item.body or b"") for uid, item in sorted(answer.items.items()))
        return [uid for uid, body in bodies if wanted in _MESSAGE_ID_FIELD.findall(body)]

    def append(
        self,
        folder: str,
        raw: bytes,
        flags: Collection[str] = (),
        when: datetime | None = None,
    ) -> int | None:
        """Put a mail into ``folder`` exactly as it is; return its UID when the server tells it.

        After a ConnectionLostError the mail may be there or not: look for it by its Message-ID.
        """
        if b"\0" in raw or not all(_FLAG.fullmatch(flag) for flag in flags):
            raise UnsafeInputError(_("That is no mail that can be put into a folder."))
        line = b"APPEND " + folder_name(folder) + f" ({' '.join(flags)})".encode("ascii")
        if when is not None:
            line += f' "{format_internaldate(when)}"'.encode("ascii")
        plus = self.has("LITERAL+") or (self.has("LITERAL-") and len(raw) <= 4096)
        seconds = COMMAND_SECONDS + len(raw) / SLOWEST_LINE
        answer = self.wire.append(line, raw, plus=plus, seconds=seconds)
        if answer.code != "APPENDUID":
            return None
        numbers = answer.code_arguments.split()
        return parse_uid(numbers[1]) if len(numbers) == 2 else None

    def noop(self) -> int:
        """Let the server tell what is new; return how many mails the open folder holds."""
        self.wire.command(b"NOOP")
        return self.wire.exists

    def status(self, folder: str) -> FolderStatus:
        """Return the numbers of a folder without opening it."""
        items = "MESSAGES UIDNEXT UIDVALIDITY"
        items += " HIGHESTMODSEQ" if self.has("CONDSTORE") else ""
        answer = self.wire.command(b"STATUS " + folder_name(folder) + f" ({items})".encode("ascii"))
        numbers: dict[str, int] = {}
        told = [u for u in answer.untagged if u.text.upper().startswith(b"STATUS ")]
        for untagged in [u for u in told if status_folder(u.parts) == folder] or told[-1:]:
            numbers |= status_numbers(untagged.parts)
        return FolderStatus(**numbers)

    def idle_start(self) -> None:
        """Ask to be told at once (RFC 2177)."""
        with self.wire.guarded(), self.wire.stream.deadline(COMMAND_SECONDS):
            self._told_before_idle = self.wire.told
            self._idle_tag = self.wire.send_line(b"IDLE")
            refused = self.wire.until_continued(self._idle_tag)
        if refused is not None:
            raise ConnectionLostError(_("The mail server's answer makes no sense."))

    def idle_wait(self, seconds: float) -> bool:
        """Wait at most ``seconds``; True when anything was told about mails since idling began.

        Sees lines that are buffered already, never loses half a line, and raises
        ConnectionLostError when the server says BYE or is gone.
        """
        until = self.clock.monotonic() + seconds
        left = 0.0 if self._told_while_idle else seconds
        with self.wire.guarded(), self.wire.stream.deadline(seconds + COMMAND_SECONDS):
            while self.wire.stream.wait_line(left):
                self.wire.hear_line()
                left = until - self.clock.monotonic()
                if left <= 0:
                    break
                left = 0.0 if self._told_while_idle else left
        return self._told_while_idle

    def idle_done(self) -> bool:
        """End idling; True when anything was told about mails since it began."""
        with self.wire.guarded(), self.wire.stream.deadline(COMMAND_SECONDS):
            self.wire.stream.send(b"DONE\r\n")
            self.wire.answer(self._idle_tag)
        return self._told_while_idle

    @property
    def _told_while_idle(self) -> bool:
        return self.wire.told != self._told_before_idle

    def logout(self) -> None:
        """Sign out politely; whatever happens, the connection is closed afterwards."""
        with suppress(MailError):
            self.wire.command(b"LOGOUT", seconds=5.0)
        self.close()

    def close(self) -> None:
        """Close without a word."""
        if self.scout is not None:
            self.scout.close()
        with suppress(OSError):
            self.wire.stream.close()


def open_imap(
    server: ServerConfig,
    secret: SecretStr,
    *,
    clock: Clock | None = None,
    seconds: float = OPEN_SECONDS,
) -> ImapConnection:
    """Return a new connection; deadline and errors are those of :func:`dial_in`."""
    return connection_on(dial_in(server, secret, clock=clock, seconds=seconds))


def connection_on(line: SignedIn) -> ImapConnection:
    """Return the connection that goes on where a sign-in ended."""
    return ImapConnection(line.client, line.wire, line.clock, line.capabilities)


def _resync_parameter(cursor: FolderCursor | None) -> bytes:
    if cursor is None or not (cursor.uidvalidity and cursor.highestmodseq and cursor.last_uid):
        return b""
    return f" (QRESYNC ({cursor.uidvalidity} {cursor.highestmodseq} 1:{cursor.last_uid}))".encode(
        "ascii"
    )


def _since_closed(heard: tuple[Untagged, ...]) -> tuple[Untagged, ...]:
    for number in range(len(heard) - 1, -1, -1):
        if heard[number].text.upper().startswith(b"OK [CLOSED]"):
            return heard[number + 1 :]
    return heard


def _attributes(flags: object) -> frozenset[str]:
    listed = flags if isinstance(flags, tuple) else ()
    return frozenset(flag.decode("ascii", "replace") for flag in listed if isinstance(flag, bytes))


def _found(answer: Answer) -> list[int]:
    uids: set[int] = set()
    for untagged in answer.untagged:
        words = untagged.text.split()
        if words and words[0].upper() == b"SEARCH":
            uids.update(uid for word in words[1:] if (uid := parse_uid(word)) is not None)
    return sorted(uids)
