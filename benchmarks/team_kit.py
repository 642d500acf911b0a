"""Consoles of a team for the benchmarks: homes, engines as processes, and a line that counts."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from agent_console.clock import SystemClock
from agent_console.config import load_config
from agent_console.desk.team_views import Lead
from agent_console.locations import locations_below
from agent_console.mail.journal import FOLDER
from agent_console.mail.seal import KeyRing, TeamKey
from agent_console.services.desk import Desk, open_desk
from agent_console.services.team import TeamService
from agent_console.services.team_keys import CREDENTIAL, Belonging, ring_to_text, write_membership
from agent_console.store.driver import driver
from agent_console.store.place import prepare
from benchmarks.ours import Ours
from benchmarks.peers import Account
from benchmarks.servers import Server
from benchmarks.stores import copy_store

JOURNAL = "journal1"
RING = KeyRing(TeamKey(bytes(range(32))))
SECONDS = 120.0
_CHUNK = 65_536


class Console:
    """A member of the team: a home with settings, its desk in this process, its engine in one.

    It begins with a copy of ``store``, if given; who is no ``member`` works alone.
    """

    def __init__(
        self,
        home: Path,
        name: str,
        account: Account,
        *,
        smtp: int = 1,
        store: Path | None = None,
        member: bool = True,
    ) -> None:
        self.name = name
        self.ours = Ours(home)
        self.ours.configure(account)
        locations = locations_below(home)
        text = locations.config_file.read_text(encoding="utf-8")
        text = text.replace('name = "Anna"', f'name = "{name}"')
        text = text.replace("port = 1\n", f"port = {smtp}\n")
        locations.config_file.write_text(text + '[sending]\nundo = "0s"\n', encoding="utf-8")
        prepare(locations.store_file)
        if store is not None:
            copy_store(store, locations.store_file.parent)
        self.desk: Desk = open_desk(load_config(locations.config_file), locations, SystemClock())
        if member:
            known = Belonging(JOURNAL, name.lower(), FOLDER, (RING.current.id,))
            write_membership(locations.store_file, known)
            (home / CREDENTIAL).write_text(ring_to_text(RING), encoding="ascii")
        self.team = TeamService(self.desk.store, SystemClock())

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the program, with the team's key."""
        home = str(self.ours.home)
        return {**self.ours.environment(), "CREDENTIALS_DIRECTORY": home, "TERM": "xterm-256color"}

    @property
    def command(self) -> list[str]:
        """The command line of the program."""
        return [sys.executable, "-m", "agent_console"]

    @contextmanager
    def engine(self, *, online: bool = True) -> Iterator[subprocess.Popen[bytes]]:
        """Let the engine run, for a block that begins when the journal is read as it grows."""
        with subprocess.Popen(
            [*self.command, "engine"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        ) as process:
            try:
                if online:
                    wait_for(self.is_online)
                yield process
            finally:
                if process.stdin is not None:
                    process.stdin.close()
                process.wait(SECONDS)

    def is_online(self) -> bool:
        """Tell whether the engine reads the journal as it grows."""
        status = self.team.status()
        return status is not None and status.line is Lead.ONLINE

    def has_told(self) -> bool:
        """Tell whether nothing waits to be told."""
        status = self.team.status()
        return status is not None and not status.waiting

    def count(self, table: str) -> int:
        """Return how many rows a table of the store has."""
        with self.desk.store.read() as session:
            question = f"SELECT count(*) FROM {table}"  # noqa: S608 - our names
            return int(driver(session).execute(question).fetchone()[0])

    def close(self) -> None:
        """Close the desk."""
        self.desk.close()


def wait_for(what: Callable[[], bool], seconds: float = SECONDS, pause: float = 0.002) -> float:
    """Wait until ``what`` holds; return how many seconds that took."""
    begun = time.perf_counter()
    while not what():
        if time.perf_counter() - begun > seconds:
            raise SystemExit("it takes too long")
        time.sleep(pause)
    return time.perf_counter() - begun


def account(server: Server, user: str, port: int = 0) -> Account:
    """Return the way to a mailbox, through another ``port`` when there is one."""
    return Account(server.host, port or server.port, user, server.password)


def customers_write(server: Server, user: str, first: int, count: int) -> None:
    """Put a mail of each of ``count`` customers into the mailbox."""
    with server.connect(user) as connection:
        for number in range(first, first + count):
            mail = EmailMessage()
            mail["From"] = f"Kunde <k{number}@kunde.example>"
            mail["To"] = "support@company.example"
            mail["Subject"] = f"Frage {number}"
            mail["Message-ID"] = f"<frage-{number}@kunde.example>"
            mail.set_content("Guten Tag,\nwo bleibt sie?\n")
            connection.append("INBOX", "", "", mail.as_bytes().replace(b"\n", b"\r\n"))


@contextmanager
def consoles(*made: Console) -> Iterator[ExitStack]:
    """Let the engines of these consoles run for a block."""
    with ExitStack() as stack:
        for one in made:
            stack.callback(one.close)
        for one in made:
            stack.enter_context(one.engine())
        yield stack


@dataclass
class Passed:
    """What one connection let through, in bytes; ``journal`` tells whether it is the journal's."""

    up: int = 0
    down: int = 0
    journal: bool = False
    open: bool = True


@dataclass
class Meter:
    """Listens on this machine, passes everything on to a server at once, and counts."""

    host: str
    target: int
    connections: list[Passed] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin to listen."""
        self._listener = socket.create_server((self.host, 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def bytes(self, *, journal: bool | None = None) -> int:
        """Return how many bytes went both ways; of the journal only, or of the others."""
        chosen = [one for one in self.connections if journal in (None, one.journal)]
        return sum(one.up + one.down for one in chosen)

    @property
    def open(self) -> int:
        """How many connections stand."""
        return sum(one.open for one in self.connections)

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._listener.accept()
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        passed = Passed()
        self.connections.append(passed)
        with closing(near), socket.create_connection((self.host, self.target)) as far:
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            answers = threading.Thread(target=_pass_on, args=(far, near, passed, "down"))
            answers.start()
            _pass_on(near, far, passed, "up")
            answers.join()
        passed.open = False


def _pass_on(here: socket.socket, there: socket.socket, passed: Passed, way: str) -> None:
    data = b"-"
    with suppress(OSError):
        while data:
            data = here.recv(_CHUNK)
            setattr(passed, way, getattr(passed, way) + len(data))
            passed.journal = passed.journal or (way == "up" and FOLDER.encode() in data)
            there.sendall(data)
    with suppress(OSError):
        there.shutdown(socket.SHUT_WR)
