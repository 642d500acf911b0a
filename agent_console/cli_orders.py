"""``agent-console orders``: taken in, checked, listed, shown, and chosen for a ticket."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event
from types import FrameType

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.order_sentences import day_text, items_text, money_text
from agent_console.desk.orders import Match, Order, matched_word, status_word
from agent_console.desk.orders_json import plain_order
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import _, current_language, ngettext
from agent_console.orders_config import OrderSource
from agent_console.services.desk import Desk
from agent_console.services.orders_import import ImportReport

_CAPS = (16, 12, 16, 12)
_NONE = "-"


def take(options: argparse.Namespace) -> ExitCode:
    """Take orders in from a file, or from every source of the settings; ctrl+c stops in between."""
    with opened_desk() as desk, _until_interrupted() as cancelled:
        sources, progress = desk.orders.sources, _Bar()
        if options.file:
            path = Path(options.file).expanduser().resolve()
            source = _source_for(desk, options.source, path)
            reports = [sources.take_file(path, source, progress=progress, cancelled=cancelled)]
        else:
            reports = sources.take_up(
                options.source, anyhow=True, progress=progress, cancelled=cancelled
            )
        progress.end()
        nothing = not reports and not desk.config.order_sources
    return _told(options, reports, nothing=nothing)


def check(options: argparse.Namespace) -> ExitCode:
    """Read a file, or every source, and say how it is understood; nothing is written."""
    with opened_desk() as desk:
        sources = desk.orders.sources
        if options.file:
            path = Path(options.file).expanduser().resolve()
            source = _source_for(desk, options.source, path)
            reports = [sources.take_file(path, source, dry_run=True)]
        else:
            named = desk.config.order_sources
            chosen = (sources.named(options.source),) if options.source else named
            reports = [report for source in chosen for report in sources.check(source)]
        nothing = not reports and not desk.config.order_sources
    if not options.json:
        for report in reports:
            _print_columns(report)
    return _told(options, reports, nothing=nothing)


def listing(options: argparse.Namespace) -> ExitCode:
    """Print orders in one line each."""
    with opened_desk() as desk:
        if options.late:
            found = desk.orders.late(options.limit)
        elif options.find:
            found = desk.orders.find(options.find, options.limit)
        else:
            found = desk.orders.newest(options.source, options.limit)
        counts = desk.orders.counts()
    found = tuple(one for one in found if options.source in ("", one.source))
    found_or_not = ExitCode.OK if found or not options.find else ExitCode.NOT_FOUND
    if options.json:
        print_json([plain_order(one) for one in found])
        return found_or_not
    for line in table([_row(one) for one in found], _CAPS, width_of_output()):
        print(line)
    n = sum(counts.values())
    say(ngettext("{n} order is known.", "{n} orders are known.", n).format(n=n))
    return found_or_not


def show(options: argparse.Namespace) -> ExitCode:
    """Print one order."""
    with opened_desk() as desk:
        order = desk.orders.get(options.number, options.source)
        text = desk.orders.sentences(order, options.text) if options.text else ""
    if options.json:
        print_json(plain_order(order))
    else:
        print(text or "\n".join(_lines(order)))
    return ExitCode.OK


def of_ticket(options: argparse.Namespace) -> ExitCode:
    """Print which orders a ticket may be about, and why."""
    with opened_desk() as desk:
        found = desk.orders.of_ticket(desk.tickets.find(options.key))
    if options.json:
        matches = [_plain_match(one) for one in found.matches]
        print_json({"matches": matches, "unknown": found.unknown, "sure": found.sure is not None})
        return ExitCode.OK
    rows = [(*_row(one.order)[:4], matched_word(one.by)) for one in found.matches]
    for line in table(rows, _CAPS, width_of_output()):
        print(line)
    for number in found.unknown:
        say(_("No shop has told of {number}.").format(number=to_screen(number, one_line=True)))
    if found.turned_down:
        say(_("None of the known orders is meant."))
    elif not found.matches:
        say(_("No order is known for this ticket."))
    return ExitCode.OK


def choose(options: argparse.Namespace) -> ExitCode:
    """Say which order a ticket is about, or that it is none of those known."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        none = options.number == _NONE
        order = None if none else desk.orders.get(options.number, options.source)
        row = desk.orders.choose(ref, order)
    if options.json:
        print_json(row)
    elif order is None:
        say(_("#{ref} is about none of the known orders.").format(ref=ref))
    else:
        number = to_screen(order.number, one_line=True)
        say(_("#{ref} is about the order {number}.").format(ref=ref, number=number))
    return ExitCode.OK


class _Bar:
    """How far an import is, in one line of the terminal."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show it; only to a person."""
        if not sys.stderr.isatty():
            return
        self._shown = True
        text = _("{n} orders").format(n=done)
        if total:
            filled = min(20 * done // total, 20)
            text = f"[{'#' * filled}{'.' * (20 - filled)}] {min(100 * done // total, 100)} %"
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave no trace."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextmanager
def _until_interrupted() -> Iterator[Callable[[], bool]]:
    """Give the question whether somebody pressed ctrl+c."""
    pressed = Event()

    def press(_signal: int, _frame: FrameType | None) -> None:
        pressed.set()

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _source_for(desk: Desk, name: str, path: Path) -> OrderSource:
    """Return how a file is written: as a source of the settings says, else as is usual."""
    if any(source.name == name for source in desk.config.order_sources):
        return desk.orders.sources.named(name)
    return OrderSource(name=name or path.stem[:60] or "file", file=path)


def _told(options: argparse.Namespace, reports: list[ImportReport], *, nothing: bool) -> ExitCode:
    failed = any(report.error for report in reports)
    if options.json:
        print_json([{**asdict(report), "orders": report.orders} for report in reports])
    elif nothing:
        say(_("The settings name no source of orders: see [[order_sources]]."))
    else:
        for report in reports:
            _say_report(report)
        if not reports:
            say(_("Nothing is new."))
    if any(report.cancelled for report in reports):
        return ExitCode.INTERRUPTED
    return ExitCode.FAILED if failed else ExitCode.OK


def _say_report(report: ImportReport) -> None:
    source = to_screen(report.source, one_line=True)
    if report.error:
        say(to_screen(report.error, one_line=True))
        return
    words = _("{source}: {added} new, {changed} changed, {unchanged} unchanged")
    say(
        words.format(
            source=source,
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
        )
    )
    for problem in report.found:
        number = f" {problem.number}" if problem.number else ""
        line = _("line {n}{number}: {problem}")
        text = line.format(n=problem.line, number=number, problem=problem.text)
        say("  " + to_screen(text, one_line=True))
    if (more := report.problems - len(report.found)) > 0:
        say("  " + ngettext("{n} more problem", "{n} more problems", more).format(n=more))
    if report.cancelled:
        say(_("Cancelled; what came before is kept."))


def _print_columns(report: ImportReport) -> None:
    rows = [(name, column) for name, column in report.columns.items()]
    for line in table(rows, (12,), width_of_output()):
        print(line)


def _row(order: Order) -> tuple[str, ...]:
    language = current_language()
    return (
        order.number,
        day_text(order.ordered, language, "medium") if order.ordered else "-",
        status_word(order.status),
        money_text(order.total, language) if order.total else "-",
        " · ".join(filter(None, (order.name or order.email, items_text(order.items, language)))),
    )


def _plain_match(match: Match) -> dict[str, object]:
    return {"by": match.by.value, "foreign": match.foreign, "order": plain_order(match.order)}


def _lines(order: Order) -> Iterator[str]:
    from agent_console.screens.orders_lines import order_lines

    for line in order_lines(order):
        yield to_screen(line, one_line=True)
