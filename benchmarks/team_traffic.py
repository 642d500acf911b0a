"""What a team puts on the line: events per second, bytes per agent and hour, connections."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.events import Event
from agent_console.desk.states import QueueView
from agent_console.desk.ticket_facts import Noted
from agent_console.store import journal
from benchmarks.figures import Figure, Series
from benchmarks.measure import progress
from benchmarks.servers import Server
from benchmarks.team_kit import Console, Meter, account, consoles, customers_write, wait_for

PER_HOUR = 20
_AT_ONCE = 5_000
_ONE_BY_ONE = 200
_ANSWERED = 10
_IDLE_SECONDS = 130.0
"""A little more than two rounds of what the line does once a minute."""
_ROUND_SECONDS = 60.0
_HOUR = 3_600.0
_MOST = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two consoles on one mailbox, each behind a line that counts."""

    anna: Console
    bert: Console
    ours: Meter
    theirs: Meter
    refs: tuple[str, ...]

    def is_quiet(self) -> bool:
        """Tell whether both know the same, and nothing waits."""
        told = self.anna.has_told() and self.bert.has_told()
        return told and self.anna.count("event") == self.bert.count("event")


@contextmanager
def pair(server: Server, folder: Path, user: str, tickets: int) -> Iterator[Pair]:
    """Let two consoles run on a mailbox with so many tickets, for a block."""
    customers_write(server, user, 0, tickets)
    with ExitStack() as stack:
        smtp = stack.enter_context(DemoServer(DemoMailbox(server.password)))
        meters = [Meter(server.host, server.port) for _name in range(2)]
        made = [
            Console(folder / f"{user}-{name}", name, account(server, user, meter.port), smtp=port)
            for name, meter, port in zip(
                ("Anna", "Bert"), meters, [smtp.smtp_port] * 2, strict=True
            )
        ]
        for meter in meters:
            stack.callback(meter.close)
        stack.enter_context(consoles(*made))
        anna, bert = made
        wait_for(lambda: anna.count("ticket") == bert.count("ticket") == tickets)
        rows = anna.desk.queue.page(QueueView.OPEN, 0, tickets).rows
        found = Pair(anna, bert, meters[0], meters[1], tuple(row.ref for row in rows))
        wait_for(found.is_quiet)
        time.sleep(2)
        yield found


def throughput(server: Server, folder: Path, runs: int) -> list[Figure]:
    """Return how many events a second arrive at a colleague's."""
    progress("events from one console to the other")
    with pair(server, folder, f"events-{folder.name}", _ANSWERED) as both:
        singly = [_singly(both) for _run in range(runs)]
        at_once = [_at_once(both) for _run in range(runs)]
    return [
        Figure(
            f"events recorded one by one, durable each ({_ONE_BY_ONE}), until a colleague has them",
            Series("ours", "events/s", tuple(singly)),
        ),
        Figure(
            f"events that wait after a time without a line ({_AT_ONCE}), told and read",
            Series("ours", "events/s", tuple(at_once)),
        ),
    ]


def _singly(both: Pair) -> float:
    before, begun = both.bert.count("event"), time.perf_counter()
    for number in range(_ONE_BY_ONE):
        both.anna.desk.tickets.note(both.refs[number % len(both.refs)], f"Notiz {number}")
    wait_for(lambda: both.bert.count("event") == before + _ONE_BY_ONE)
    took = time.perf_counter() - begun
    wait_for(both.is_quiet)
    return _ONE_BY_ONE / took


def _at_once(both: Pair) -> float:
    store, before = both.anna.desk.store, both.bert.count("event")
    now = datetime.now(UTC)
    begun = time.perf_counter()
    with store.write(durable=True) as session:
        for number in range(_AT_ONCE):
            fact = Noted(f"Notiz {number}: liegt noch im Lager")
            ref = both.refs[number % len(both.refs)]
            journal.append(session, Event(journal.next_event_id(session), ref, now, "Anna", fact))
    wait_for(lambda: both.bert.count("event") == before + _AT_ONCE)
    took = time.perf_counter() - begun
    wait_for(both.is_quiet)
    return _AT_ONCE / took


def line_of_an_hour(server: Server, folder: Path) -> list[Figure]:
    """Return the bytes of an hour, idle and at work, and how many connections stand."""
    progress("bytes on the line")
    with pair(server, folder, f"bytes-{folder.name}", _ANSWERED) as both:
        idle = _idle(both)
        mine, theirs = _answering(both)
        connections = (float(both.ours.open), float(both.theirs.open))
    at_work = [idle + PER_HOUR * (mine + theirs) / 1024]
    listening = [idle + PER_HOUR * theirs / 1024]
    return [
        Figure("journal, an idle hour", Series("ours", "KB", (idle,))),
        Figure("journal, a ticket answered: who answers", Series("ours", "KB", (mine / 1024,))),
        Figure("journal, a ticket answered: a colleague", Series("ours", "KB", (theirs / 1024,))),
        Figure(
            f"journal, an hour of one of two agents who answer {PER_HOUR} tickets each",
            Series("ours", "KB", tuple(at_work)),
        ),
        Figure(
            f"journal, an hour of who only listens while one answers {PER_HOUR}",
            Series("ours", "KB", tuple(listening)),
        ),
        Figure("connections of a console", Series("ours", "", connections), bar=_MOST),
    ]


def _idle(both: Pair) -> float:
    """Return the kilobytes of an hour in which nothing happens, counted over whole rounds."""
    before, begun = both.ours.bytes(journal=True), time.monotonic()
    while (elapsed := time.monotonic() - begun) < _IDLE_SECONDS:
        time.sleep(min(1.0, _IDLE_SECONDS - elapsed))
    rounds = int(_IDLE_SECONDS // _ROUND_SECONDS)
    return (both.ours.bytes(journal=True) - before) / rounds * (_HOUR / _ROUND_SECONDS) / 1024


def _answering(both: Pair) -> tuple[float, float]:
    """Return the bytes of one answered ticket for who answers, and for the colleague."""
    before = both.ours.bytes(journal=True), both.theirs.bytes(journal=True)
    replies = both.anna.desk.replies
    for ref in both.refs[:_ANSWERED]:
        draft = replies.begin(ref, everyone=False)
        time.sleep(1)
        replies.keep(draft, "Guten Tag,\nsie kommt morgen.\n")
        replies.queue(draft, "Guten Tag,\nsie kommt morgen.\n")
        wait_for(lambda: not both.anna.desk.outbox.unfinished())
        wait_for(both.is_quiet)
    time.sleep(2)
    after = both.ours.bytes(journal=True), both.theirs.bytes(journal=True)
    mine, theirs = ((now - then) / _ANSWERED for now, then in zip(after, before, strict=True))
    return mine, theirs
