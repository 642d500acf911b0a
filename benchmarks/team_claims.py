"""Claims: how long until the journal's word, and until a colleague's store and screen show it."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

from pydantic import SecretStr

from agent_console.config import Security, ServerConfig
from agent_console.desk.journal_book import JournalBook
from agent_console.desk.journal_entry import Claimed, Payload
from agent_console.desk.states import QueueView
from agent_console.desk.team_views import ClaimState
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.journal import JournalFolder
from agent_console.mail.journal_message import write_message
from benchmarks.figures import Figure, Series
from benchmarks.line import slow_line
from benchmarks.measure import milliseconds, progress
from benchmarks.screens import Terminal, terminal
from benchmarks.servers import Server
from benchmarks.team_kit import JOURNAL, RING, Console, account, consoles, customers_write, wait_for

ROUND_TRIPS = (0.0, 0.02, 0.05, 0.1, 0.2)
_CLAIMS = 12
_SHOWN = 15
_REST = 0.3
_SHOWN_WITHIN = 1000
_LEASE = 900
_WRITING = re.compile(rb"W(?![a-z])")
"""The letter that tells in a line of the queue that a colleague is writing."""


@dataclass(frozen=True, slots=True)
class Through:
    """A mailbox behind a line: its user, the line's port, seconds there and back."""

    user: str
    port: int
    rtt: float


def latency(server: Server, folder: Path, runs: int) -> list[Figure]:
    """Return how long claims take over lines of different length, beside a NOOP on each."""
    found: list[Figure] = []
    for rtt in ROUND_TRIPS:
        name = f"{rtt * 1000:.0f} ms there and back"
        progress(f"claims, {name}")
        user = f"claims-{folder.name}-{rtt * 1000:.0f}"
        with slow_line(server.host, server.port, rtt=rtt) as port:
            line = Through(user, port, rtt)
            bare, noops = _bare(server, line, runs * _CLAIMS)
            whole = _whole(server, line, folder / user, runs * _CLAIMS)
        peer = Series("NOOP", "ms", tuple(noops))
        found += [
            Figure(f"claim written and read back, {name}", Series("ours", "ms", tuple(bare)), peer),
            Figure(
                f"claim asked for by an agent, {name}", Series("ours", "ms", tuple(whole)), peer
            ),
        ]
    return found


def _bare(server: Server, line: Through, count: int) -> tuple[list[float], list[float]]:
    """Return what the journal's folder alone takes for a claim, and what a NOOP does; in turn."""
    with _connected(server, line) as connection:
        folder = JournalFolder(connection, JOURNAL, RING)
        folder.create()
        book = JournalBook(folder.open().folder)
        cursor = 0
        claims, noops = [], []
        for number in range(1, count + 1):
            facts = (Claimed(f"B{number}", "Bare", _LEASE),)
            payload = Payload("bare", number, connection.clock.now(), facts)
            begun = time.perf_counter()
            message = write_message(RING, JOURNAL, "support@company.example", payload)
            written = folder.write(message, cursor)
            book.learn(written.batch.entries)
            claims.append((time.perf_counter() - begun) * 1000)
            cursor = written.batch.cursor
            noops.append(milliseconds(connection.noop))
        if book.fold.claims[f"B{count}"].console != "bare":
            raise SystemExit("the claim did not count")
    return claims, noops


def _whole(server: Server, line: Through, home: Path, count: int) -> list[float]:
    """Return what an agent waits for a claim: store, engine, journal and back.

    Before each the line is idle again.
    """
    console = Console(home, "Anna", account(server, line.user, line.port))
    found = []
    with consoles(console):
        for number in range(count):
            begun = time.perf_counter()
            result = console.team.claim(f"W{number}", seconds=30)
            found.append((time.perf_counter() - begun) * 1000)
            if result.state is not ClaimState.MINE:
                raise SystemExit(f"the claim is {result.state}")
            time.sleep(_REST + 6 * line.rtt + 0.013 * (number % 8))
    return found


def _connected(server: Server, line: Through) -> ImapConnection:
    config = ServerConfig(host=server.host, port=line.port, security=Security.PLAIN, user=line.user)
    return open_imap(config, SecretStr(server.password))


def shown(server: Server, folder: Path, runs: int) -> list[Figure]:
    """Return when a claim stands in a colleague's store and on the colleague's screen."""
    progress("claims on a colleague's screen")
    user = f"shown-{folder.name}"
    customers_write(server, user, 0, _SHOWN)
    anna = Console(folder / "shown-anna", "Xaver", account(server, user))
    bert = Console(folder / "shown-bert", "Bert", account(server, user))
    stored, painted, mine = [], [], []
    with (
        consoles(anna),
        terminal(bert.command, bert.environment, folder) as screen,
    ):
        screen.wait_for(b"Frage", 60)
        refs = _settled(anna, bert, screen)
        for number in range(runs * _CLAIMS):
            ref = refs[number % len(refs)]
            one, two, three = _one(anna, bert, screen, ref)
            mine.append(one)
            stored.append(two)
            painted.append(three)
            anna.team.release(ref)
            wait_for(partial(_is_free, bert, ref))
            screen.settle(0.6)
    bert.close()
    return [
        Figure("claim, until the journal's word", Series("ours", "ms", tuple(mine))),
        Figure(
            "claim, until a colleague's store has it",
            Series("ours", "ms", tuple(stored)),
            bar=_SHOWN_WITHIN,
        ),
        Figure(
            "claim, until a colleague's screen shows it",
            Series("ours", "ms", tuple(painted)),
            bar=_SHOWN_WITHIN,
        ),
    ]


def _settled(anna: Console, bert: Console, screen: Terminal) -> list[str]:
    wait_for(lambda: anna.count("ticket") == bert.count("ticket") == _SHOWN)
    wait_for(bert.is_online)
    screen.settle(2.0)
    return [row.ref for row in bert.desk.queue.page(QueueView.OPEN, 0, _SHOWN).rows]


def _is_free(console: Console, ref: str) -> bool:
    return console.team.claim_of(ref) is None


def _one(anna: Console, bert: Console, screen: Terminal, ref: str) -> tuple[float, float, float]:
    """Claim a ticket; return when the journal's word, the store and the screen had it (ms)."""
    before = len(screen.received)
    moments: dict[str, float] = {}
    begun = time.perf_counter()

    def claim() -> None:
        anna.team.claim(ref, seconds=30)
        moments["mine"] = time.perf_counter()

    def look() -> None:
        wait_for(lambda: bert.team.claim_of(ref) is not None)
        moments["stored"] = time.perf_counter()

    threads = [Thread(target=claim), Thread(target=look)]
    for thread in threads:
        thread.start()
    while not _WRITING.search(screen.received, before):
        screen.hear(0.01)
        if time.perf_counter() - begun > 30:
            raise SystemExit("the screen did not show the claim")
    moments["painted"] = time.perf_counter()
    for thread in threads:
        thread.join()
    one, two, three = ((moments[name] - begun) * 1000 for name in ("mine", "stored", "painted"))
    return one, two, three
