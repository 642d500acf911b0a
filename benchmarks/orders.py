"""Orders by the hundred thousand: how long an import takes, how soon an order is found.

    python -m benchmarks.orders [--count 300000] [--file 100000]

Builds a store of its own in a temporary folder. Beside the import of a file of ``--file`` lines
stands what the bare ``csv`` and ``sqlite3`` need to read the same file and insert its lines.
"""

from __future__ import annotations

import csv
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from agent_console.clock import SystemClock
from agent_console.orders_config import OrderSource
from agent_console.services.order_glances import order_glances
from agent_console.services.orders_import import ImportReport
from agent_console.services.orders_sources import OrderSources
from agent_console.store import orders as stored
from agent_console.store.engine import Store, open_store
from benchmarks.figures import Figure, Series, percentile
from benchmarks.results import Report, parser

_HEADER = (
    *("Bestellnummer", "Name", "E-Mail", "Bestelldatum", "Status", "Gesamtbetrag", "Artikel"),
    *("Artikelnummer", "Menge", "Einzelpreis", "Paketdienst", "Sendungsnummer", "Liefertermin"),
)
_FIRST = ("Anna", "Bea", "Cem", "Dörte", "Emil", "Fatma", "Günter", "Hanna", "Igor", "Jörg")
_LAST = ("Müller", "Schmidt", "Öztürk", "Weiß", "Nguyen", "Bauer", "Kowalski", "Maier", "Ünal")
_STATES = ("bezahlt", "in Bearbeitung", "versendet", "zugestellt", "zugestellt", "storniert")
_LOOKS = 400
_INSERT = "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def main() -> int:
    """Measure, print a table, and write the results."""
    options = parser(__doc__, runs=1)
    options.add_argument("--count", type=int, default=300_000, help="orders (%(default)s)")
    options.add_argument("--file", type=int, default=100_000, help="lines (%(default)s)")
    chosen = options.parse_args()
    report = Report("orders", chosen)
    with tempfile.TemporaryDirectory() as folder:
        figures = list(_measured(Path(folder), chosen.count, chosen.file))
    return report.finish(figures)


def _measured(folder: Path, orders: int, lines: int) -> Iterator[Figure]:
    source = OrderSource(name="shop", folder=folder, max_mb=1024)
    first = folder / "first.csv"
    _write(first, 0, lines)
    bare = folder / "bare.db"
    with closing(open_store(folder / "store.db")) as store:
        sources = OrderSources(store, (source,), SystemClock())
        take = partial(_take, sources, source)
        ours = Series("ours", "CPU s", (_cpu(lambda: take(first)),))
        plain = Series("csv and sqlite3", "CPU s", (_cpu(lambda: _bare(first, bare)),))
        yield Figure(f"import of {lines:,} lines", ours, plain)
        for name, changed, dry in (
            ("again, nothing new", 0, False),
            ("again, one in 100 changed", 100, False),
            ("dry run", 0, True),
        ):
            if changed:
                _write(first, 0, lines, changed=changed)
            work = partial(take, first, dry_run=dry)
            yield Figure(f"the same file {name}", Series("ours", "CPU s", (_cpu(work),)))
        rest = folder / "rest.csv"
        _write(rest, lines, max(orders - lines, 0))
        take(rest)
        yield from _lookups(store, orders)
        size = (folder / "store.db").stat().st_size / 2**20
        yield Figure("the store", Series("ours", "MB", (size,)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Figure("memory at most", Series("ours", "MB", (memory,)))


def _take(
    sources: OrderSources, source: OrderSource, path: Path, *, dry_run: bool = False
) -> ImportReport:
    report = sources.take_file(path, source, dry_run=dry_run)
    if report.problems:
        raise SystemExit(f"{report.problems} problems: {report.found[0]}")
    return report


def _write(path: Path, start: int, count: int, *, changed: int = 0) -> None:
    """Write an export of so many lines; every seventh order has two items."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(_HEADER)
        number = start
        written = 0
        while written < count:
            row = _row(number, other=bool(changed) and number % changed == 0)
            writer.writerow(row)
            written += 1
            if number % 7 == 0 and written < count:
                writer.writerow((*row[:6], "Leuchtmittel E27", "LM-E27", "2", "7,90", *row[10:]))
                written += 1
            number += 1


def _row(number: int, *, other: bool) -> tuple[str, ...]:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number % len(_LAST)]
    state = "storniert" if other else _STATES[number % len(_STATES)]
    return (
        *(f"NL-{1_000_000 + number}", f"{first} {last}", _email(number)),
        *(f"{1 + number % 28:02}.{1 + number % 12:02}.2026", state, f"{number % 900},90"),
        *(f"Lampe {number % 500}", f"L-{number % 500}", "1", f"{number % 900},90"),
        *("DHL", f"{number:012}", f"{1 + number % 28:02}.12.2026"),
    )


def _email(number: int) -> str:
    return f"kunde{number // 3}@example{number % 97}.org"


def _bare(path: Path, store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, path.open(encoding="utf-8") as lines:
        rows = csv.reader(lines, delimiter=";")
        next(rows)
        connection.execute(f"CREATE TABLE line ({', '.join(f'c{n}' for n in range(13))})")
        connection.execute("CREATE INDEX line_number ON line (c0)")
        connection.execute("CREATE INDEX line_email ON line (c2)")
        connection.executemany(_INSERT, rows)
        connection.commit()


def _lookups(store: Store, orders: int) -> Iterator[Figure]:
    chance = random.Random(9)
    numbers = [chance.randrange(max(orders * 9 // 10, 1)) for _look in range(_LOOKS)]

    def look(ask: Callable[[sqlite3.Connection], object]) -> None:
        with store.look() as connection:
            ask(connection)

    def by_number(number: int) -> Callable[[], None]:
        key = f"NL-{1_000_000 + number}"
        return lambda: look(lambda connection: stored.by_numbers(connection, [key]))

    def by_email(number: int) -> Callable[[], None]:
        return lambda: look(lambda asked: order_glances(asked, [_email(number)]))

    def begins(number: int) -> Callable[[], None]:
        start = f"NL-{1_000_000 + number}"[:7]
        return lambda: look(lambda connection: stored.beginning_with(connection, start))

    def by_name(number: int) -> Callable[[], None]:
        name = f"{_LAST[number % len(_LAST)]}, {_FIRST[number % len(_FIRST)]}"
        return lambda: look(lambda connection: stored.by_name(connection, name, 20))

    yield from _times("an order by its number", [by_number(one) for one in numbers])
    yield from _times("by an address, as on the card", [by_email(one) for one in numbers])
    yield from _times("by the beginning of a number", [begins(one) for one in numbers])
    yield from _times("by a name that thousands have", [by_name(one) for one in numbers[:100]])


def _times(name: str, looks: Sequence[Callable[[], None]]) -> Iterator[Figure]:
    times = [_took(look) * 1000 for look in looks]
    yield Figure(f"{name}: median", Series("ours", "ms", (median(times),)))
    last = Series("ours", "ms", (percentile(times, 0.95),))
    yield Figure(f"{name}: 95th percentile", last, bar=100.0)


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
