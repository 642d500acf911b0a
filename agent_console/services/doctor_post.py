"""A mail that the mailbox sends to itself: does it come, under which name, and who files a copy?"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import format_datetime

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.mail import smtp
from agent_console.mail.envelope import Envelope, Outcome
from agent_console.mail.imap import ImapConnection
from agent_console.mail.outbound import wire_address
from agent_console.mail.traces import Trace, find, move, trace_of
from agent_console.mail.trial import Trial
from agent_console.mail.wire import RefusedError
from agent_console.services.mailbox import server_with_user

SUBJECT = "Agent Console test"
_LOOK_EVERY = 2.0
_COPY_SECONDS = 6.0
"""How long after the arrival a server may take to file its copy."""


@dataclass(frozen=True, slots=True)
class Post:
    """What became of the mail.

    ``refused`` are the server's words when it was not taken; ``seconds`` until it lay in the
    inbox, None when it did not come in time; ``copied`` whether the server filed a copy; ``left``
    the folders from which it could not be taken away again.
    """

    refused: str = ""
    seconds: float | None = None
    id_kept: bool | None = None
    copied: bool | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """Where to send and look. ``patience`` in seconds; ``pause`` waits between two looks."""

    mailbox: MailboxConfig
    secret: SecretStr
    sent: str
    patience: float
    pause: Callable[[float], None]
    clock: Clock


def send_to_self(errand: Errand, trial: Trial) -> Post:
    """Send one mail to the mailbox, watch what comes of it, and take it away again."""
    raw = _letter(errand)
    if refused := _send(errand, raw):
        return Post(refused)
    begun = errand.clock.monotonic()
    with trial.connect() as connection:
        return _Watch(errand, connection, trace_of(raw)).run(begun, trial.folder)


def _letter(errand: Errand) -> bytes:
    address = errand.mailbox.address
    domain = wire_address(address).rpartition("@")[2]
    token = secrets.token_hex(12)
    lines = (
        f"From: {wire_address(address)}",
        f"To: {wire_address(address)}",
        f"Subject: {SUBJECT}",
        f"Date: {format_datetime(errand.clock.now())}",
        f"Message-ID: <doctor.{token}@{domain}>",
        f"References: <doctor-test.{token}.t@{domain}>",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "A test of `agent-console doctor --full`; it can be deleted.",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _send(errand: Errand, raw: bytes) -> str:
    """Hand the mail to the server; return the server's words when it did not take it."""
    box = errand.mailbox
    envelope = Envelope(box.address, (box.address,))
    server = server_with_user(box.smtp, box)
    result = asyncio.run(
        smtp.send(server, errand.secret, envelope, raw, before_data=lambda _taken: None)
    )
    if result.outcome in (Outcome.SENT, Outcome.UNKNOWN):
        return ""
    said = [result.detail, *(refusal.text for refusal in result.refused.values())]
    return next((words for words in said if words), result.outcome.value)


class _Watch:
    """Looks for the mail in the inbox and among the sent mails."""

    def __init__(self, errand: Errand, connection: ImapConnection, trace: Trace) -> None:
        self._errand = errand
        self._connection = connection
        self._trace = trace
        self._places = (errand.mailbox.folders.inbox, errand.sent)

    def run(self, begun: float, away: str) -> Post:
        """Look until the mail and its copy are there or the patience ends; move both ``away``."""
        clock, (inbox, sent) = self._errand.clock, self._places
        end = begun + self._errand.patience
        post = Post(copied=False if sent else None)
        while True:
            now = clock.monotonic()
            if post.seconds is None and self._found(inbox):
                kept = bool(self._connection.search_message_id(f"<{self._trace.message_id}>"))
                post = replace(post, seconds=now - begun, id_kept=kept)
                end = min(end, now + _COPY_SECONDS)
            if post.copied is False and self._found(sent):
                post = replace(post, copied=True)
            if now >= end or (post.seconds is not None and post.copied is not False):
                return replace(post, left=self._cleared(away))
            self._errand.pause(_LOOK_EVERY)

    def _found(self, folder: str) -> list[int]:
        """Return where the mail lies in ``folder``; nothing when that cannot be opened."""
        try:
            self._connection.select(folder)
            return find(self._connection, self._trace)
        except RefusedError:
            return []

    def _cleared(self, away: str) -> tuple[str, ...]:
        """Move what was found to our own folder, which will be removed; return where it failed."""
        left = []
        for folder in dict.fromkeys(place for place in self._places if place):
            try:
                gone = [move(self._connection, uid, away) for uid in self._found(folder)]
            except RefusedError:
                gone = [False]
            if not all(gone):
                left.append(folder)
        return tuple(left)
