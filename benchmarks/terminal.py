"""What people at a terminal feel: first picture, keys, memory, and the same over a slow line.

Ours is the console with its differential driver on a store of many tickets; beside it run the same
console with the plain driver, on a Maildir of as many mails neomutt (header cache warm), aerc and
alot (indexed by notmuch), and on 1,000 requests posting, an HTTP client made with Textual as well,
where they are installed. All in 120 by 40 and 256 colours, as an SSH session has them.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from agent_console.clock import SystemClock
from agent_console.desk.listing import Viewer
from agent_console.desk.views import QueueView
from agent_console.store.first_page import first_page
from benchmarks import mails, terminal_peers
from benchmarks.figures import Figure, Series, percentile
from benchmarks.maildir import maildir
from benchmarks.mails import Kind
from benchmarks.measure import alternate, progress
from benchmarks.ours import ROOT
from benchmarks.place import scratch
from benchmarks.results import Report, parser
from benchmarks.screens import Effect, SlowLine, terminal
from benchmarks.stores import big_store, copy_store
from benchmarks.terminal_peers import Program

SLOW = SlowLine(8000, 0.2)
"""64 kbit/s, 200 ms there and back."""
_CURSORS, _PAGES = 30, 12
_HELD, _HELD_SECONDS = 30.0, 3.0
_SHOWN = 12
_PROCESSES = ("console", "sync engine")
MAIL_PROGRAMS = ("neomutt", "aerc", "alot")
PEERS = (*MAIL_PROGRAMS, "posting")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one run of a program showed. Times in milliseconds.

    ``memory`` is what each of its processes holds when nothing is going on, in megabytes.
    """

    paint: float
    painted: float
    cursor: tuple[Effect, ...]
    page: tuple[Effect, ...]
    opened: Effect
    idle: float
    memory: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Felt:
    """What a key did over the slow line; ``lag`` is how long a held key went on after the end."""

    cursor: tuple[Effect, ...]
    page: tuple[Effect, ...]
    opened: Effect
    lag: float


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=3)
    options.add_argument("--count", type=int, default=100_000, help="tickets (%(default)s)")
    options.add_argument("--open", type=int, default=5_000, help="of them open (%(default)s)")
    chosen = options.parse_args()
    there = terminal_peers.installed(*PEERS)
    for name in PEERS:
        if name not in there:
            progress(f"{name} is not installed: nothing is compared with it")
    report = Report("terminal", chosen)
    with scratch(chosen.cache) as folder:
        programs = _programs(chosen, folder, there)
        for program in programs:
            _look(program, folder)
        near = alternate(chosen.runs, *(_call(_look, program, folder) for program in programs))
        far = alternate(chosen.runs, *(_call(_feel, program, folder) for program in programs))
    names = [program.name for program in programs]
    figures = _near(dict(zip(names, near, strict=True)))
    return report.finish([*figures, *_far(dict(zip(names, far, strict=True)))])


def _programs(options: Namespace, folder: Path, there: Sequence[str]) -> list[Program]:
    """Set all programs up; the first one is ours."""
    home = folder / "home"
    ours = terminal_peers.configure_console(home, ROOT)
    copy_store(big_store(options.cache, options.count, options.open), ours.store.parent)
    page = first_page(ours.store, QueueView.OPEN, Viewer("Anna"), SystemClock().now(), 1)
    marker = page.page.rows[0].subject[:_SHOWN].encode() if page else b"#"
    found = [
        terminal_peers.console(home, marker),
        terminal_peers.console(home, marker, driver="plain"),
    ]
    readers = [name for name in MAIL_PROGRAMS if name in there]
    if readers:
        box = maildir(options.cache, Kind.SMALL, options.count)
        first = (options.count - 1) // mails.BLOCK * mails.BLOCK
        newest = list(mails.block(Kind.SMALL, first, options.count - first))[-1]
        subject = max(newest.subject.split(), key=lambda word: (word.isascii(), len(word)))
        make = {
            "neomutt": terminal_peers.neomutt,
            "aerc": terminal_peers.aerc,
            "alot": terminal_peers.alot,
        }
        found += [make[name](folder / name, box, subject.encode()) for name in readers]
    if "posting" in there:
        found.append(terminal_peers.posting(folder / "posting"))
    return found


def _call(work: Callable[[Program, Path], T], program: Program, folder: Path) -> Callable[[int], T]:
    return lambda _number: work(program, folder)


def _look(program: Program, folder: Path) -> Seen:
    """Start a program, press its keys, and end it."""
    progress(program.name)
    with terminal(program.command, program.environment, folder) as running:
        begun = running.begun
        if not running.wait_for(program.marker, 300):
            raise SystemExit(f"{program.name} did not show {program.marker.decode()!r}")
        paint = (running.last_arrival - begun) * 1000
        painted = len(running.received)
        running.settle(2.0)
        cursor = tuple(running.press(program.down) for _key in range(_CURSORS))
        page = tuple(running.press(program.page) for _key in range(_PAGES))
        before = len(running.received)
        running.hear(3.0)
        idle = len(running.received) - before
        memory = tuple(running.memory())
        opened = running.press(program.open, pause=0.6)
    return Seen(paint, painted, cursor, page, opened, idle, memory)


def _feel(program: Program, folder: Path) -> Felt:
    """Do the same over the slow line; keys are pressed when the last picture is there."""
    progress(f"{program.name} over a slow line")
    with terminal(program.command, program.environment, folder, SLOW) as running:
        running.wait_for(program.marker, 300)
        running.settle(3.0, 60)
        cursor = tuple(running.press(program.down, pause=0.5) for _key in range(4))
        page = tuple(running.press(program.page, pause=0.5, seconds=20) for _key in range(4))
        for _key in range(int(_HELD * _HELD_SECONDS)):
            running.type(program.down)
            running.hear(1 / _HELD)
        released = running.now
        running.settle(1.0, 60)
        lag = (running.last_arrival - released) * 1000
        opened = running.press(program.open, pause=1.0, seconds=20)
    return Felt(cursor, page, opened, lag)


def _near(seen: dict[str, list[Seen]]) -> list[Figure]:
    """Return the figures of the line that is no line."""
    found = []
    for peer, paint, cursor, page in (
        ("neomutt", 0.3, 1.5, 1.3),
        ("aerc", 0.4, None, None),
        ("alot", None, None, None),
        ("posting", None, None, None),
        ("plain", None, None, None),
    ):
        if peer not in seen:
            continue
        found += [
            _beside(f"first picture, vs {peer}", "ms", seen, peer, lambda one: one.paint, paint),
            _beside(
                f"cursor key, vs {peer}", "B", seen, peer, lambda one: _size(one.cursor), cursor
            ),
            _beside(f"page key, vs {peer}", "B", seen, peer, lambda one: _size(one.page), page),
            _beside(
                f"cursor key shown, p95, vs {peer}",
                "ms",
                seen,
                peer,
                lambda one: _late(one.cursor),
                1.0 if peer == "aerc" else None,
            ),
            _beside(
                f"page key shown, p95, vs {peer}", "ms", seen, peer, lambda one: _late(one.page)
            ),
            _beside(f"memory, vs {peer}", "MB", seen, peer, lambda one: sum(one.memory)),
        ]
    ours = seen["differential"]
    return [
        *found,
        _alone("first picture", "B", [one.painted for one in ours]),
        _alone("opening a ticket", "B", [one.opened.size for one in ours], 6000),
        _alone("three idle seconds", "B", [one.idle for one in ours], 0),
        *_memory([one.memory for one in ours]),
    ]


def _memory(runs: Sequence[tuple[float, ...]]) -> list[Figure]:
    """Return what the console and its sync engine hold at rest."""
    if any(len(processes) < len(_PROCESSES) for processes in runs):
        raise SystemExit("The console's sync engine did not run: its memory cannot be measured.")
    parts = [
        _alone(f"memory at rest, {name}", "MB", [processes[place] for processes in runs])
        for place, name in enumerate(_PROCESSES)
    ]
    return [*parts, _alone("memory at rest, all", "MB", [sum(each) for each in runs], 110)]


def _far(felt: dict[str, list[Felt]]) -> list[Figure]:
    """Return the figures of the slow line: the bar is for the first sign of an effect."""
    found = []
    for name, runs in felt.items():
        bar = 350 if name == "differential" else None
        where = f"slow line, {name}"
        found += [
            _alone(f"{where}: cursor key shows", "ms", [_first(one.cursor) for one in runs], bar),
            _alone(f"{where}: page key shows", "ms", [_first(one.page) for one in runs], bar),
            _alone(f"{where}: opening shows", "ms", [_first([one.opened]) for one in runs], bar),
            _alone(f"{where}: page complete", "ms", [_late(one.page) for one in runs]),
            _alone(f"{where}: held key goes on for", "ms", [one.lag for one in runs]),
        ]
    return found


def _beside(
    title: str,
    unit: str,
    seen: dict[str, list[Seen]],
    peer: str,
    value: Callable[[Seen], float],
    bar: float | None = None,
) -> Figure:
    ours = Series("ours", unit, tuple(value(one) for one in seen["differential"]))
    theirs = Series(peer, unit, tuple(value(one) for one in seen[peer]))
    return Figure(title, ours, theirs, bar)


def _alone(title: str, unit: str, values: Sequence[float], bar: float | None = None) -> Figure:
    return Figure(title, Series("ours", unit, tuple(values)), bar=bar)


def _size(effects: Sequence[Effect]) -> float:
    return percentile([one.size for one in effects], 0.5)


def _late(effects: Sequence[Effect]) -> float:
    """Return when the last byte of a key came, for all but the latest twentieth."""
    return percentile([one.last or 0.0 for one in effects], 0.95)


def _first(effects: Sequence[Effect]) -> float:
    """Return when the first byte of a key came, for the latest of them."""
    return max(one.first or 0.0 for one in effects)


if __name__ == "__main__":
    raise SystemExit(main())
