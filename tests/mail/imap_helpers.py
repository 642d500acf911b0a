"""Demo servers, scripted servers and bad answers for the IMAP tests."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import SecretStr

from agent_console.clock import FixedClock
from agent_console.config import Security, ServerConfig
from agent_console.demo.fault_plan import Fault, Write
from agent_console.demo.imap_state import DEFAULT_CAPABILITIES, DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.mail.imap import ImapConnection, open_imap

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "schlüssel"
USER = "team@firma.test"


def demo_mailbox(*without: str, count: int = 0) -> DemoMailbox:
    """Return a mailbox with ``count`` mails; the server lacks the capabilities ``without``."""
    capabilities = tuple(name for name in DEFAULT_CAPABILITIES if name not in without)
    mailbox = DemoMailbox(PASSWORD, capabilities, uidvalidity=700, clock=FixedClock(NOW))
    for number in range(1, count + 1):
        mailbox.deliver("INBOX", mail(number), NOW)
    return mailbox


def mail(number: int, size: int = 0) -> bytes:
    """Return a mail that can be told from the others."""
    head = f"Message-ID: <m{number}@kunde.test>\r\nSubject: Frage {number}\r\n\r\nText\r\n"
    return head.encode() + b"x" * size


def config(port: int, security: Security = Security.PLAIN) -> ServerConfig:
    """Return the settings for a server on this machine."""
    return ServerConfig(host="127.0.0.1", port=port, security=security, user=USER)


def connect(server: DemoServer, *, password: str = PASSWORD) -> ImapConnection:
    """Open a connection to the demo server."""
    return open_imap(config(server.imap_port), SecretStr(password), clock=FixedClock(NOW))


@contextmanager
def connected(server: DemoServer, folder: str = "INBOX") -> Iterator[ImapConnection]:
    """Open a connection with ``folder`` selected, and close it whatever happened."""
    connection = connect(server)
    try:
        connection.select(folder)
        yield connection
    finally:
        connection.close()


@dataclass
class Rewrite(Fault):
    """Replace bytes in what the server answers to a command."""

    verb: str = "FETCH"
    find: bytes = b""
    put: bytes = b""

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send the answer with all places replaced."""
        await write(re.sub(self.find, self.put.replace(b"\\", b"\\\\"), data, flags=re.S))


@contextmanager
def scripted(*answers: bytes) -> Iterator[int]:
    """Serve one client: the first answer greets, each further one answers one line; then close.

    ``{tag}`` in an answer becomes the tag of the line. Yields the port.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, answers), daemon=True)
        thread.start()
        yield int(listener.getsockname()[1])
        thread.join(10)
        assert not thread.is_alive()


def _serve(listener: socket.socket, answers: Sequence[bytes]) -> None:
    listener.settimeout(10)
    client, _address = listener.accept()
    with client, client.makefile("rb") as lines:
        client.settimeout(10)
        client.sendall(answers[0])
        for answer in answers[1:]:
            line = lines.readline()
            if not line:
                return
            client.sendall(answer.replace(b"{tag}", line.split(b" ", 1)[0]))
