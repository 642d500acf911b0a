"""Subcommands that show tickets, for scripts, pipes and people without a screen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from agent_console.cli_context import load_settings, opened_desk, start_clock
from agent_console.cli_output import print_json, say, width_of_output
from agent_console.cli_words import mail_numbers, row_lines, ticket_lines
from agent_console.config import Config
from agent_console.desk.routing import takers
from agent_console.desk.states import AnyView
from agent_console.desk.text import to_screen
from agent_console.desk.views import QueueRow, QueueView, TicketView
from agent_console.errors import ExitCode
from agent_console.i18n import _
from agent_console.services.viewer import colleagues_of, viewer_of
from agent_console.store.first_page import first_page

_ALL = 1_000_000


def list_tickets(options: argparse.Namespace) -> ExitCode:
    """Print a view of the queue in priority order."""
    view: AnyView = QueueView(options.view)
    limit = options.limit or _ALL
    if options.saved:
        with opened_desk() as desk:
            view = desk.views.named(options.saved)
    if options.json:
        print_json(_explained_rows(view, limit))
        return ExitCode.OK
    config, rows = _rows(view, limit)
    if rows:
        _print_rows(rows, config)
    else:
        say(_("No tickets in this view."))
    return ExitCode.OK


def _explained_rows(view: AnyView, limit: int) -> list[dict[str, object]]:
    """Return the rows of a view, each with all that `explain` tells of its ticket."""
    from agent_console.services.explaining import explain_tickets

    with opened_desk() as desk:
        rows = desk.queue.page(view, 0, limit).rows
        refs = [row.ref for row in rows]
        told = explain_tickets(desk.store, desk.config, refs, desk.clock.now())
    by_ref = {one.ref: one for one in told}
    return [
        {
            **asdict(row),
            "clocks": one.clocks,
            "reasons": one.reasons,
            "routing": one.routing,
            "said": one.said,
            "found": one.found,
        }
        for row in rows
        if (one := by_ref.get(row.ref))
    ]


def _rows(view: AnyView, limit: int) -> tuple[Config, Sequence[QueueRow]]:
    """Read the view without loading the whole program where that is possible."""
    config, locations = load_settings()
    now = start_clock().now()
    if isinstance(view, QueueView):
        first = first_page(locations.store_file, view, viewer_of(config), now, limit)
        if first is not None:
            return config, first.page.rows
    with opened_desk() as desk:
        return config, desk.queue.page(view, 0, limit).rows


def _print_rows(rows: Sequence[QueueRow], config: Config) -> None:
    now, zone = _moment(config)
    heading = sys.stdout.isatty()
    for line in row_lines(rows, now, zone, width_of_output(), heading=heading):
        print(line)


def _moment(config: Config) -> tuple[datetime, ZoneInfo]:
    return start_clock().now(), ZoneInfo(config.calendar.zone)


def show(options: argparse.Namespace) -> ExitCode:
    """Print one ticket, oldest first."""
    with opened_desk() as desk:
        view = desk.tickets.view(desk.tickets.find(options.key))
        able = _takers(view, desk.config)
        if options.json:
            print_json({**asdict(view), "entries": _numbered(view), "takers": able})
            return ExitCode.OK
        now, zone = _moment(desk.config)
        for line in ticket_lines(view, now, zone, able if desk.config.colleagues else ()):
            print(line)
    return ExitCode.OK


def _takers(view: TicketView, config: Config) -> tuple[str, ...]:
    """Return who can answer a ticket by the settings; nobody as long as nobody has looked at it."""
    if not view.row.level:
        return ()
    people = (viewer_of(config), *colleagues_of(config))
    return takers(people, view.ticket.asks, view.row.language)


def _numbered(view: TicketView) -> list[dict[str, object]]:
    """Return the entries of a ticket; ``mail_number`` counts its mails, None of what is none."""
    numbers = mail_numbers(view.entries)
    return [{**asdict(entry), "mail_number": numbers.get(entry.key)} for entry in view.entries]


def search(options: argparse.Namespace) -> ExitCode:
    """Print the tickets in which all words occur, newest first."""
    with opened_desk() as desk:
        words = " ".join(options.words)
        found = desk.search.find(words, options.limit)
        unknown = "" if found else desk.search.unknown_condition(words)
        # The store marks the words that were found with control characters.
        hits = [replace(hit, snippet=to_screen(hit.snippet, one_line=True)) for hit in found]
        if options.json:
            print_json(hits)
        else:
            now, zone = _moment(desk.config)
            rows = row_lines([hit.row for hit in hits], now, zone, width_of_output())
            for line, hit in zip(rows, hits, strict=True):
                print(f"{line}\n    {hit.snippet}")
    if unknown:
        part = to_screen(unknown, one_line=True)
        say(_("0 tickets: “{part}” is no condition, but a word here.").format(part=part))
    elif not hits:
        say(_("Nothing found."))
    elif len(hits) == options.limit:
        say(_("These are the newest {n}; --limit shows more.").format(n=len(hits)))
    return ExitCode.OK if hits else ExitCode.NOT_FOUND
