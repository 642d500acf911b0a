"""A small ESMTP server for the demo and for fault tests (RFC 5321, AUTH of RFC 4954).

It keeps what it accepts and hands it to a callback; it never sends anything anywhere.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
import ssl
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from agent_console.demo.command_log import CommandLog, LoggedCommand
from agent_console.demo.connection import Connection, LineTooLongError
from agent_console.demo.fault_plan import GREETING, ConnectionCut, FaultPlan
from agent_console.demo.imap_session import numbered
from agent_console.demo.smtp_faults import MESSAGE

_PATH = re.compile(
    r"(?:FROM|TO):\s*<(?P<address>[^<>]*)>(?P<options>(?:\s+\S+)*)\s*", re.IGNORECASE
)
_SIZE = re.compile(r"SIZE=(\d{1,15})", re.IGNORECASE)
_BAD_SEQUENCE = "503 5.5.1 Bad sequence of commands"
_WRONG_PASSWORD = "535 5.7.8 Authentication credentials invalid"  # noqa: S105 - an answer


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """One accepted mail; ``options`` are the parameters of MAIL, such as ``BODY=8BITMIME``."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmtpOptions:
    """How the server behaves; ``username=None`` accepts any name, sizes are in bytes."""

    password: str
    username: str | None = None
    auth_required: bool = True
    smtputf8: bool = True
    max_size: int = 35_882_577


class SmtpServer:
    """Accepts mail from any number of clients; give ``serve`` to ``asyncio.start_server``.

    ``on_mail`` is called in the server's thread for each accepted mail, before the final answer.
    """

    def __init__(
        self,
        options: SmtpOptions,
        faults: FaultPlan,
        *,
        starttls: ssl.SSLContext | None = None,
        on_mail: Callable[[ReceivedMail], object] | None = None,
    ) -> None:
        self.options = options
        self.faults = faults
        self.starttls = starttls
        self.log = CommandLog()
        self._on_mail = on_mail
        self._lock = threading.Lock()
        self._mails: list[ReceivedMail] = []
        self._next_number = numbered()

    @property
    def mails(self) -> tuple[ReceivedMail, ...]:
        """The mails accepted so far; safe from any thread."""
        with self._lock:
            return tuple(self._mails)

    def accept(self, mail: ReceivedMail) -> None:
        """Keep ``mail`` and tell the callback."""
        with self._lock:
            self._mails.append(mail)
        if self._on_mail is not None:
            self._on_mail(mail)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk to one client until it leaves."""
        connection = Connection(reader, writer, self.faults)
        try:
            await _Dialogue(self, connection, self._next_number()).run()
        except ConnectionCut as cut:
            await connection.cut(cut.farewell)
        except LineTooLongError:
            await connection.cut(b"500 5.5.2 Line too long\r\n")


@dataclass(slots=True)
class _Envelope:
    sender: str | None = None
    recipients: list[str] = field(default_factory=list)
    options: tuple[str, ...] = ()


_Verb: TypeAlias = Callable[["_Dialogue", str], Awaitable[str]]


class _Dialogue:
    """One client: its envelope so far, and a method for each verb that returns the answer."""

    def __init__(self, server: SmtpServer, connection: Connection, number: int) -> None:
        self._server = server
        self._options = server.options
        self._connection = connection
        self._number = number
        self._envelope = _Envelope()
        self._greeted = False
        self._authenticated = False
        self._secure = False
        self._done = False

    async def run(self) -> None:
        """Greet, then serve commands until QUIT or the end of the connection."""
        await self._answer(GREETING, "", _greeting)
        while not self._done:
            raw = await self._connection.read_line()
            if raw is None:
                return
            line = raw.decode("utf-8", "replace")
            verb, _, arguments = line.strip().partition(" ")
            verb = verb.upper()
            handler = _VERBS.get(verb, _unknown)
            self._note(verb, "***" if verb == "AUTH" else arguments)
            await self._answer(verb, arguments, handler)

    async def _answer(self, verb: str, arguments: str, handler: _Verb) -> None:
        """Let the faults act around ``handler`` and send its answer."""
        connection = self._connection
        connection.active = connection.faults.take(verb, arguments)
        refusal = None
        for fault in connection.active:
            refusal = await fault.before() or refusal
            connection.queue(fault.preface())
        answer = refusal or await handler(self, arguments)
        for fault in connection.active:
            await fault.after()
        if answer:
            connection.line(answer)
        await connection.flush()
        connection.active = ()
        if verb == "STARTTLS" and answer.startswith("220") and self._server.starttls:
            await connection.start_tls(self._server.starttls)
            self._secure, self._greeted = True, False

    async def ehlo(self, arguments: str) -> str:
        """EHLO: greet and list the extensions."""
        self._greeted = True
        self._envelope = _Envelope()
        lines = ["demo.invalid", "8BITMIME", f"SIZE {self._options.max_size}", "DSN"]
        lines += ["ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN"]
        if self._options.smtputf8:
            lines.append("SMTPUTF8")
        if self._server.starttls is not None and not self._secure:
            lines.append("STARTTLS")
        return "\r\n".join([*(f"250-{line}" for line in lines[:-1]), f"250 {lines[-1]}"])

    async def helo(self, arguments: str) -> str:
        """HELO."""
        self._greeted = True
        self._envelope = _Envelope()
        return "250 demo.invalid"

    async def start_tls(self, arguments: str) -> str:
        """STARTTLS (RFC 3207)."""
        if self._server.starttls is None or self._secure:
            return "502 5.5.1 STARTTLS is not offered"
        return "220 2.0.0 Begin TLS now"

    async def auth(self, arguments: str) -> str:
        """AUTH PLAIN and AUTH LOGIN."""
        mechanism, _, initial = arguments.partition(" ")
        if not self._greeted or self._authenticated:
            return _BAD_SEQUENCE
        try:
            if mechanism.upper() == "PLAIN":
                _, name, password = (await self._secret(initial, "")).split("\0")
            elif mechanism.upper() == "LOGIN":
                name = await self._secret(initial, "Username:")
                password = await self._secret("", "Password:")
            else:
                return "504 5.5.4 That mechanism is not known"
        except (binascii.Error, ValueError):
            return "501 5.5.2 Cannot read that answer"
        if password != self._options.password or self._options.username not in (None, name):
            return _WRONG_PASSWORD
        self._authenticated = True
        return "235 2.7.0 Authentication successful"

    async def mail(self, arguments: str) -> str:
        """MAIL FROM."""
        found = _PATH.fullmatch(arguments)
        if not self._greeted or self._envelope.sender is not None:
            return _BAD_SEQUENCE
        if self._options.auth_required and not self._authenticated:
            return "530 5.7.0 Authentication required"
        if found is None or not arguments.upper().startswith("FROM"):
            return "501 5.5.4 MAIL FROM:<address> was expected"
        size = _SIZE.search(found["options"])
        if size and int(size[1]) > self._options.max_size:
            return "552 5.3.4 The message is too big"
        if not found["address"].isascii() and not self._options.smtputf8:
            return "553 5.6.7 Addresses must be ASCII"
        self._envelope = _Envelope(found["address"], [], tuple(found["options"].split()))
        return "250 2.1.0 Sender accepted"

    async def rcpt(self, arguments: str) -> str:
        """RCPT TO."""
        found = _PATH.fullmatch(arguments)
        if self._envelope.sender is None:
            return _BAD_SEQUENCE
        if found is None or not found["address"] or not arguments.upper().startswith("TO"):
            return "501 5.5.4 RCPT TO:<address> was expected"
        self._envelope.recipients.append(found["address"])
        return "250 2.1.5 Recipient accepted"

    async def data(self, arguments: str) -> str:
        """DATA: ask for the mail, read it, and answer under the pseudo verb MESSAGE."""
        if not self._envelope.recipients:
            return _BAD_SEQUENCE
        self._connection.line("354 End with a dot on a line of its own")
        await self._connection.flush()
        raw = await self._read_message()
        await self._answer(MESSAGE, "", lambda dialogue, _: dialogue.message(raw))
        return ""

    async def message(self, raw: bytes) -> str:
        """Accept the mail that was read."""
        envelope, self._envelope = self._envelope, _Envelope()
        if len(raw) > self._options.max_size:
            return "552 5.3.4 The message is too big"
        recipients = tuple(envelope.recipients)
        self._server.accept(ReceivedMail(envelope.sender or "", recipients, raw, envelope.options))
        return "250 2.0.0 Message accepted"

    async def reset(self, arguments: str) -> str:
        """RSET."""
        self._envelope = _Envelope()
        return "250 2.0.0 Forgotten"

    async def noop(self, arguments: str) -> str:
        """NOOP."""
        return "250 2.0.0 Done"

    async def verify(self, arguments: str) -> str:
        """VRFY: no answer either way."""
        return "252 2.5.0 Send it and see"

    async def quit(self, arguments: str) -> str:
        """QUIT."""
        self._done = True
        return "221 2.0.0 Good-bye"

    async def _read_message(self) -> bytes:
        """Read up to CRLF.CRLF and undo dot-stuffing; bare line feeds are kept, and end nothing."""
        fault = self._connection.faults.take_upload("DATA")
        lines: list[bytes] = []
        size, at_start = 0, True
        while True:
            line = await self._connection.read_raw_line()
            if not line.endswith(b"\n"):
                raise ConnectionCut
            if at_start and line == b".\r\n":
                return b"".join(lines)
            line = line[1:] if at_start and line.startswith(b".") else line
            at_start = line.endswith(b"\r\n")
            size += len(line)
            if fault is not None and size >= fault.upload_limit():
                raise ConnectionCut
            if size <= self._options.max_size + len(line):
                lines.append(line)

    async def _secret(self, given: str, challenge: str) -> str:
        if not given:
            encoded = base64.b64encode(challenge.encode("ascii")).decode("ascii")
            self._connection.line(f"334 {encoded}")
            await self._connection.flush()
            line = await self._connection.read_line()
            if line is None:
                raise ConnectionCut
            given = line.decode("ascii", "replace")
        return base64.b64decode(given, validate=True).decode("utf-8")

    def _note(self, verb: str, arguments: str) -> None:
        self._server.log.add(LoggedCommand(self._number, verb, arguments))


async def _greeting(dialogue: _Dialogue, arguments: str) -> str:
    return "220 demo.invalid ESMTP"


async def _unknown(dialogue: _Dialogue, arguments: str) -> str:
    return "500 5.5.2 Unknown command"


_VERBS: dict[str, _Verb] = {
    "EHLO": _Dialogue.ehlo,
    "HELO": _Dialogue.helo,
    "STARTTLS": _Dialogue.start_tls,
    "AUTH": _Dialogue.auth,
    "MAIL": _Dialogue.mail,
    "RCPT": _Dialogue.rcpt,
    "DATA": _Dialogue.data,
    "RSET": _Dialogue.reset,
    "NOOP": _Dialogue.noop,
    "VRFY": _Dialogue.verify,
    "QUIT": _Dialogue.quit,
}
