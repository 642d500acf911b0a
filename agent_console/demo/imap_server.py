"""A small IMAP4rev1 server for the demo and for fault tests: reads commands, runs them, answers."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from agent_console.demo import imap_folders, imap_login, imap_messages
from agent_console.demo.command_log import CommandLog, LoggedCommand
from agent_console.demo.connection import Connection, LineTooLongError
from agent_console.demo.fault_plan import GREETING, ConnectionCut, FaultPlan
from agent_console.demo.faults import Preauth
from agent_console.demo.imap_parser import (
    BadCommandError,
    Command,
    Literal,
    describe,
    find_literal,
    parse_command,
    tag_of,
    text,
    verb_of,
)
from agent_console.demo.imap_session import Phase, RefusedError, Reply, Session, Status, numbered
from agent_console.demo.imap_state import DemoMailbox

MAX_COMMAND_LINE = 65_536
MAX_LITERAL = 64 * 1024 * 1024

Handler: TypeAlias = Callable[[Session, Command], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Rule:
    """When a command is allowed and what carries it out; ``changes`` marks writing commands."""

    handler: Handler
    login: bool = True
    folder: bool = False
    capability: str = ""
    changes: bool = False


RULES = {
    "CAPABILITY": Rule(imap_login.capability, login=False),
    "NOOP": Rule(imap_login.noop, login=False),
    "ID": Rule(imap_login.identify, login=False, capability="ID"),
    "LOGIN": Rule(imap_login.login, login=False),
    "AUTHENTICATE": Rule(imap_login.authenticate, login=False),
    "LOGOUT": Rule(imap_login.logout, login=False),
    "ENABLE": Rule(imap_login.enable, capability="ENABLE"),
    "NAMESPACE": Rule(imap_login.namespace, capability="NAMESPACE"),
    "LIST": Rule(imap_folders.list_folders),
    "LSUB": Rule(imap_folders.list_folders),
    "CREATE": Rule(imap_folders.create, changes=True),
    "DELETE": Rule(imap_folders.delete, changes=True),
    "RENAME": Rule(imap_folders.rename, changes=True),
    "SUBSCRIBE": Rule(imap_folders.subscribe, changes=True),
    "UNSUBSCRIBE": Rule(imap_folders.subscribe, changes=True),
    "STATUS": Rule(imap_folders.status),
    "SELECT": Rule(imap_folders.select),
    "EXAMINE": Rule(imap_folders.select),
    "APPEND": Rule(imap_messages.append, changes=True),
    "IDLE": Rule(imap_messages.idle, capability="IDLE"),
    "CHECK": Rule(imap_login.noop, folder=True),
    "CLOSE": Rule(imap_folders.close, folder=True, changes=True),
    "UNSELECT": Rule(imap_folders.close, folder=True, capability="UNSELECT"),
    "FETCH": Rule(imap_messages.fetch, folder=True),
    "SEARCH": Rule(imap_messages.search, folder=True),
    "STORE": Rule(imap_messages.store, folder=True, changes=True),
    "COPY": Rule(imap_messages.copy, folder=True, changes=True),
    "MOVE": Rule(imap_messages.copy, folder=True, capability="MOVE", changes=True),
    "EXPUNGE": Rule(imap_messages.expunge, folder=True, changes=True),
}
_SETS_SEEN = re.compile(r"\b(BODY\[|RFC822(?!\.HEADER|\.SIZE)\b)", re.IGNORECASE)
_WITH_UID = frozenset({"FETCH", "SEARCH", "STORE", "COPY", "MOVE", "EXPUNGE"})
_KEEPS_NUMBERS = frozenset({"FETCH", "SEARCH", "STORE"})


class ImapServer:
    """Serves one mailbox to any number of clients; give ``serve`` to ``asyncio.start_server``.

    ``starttls`` offers STARTTLS; ``secure`` tells that the listener encrypts already.
    """

    def __init__(
        self,
        mailbox: DemoMailbox,
        faults: FaultPlan,
        *,
        starttls: ssl.SSLContext | None = None,
        secure: bool = False,
    ) -> None:
        self.log = CommandLog()
        self._mailbox = mailbox
        self._faults = faults
        self._starttls = starttls
        self._secure = secure
        self._next_number = numbered()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk to one client until it leaves."""
        connection = Connection(reader, writer, self._faults)
        session = Session(
            self._mailbox,
            connection,
            secure=self._secure,
            can_start_tls=self._starttls is not None,
        )
        talk = _Conversation(self.log, session, self._next_number(), self._starttls)
        try:
            await talk.run()
        except ConnectionCut as cut:
            await connection.cut(cut.farewell)
        except LineTooLongError:
            await connection.cut(b"* BYE Too long line\r\n")
        finally:
            session.leave()


class _Conversation:
    """The loop of one connection: read a command, let faults act, carry it out, answer."""

    def __init__(
        self, log: CommandLog, session: Session, number: int, tls: ssl.SSLContext | None
    ) -> None:
        self._log = log
        self._session = session
        self._connection = session.connection
        self._number = number
        self._tls = tls

    async def run(self) -> None:
        """Greet, then serve commands until LOGOUT or the end of the connection."""
        await self._greet()
        while self._session.phase is not Phase.LOGGED_OUT:
            chunks = await self._read()
            if chunks is None:
                return
            await self._serve(chunks)
            await self._connection.flush()
            self._connection.active = ()

    async def _greet(self) -> None:
        connection = self._connection
        connection.active = connection.faults.take(GREETING)
        for fault in connection.active:
            await fault.before()
            connection.queue(fault.preface())
        ready = "OK"
        if connection.fault(Preauth) is not None:
            ready, self._session.phase = "PREAUTH", Phase.AUTHENTICATED
        self._session.untagged(f"{ready} [CAPABILITY {self._session.capabilities()}] Demo ready")
        for fault in connection.active:
            await fault.after()
        await connection.flush()
        connection.active = ()

    async def _read(self) -> list[bytes | Literal] | None:
        """Return the pieces of the next command; None at the end of the connection."""
        chunks: list[bytes | Literal] = []
        while True:
            line = await self._connection.read_line()
            if line is None:
                return None
            mark = find_literal(line)
            if mark is None:
                return [*chunks, line]
            if mark.size > MAX_LITERAL:
                raise ConnectionCut(b"* BYE [TOOBIG] That is too much\r\n")
            chunks.append(mark.line)
            if mark.synchronising:
                self._connection.queue(b"+ Ready for data\r\n")
                await self._connection.flush()
            chunks.append(Literal(await self._upload(chunks, mark.size)))

    async def _upload(self, chunks: list[bytes | Literal], size: int) -> bytes:
        first = chunks[0]
        verb = verb_of(first) if isinstance(first, bytes) else ""
        fault = self._connection.faults.take_upload(verb, describe(chunks))
        if fault is not None:
            await self._connection.read_exactly(min(size, fault.upload_limit()))
            raise ConnectionCut
        return await self._connection.read_exactly(size)

    async def _serve(self, chunks: list[bytes | Literal]) -> None:
        first = chunks[0]
        line = first if isinstance(first, bytes) else b""
        try:
            if len(line) > MAX_COMMAND_LINE:
                raise BadCommandError("Too long argument", tag_of(line))
            command = parse_command(chunks)
        except BadCommandError as error:
            self._note("BAD", _logged_garbage(chunks))
            self._connection.line(f"{error.tag} BAD {error}")
            return
        logged = _logged_arguments(command, chunks)
        rule = RULES.get(command.verb)
        self._note(command.name, logged, changes=_changes(rule, logged))
        self._connection.active = self._connection.faults.take(command.name, logged)
        answer = await self._prefaced(command, rule)
        for fault in self._connection.active:
            await fault.after()
        self._connection.line(f"{command.tag} {answer}")
        if command.verb == "STARTTLS" and answer.startswith("OK"):
            await self._encrypt()

    async def _prefaced(self, command: Command, rule: Rule | None) -> str:
        """Return the final answer: a fault's, or that of the command carried out."""
        refusal = None
        for fault in self._connection.active:
            refusal = await fault.before() or refusal
            self._connection.queue(fault.preface())
        return refusal or str(await self._carry_out(command, rule))

    async def _carry_out(self, command: Command, rule: Rule | None) -> Reply:
        if command.verb == "STARTTLS" and not command.uid:
            return self._start_tls_reply()
        complaint = self._complaint(command, rule)
        if rule is None or complaint:
            return Reply(complaint, status=Status.BAD)
        try:
            reply = await rule.handler(self._session, command)
        except RefusedError as refused:
            reply = refused.reply
        except BadCommandError as error:
            return Reply(str(error), status=Status.BAD)
        may_expunge = command.uid or command.verb not in _KEEPS_NUMBERS
        self._session.announce(may_expunge=may_expunge)
        return reply

    def _complaint(self, command: Command, rule: Rule | None) -> str:
        session = self._session
        if rule is None or (command.uid and command.verb not in _WITH_UID):
            return "Unknown command"
        if rule.capability and not session.can(rule.capability):
            return "This server does not know that command"
        if rule.login and session.phase is Phase.NOT_AUTHENTICATED:
            return "Log in first"
        if command.verb in ("LOGIN", "AUTHENTICATE") and session.phase is Phase.AUTHENTICATED:
            return "You are logged in"
        if rule.folder and session.view is None:
            return "Select a folder first"
        return ""

    def _start_tls_reply(self) -> Reply:
        if self._tls is None or self._session.secure:
            return Reply("STARTTLS is not offered", status=Status.BAD)
        return Reply("Begin TLS now")

    async def _encrypt(self) -> None:
        await self._connection.flush()
        if self._tls is not None:
            await self._connection.start_tls(self._tls)
            self._session.secure = True

    def _note(self, verb: str, arguments: str, *, changes: bool = False) -> None:
        self._log.add(LoggedCommand(self._number, verb, arguments, changes))


def _logged_arguments(command: Command, chunks: list[bytes | Literal]) -> str:
    """Return a command's arguments for the log, without any password."""
    if command.verb == "LOGIN":
        name = command.arguments[0] if command.arguments else b""
        return f"{text(name) if isinstance(name, bytes) else ''} ***"
    if command.verb == "AUTHENTICATE":
        return "***"
    words = describe(chunks).split(None, 3 if command.uid else 2)
    return words[-1] if len(words) > (3 if command.uid else 2) else ""


def _logged_garbage(chunks: list[bytes | Literal]) -> str:
    shown = describe(chunks)[:200]
    secret = any(word in shown.upper() for word in ("LOGIN", "AUTHENTICATE"))
    return "***" if secret else shown


def _changes(rule: Rule | None, arguments: str) -> bool:
    """Tell whether a command may change the mailbox; FETCH does when it sets Seen."""
    if rule is None:
        return False
    if rule.handler is imap_messages.fetch:
        return _SETS_SEEN.search(arguments) is not None
    return rule.changes
