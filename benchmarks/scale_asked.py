"""What a store of any size is asked: as the desk asks it, in this process, without a server.

Times are those of the processor, so that a busy machine can be used; the disk is not waited for.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from agent_console.clock import FixedClock
from agent_console.config import load_config
from agent_console.desk.listing import Viewer
from agent_console.desk.metrics_period import period_of
from agent_console.desk.views import QueueView
from agent_console.locations import locations_below
from agent_console.mail.fetch import FolderCursor
from agent_console.services.deadlines import renew_deadlines
from agent_console.services.desk import Desk, open_desk
from agent_console.services.reports_counting import counted
from agent_console.store.first_page import first_page
from benchmarks import filing, mails
from benchmarks.figures import percentile
from benchmarks.mails import Kind
from benchmarks.reports import PAGES
from benchmarks.scale_mails import Sizes, letters
from benchmarks.scale_store import ZONE
from benchmarks.search import QUERIES

PAGE: Final = 50
PAGE_BAR: Final = 1.0
REPORT_BAR: Final = 300.0
_PAGES, _LOOKS, _OPENED, _ACTS, _FILED = 400, 100, 100, 40, 500
_TICKET_OF = "SELECT ticket FROM mail WHERE id = ?"
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what it took, run by run; ``grows`` is the bar for its growth."""

    title: str
    unit: str
    values: tuple[float, ...]
    bar: float | None = None
    grows: float | None = None


def asked(home: Path, sizes: Sizes, runs: int) -> Iterator[Asked]:
    """Ask a store, which is written to, everything."""
    locations = locations_below(home)
    store = home / "data" / "store.db"
    look = partial(first_page, store, QueueView.OPEN, Viewer("Anna"), sizes.end, PAGE)
    yield Asked("first page without a desk", "ms", _repeated(look, runs * 3))
    desk = open_desk(load_config(locations.config_file), locations, FixedClock(sizes.end))
    try:
        yield from _queue(desk, runs)
        yield from _tickets(desk, sizes, runs)
        yield from _search(desk, sizes, runs)
        yield from _reports(desk, sizes, runs)
        yield from _unchanged(desk, runs)
        yield from _acts(desk, runs)
        yield from _filing(desk, sizes, runs)
    finally:
        desk.close()


def _processor(work: Work) -> float:
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000


def _repeated(work: Work, times: int) -> tuple[float, ...]:
    return tuple(_processor(work) for _time in range(times))


def _shares(title: str, runs: Sequence[Sequence[float]], bar: float | None = None) -> list[Asked]:
    """Return middle and 99th percentile, one value a run; the bar is for the second."""
    return [
        Asked(f"{title}, p50", "ms", tuple(percentile(run, 0.5) for run in runs)),
        Asked(f"{title}, p99", "ms", tuple(percentile(run, 0.99) for run in runs), bar),
    ]


def _queue(desk: Desk, runs: int) -> Iterator[Asked]:
    for name, view in (("open", QueueView.OPEN), ("my", QueueView.MINE), ("all", QueueView.ALL)):
        page = partial(desk.queue.page, view, 0, PAGE)
        page()
        bar = PAGE_BAR if view is not QueueView.ALL else None
        yield from _shares(f"page of {name} tickets", _runs(page, _PAGES, runs), bar)
    desk.queue.counts()
    yield from _shares("counts of all views", _runs(desk.queue.counts, _LOOKS, runs))


def _runs(work: Work, times: int, runs: int) -> list[tuple[float, ...]]:
    return [_repeated(work, times) for _run in range(runs)]


def _tickets(desk: Desk, sizes: Sizes, runs: int) -> Iterator[Asked]:
    """Open tickets from all over the store, each once."""
    chance = random.Random(sizes.mails)
    taken = []
    for _run in range(runs):
        numbers = [chance.randrange(sizes.mails) + 1 for _ticket in range(_OPENED)]
        with desk.store.look() as connection:
            refs = [connection.execute(_TICKET_OF, (one,)).fetchone()[0] for one in numbers]
        desk.tickets.view(refs[0])
        taken.append([_processor(partial(desk.tickets.view, ref)) for ref in refs[1:]])
    yield from _shares("opening a ticket", taken)


def _search(desk: Desk, sizes: Sizes, runs: int) -> Iterator[Asked]:
    known = next(one for one in letters(sizes) if "00340434" in one.text)
    parcel = known.text[known.text.index("00340434") :][:20]
    for title, text in (("a parcel's number", parcel), *((q.title, q.ours) for q in QUERIES)):
        find = partial(desk.search.find, text, PAGE)
        find()
        yield Asked(f"search, {title}", "ms", _repeated(find, runs * 3))


def _reports(desk: Desk, sizes: Sizes, runs: int) -> Iterator[Asked]:
    """Count each page anew, with the period before it."""
    day = sizes.moment(sizes.mails * 3 / 4).date()
    with desk.store.look() as connection:
        for name, span, which in PAGES:
            period = period_of(span, day)
            page = partial(counted, connection, period, which, sizes.end, ZONE, compare=True)
            page()
            times = tuple(_processor(page) for _run in range(runs * 2))
            yield Asked(f"report of a {name}", "ms", times, REPORT_BAR)


def _unchanged(desk: Desk, runs: int) -> Iterator[Asked]:
    """Do what a look at an unchanged mailbox does in the store: the server's part is not here."""
    intake = desk.intake
    renew_deadlines(desk.store, desk.config, desk.clock)

    def look() -> None:
        renew_deadlines(desk.store, desk.config, desk.clock)
        cursor = intake.cursor("INBOX")
        count = intake.known_count("INBOX")
        intake.shallow("INBOX", 1, 1)
        intake.finished("INBOX", cursor, count)

    look()
    yield Asked("a look at an unchanged folder, store's part", "ms", _repeated(look, runs * 5))


def _acts(desk: Desk, runs: int) -> Iterator[Asked]:
    """Take, annotate and let go tickets; each waits for the disk once."""
    rows = desk.queue.page(QueueView.OPEN, 0, 400).rows
    chosen = [row.ref for row in rows if not row.owner][:_ACTS]
    claims: list[list[float]] = []
    notes: list[list[float]] = []
    for _run in range(runs):
        claims.append([_processor(partial(desk.tickets.take, ref)) for ref in chosen])
        notes.append(
            [_processor(partial(desk.tickets.note, ref, "Asked the warehouse.")) for ref in chosen]
        )
        for ref in chosen:
            desk.tickets.release(ref)
    yield from _shares("claim", claims)
    yield from _shares("note", notes)


def _filing(desk: Desk, sizes: Sizes, runs: int) -> Iterator[Asked]:
    """File new mails as the engine does: heads, then texts."""
    intake = desk.intake
    heads, texts = [], []
    for run in range(max(1, runs // 2)):
        made = list(mails.block(Kind.MIXED, 0, _FILED, seed=sizes.mails + run + 1))
        first = sizes.mails + run * _FILED
        new = [filing.head_of(mail, first + mail.number + 1) for mail in made]
        last = FolderCursor(1, new[-1].uid, None)
        known = {
            head.uid: filing.text_of(head.mail, one) for head, one in zip(new, made, strict=True)
        }
        heads.append(_processor(partial(intake.store_heads, "INBOX", 1, new, last)) * 1000 / _FILED)
        texts.append(_processor(partial(intake.store_texts, "INBOX", 1, known)) * 1000 / _FILED)
    yield Asked("1,000 heads filed", "ms", tuple(heads))
    yield Asked("1,000 texts filed", "ms", tuple(texts))
