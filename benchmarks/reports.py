"""How long a page of the reports takes over a year of 100,000 tickets, after a warm start.

Each page is counted anew, with the period before it beside it. The peer counts part of the same
figures by plain SQL over the measured rows and the tickets, without our daily sums. Times are those
of the processor: a page waits for nothing.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_console.desk.metrics import Measure, Measured
from agent_console.desk.metrics_period import Period, Span, period_of
from agent_console.desk.metrics_report import Which
from agent_console.services.reports_counting import counted
from agent_console.store import reports as stored
from benchmarks.figures import Figure, Series, percentile
from benchmarks.results import Report, parser

ZONE = ZoneInfo("Europe/Berlin")
SCHEMA = Path(stored.__file__).with_name("migrations") / "0001.sql"
TYPES = ("delivery", "return", "refund", "invoice", "product", "account", "other")
AGENTS = ("ida", "ben", "kim", "lou", "max", "pia")
CANNED = ("", "delivery-late", "refund-sent", "invoice-copy")
BEGIN, TIMES, BAR = datetime(2025, 1, 1, tzinfo=UTC), 20, 300.0
PAGES = (
    ("day", Span.DAYS, Which()),
    ("week", Span.WEEK, Which()),
    ("month", Span.MONTH, Which()),
    ("month, one type", Span.MONTH, Which(type="refund")),
    ("year", Span.YEAR, Which()),
    ("year, one type", Span.YEAR, Which(type="refund")),
    ("year, one type in one language", Span.YEAR, Which(type="refund", language="de")),
)


def rows_of(chance: random.Random) -> list[Measured]:
    """Return what is measured of a ticket as most are: asked, answered, closed."""
    at = BEGIN + timedelta(seconds=chance.randrange(365 * 86_400))
    business = chance.randrange(60, 40_000)
    answered = at + timedelta(seconds=business * 3)
    closed = answered + timedelta(seconds=chance.randrange(600, 400_000))
    again, agent = int(chance.random() < 0.2), chance.choice(AGENTS)
    hour = at.weekday() * 24 + at.hour
    rows = [
        Measured(Measure.OPENED, at, 0),
        Measured(Measure.ARRIVED, at, hour),
        Measured(Measure.FIRST, answered, business, business * 3, agent=agent),
        Measured(Measure.ANSWERED, answered, agent=agent),
        Measured(Measure.TARGET, answered, int(business > 28_800), more="first-response"),
        Measured(Measure.ONCE, answered, 1 - again, agent=agent),
        Measured(Measure.CLOSED, closed, again),
    ]
    worked = chance.randrange(30, 1_800)
    rows += [
        Measured(Measure.WORKED, answered, worked, agent=agent),
        Measured(Measure.HANDLED, closed, worked),
    ]
    if chance.random() < 0.05:
        rows.append(Measured(Measure.COMPLAINT, at, chance.choice((0, 4, 5))))
        rows.append(Measured(Measure.REMEDY, answered, 450, 1_000, "EUR", agent))
    if again:
        rows += [
            Measured(Measure.AGAIN, closed, 3_600, more=chance.choice(CANNED), agent=agent),
            Measured(Measure.OPENED, closed, 1),
            Measured(Measure.ARRIVED, closed, hour),
        ]
    return rows


def fill(connection: sqlite3.Connection, tickets: int) -> None:
    """Put a year of tickets in, with what reports ask of them."""
    chance = random.Random(10)
    columns = connection.execute("PRAGMA table_info(ticket)").fetchall()
    required = [
        (name, kind)
        for _n, name, kind, needed, default, _k in columns
        if needed and default is None
    ]
    marks = ", ".join("?" * len(required))
    names = ", ".join(name for name, _kind in required)
    put = f"INSERT INTO ticket ({names}) VALUES ({marks})"  # noqa: S608  # names of columns only
    for start in range(0, tickets, 1_000):
        refs = [f"T{number:07}" for number in range(start, min(start + 1_000, tickets))]
        for ref in refs:
            values = {
                "ref": ref,
                "type": chance.choice(TYPES),
                "level": chance.choice((1, 1, 2, 3)),
                "channel": chance.choice(("email", "email", "form", "phone")),
                "language": chance.choice(("de", "en")),
                "tags": chance.choice(("", "", "vip", "warehouse")),
            }
            row = [values.get(name, 0 if "INT" in kind else "") for name, kind in required]
            connection.execute(put, row)
        stored.keep(connection, refs, {ref: rows_of(chance) for ref in refs}, ZONE)
        connection.commit()


def timed(work: Callable[[], object], times: int) -> tuple[float, ...]:
    """Return the processor's milliseconds of some runs."""
    found = []
    for _time in range(times):
        begun = time.process_time()
        work()
        found.append((time.process_time() - begun) * 1_000)
    return tuple(found)


def plain(connection: sqlite3.Connection, period: Period, which: Which) -> None:
    """Count opened, closed, arrivals, kinds, answers and promises as anybody would, by SQL."""
    joined = " JOIN ticket ON ticket.ref = measure.ticket"
    limit = " AND ticket.type = :type" if which.type else ""
    source = f"FROM measure{joined if limit else ''} WHERE day BETWEEN :first AND :last{limit}"
    kinds = f"FROM measure{joined} WHERE day BETWEEN :first AND :last{limit}"
    for one in (period, period.before):
        known = {"first": one.first.toordinal(), "last": one.last.toordinal(), "type": which.type}
        for question in (
            f"SELECT what, day, count(*), sum(value) {source} GROUP BY what, day",
            f"SELECT value, count(*) {source} AND what = 'arrived' GROUP BY value",
            f"SELECT more, value, count(*) {source} AND what = 'target' GROUP BY more, value",
            f"SELECT value {source} AND what = 'first' ORDER BY value",
            f"SELECT wall {source} AND what = 'first' ORDER BY wall",
            f"SELECT ticket.type, count(*) {kinds} AND what = 'opened' GROUP BY ticket.type",
            f"SELECT ticket.channel, count(*) {kinds} AND what = 'opened' GROUP BY ticket.channel",
        ):
            connection.execute(question, known).fetchall()


def filled(tickets: int, file: Path) -> sqlite3.Connection:
    """Return a store with a year of tickets and its sums."""
    connection = sqlite3.connect(file)
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    fill(connection, tickets)
    stored.keep_sums(connection)
    connection.commit()
    connection.execute("ANALYZE")
    return connection


def figures_of(connection: sqlite3.Connection, rounds: int) -> Iterator[Figure]:
    """Time every page, ours and the peer's in turn."""
    day, now = date(2025, 11, 17), datetime(2026, 1, 1, tzinfo=UTC)
    for name, span, which in PAGES:
        period = period_of(span, day)

        def page(period: Period = period, which: Which = which) -> object:
            return counted(connection, period, which, now, ZONE, compare=True)

        def peer(period: Period = period, which: Which = which) -> None:
            plain(connection, period, which)

        timed(page, 1), timed(peer, 1)
        ours, highest, theirs = [], [], []
        for _round in range(rounds):
            found = timed(page, TIMES)
            ours.append(statistics.median(found))
            highest.append(percentile(found, 0.95))
            theirs.append(statistics.median(timed(peer, 3)))
        title = f"{name}: 95th percentile of {TIMES}"
        yield Figure(title, Series("ours", "ms", tuple(highest)), bar=BAR)
        if not (which.type and which.language):
            mine, other = Series("ours", "ms", tuple(ours)), Series("SQL", "ms", tuple(theirs))
            yield Figure(f"{name}, median", mine, other, 1.0 if span is Span.YEAR else None)


def main() -> int:
    """Fill a store, and time the pages."""
    options = parser(__doc__, runs=5)
    options.add_argument("--count", type=int, default=100_000, help="tickets (%(default)s)")
    chosen = options.parse_args()
    report = Report("reports", chosen)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite3"
        connection = filled(chosen.count, file)
        figures = list(figures_of(connection, chosen.runs))
        connection.close()
        size = Series("ours", "MB", (file.stat().st_size / 2**20,))
    return report.finish([*figures, Figure("the store, with tickets of nothing else", size)])


if __name__ == "__main__":
    sys.exit(main())
