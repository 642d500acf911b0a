"""Customers by the hundred thousand: how long an import takes, how soon a card is open.

    python -m benchmarks.customers [--count 100000] [--orders 300000] [--mails 20000]

Builds a store of its own in a temporary folder; nothing of this machine's mail is touched.
"""

from __future__ import annotations

import csv
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

from agent_console.clock import FixedClock
from agent_console.config import Config, parse_config
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.orders_config import OrderSource
from agent_console.services.acting import Acts
from agent_console.services.customer_files import open_file
from agent_console.services.customer_import import CustomerImport
from agent_console.services.customers import CustomerService, Slots
from agent_console.services.intake import Intake
from agent_console.services.order_glances import order_glances
from agent_console.services.orders_sources import OrderSources
from agent_console.services.rules import Rules
from agent_console.services.sorting import Sorter
from agent_console.store.engine import Store, open_store
from benchmarks.figures import Figure, Series, percentile
from benchmarks.results import Report, parser

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_SETTINGS = """
[agent]
name = "Anna"
[mailbox]
address = "help@example.com"
imap = { host = "127.0.0.1", port = 993 }
smtp = { host = "127.0.0.1", port = 465 }
"""
_FIRST = ("Anna", "Bea", "Cem", "Dörte", "Emil", "Fatma", "Günter", "Hanna", "Igor", "Jörg")
_LAST = ("Müller", "Schmidt", "Öztürk", "Weiß", "Nguyen", "Bauer", "Kowalski", "Maier", "Ünal")
_LOOKS = 400
_PORTION = 500


def main() -> int:
    """Measure, print a table, and write the results."""
    options = parser(__doc__, runs=1)
    options.add_argument("--count", type=int, default=100_000, help="customers (%(default)s)")
    options.add_argument("--orders", type=int, default=300_000, help="(%(default)s)")
    options.add_argument("--mails", type=int, default=20_000, help="(%(default)s)")
    chosen = options.parse_args()
    report = Report("customers", chosen)
    with tempfile.TemporaryDirectory() as folder:
        figures = list(_measured(Path(folder), chosen.count, chosen.orders, chosen.mails))
    return report.finish(figures)


def _measured(folder: Path, customers: int, orders: int, mails: int) -> Iterator[Figure]:
    chance = random.Random(9)
    clock = FixedClock(NOW)
    config = parse_config(_SETTINGS, "benchmark")
    with closing(open_store(folder / "store.db")) as store:
        intake = Intake(store, config, clock)
        acts = Acts(store, intake, Rules(config), clock, "Anna")
        slots = Slots(lambda asked, emails: order_glances(asked, emails, NOW))
        service = CustomerService(acts, config, slots)
        emails = [
            f"{_name(number)}{number}@example{number % 997}.org" for number in range(customers)
        ]
        yield _work(f"{mails:,} mails filed", lambda: _file(intake, emails, mails, chance))
        yield _work("the records they make", lambda: _sort(store, config))
        file = folder / "customers.csv"
        file.write_text(_csv(emails), encoding="utf-8")
        read = open_file(file)
        rows = f"{customers:,} rows"
        yield _work(f"import of {rows}: dry run", lambda: CustomerImport(acts, read).run(dry=True))
        ticks: list[float] = []
        yield _work(
            f"import of {rows}",
            lambda: CustomerImport(acts, read).run(
                dry=False, on_progress=lambda _done, _total: ticks.append(time.perf_counter())
            ),
        )
        waits = [after - before for before, after in pairwise(ticks)]
        yield Figure(
            "between two steps of its bar, at which it can be stopped: 95th percentile",
            Series("ours", "s", (percentile(waits, 0.95),)),
            bar=2.0,
        )
        yield _work(
            f"import of {rows} again, nothing new",
            lambda: CustomerImport(acts, read).run(dry=False),
        )
        _take_orders(store, folder / "orders.csv", emails, orders)
        busy = emails[: max(mails // 40, 1)]
        for name, some in (("a card", emails), ("a card with many tickets", busy)):
            looks = [partial(service.card_of, one) for one in _some(chance, some)]
            yield from _looks(f"{name}, with orders", looks, bar=100.0)
        for typed in ("m", "muel", "gunter mul", "0171", "anna12"):
            yield from _looks(f"found by “{typed}”", [partial(service.find, typed)] * 20)


def _take_orders(store: Store, file: Path, emails: Sequence[str], orders: int) -> None:
    """Let a shop tell of so many orders of these customers."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("order_number", "email", "ordered", "status", "total", "item", "due"))
        for number in range(orders):
            day = f"2026-{1 + number % 2:02}-{1 + number % 28:02}"
            row = (f"NL-{number:07}", emails[number % len(emails)], day, "shipped", "59.90")
            writer.writerow((*row, f"Lamp {number % 500}", day))
    source = OrderSource(name="shop", file=file, max_mb=1024)
    OrderSources(store, (source,), FixedClock(NOW)).take_file(file, source)


def _name(number: int) -> str:
    return f"{_FIRST[number % len(_FIRST)]}.{_LAST[number % len(_LAST)]}".lower()


def _csv(emails: list[str]) -> str:
    lines = ["email;vorname;nachname;firma;telefon;sprache;tags"]
    for number, email in enumerate(emails):
        first, last = _FIRST[number % len(_FIRST)], _LAST[number % len(_LAST)]
        phone = f"+49 171 {1_000_000 + number}"
        lines.append(f"{email};{first};{last};Firma {number % 5000} GmbH;{phone};de;liste")
    return "\n".join(lines)


def _file(intake: Intake, emails: list[str], mails: int, chance: random.Random) -> None:
    """File mails: a fortieth of the customers writes most of them."""
    busy = emails[: max(mails // 40, 1)]
    intake.use_folder("INBOX", outgoing=False)
    for start in range(1, mails + 1, _PORTION):
        some = [
            _mail(uid, chance.choice(busy if chance.random() < 0.6 else emails))
            for uid in range(start, min(start + _PORTION, mails + 1))
        ]
        intake.store("INBOX", 1, some, FolderCursor(1, some[-1].uid, None))


def _mail(uid: int, email: str) -> FetchedMail:
    name = email.partition("@")[0].rstrip("0123456789").replace(".", " ").title()
    raw = "\r\n".join(
        (
            f"From: {name} <{email}>",
            "To: help@example.com",
            f"Subject: Bestellung {uid}",
            f"Message-ID: <{uid}@example.org>",
            "Content-Type: text/plain; charset=utf-8",
            "",
            f"Guten Tag,\r\n\r\nwo bleibt meine Bestellung Nr. {uid}? Bitte melden Sie sich.\r\n",
            f"Mit freundlichen Grüßen\r\n{name}\r\n\r\n-- \r\n{name}\r\nFirma GmbH",
            f"Tel. +49 171 {2_000_000 + uid}",
        )
    ).encode()
    at = NOW - timedelta(minutes=uid)
    return FetchedMail(
        uid=uid, raw=raw, received=at, flags=frozenset(), size=len(raw), complete=True
    )


def _sort(store: Store, config: Config) -> None:
    sorter = Sorter(store, config)
    while sorter.step():
        continue


def _some(chance: random.Random, emails: list[str]) -> list[str]:
    return [chance.choice(emails) for _look in range(_LOOKS)]


def _looks(
    name: str, looks: Sequence[Callable[[], object]], *, bar: float | None = None
) -> Iterator[Figure]:
    times = [_took(look) * 1000 for look in looks]
    yield Figure(f"{name}: median", Series("ours", "ms", (statistics.median(times),)))
    last = Series("ours", "ms", (percentile(times, 0.95),))
    yield Figure(f"{name}: 95th percentile", last, bar=bar)


def _work(name: str, work: Callable[[], object]) -> Figure:
    """Return the seconds of this processor that some work takes."""
    begun = time.process_time()
    work()
    return Figure(name, Series("ours", "CPU s", (time.process_time() - begun,)))


def _took(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
