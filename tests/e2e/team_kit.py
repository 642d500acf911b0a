"""Consoles of a team for the tests: each an engine as a process, and a desk to look into."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from agent_console.clock import SystemClock
from agent_console.config import ServerConfig, load_config
from agent_console.desk.team_views import Lead
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from agent_console.locations import locations_below
from agent_console.mail.journal import FOLDER
from agent_console.mail.seal import KeyRing, TeamKey
from agent_console.services.desk import Desk, open_desk
from agent_console.services.team import TeamService
from agent_console.services.team_keys import (
    CREDENTIAL,
    Belonging,
    ring_to_text,
    write_membership,
)
from agent_console.store.driver import driver
from agent_console.store.place import prepare
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.running import Running, run_program
from tests.filled import customer_mail

SECONDS = 90.0
RING = KeyRing(TeamKey(bytes(range(32))))
SETTINGS = '[sending]\nundo = "0s"\n[ui]\nlanguage = "en"\n'


class Member:
    """A console: its engine in a process of its own, its desk in this one.

    ``imap`` and ``smtp`` lead to the servers in another way, such as through a proxy.
    """

    def __init__(
        self,
        home: Path,
        name: str,
        servers: Servers,
        *,
        imap: ServerConfig | None = None,
        smtp: ServerConfig | None = None,
        extra: str = "",
    ) -> None:
        self.name = name
        self.program = Program(home)
        self.program.configure(
            imap or servers.imap,
            smtp or servers.smtp.config,
            servers.password,
            extra=SETTINGS + extra,
        )
        self._rename()
        locations = locations_below(home)
        prepare(locations.store_file)
        self.desk: Desk = open_desk(load_config(locations.config_file), locations, SystemClock())
        known = Belonging("journal1", name.lower(), FOLDER, (RING.current.id,))
        write_membership(locations.store_file, known)
        self.crash = locations.state_dir / "crash.txt"
        (home / CREDENTIAL).write_text(ring_to_text(RING), encoding="ascii")
        self.team = TeamService(self.desk.store, SystemClock())
        self.engine: Running | None = None

    def _rename(self) -> None:
        file = self.program.config_file
        text = file.read_text(encoding="utf-8").replace('name = "Anna"', f'name = "{self.name}"')
        file.write_text(text, encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """Return the environment of the program, with the team's key."""
        return {**self.program.environment(), "CREDENTIALS_DIRECTORY": str(self.program.home)}

    def start(self) -> None:
        """Start the engine."""
        self.engine = run_program(["engine"], self.environment())

    def kill(self) -> None:
        """Let the engine die at any point."""
        assert self.engine is not None
        self.engine.kill()
        self.engine = None

    def kill_and_start(self) -> None:
        """Let the engine die at any point, and start it again."""
        self.kill()
        self.start()

    def close(self) -> None:
        """End the engine in order, and close the desk."""
        if self.engine is not None:
            self.engine.end(SECONDS)
            self.engine = None
        self.desk.close()

    def refs(self) -> list[str]:
        """Return all tickets in the order of the queue."""
        return [row.ref for row in self.desk.queue.page(QueueView.ALL, 0, 1_000).rows]

    def is_online(self) -> bool:
        """Tell whether the engine reads the journal as it grows."""
        status = self.team.status()
        return status is not None and status.line is Lead.ONLINE

    def has_waiting(self) -> bool:
        """Tell whether something waits to be told to the team."""
        status = self.team.status()
        return status is None or bool(status.waiting)

    def has_note(self, ref: str) -> bool:
        """Tell whether a ticket has a note here."""
        return self.desk.tickets.view(ref).row.notes == 1

    def events(self) -> list[str]:
        """Return all events in their order."""
        with self.desk.store.read() as session:
            rows = driver(session).execute("SELECT json_text FROM event ORDER BY seq")
            return [text for (text,) in rows]

    def tickets(self) -> list[tuple[object, ...]]:
        """Return all that is kept of each ticket."""
        with self.desk.store.read() as session:
            return driver(session).execute("SELECT * FROM ticket ORDER BY ref").fetchall()

    def reply(self, ref: str) -> OutboxItem:
        """Queue an answer."""
        draft = self.desk.replies.begin(ref, everyone=False)
        return self.desk.replies.queue(draft, f"Guten Tag,\nhier ist {self.name}.\n")

    def state(self, item: OutboxItem) -> OutboxState:
        """Return where a mail is on its way."""
        found = self.desk.outbox.get(item.id)
        assert found is not None
        return found.state


def wait_for(what: Callable[[], bool], seconds: float = SECONDS) -> float:
    """Wait until ``what`` holds; return how long that took."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < seconds, "it takes too long"
        time.sleep(0.01)
    return time.monotonic() - begun


def customers_write(servers: Servers, first: int, count: int) -> None:
    """Put a mail of each of ``count`` customers into the mailbox."""
    with servers.connect() as connection:
        for number in range(first, first + count):
            raw = customer_mail(
                number, f"Frage {number}", sender=f"Kunde <k{number}@kunde.example>"
            )
            connection.append("INBOX", raw, (), datetime.now(UTC))


@contextmanager
def at_work(folder: Path, servers: Servers, *names: str, extra: str = "") -> Iterator[list[Member]]:
    """Let consoles read the mailbox and the journal, until the block ends."""
    with ExitStack() as stack:
        members = []
        for name in names:
            member = Member(folder / name, name, servers, extra=extra)
            stack.callback(member.close)
            members.append(member)
            member.start()
        for member in members:
            wait_for(member.is_online)
        yield members


def different(one: Member, other: Member) -> list[tuple[object, object]]:
    """Return in what two stores differ."""
    rows = zip(one.tickets(), other.tickets(), strict=True)
    return [
        pair for row, theirs in rows for pair in zip(row, theirs, strict=True) if len(set(pair)) > 1
    ]
