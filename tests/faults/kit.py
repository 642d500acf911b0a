"""A mailbox of a dozen odd mails, one session over its folders, and what is kept of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from pydantic import SecretStr

from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DEFAULT_CAPABILITIES, DemoMailbox, FlagChange
from agent_console.mail import reach
from agent_console.mail.bodies import Suspects
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.sink import FolderSink
from agent_console.mail.sync import SyncReport, sync_folder
from tests.mail.imap_helpers import NOW, PASSWORD, config
from tests.mail.sinks import MemorySink

FOLDERS = ("INBOX", "Sent")
KEEP_BYTES = 150

# Nothing else is used by reading; it would only make the session longer.
_OFFERED = frozenset({"IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "ENABLE", "CONDSTORE", "QRESYNC"})

_INBOX: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"Message-ID: <1@k.test>\r\nSubject: Frage\r\n\r\nHallo\r\n", ()),
    (b"Subject: gelesen\r\n\r\nDanke\r\n", ("\\Seen", "\\Answered")),
    (b"Subject: \xfcber alles\r\n\r\n\xff\xfe\xe4\r\n", ("$Work", "\\Flagged")),
    (b"Subject: leer\r\n\r\n", ()),
    (b"no header at all", ("\\Seen",)),
    (b"Subject: x {3}\r\n\r\n)\r\nC9 OK Done\r\n* BYE {7}\r\n", ()),
    (b"Subject: lang\r\n\r\n" + b"0123456789" * 20, ("\\Seen",)),
    (b"Message-ID: <1@k.test>\r\nSubject: Frage\r\n\r\nHallo", ()),
    (b'Subject: "a\\\r\n\r\n\r\n\r\n', ("\\Draft",)),
    (b"\r\n", ()),
)
_SENT: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"Message-ID: <s1@f.test>\r\n\r\nAntwort\r\n", ("\\Seen",)),
    (b"In-Reply-To: <1@k.test>\r\n\r\n.\r\n", ("\\Seen",)),
)


class LineClock(FixedClock):
    """The calendar stands still, the seconds run, ``speed`` times as fast as real ones."""

    def __init__(self, speed: float = 1.0) -> None:
        super().__init__(NOW)
        self._speed = speed

    def monotonic(self) -> float:
        """Return seconds that run."""
        return time.monotonic() * self._speed


def mailbox(*without: str, handful: bool = False) -> DemoMailbox:
    """Return the mailbox; its server lacks the capabilities ``without``.

    With ``handful`` it holds only four mails, one of each kind that matters to a store.
    """
    offered = [name for name in DEFAULT_CAPABILITIES if name in _OFFERED.difference(without)]
    box = DemoMailbox(PASSWORD, offered, uidvalidity=700, clock=FixedClock(NOW))
    inbox = [_INBOX[at] for at in (0, 5, 6)] if handful else _INBOX
    for folder, mails in (("INBOX", inbox), ("Sent", _SENT[:1] if handful else _SENT)):
        for minute, (raw, flags) in enumerate(mails):
            box.deliver(folder, raw, NOW + timedelta(minutes=minute), flags)
    return box


def a_day_later(box: DemoMailbox) -> None:
    """Let the team and its customers work: new mails, other flags, some mails gone."""
    inbox = box.folder("INBOX")
    inbox.store(1, FlagChange.ADD, ("\\Seen", "$Done"))
    inbox.store(2, FlagChange.SET, ())
    inbox.expunge((4, 7))
    box.deliver("INBOX", b"Subject: neu\r\n\r\nNeues\r\n", NOW)
    box.deliver("INBOX", b"Subject: auch neu\r\n\r\n", NOW, ("\\Seen",))
    box.deliver("Sent", b"Subject: Re: neu\r\n\r\nJa\r\n", NOW)
    box.folder("Sent").expunge((2,))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one folder: the cursor, each mail, the UIDs that are there, the count."""

    cursor: FolderCursor = field(default_factory=FolderCursor)
    mails: tuple[FetchedMail, ...] = ()
    present: frozenset[int] = frozenset()
    exists: int | None = None


class Sinks:
    """One memory sink per folder."""

    def __init__(self, kept: Mapping[str, Kept] | None = None) -> None:
        self.by_folder = {name: MemorySink() for name in FOLDERS}
        for name, one in (kept or {}).items():
            sink = self.by_folder[name]
            sink.position, sink.exists = one.cursor, one.exists
            sink.mails = {mail.uid: mail for mail in one.mails}
            sink.present = set(one.present)

    def kept(self) -> dict[str, Kept]:
        """Return what is kept now."""
        return {
            name: Kept(
                sink.position,
                tuple(sink.mails[uid] for uid in sorted(sink.mails)),
                frozenset(sink.present),
                sink.exists,
            )
            for name, sink in self.by_folder.items()
        }


def impatient(patch: pytest.MonkeyPatch, seconds: float) -> None:
    """Wait at most ``seconds`` for each piece of an answer."""
    patch.setattr(reach, "READ_SECONDS", seconds)


def connect(port: int, clock: FixedClock | None = None, *, seconds: float = 60.0) -> ImapConnection:
    """Sign in at ``port``; ``seconds`` by ``clock`` are the deadline for all of it."""
    secret = SecretStr(PASSWORD)
    return open_imap(config(port), secret, clock=clock or LineClock(), seconds=seconds)


def session(
    port: int,
    sinks: Mapping[str, FolderSink],
    suspects: Suspects | None = None,
    *,
    clock: FixedClock | None = None,
) -> list[SyncReport]:
    """Sign in and read all folders, as the console does; raises MailError."""
    connection = connect(port, clock)
    try:
        return [
            sync_folder(connection, name, sinks[name], keep_bytes=KEEP_BYTES, suspects=suspects)
            for name in FOLDERS
        ]
    finally:
        connection.close()
