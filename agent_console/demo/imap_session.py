"""One IMAP session: who is logged in, what is open, and what the client has to be told."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum

from agent_console.demo.connection import Connection
from agent_console.demo.fault_plan import ConnectionCut
from agent_console.demo.imap_parser import format_set
from agent_console.demo.imap_state import DemoMailbox, DemoMessage, Folder
from agent_console.demo.imap_view import View


class Status(Enum):
    """How a command ended (RFC 3501 §7.1)."""

    OK = "OK"
    NO = "NO"
    BAD = "BAD"


@dataclass(frozen=True, slots=True)
class Reply:
    """The final answer to a command; ``code`` goes into square brackets."""

    text: str
    code: str = ""
    status: Status = Status.OK

    def __str__(self) -> str:
        code = f"[{self.code}] " if self.code else ""
        return f"{self.status.value} {code}{self.text}"


class RefusedError(Exception):
    """The command is understood but cannot be carried out: answered with NO."""

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text)
        self.reply = Reply(text, code, Status.NO)


class Phase(Enum):
    """The states of RFC 3501 §3, in order."""

    NOT_AUTHENTICATED = 0
    AUTHENTICATED = 1
    LOGGED_OUT = 2


@dataclass(slots=True)
class Session:
    """The state of one connection; ``view`` is the open folder, if any."""

    mailbox: DemoMailbox
    connection: Connection
    phase: Phase = Phase.NOT_AUTHENTICATED
    secure: bool = False
    can_start_tls: bool = False
    condstore: bool = False
    qresync: bool = False
    view: View | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _unwatch: Callable[[], None] | None = None

    def can(self, capability: str) -> bool:
        """Tell whether the server offers ``capability``."""
        return capability in self.mailbox.capabilities

    def capabilities(self) -> str:
        """Return what CAPABILITY answers at this point."""
        offered = self.mailbox.capabilities
        if self.can_start_tls and not self.secure:
            offered = (*offered, "STARTTLS")
        return " ".join(offered)

    def open(self, folder: Folder, *, read_only: bool) -> View:
        """Make ``folder`` the open one and watch it."""
        self.leave()
        self.view = View(folder, read_only=read_only)
        loop = asyncio.get_running_loop()

        def wake(changed: Folder) -> None:
            if changed is folder:
                with suppress(RuntimeError):  # the loop is closed: the server has been stopped
                    loop.call_soon_threadsafe(self.changed.set)

        self._unwatch = self.mailbox.watch(wake)
        return self.view

    def leave(self) -> None:
        """Close the open folder, if any."""
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None
        self.view = None

    def selected(self) -> View:
        """Return the open folder's view; only called when a folder is open."""
        if self.view is None:
            raise RefusedError("No folder is selected")
        return self.view

    def untagged(self, text: str) -> None:
        """Queue one untagged answer."""
        self.connection.line(f"* {text}")

    def announce(self, *, may_expunge: bool = True) -> None:
        """Queue what changed in the open folder since the client was told last."""
        if self.view is None:
            return
        if self.view.is_lost:
            raise ConnectionCut(b"* BYE The folder is no longer what it was, please reconnect\r\n")
        news = self.view.refresh(may_expunge=may_expunge)
        if self.qresync and news.expunged:
            self.untagged(f"VANISHED {format_set(uid for _, uid in news.expunged)}")
        else:
            for number, _ in news.expunged:
                self.untagged(f"{number} EXPUNGE")
        if news.exists is not None:
            self.untagged(f"{news.exists} EXISTS")
        for number, message in news.changed:
            self.untagged(f"{number} FETCH ({self.flags_item(message)})")

    def flags_item(self, message: DemoMessage) -> str:
        """Return UID and FLAGS (and MODSEQ once CONDSTORE is on) as FETCH data."""
        modseq = f" MODSEQ ({message.modseq})" if self.condstore else ""
        return f"UID {message.uid} FLAGS ({' '.join(sorted(message.flags))}){modseq}"


def numbered() -> Callable[[], int]:
    """Return a counter from 1, for the connections of one server."""
    counter = itertools.count(1)
    return lambda: next(counter)
