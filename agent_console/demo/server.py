"""The demo's mail servers, IMAP and SMTP on loopback, in a background thread or in your loop.

``with DemoServer(mailbox) as server: connect("127.0.0.1", server.imap_port)``, or
``async with`` to run in the running loop. Without a TLS context both speak plain text.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import Self

from agent_console.demo.command_log import LoggedCommand
from agent_console.demo.fault_plan import FaultPlan
from agent_console.demo.imap_server import ImapServer
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.listener import Listener
from agent_console.demo.smtp_server import ReceivedMail, SmtpOptions, SmtpServer

_SECONDS = 10.0


class Security(Enum):
    """How the listeners use the TLS context they are given."""

    PLAIN = "plain"
    STARTTLS = "starttls"
    TLS = "tls"


class MailServers:
    """Both servers with their logs, faults and ports; the loop they run in is the caller's.

    ``tls`` makes both use it, as implicit TLS or as ``Security.STARTTLS``. ``on_mail`` is called
    in the loop's thread with each mail handed in by SMTP. Ports are free ones unless given, and
    are kept when the servers are stopped and started again.
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
        self.imap_port = imap_port
        self.smtp_port = smtp_port
        security = security or (Security.TLS if tls else Security.PLAIN)
        starttls = tls if security is Security.STARTTLS else None
        self._implicit = tls if security is Security.TLS else None
        self.imap = ImapServer(
            mailbox, self.faults, starttls=starttls, secure=self._implicit is not None
        )
        options = smtp_options or SmtpOptions(mailbox.password, mailbox.username)
        self.smtp = SmtpServer(options, self.smtp_faults, starttls=starttls, on_mail=on_mail)
        self._listeners: tuple[Listener, ...] = ()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def commands(self) -> tuple[LoggedCommand, ...]:
        """The IMAP commands received so far; ``imap.log`` and ``smtp.log`` can do more."""
        return self.imap.log.commands

    @property
    def changing_commands(self) -> tuple[LoggedCommand, ...]:
        """The IMAP commands received so far that may change what the mailbox holds."""
        return tuple(command for command in self.commands if command.changes)

    @property
    def mails(self) -> tuple[ReceivedMail, ...]:
        """The mails accepted by SMTP so far."""
        return self.smtp.mails

    @property
    def crashes(self) -> tuple[str, ...]:
        """Errors of the servers themselves; always empty unless they have a defect."""
        return tuple(text for listener in self._listeners for text in listener.crashes)

    def bind(self) -> None:
        """Take the ports; OSError when a given one is taken."""
        imap = Listener(self.imap_port, self.imap.serve, self._implicit)
        try:
            smtp = Listener(self.smtp_port, self.smtp.serve, self._implicit)
        except OSError:
            imap.close()
            raise
        self._listeners = (imap, smtp)
        self.imap_port, self.smtp_port = imap.port, smtp.port

    async def listen(self) -> None:
        """Accept clients in the running loop."""
        self._loop = asyncio.get_running_loop()
        for listener in self._listeners:
            await listener.start()

    async def close(self) -> None:
        """Drop all clients and close the ports."""
        for listener in self._listeners:
            await listener.stop()

    def drop_clients(self) -> None:
        """Cut every connection now, as a failing network does; from any thread."""
        for listener in self._listeners:
            self._soon(listener.abort)

    def send_raw(self, data: bytes) -> None:
        """Write bytes to every IMAP client now, half a line for example; from any thread."""
        self._soon(lambda: self._listeners[0].send(data))

    def _soon(self, action: Callable[[], object]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(action)


class DemoServer(MailServers):
    """Both servers, run by ``with`` in a background thread or by ``async with`` in this loop."""

    _thread: threading.Thread | None = None
    _stopping: asyncio.Event | None = None

    def start(self) -> None:
        """Start in a background thread; OSError when a given port is taken."""
        self.bind()
        ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(ready)), name="demo-mail-servers", daemon=True
        )
        self._thread.start()
        ready.wait(_SECONDS)

    def stop(self) -> None:
        """Drop all clients, close the ports and end the thread; again is harmless."""
        if self._thread is None:
            return
        if self._stopping is not None:
            self._soon(self._stopping.set)
        self._thread.join(_SECONDS)
        self._thread = None

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
        self.bind()
        await self.listen()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def _serve(self, ready: threading.Event) -> None:
        self._stopping = asyncio.Event()
        await self.listen()
        ready.set()
        try:
            await self._stopping.wait()
        finally:
            await self.close()
