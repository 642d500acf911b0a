"""The first sync of a mailbox, beside mbsync, mbsync with notmuch, and offlineimap.

mbsync runs alone and as it is shipped, offlineimap where it is installed.

20,000 mixed mails by default, everything on this machine; ``--line`` puts 40 ms and 50 Mbit/s in
between. Our moments are found by asking the store from outside while the program fills it.
"""

from __future__ import annotations

import pstats
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.figures import Figure, Series
from benchmarks.line import slow_line
from benchmarks.mails import Kind
from benchmarks.measure import Took, progress, run
from benchmarks.moments import Moments
from benchmarks.ours import ROOT, Ours
from benchmarks.peers import Account, Mbsync, Notmuch, OfflineImap
from benchmarks.place import need, scratch
from benchmarks.results import Report, parser
from benchmarks.servers import mailbox, server

OURS, BARE, SHIPPED, INDEXED = "ours", "mbsync", "mbsync-shipped", "mbsync+notmuch"
OFFLINE = "offlineimap"
BARS = {INDEXED: 0.08, BARE: 1.0, SHIPPED: 0.35, OFFLINE: None}
NEWEST_BAR, NEWEST_BAR_LINE, QUEUE_BAR_LINE = 0.3, 0.8, 3.5
Side = Callable[[Path], Took]


class FirstSync:
    """One kind of first sync, repeated by every program into an empty folder each time."""

    def __init__(self, account: Account, server_port: int, options: Namespace) -> None:
        self._account = account
        self._port = server_port
        self._options = options
        self.moments: list[Moments] = []

    def ours(self, folder: Path) -> Took:
        """Run our program and find its moments."""
        program = Ours(folder, self._options.program)
        program.configure(self._account)
        moments = Moments(program.store, self._port, self._options.count)
        took = program.sync(moments.watch, profile=self._options.profile)
        moments.finish(took.wall)
        if moments.searchable is None:
            sys.exit(f"not all mails are in the store at the end; it said:\n{_tail(program.log)}")
        self.moments.append(moments)
        return took

    def bare(self, folder: Path) -> Took:
        """Run mbsync without waiting for the disk, no index."""
        return Mbsync(folder, self._account).sync()

    def shipped(self, folder: Path) -> Took:
        """Run mbsync as it is shipped, no index."""
        return Mbsync(folder, self._account, fsync=True).sync()

    def offline(self, folder: Path) -> Took:
        """Run offlineimap without waiting for the disk, no index."""
        return OfflineImap(folder, self._account).sync()

    def indexed(self, folder: Path) -> Took:
        """Run mbsync without waiting for the disk, then notmuch."""
        peer = Mbsync(folder, self._account)
        fetched = peer.sync()
        index = Notmuch(folder / "notmuch", peer.inbox)
        index.prepare()
        indexed = index.new()
        return Took(fetched.wall + indexed.wall, fetched.cpu + indexed.cpu)


def main() -> int:
    """Run the benchmark."""
    options = _options()
    sides = _sides(options)
    need("dovecot", "doveadm", *(["mbsync"] if len(sides) > 1 else []))
    need(*(["notmuch"] if INDEXED in sides else []))
    report = Report("first_sync_line" if options.line else "first_sync", options)
    with ExitStack() as stack:
        running = stack.enter_context(server(options.cache))
        progress(f"mailbox: {options.count} {options.kind} mails")
        user = mailbox(running, options.cache, options.kind, options.count)
        port = running.port
        if options.line:
            port = stack.enter_context(slow_line(running.host, port))
        account = Account(running.host, port, user, running.password)
        syncs = FirstSync(account, port, options)
        took = _alternate(syncs, sides, options)
    if options.profile:
        pstats.Stats(str(options.profile)).sort_stats("tottime").print_stats(30)
    return report.finish(_figures(syncs, took, options))


def _options() -> Namespace:
    options = parser(__doc__, runs=4)
    options.add_argument("--count", type=int, default=20_000, help="mails (%(default)s)")
    options.add_argument("--kind", type=Kind, choices=tuple(Kind), default=Kind.MIXED)
    options.add_argument(
        "--program", type=Path, default=ROOT, help="a checkout to measure instead of this one"
    )
    options.add_argument("--line", action="store_true", help="40 ms and 50 Mbit/s in between")
    options.add_argument(
        "--only", action="append", choices=(OURS, *BARS), help="only these; may be repeated"
    )
    options.add_argument(
        "--profile", type=Path, help="write our profile (cProfile) here and print its beginning"
    )
    return options.parse_args()


def _sides(options: Namespace) -> Sequence[str]:
    """Return which programs run; on the slow line only mbsync without an index is of interest."""
    if options.only:
        return tuple(dict.fromkeys(options.only))
    if options.line:
        return OURS, BARE
    there = shutil.which(OFFLINE) is not None
    if not there:
        progress(f"{OFFLINE} is not installed: nothing is compared with it")
    return (OURS, *(name for name in BARS if there or name != OFFLINE))


def _alternate(syncs: FirstSync, sides: Sequence[str], options: Namespace) -> dict[str, list[Took]]:
    known: dict[str, Side] = {
        OURS: syncs.ours,
        BARE: syncs.bare,
        SHIPPED: syncs.shipped,
        INDEXED: syncs.indexed,
        OFFLINE: syncs.offline,
    }
    took: dict[str, list[Took]] = {side: [] for side in sides}
    for number in range(options.runs):
        for side in sides:
            with scratch(options.cache) as folder:
                _settle(folder)
                took[side].append(known[side](folder))
            progress(f"run {number + 1} of {options.runs}: {side} {took[side][-1].wall:.2f} s")
    return took


def _settle(folder: Path) -> None:
    """Let the disk finish what the run before left to it."""
    run([shutil.which("sync") or "sync"], {}, folder / "sync.log")


def _figures(syncs: FirstSync, took: dict[str, list[Took]], options: Namespace) -> list[Figure]:
    walls = {name: _seconds(name, [one.wall for one in took[name]]) for name in took}
    times = {name: _seconds(name, [one.cpu for one in took[name]]) for name in took}
    if OURS not in took:
        return [Figure(f"{name}, whole process", walls[name]) for name in took]
    peers = [name for name in took if name != OURS]
    searchable = _seconds(OURS, [moments.searchable or 0.0 for moments in syncs.moments])
    figures = [
        Figure(
            f"all text searchable, from the start, vs {name}",
            searchable,
            walls[name],
            None if options.line else BARS[name],
        )
        for name in peers
    ]
    figures += [
        Figure(f"every mail whole and read, vs {name}", walls[OURS], walls[name]) for name in peers
    ]
    figures += [Figure(f"processor time, vs {name}", times[OURS], times[name]) for name in peers]
    alone = [Figure("whole process", walls[OURS]), Figure("processor time", times[OURS])]
    return figures + _moment_figures(syncs, options) + ([] if peers else alone)


def _moment_figures(syncs: FirstSync, options: Namespace) -> list[Figure]:
    """Return the moments, from the connection on (judged) and from the process's start on."""
    figures = []
    newest = NEWEST_BAR_LINE if options.line else NEWEST_BAR
    questions = (
        ("newest 200 readable", "readable", newest),
        ("all headers in the queue", "in_queue", QUEUE_BAR_LINE if options.line else None),
        ("all text searchable", "searchable", None),
    )
    for title, name, bar in questions:
        since_start = [getattr(moments, name) for moments in syncs.moments]
        since_connection = [
            moment - (moments.connected or 0.0)
            for moment, moments in zip(since_start, syncs.moments, strict=True)
        ]
        series = _seconds("ours", since_connection)
        figures.append(Figure(f"{title}, after connecting", series, bar=bar))
        figures.append(Figure(f"{title}, after the start", _seconds("ours", since_start)))
    return figures


def _seconds(name: str, values: Sequence[float]) -> Series:
    return Series(name, "s", tuple(values))


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:]


if __name__ == "__main__":
    sys.exit(main())
