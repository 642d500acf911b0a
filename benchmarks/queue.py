"""The queue at 100,000 tickets: its page as values, and claims while another process imports.

The claims are those of the services, durable on the disk; the import is ``agent-console sync`` of a
mixed mailbox into the same store. Nothing is compared with a peer here: the bars are times.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from agent_console.clock import FixedClock
from agent_console.config import load_config
from agent_console.desk.views import QueueView
from agent_console.errors import StoreError
from agent_console.locations import locations_below
from agent_console.services.desk import Desk, open_desk
from agent_console.store.queue_sql import queue_row
from benchmarks.figures import Figure, Series, percentile
from benchmarks.mails import Kind
from benchmarks.measure import milliseconds, progress
from benchmarks.ours import Ours
from benchmarks.peers import Account
from benchmarks.place import need, scratch
from benchmarks.results import Report, parser
from benchmarks.servers import mailbox, server
from benchmarks.stores import big_store, copy_store, end_of

PAGE_BAR = 1.0
CLAIM_BAR = 15.0
PAGE = 50
_PAGES = 1000
_CLAIMS = 400
Work = Callable[[], object]
Spent = tuple[float, float]
_BETWEEN_CLAIMS = 0.02
"""Seconds from one claim to the next: an agent who is very quick, not a loop."""


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=5)
    options.add_argument("--count", type=int, default=100_000, help="tickets (%(default)s)")
    options.add_argument("--open", type=int, default=5_000, help="of them open (%(default)s)")
    options.add_argument("--importing", type=int, default=20_000, help="mails (%(default)s)")
    chosen = options.parse_args()
    need("dovecot", "doveadm")
    report = Report("queue", chosen)
    file = big_store(chosen.cache, chosen.count, chosen.open)
    with scratch(chosen.cache) as home, server(chosen.cache) as running:
        user = mailbox(running, chosen.cache, Kind.MIXED, chosen.importing)
        ours = Ours(home)
        ours.configure(Account(running.host, running.port, user, running.password))
        ours.store.parent.mkdir(mode=0o700)
        _settle(copy_store(file, ours.store.parent))
        with opened(home, chosen.count) as desk:
            figures = _pages(desk, chosen)
            figures += _claims(desk, "alone", None, chosen)
            figures += _claims(desk, "while another process imports", ours, chosen)
    return report.finish(figures)


def _settle(file: Path) -> None:
    """Wait until the disk has a copied file: otherwise the first commits would wait for that."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def opened(home: Path, count: int) -> Iterator[Desk]:
    """Give the desk of a home, at the moment after its newest mail."""
    locations = locations_below(home)
    desk = open_desk(load_config(locations.config_file), locations, FixedClock(end_of(count)))
    try:
        yield desk
    finally:
        desk.close()


def _pages(desk: Desk, options: Namespace) -> list[Figure]:
    """Read windows of the queue; every run gives the middle and the 99th percentile.

    Only those at the top have bars: there the queue is read again at every change of the store.
    """
    deep = min(4000, max(0, options.open - PAGE))
    shown: tuple[tuple[str, QueueView, int, Work], ...] = (
        ("open tickets", QueueView.OPEN, 0, _nothing),
        ("open tickets, every line new", QueueView.OPEN, 0, queue_row.cache_clear),
        ("my tickets", QueueView.MINE, 0, _nothing),
        (f"open tickets from {deep} on", QueueView.OPEN, deep, _nothing),
    )
    figures = []
    for title, view, offset, before in shown:
        page = partial(desk.queue.page, view, offset, PAGE)
        bar = PAGE_BAR if offset == 0 else None
        runs = [_timed(page, _PAGES, before) for _run in range(options.runs)]
        figures += _figures(f"page of {PAGE}, {title}", runs, bar)
    return figures


def _nothing() -> None:
    """Prepare nothing."""


def _timed(work: Work, times: int, before: Work = _nothing) -> list[Spent]:
    """Return how long ``work`` takes each time, after ``before``."""
    found = []
    for _time in range(times):
        before()
        found.append(spent(work))
    return found


def spent(work: Work) -> Spent:
    """Return the milliseconds of ``work``, and those in which this thread had a processor."""
    worked = time.thread_time()
    wall = milliseconds(work)
    return wall, (time.thread_time() - worked) * 1000


def _figures(name: str, runs: Sequence[Sequence[Spent]], bar: float | None) -> list[Figure]:
    """Return middle and 99th percentile by the clock and in processor time, one value a run."""
    found = []
    for kind, which in (("", 0), (", processor time", 1)):
        for share, held in ((0.5, None), (0.99, bar)):
            values = tuple(percentile([one[which] for one in run], share) for run in runs)
            title = f"{name}{kind}, p{share * 100:.0f}"
            found.append(Figure(title, Series("ours", "ms", values), bar=held))
    return found


def _claims(desk: Desk, when: str, importer: Ours | None, options: Namespace) -> list[Figure]:
    """Claim and release tickets; with an importer only as long as it works."""
    found = desk.queue.page(QueueView.OPEN, 0, _CLAIMS)
    refs = [row.ref for row in found.rows if row.owner != desk.agent]
    process = _start(importer) if importer else None
    claims: list[Spent] = []
    pages: list[float] = []
    bare: list[float] = []
    disk = _Disk(desk.store.path.with_name("bare.db"))
    locked = 0
    try:
        while len(claims) < _CLAIMS and (process is None or process.poll() is None):
            ref = refs[len(claims) % len(refs)]
            for act in (desk.tickets.take, desk.tickets.release):
                try:
                    claims.append(spent(partial(act, ref)))
                except StoreError:
                    locked += 1
                    break
                time.sleep(_BETWEEN_CLAIMS)
            pages.append(milliseconds(lambda: desk.queue.page(QueueView.OPEN, 0, PAGE)))
            bare.append(milliseconds(disk.commit))
    finally:
        imported = _stop(process) if process else None
        disk.close()
    progress(f"{len(claims)} claims {when}, {locked} lock errors")
    if imported is False:
        progress("the import ended with an error of its own")
    bar = CLAIM_BAR if importer else None
    worked = [cpu for _wall, cpu in claims]
    return [
        *_figures(f"claim {when}", [claims], bar)[:2],
        Figure(f"claim {when}, processor time, p99", _one(percentile(worked, 0.99))),
        Figure(f"claim {when}, longest", _one(max(claims)[0])),
        Figure(f"lock errors of {len(claims)} {when}", Series("ours", "", (locked,)), bar=0),
        Figure(f"bare durable commit {when}, p50", _one(percentile(bare, 0.5))),
        Figure(f"bare durable commit {when}, p99", _one(percentile(bare, 0.99))),
        Figure(f"page of {PAGE} {when}, p99", _one(percentile(pages, 0.99))),
    ]


def _one(milliseconds_taken: float) -> Series:
    return Series("ours", "ms", (milliseconds_taken,))


class _Disk:
    """What a durable commit of one row costs here without us: the floor of every claim."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("CREATE TABLE IF NOT EXISTS note (text TEXT)")

    def commit(self) -> None:
        """Write one row so that the disk has it."""
        self._connection.execute("INSERT INTO note VALUES ('x')")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _start(importer: Ours) -> subprocess.Popen[bytes]:
    """Start the import and wait until its first mails are in the store."""
    before = importer.store.stat().st_size + _wal(importer.store)
    process = subprocess.Popen(
        [sys.executable, "-m", "agent_console", "sync"],
        env=importer.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if importer.store.stat().st_size + _wal(importer.store) > before:
            return process
        time.sleep(0.01)
    process.kill()
    sys.exit("the import did not begin")


def _wal(store: Path) -> int:
    log = store.with_name(store.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def _stop(process: subprocess.Popen[bytes]) -> bool:
    """End the import if it still works; return False when it had failed by itself."""
    failed = process.poll() not in (None, 0)
    process.terminate()
    process.wait(30)
    return not failed


if __name__ == "__main__":
    sys.exit(main())
