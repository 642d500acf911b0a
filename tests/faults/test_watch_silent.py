"""A server that promises to tell and never does: mail is found by asking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from agent_console.clock import FixedClock
from agent_console.demo.server import DemoServer
from agent_console.mail.imap import ImapConnection
from agent_console.mail.notify import FolderWatch
from tests.faults.kit import connect
from tests.faults.spoilers import Endless, Say
from tests.faults.staged_kit import mailbox
from tests.mail.imap_helpers import NOW, mail

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("server that never tells", "P4", "P8"),
]

POLL = timedelta(minutes=1)


class Turns:
    """A stop that lets the clock run instead of waiting."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock

    def is_set(self) -> bool:
        """Tell whether half an hour has passed."""
        return self.clock.monotonic() > 1800

    def wait(self, timeout: float | None = None) -> bool:
        """Let the time pass."""
        self.clock.move(timedelta(seconds=timeout or 0))
        return self.is_set()


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(mailbox(more=("NOTIFY",))) as server:
        server.faults.add(Say("NOTIFY", instead=b"{tag} OK I will\r\n", times=None))
        yield server
        assert not server.crashes


def watched(connection: ImapConnection, clock: FixedClock) -> FolderWatch:
    found = FolderWatch(connection, "INBOX", ("Sent", "Archive"), poll=POLL, clock=clock)
    assert found.notified
    return found


@pytest.mark.parametrize("folder", ["INBOX", "Sent", "Archive"])
def test_mail_that_nobody_tells_of_is_found_within_a_poll(server: DemoServer, folder: str) -> None:
    clock = FixedClock(NOW)
    connection = connect(server.imap_port, clock)
    try:
        watching = watched(connection, clock)
        connection.select("INBOX")
        server.mailbox.deliver(folder, mail(99), NOW)
        assert folder in watching.wait(Turns(clock))
        assert clock.monotonic() <= 2 * POLL.total_seconds()
    finally:
        connection.close()


def test_flood_of_what_nobody_asked_for_ends_the_wait_at_once(server: DemoServer) -> None:
    server.mailbox.capabilities = (*server.mailbox.capabilities, "IDLE")
    connection = connect(server.imap_port, FixedClock(NOW))
    try:
        connection.select("INBOX")
        piece = b'* STATUS "Sent" (MESSAGES 4)\r\n'
        server.faults.add(Endless("IDLE", piece=b"+ idling\r\n" + piece, pause=0.01))
        connection.idle_start()
        assert connection.idle_wait(60.0)
    finally:
        connection.close()
