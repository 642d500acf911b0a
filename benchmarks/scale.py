"""From 10,000 to a million mails: what stays the same and what grows with the store.

The same questions to stores of several sizes: bytes, the queue, opening, searching, acting, filing
mails, a look at an unchanged mailbox, reports, the first picture, memory. Each size has figures of
its own with the bars of the other benchmarks; growth is a size beside the one before it, so a
figure that does not depend on the size has the ratio 1, and one that scans the store about 10.
"""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from agent_console.clock import SystemClock
from agent_console.desk.listing import Viewer
from agent_console.desk.views import QueueView
from agent_console.store.first_page import first_page
from benchmarks import terminal_peers
from benchmarks.figures import Figure, Series
from benchmarks.first_paint import painted
from benchmarks.measure import progress
from benchmarks.ours import ROOT
from benchmarks.place import scratch
from benchmarks.results import Report, parser
from benchmarks.scale_asked import Asked, asked
from benchmarks.scale_mails import Sizes
from benchmarks.scale_store import scale_store
from benchmarks.screens import terminal

SIZES = (10_000, 100_000, 1_000_000)
GROWTH_BAR = 1.25
"""How much more a mail may take in a store of ten times as many, in bytes and in memory."""
MEMORY_BAR = 110.0
_PARTS = ("console", "sync engine")
_SHOWN = 12
_LONG = 300.0


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=5)
    options.add_argument(
        "--sizes", type=int, nargs="+", default=list(SIZES), help="mails (%(default)s)"
    )
    options.add_argument("--count", type=int, help="one size only, for a short run")
    options.add_argument("--no-screen", action="store_true", help="start no console")
    chosen = options.parse_args()
    sizes = [chosen.count] if chosen.count else sorted(chosen.sizes)
    if any(size % 500 for size in sizes):
        options.error("a size is a multiple of 500")
    report = Report("scale", chosen)
    found = {size: _measured(size, chosen) for size in sizes}
    return report.finish([*_each(found), *_growth(found)])


def _measured(size: int, options: Namespace) -> list[Asked]:
    """Return all that is asked of a store of one size; it is asked of a copy."""
    file = scale_store(options.cache, size)
    progress(f"{size} mails")
    with scratch(options.cache) as folder:
        ours = terminal_peers.configure_console(folder / "home", ROOT)
        shutil.copyfile(file, ours.store)
        ours.store.chmod(0o600)
        ours.store.parent.chmod(0o700)
        found = [Asked("bytes a mail", "bytes", (file.stat().st_size / size,), grows=GROWTH_BAR)]
        if not options.no_screen:
            found += _on_screen(folder / "home", ours.store, options.runs)
        found += asked(folder / "home", Sizes(size), options.runs)
    return found


def _on_screen(home: Path, store: Path, runs: int) -> Iterator[Asked]:
    """Start the console; the first start of all is not measured."""
    page = first_page(store, QueueView.OPEN, Viewer("Anna"), SystemClock().now(), 1)
    if page is None:
        sys.exit("the store has no first page")
    console = terminal_peers.console(home, page.page.rows[0].subject[:_SHOWN].encode())
    command, environment = list(console.command), dict(console.environment)
    painted(command, environment, console.marker)
    times = tuple(painted(command, environment, console.marker) for _run in range(runs))
    yield Asked("start to first picture", "ms", times)
    held: list[list[float]] = []
    for _run in range(max(1, runs // 2)):
        with terminal(command, environment, home) as running:
            running.wait_for(console.marker, _LONG)
            running.settle(2.0)
            for _key in range(10):
                running.press(console.page)
            running.hear(5.0)
            held.append(running.memory())
    if any(len(parts) < len(_PARTS) for parts in held):
        sys.exit("the console's sync engine did not run: its memory cannot be measured")
    for place, name in enumerate(_PARTS):
        yield Asked(f"memory, {name}", "MB", tuple(parts[place] for parts in held))
    together = tuple(sum(parts) for parts in held)
    yield Asked("memory, all", "MB", together, bar=MEMORY_BAR, grows=GROWTH_BAR)


def _each(found: Mapping[int, Iterable[Asked]]) -> list[Figure]:
    """Return the figures of each size."""
    return [
        Figure(f"{size:,} mails: {one.title}", Series("ours", one.unit, one.values), bar=one.bar)
        for size, all_of_it in found.items()
        for one in all_of_it
    ]


def _growth(found: Mapping[int, Sequence[Asked]]) -> list[Figure]:
    """Return each figure beside that of the size before."""
    figures = []
    sizes = list(found)
    for small, large in pairwise(sizes):
        before = {one.title: one for one in found[small]}
        for one in found[large]:
            figures.append(
                Figure(
                    f"growth to {large:,}: {one.title}",
                    Series("ours", one.unit, one.values),
                    Series(f"{small:,} mails", one.unit, before[one.title].values),
                    one.grows,
                )
            )
    return figures


if __name__ == "__main__":
    sys.exit(main())
