"""The demo's mail servers, IMAP and SMTP on loopback, in a background thread or in your loop.

``with DemoServer(mailbox) as server: connect("127.0.0.1", server.imap_port)``, or
``async with`` to run in the running loop. Without a TLS context both speak plain text.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import Self, TypeAlias

from agent_console.demo.connection import MAX_LINE, LoggedCommand
from agent_console.demo.fault_plan import FaultPlan
from agent_console.demo.imap_server import ImapServer
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.smtp_server import ReceivedMail, SmtpOptions, SmtpServer

HOST = "127.0.0.1"
_STOP_SECONDS = 10.0

Serve: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Security(Enum):
    """How a listener uses the TLS context it is given."""

    PLAIN = "plain"
    STARTTLS = "starttls"
    TLS = "tls"


class _Listener:
    """One listening socket and the clients connected to it."""

    def __init__(self, port: int, serve: Serve, tls: ssl.SSLContext | None) -> None:
        self.crashes: list[str] = []
        self._serve = serve
        self._tls = tls
        self._socket = socket.create_server((HOST, port))
        self.port: int = self._socket.getsockname()[1]
        self._server: asyncio.Server | None = None
        self._clients: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def start(self) -> None:
        """Begin to accept clients."""
        self._server = await asyncio.start_server(
            self._client, sock=self._socket, ssl=self._tls, limit=MAX_LINE
        )

    async def stop(self) -> None:
        """Drop all clients and close the socket."""
        if self._server is None:
            self._socket.close()
            return
        self._server.close()
        clients = dict(self._clients)
        self.abort()
        for task in clients:
            task.cancel()
        await asyncio.gather(*clients, return_exceptions=True)
        for writer in clients.values():
            with suppress(OSError):
                await writer.wait_closed()
        await self._server.wait_closed()

    def abort(self) -> None:
        """Drop all clients."""
        for writer in self._clients.values():
            writer.transport.abort()

    def send(self, data: bytes) -> None:
        """Write ``data`` to every client, past all protocol."""
        for writer in self._clients.values():
            writer.write(data)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._clients[task] = writer
            task.add_done_callback(self._finished)
        try:
            await self._serve(reader, writer)
        finally:
            writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._clients.pop(task, None)
        if not task.cancelled() and task.exception() is not None:
            self.crashes.append(repr(task.exception()))


class DemoServer:
    """An IMAP and an SMTP server for one mailbox on 127.0.0.1; ports are free ones unless given.

    ``tls`` makes both listeners use it, as implicit TLS or as ``Security.STARTTLS``.
    ``on_mail`` is called in the server's thread with each mail handed in by SMTP.
    """

    def __init__(
        self,
        mailbox: DemoMailbox,
        *,
        tls: ssl.SSLContext | None = None,
        security: Security | None = None,
        on_mail: Callable[[ReceivedMail], object] | None = None,
        smtp_options: SmtpOptions | None = None,
        imap_port: int = 0,
        smtp_port: int = 0,
    ) -> None:
        self.mailbox = mailbox
        self.faults = FaultPlan()
        self.smtp_faults = FaultPlan()
        self._security = security or (Security.TLS if tls else Security.PLAIN)
        self._tls = tls
        starttls = self._security is Security.STARTTLS
        self.imap = ImapServer(mailbox, self.faults, tls=tls, starttls=starttls)
        options = smtp_options or SmtpOptions(mailbox.password, mailbox.username)
        self.smtp = SmtpServer(
            options, self.smtp_faults, tls=tls, starttls=starttls, on_mail=on_mail
        )
        self._ports = (imap_port, smtp_port)
        self._listeners: tuple[_Listener, ...] = ()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._stopping = asyncio.Event()

    @property
    def imap_port(self) -> int:
        """The IMAP listener's port; known once started."""
        return self._listeners[0].port

    @property
    def smtp_port(self) -> int:
        """The SMTP listener's port; known once started."""
        return self._listeners[1].port

    @property
    def commands(self) -> tuple[LoggedCommand, ...]:
        """The IMAP commands received so far."""
        return self.imap.commands

    @property
    def changing_commands(self) -> tuple[LoggedCommand, ...]:
        """The IMAP commands received so far that may change what the mailbox holds."""
        return tuple(command for command in self.imap.commands if command.changes)

    @property
    def mails(self) -> tuple[ReceivedMail, ...]:
        """The mails accepted by SMTP so far."""
        return self.smtp.mails

    @property
    def crashes(self) -> tuple[str, ...]:
        """Errors of the servers themselves; always empty unless they have a defect."""
        return tuple(text for listener in self._listeners for text in listener.crashes)

    def start(self) -> None:
        """Start in a background thread; OSError when a given port is taken."""
        self._bind()
        self._ready.clear()
        self._thread = threading.Thread(target=self._run, name="demo-mail-servers", daemon=True)
        self._thread.start()
        self._ready.wait(_STOP_SECONDS)

    def stop(self) -> None:
        """Drop all clients, close the ports and end the thread."""
        if self._thread is None or self._loop is None:
            return
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(_STOP_SECONDS)
        self._thread = None

    def drop_clients(self) -> None:
        """Cut every connection now, as a failing network does; from any thread."""
        for listener in self._listeners:
            self._soon(listener.abort)

    def send_raw(self, data: bytes) -> None:
        """Write bytes to every IMAP client now, half a line for example; from any thread."""
        self._soon(lambda: self._listeners[0].send(data))

    async def start_here(self) -> None:
        """Start in the running loop."""
        self._bind()
        await self._listen()

    async def stop_here(self) -> None:
        """Stop what ``start_here`` started."""
        for listener in self._listeners:
            await listener.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        await self.start_here()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop_here()

    def _bind(self) -> None:
        implicit = self._tls if self._security is Security.TLS else None
        imap_port, smtp_port = self._ports
        imap = _Listener(imap_port, self.imap.serve, implicit)
        self._listeners = (imap, _Listener(smtp_port, self.smtp.serve, implicit))

    async def _listen(self) -> None:
        self._loop = asyncio.get_running_loop()
        for listener in self._listeners:
            await listener.start()

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        self._stopping = asyncio.Event()
        await self._listen()
        self._ready.set()
        try:
            await self._stopping.wait()
        finally:
            await self.stop_here()

    def _soon(self, action: Callable[[], object]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(action)
