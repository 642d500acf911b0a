"""Consoles of one team in one process: stores of their own, a journal's folder in memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import cast

from pydantic import SecretStr

from agent_console.clock import FixedClock
from agent_console.desk.views import OutboxItem
from agent_console.locations import Locations
from agent_console.mail.imap import ImapConnection
from agent_console.mail.seal import KeyRing, TeamKey
from agent_console.mail.wire import ConnectionLostError
from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk
from agent_console.services.team import TeamService
from agent_console.services.team_fence import TeamFence
from agent_console.services.team_ledger import Ledger
from agent_console.services.team_loop import TeamLoop
from agent_console.services.team_sent import SentFolder
from agent_console.store.driver import driver
from tests.filled import ME, NOW, PASSWORD, customer_mail, opened, put_mails, write_settings
from tests.team.server import FakeConnection, JournalServer

RING = KeyRing(TeamKey(bytes(range(32))))


@dataclass(frozen=True)
class Membership:
    """What a console needs to take part."""

    console: str
    agent: str
    journal: str = "journal1"
    folder: str = "AgentConsole"
    ring: KeyRing = field(default=RING)
    role: str = "agent"


class Console:
    """A desk that takes part in a team; ``sync`` is one pass over the journal."""

    def __init__(
        self, home: Path, agent: str, server: JournalServer, clock: FixedClock, smtp: int = 1
    ) -> None:
        self.locations = settings_of(home, agent, smtp)
        self.server = server
        self.clock = clock
        self.membership = Membership(agent.lower(), agent)
        self.offline = False
        self.sent: set[str] = set()
        self.sent_elsewhere: set[str] = set()
        self.open()

    def open(self) -> None:
        """Start the program."""
        self.desk: Desk = opened(self.locations, self.clock)
        self.changed: list[frozenset[str]] = []
        self.ledger = Ledger(
            self.desk.store,
            self.desk.intake,
            self.membership,
            self.clock,
            address=ME,
            own=frozenset({ME}),
            on_changed=self.changed.append,
        )
        self.loop = TeamLoop(
            self.desk.store,
            self.ledger,
            self.clock,
            self._connected,
            program="0.1",
            beside=self.locations.config_dir,
            other_sent=(SentFolder(self._other_mailbox, "Gesendet"),),
        )
        self.fence = TeamFence(self.desk.store, self.loop, self.clock)
        self.team = TeamService(self.desk.store, self.clock, pause=lambda _s: self.sync())

    def restart(self) -> None:
        """End the program wherever it is, and start it again."""
        self.desk.close()
        self.open()

    def sync(self, connection: FakeConnection | None = None) -> None:
        """Connect, exchange everything, and go."""
        line = connection or self.server.connect()
        self.ledger.load()
        try:
            self.loop.once(cast("ImapConnection", line))
        except ConnectionLostError:
            return

    def delivery(self) -> Delivery:
        """Return who sends, with the fence."""
        desk = self.desk
        delivery = Delivery(
            desk.store, desk.intake, desk.config.mailbox, self.clock, lambda _item: None
        )
        delivery.fence = self.fence
        return delivery

    def reply(self, ref: str, text: str = "Kommt morgen.\n") -> OutboxItem:
        """Queue a reply without undo time."""
        draft = self.desk.replies.begin(ref, everyone=False)
        item = self.desk.replies.queue(draft, text)
        self.desk.outbox.send_now(item.id)
        return item

    def send(self) -> None:
        """Send what is due."""
        asyncio.run(self.delivery().send_due(SecretStr(PASSWORD)))

    def now(self, item: OutboxItem) -> OutboxItem:
        found = self.desk.outbox.get(item.id)
        assert found is not None
        return found

    def events(self) -> list[str]:
        """Return the ids of all events, in their order."""
        with self.desk.store.read() as session:
            rows = driver(session).execute("SELECT id FROM event ORDER BY seq")
            return [one for (one,) in rows]

    def tickets(self) -> list[tuple[object, ...]]:
        """Return all that the fold made of mails and events."""
        with self.desk.store.read() as session:
            return driver(session).execute("SELECT * FROM ticket ORDER BY ref").fetchall()

    def asked(self, ref: str) -> str:
        """Return the type of a ticket as its row has it."""
        with self.desk.store.read() as session:
            question = "SELECT type FROM ticket WHERE ref = ?"
            return str(driver(session).execute(question, (ref,)).fetchone()[0])

    def count(self, table: str) -> int:
        with self.desk.store.read() as session:
            found = driver(session).execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - ours
            return int(found[0])

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keep the line open in a thread, as the engine does."""
        thread = Thread(target=self.loop.run, daemon=True)
        thread.start()
        assert self.loop.ready.wait(60)
        try:
            yield
        finally:
            self.loop.stop.set()
            self.loop.wake.set()
            thread.join(10)

    @contextmanager
    def _connected(self) -> Iterator[ImapConnection]:
        if self.offline:
            raise ConnectionLostError("cut")
        yield cast("ImapConnection", IdleConnection(self.server, self.sent))

    @contextmanager
    def _other_mailbox(self) -> Iterator[ImapConnection]:
        yield cast("ImapConnection", IdleConnection(self.server, self.sent_elsewhere))


class IdleConnection(FakeConnection):
    """A connection that is told of news at once, and has a sent folder."""

    def __init__(self, server: JournalServer, sent: set[str]) -> None:
        super().__init__(server)
        self._sent = sent

    def has(self, capability: str) -> bool:
        return capability == "IDLE" or super().has(capability)

    @property
    def exists(self) -> int:
        """How many mails the session was told of."""
        return self.view

    def idle_start(self) -> None:
        pass

    def idle_wait(self, seconds: float) -> bool:
        end = time.monotonic() + min(seconds, 0.02)
        while time.monotonic() < end and self.view == self.server.uidnext - 1:
            time.sleep(0.001)
        return self.view != self.server.uidnext - 1

    def idle_done(self) -> bool:
        return True

    def special_folder(self, use: str) -> str:
        return "Sent"

    def search_message_id(self, message_id: str) -> list[int]:
        return [1] if message_id.strip("<>") in self._sent else []


def settings_of(home: Path, agent: str, smtp: int) -> Locations:
    """Write the settings of an agent."""
    locations = write_settings(home, smtp=smtp)
    file = locations.config_file
    text = file.read_text(encoding="utf-8").replace('name = "Anna"', f'name = "{agent}"')
    file.write_text(text, encoding="utf-8")
    return locations


@contextmanager
def team(folder: Path, *agents: str, mails: int = 3, smtp: int = 1) -> Iterator[list[Console]]:
    """Open a console for each agent, all with the same mails."""
    server, clock = JournalServer(now=NOW), FixedClock(NOW)
    consoles = [Console(folder / agent, agent, server, clock, smtp) for agent in agents]
    for console in consoles:
        put_mails(console.desk, some_mails(mails))
    try:
        yield consoles
    finally:
        for console in consoles:
            console.desk.close()


def some_mails(count: int) -> list[tuple[bytes, datetime]]:
    return [
        (customer_mail(number, f"Frage {number}"), NOW - timedelta(hours=9 - number))
        for number in range(1, count + 1)
    ]
