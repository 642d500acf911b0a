"""A mailbox that is known already: looking again, beside mbsync.

Whole processes from start to end with nothing changed and with 20 changed flags and 5 new mails,
at two sizes; then what an open console does on its standing connection, in this process.
"""

from __future__ import annotations

import imaplib
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from agent_console.clock import SystemClock
from agent_console.config import load_config
from agent_console.desk.views import Stage
from agent_console.locations import locations_below
from agent_console.mail.collecting import collect_seldom
from agent_console.services.desk import Desk, open_desk
from agent_console.services.mailbox import Mailbox
from benchmarks import mails
from benchmarks.figures import Figure, Series, percentile
from benchmarks.mails import Kind
from benchmarks.measure import Took, alternate, milliseconds, progress
from benchmarks.ours import Ours
from benchmarks.peers import Account, Mbsync
from benchmarks.place import need, scratch
from benchmarks.results import Report, parser
from benchmarks.servers import Server, mailbox, server

SIZES = (20_000, 100_000)
NOTHING_BAR, GROWTH_BAR, POLL_BAR, CHANGES_BAR = 0.55, 1.2, 1.0, 15.0
FLAGS, NEW = 20, 5
_POLLS = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """The same mailbox, synced by both programs."""

    account: Account
    ours: Ours
    mbsync: Mbsync


class Changes:
    """Changes a mailbox from outside: some flags, some new mails whose subject names the change."""

    def __init__(self, running: Server, user: str, count: int) -> None:
        self._running = running
        self._user = user
        self._count = count
        self._done = int(time.time())

    def make(self) -> str:
        """Change it once more and return a word that only the new mails hold."""
        self._done += 1
        word = f"neu{self._done}"
        first = self._done * FLAGS % (self._count - FLAGS)
        flag = r"\Flagged" if self._done % 2 else r"\Answered"
        fresh = mails.block(Kind.SMALL, 0, NEW, seed=self._done)
        with self._running.connect(self._user) as connection:
            connection.select("INBOX")
            changed = f"{first + 1}:{first + FLAGS}"
            connection.uid("STORE", changed, "FLAGS.SILENT", rf"(\Seen {flag})")
            for mail in fresh:
                raw = mail.raw.replace(b"\nSubject: ", b"\nSubject: " + word.encode() + b" ", 1)
                raw = raw.replace(b"\n", b"\r\n")
                connection.append("INBOX", "", imaplib.Time2Internaldate(time.time()), raw)
        return word


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=9)
    options.add_argument(
        "--sizes", type=int, nargs="+", default=list(SIZES), help="mails (%(default)s)"
    )
    chosen = options.parse_args()
    need("dovecot", "doveadm", "mbsync")
    report = Report("resync", chosen)
    figures: list[Figure] = []
    nothing: list[Series] = []
    with server(chosen.cache) as running:
        for count in chosen.sizes:
            with scratch(chosen.cache) as folder:
                user = mailbox(running, chosen.cache, Kind.SMALL, count, use="changed")
                pair = _synced(running, user, folder)
                changes = Changes(running, user, count)
                found = _processes(pair, changes, count, chosen)
                nothing.append(found[0].ours)
                figures += found + _open_console(pair, changes, count, chosen)
    if len(nothing) > 1:
        figures.append(_growth(nothing[0], nothing[-1]))
    return report.finish(figures)


def _growth(small: Series, large: Series) -> Figure:
    return Figure("nothing changed: largest beside smallest, ours", large, small, GROWTH_BAR)


def _synced(running: Server, user: str, folder: Path) -> Pair:
    """Let both programs read the whole mailbox first; that is not measured here."""
    account = Account(running.host, running.port, user, running.password)
    ours, peer = Ours(folder / "ours"), Mbsync(folder / "mbsync", account)
    ours.home.mkdir()
    peer.folder.mkdir()
    ours.configure(account)
    progress(f"first sync of {user}")
    progress(f"ours {ours.sync().wall:.1f} s, mbsync {peer.sync().wall:.1f} s")
    return Pair(account, ours, peer)


def _processes(pair: Pair, changes: Changes, count: int, options: Namespace) -> list[Figure]:
    """Run both from start to end, in turn."""
    changed = f"{FLAGS} flags and {NEW} mails changed"
    bar = NOTHING_BAR if count >= SIZES[-1] else None
    idle = alternate(options.runs, lambda _: pair.ours.sync(), lambda _: pair.mbsync.sync())
    busy: tuple[list[Took], list[Took]] = ([], [])
    for _number in range(options.runs):
        changes.make()
        busy[0].append(pair.ours.sync())
        busy[1].append(pair.mbsync.sync())
    return [
        *_beside(f"nothing changed, {count} mails", idle[0], idle[1], bar),
        *_beside(f"{changed}, {count} mails", busy[0], busy[1], None),
    ]


def _beside(title: str, ours: list[Took], peer: list[Took], bar: float | None) -> list[Figure]:
    """Return the figures of whole processes: wall time, which is judged, and processor time."""
    walls, times = (
        [
            Series(name, "ms", tuple(getattr(took, what) * 1000 for took in side))
            for name, side in (("ours", ours), ("mbsync", peer))
        ]
        for what in ("wall", "cpu")
    )
    return [
        Figure(f"{title}, whole process", walls[0], walls[1], bar),
        Figure(f"{title}, processor time", times[0], times[1]),
    ]


def _open_console(pair: Pair, changes: Changes, count: int, options: Namespace) -> list[Figure]:
    """Measure the standing connection of an open console."""
    collect_seldom()
    polls, looks, taken = [], [], []
    with _opened(pair) as desk:
        reader = Mailbox(desk.store, desk.intake, desk.config, desk.clock)
        reader.use_secret(SecretStr(pair.account.password))
        with reader.open() as connection:
            reader.read_all(connection, _quiet)
            connection.select("INBOX")
            polls = [milliseconds(connection.noop) for _poll in range(_POLLS)]
            for _look in range(options.runs):
                looks.append(milliseconds(lambda: reader.read_all(connection, _quiet)))
            for _change in range(options.runs):
                word = changes.make()
                taken.append(milliseconds(lambda: reader.read_all(connection, _quiet)))
                _check(desk, word)
    return [
        _times(f"open console, {count} mails: poll, p50", (percentile(polls, 0.5),), POLL_BAR),
        _times(f"open console, {count} mails: poll, p99", (percentile(polls, 0.99),), None),
        _times(f"open console, {count} mails: look at all folders", tuple(looks), None),
        _times(
            f"open console, {count} mails: {FLAGS} flags and {NEW} mails committed and searchable",
            tuple(taken),
            CHANGES_BAR,
        ),
    ]


def _times(title: str, values: tuple[float, ...], bar: float | None) -> Figure:
    return Figure(title, Series("ours", "ms", values), bar=bar)


@contextmanager
def _opened(pair: Pair) -> Iterator[Desk]:
    locations = locations_below(pair.ours.home)
    desk = open_desk(load_config(locations.config_file), locations, SystemClock())
    try:
        yield desk
    finally:
        desk.close()


def _quiet(_stage: Stage, _done: int, _total: int) -> None:
    """Take no notice of progress."""


def _check(desk: Desk, word: str) -> None:
    found = desk.search.find(word)
    if sum(hit.row.mails for hit in found) != NEW:
        sys.exit(f"{word}: {len(found)} tickets found instead of those of {NEW} new mails")


if __name__ == "__main__":
    sys.exit(main())
