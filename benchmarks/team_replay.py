"""A long journal read anew: by a newcomer, and at the start of the program; time and memory.

``python -m benchmarks.team_replay JOB`` does one of it in a process of its own and prints JSON.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from agent_console.clock import SystemClock
from agent_console.config import Security, ServerConfig, load_config
from agent_console.desk.events import Event, event_to_json
from agent_console.desk.journal_book import JournalBook
from agent_console.desk.journal_entry import FACTS_MAX, Payload, Recorded, TeamFact
from agent_console.desk.ticket_facts import Noted
from agent_console.locations import locations_below
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.journal import JournalFolder
from agent_console.mail.journal_message import write_message
from agent_console.services.desk import open_desk
from agent_console.services.team_keys import load_team
from agent_console.services.team_ledger import Ledger
from agent_console.store.driver import driver
from benchmarks.figures import Figure, Series
from benchmarks.measure import progress
from benchmarks.ours import ROOT
from benchmarks.servers import Server
from benchmarks.stores import big_store
from benchmarks.team_kit import JOURNAL, RING, Console, account

_TICKETS = 5_000
_AT_A_TIME = 50
_AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
_NOTE = "Paketdienst angerufen: liegt noch im Lager, kommt morgen zwischen 10 und 12 Uhr."
_ADDRESS = "support@company.example"


@dataclass(frozen=True, slots=True)
class Job:
    """What the process is to do below ``home``, which has a store; the mailbox of ``user``."""

    home: str
    host: str
    port: int
    user: str
    password: str
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Did:
    """How long it took, and how much memory the process had at most, beyond what it began with.

    ``processor`` is the seconds in which it had the processor.
    """

    seconds: float
    processor: float
    megabytes: float
    events: int


def replay(server: Server, folder: Path, cache: Path, count: int, runs: int) -> list[Figure]:
    """Return what ``count`` events cost, as messages and as a snapshot."""
    store = big_store(cache, _TICKETS, _TICKETS)
    refs = _refs(store)
    found: list[Figure] = []
    for kind in ("messages", "snapshot"):
        progress(f"a journal of {count} events as {kind}")
        user = f"replay-{folder.name}-{kind}"
        _write(server, user, refs, count, snapshot=kind == "snapshot")
        newcomers, starts = [], []
        for run in range(runs):
            home = folder / f"{user}-{run}"
            copied = Console(home, "Anna", account(server, user), store=store)
            copied.close()
            job = Job(str(home), server.host, server.port, user, server.password)
            newcomers.append(_done(job))
            starts.append(_done(Job(**{**asdict(job), "starts": True})))
        for name, times in (("a newcomer reads", newcomers), ("the program takes up", starts)):
            if any(one.events != count for one in times):
                raise SystemExit("events are missing")
            title = f"{name} {count} events, {kind}"
            seconds = Series("ours", "s", tuple(one.seconds for one in times))
            processor = Series("ours", "s", tuple(one.processor for one in times))
            memory = Series("ours", "MB", tuple(one.megabytes for one in times))
            found += [
                Figure(title, seconds),
                Figure(f"{title}, processor time", processor),
                Figure(f"{title}, memory at most", memory),
            ]
    return found


def _refs(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return [ref for (ref,) in connection.execute("SELECT ref FROM ticket ORDER BY ref")]


def _write(server: Server, user: str, refs: list[str], count: int, *, snapshot: bool) -> None:
    """Put the events into the journal's folder; then a snapshot in their place, if wanted."""
    with _connected(server.host, server.port, user, server.password) as connection:
        folder = JournalFolder(connection, JOURNAL, RING)
        folder.create()
        book = JournalBook(folder.open().folder)
        told = [Recorded(event_to_json(_event(n, refs))) for n in range(count)]
        number = cursor = 0

        def tell(*facts: TeamFact) -> None:
            nonlocal number, cursor
            number += 1
            payload = Payload("bench", number, datetime.now(UTC), facts)
            written = folder.write(write_message(RING, JOURNAL, _ADDRESS, payload), cursor)
            cursor = written.batch.cursor
            if snapshot:
                book.learn(written.batch.entries)

        for at in range(0, count, FACTS_MAX):
            tell(*told[at : at + FACTS_MAX])
        if snapshot:
            upto = cursor
            for part in book.snapshot(upto):
                tell(part)
            folder.remove(upto, keep=())


def _event(number: int, refs: list[str]) -> Event:
    """Return the ``number``-th: twenty events to a ticket, fifty tickets at a time."""
    at = _AT + timedelta(seconds=number)
    ref = refs[(number // 1_000 * _AT_A_TIME + number % _AT_A_TIME) % len(refs)]
    return Event(f"bench.{number}", ref, at, "Bert", Noted(_NOTE))


def _connected(host: str, port: int, user: str, password: str) -> ImapConnection:
    config = ServerConfig(host=host, port=port, security=Security.PLAIN, user=user)
    return open_imap(config, SecretStr(password))


def _done(job: Job) -> Did:
    command = [sys.executable, "-m", "benchmarks.team_replay", json.dumps(asdict(job))]
    environment = {"PYTHONPATH": str(ROOT), "CREDENTIALS_DIRECTORY": job.home, "PATH": "/usr/bin"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr)
    return Did(**json.loads(run.stdout))


def _do(job: Job) -> Did:
    """Take up what the store has; a newcomer reads the journal besides."""
    locations = locations_below(Path(job.home))
    config = load_config(locations.config_file)
    desk = open_desk(config, locations, SystemClock())
    team = load_team(desk.store, config)
    if team is None:
        raise SystemExit("no team")
    ledger = Ledger(
        desk.store,
        desk.intake,
        team,
        desk.clock,
        address=_ADDRESS,
        own=config.own_addresses,
        on_changed=lambda _refs: None,
    )
    with _connected(job.host, job.port, job.user, job.password) as connection:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most begins anew
        before, begun, worked = _memory(), time.perf_counter(), time.process_time()
        ledger.load()
        if not job.starts:
            folder = JournalFolder(connection, JOURNAL, RING)
            ledger.found(folder.open().folder)
            cursor = -1
            while ledger.cursor != cursor:
                cursor = ledger.cursor
                ledger.learn(folder.read(cursor))
        seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    with desk.store.read() as session:
        (events,) = driver(session).execute("SELECT count(*) FROM event").fetchone()
    known = min(events, len(ledger.fold.log))
    desk.close()
    return Did(seconds, processor, _memory() - before, known)


def _memory() -> float:
    """Return the megabytes that this process had at most so far."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(_do(Job(**json.loads(sys.argv[1]))))))
