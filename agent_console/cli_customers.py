"""``agent-console customers``: find, show, change, join, import and export."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_console.cli_context import opened_desk, opened_store
from agent_console.cli_customers_words import bar, card_text, entry_rows, import_row, report_text
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.customer_card import CustomerCard
from agent_console.desk.customers import CustomerField, field_of
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _, ngettext
from agent_console.locations import write_private
from agent_console.store import customer_entries

_CAPS = (36, 28, 28, 18, 22)
_IMPORT_CAPS = (8, 16, 40, 24)


class ChangeError(ConsoleError):
    """A change of a customer was typed that is none."""

    exit_code = ExitCode.USAGE


class ExportError(ConsoleError):
    """A file that is there already is not written over."""


def list_customers(options: argparse.Namespace) -> ExitCode:
    """Print customers, those found first who wrote last."""
    words, tag = " ".join(options.words), options.tag.lower()
    with opened_store() as store, store.look() as connection:
        if words:
            entries = [
                one
                for one in customer_entries.find(connection, words, options.limit)
                if options.flag in ("", *one.flags) and tag in ("", *one.tags)
            ]
        else:
            entries = customer_entries.page(connection, options.limit, flag=options.flag, tag=tag)
    if options.json:
        print_json(entries)
    elif not entries:
        say(_("Nobody is known by that."))
    else:
        print("\n".join(table(entry_rows(entries), _CAPS, width_of_output())))
    return ExitCode.OK if entries or not words else ExitCode.NOT_FOUND


def show(options: argparse.Namespace) -> ExitCode:
    """Print a customer's card, and the tickets."""
    with opened_desk() as desk:
        if "@" in options.who:
            card = desk.customers.card_of(options.who)
        else:
            card = desk.customers.card(desk.tickets.find(options.who))
        rows = desk.customers.tickets(card.email)
        if options.json:
            print_json({"card": card, "trend": card.trend, "tickets": rows})
            return ExitCode.OK
        zone = ZoneInfo(desk.config.calendar.zone)
        print("\n".join(card_text(card, rows, desk.clock.now(), zone)))
    return ExitCode.OK


def edit(options: argparse.Namespace) -> ExitCode:
    """Record changes one after the other; what is said of a new address makes it known."""
    changes = [_change(text) for text in options.changes]
    with opened_desk() as desk:
        for field, value, off in changes:
            desk.customers.edit(options.email, field, value, off=off)
    say(
        ngettext("{n} change is kept.", "{n} changes are kept.", len(changes)).format(
            n=len(changes)
        )
    )
    return ExitCode.OK


def _change(text: str) -> tuple[CustomerField, str, bool]:
    name, equals, value = text.partition("=")
    off = name.endswith("-")
    field = field_of(name.rstrip("+-").strip().lower())
    if not equals or field is None:
        known = ", ".join(CustomerField)
        raise ChangeError(
            _("Customer"),
            _("{text} is no change").format(text=text),
            _("Write FIELD=VALUE; the fields are: {fields}").format(fields=known),
        )
    return field, value, off


def merge(options: argparse.Namespace) -> ExitCode:
    """Make two persons one."""
    with opened_desk() as desk:
        card = desk.customers.join(options.email, options.into)
    _say_addresses(card)
    return ExitCode.OK


def part(options: argparse.Namespace) -> ExitCode:
    """Let an address stand on its own."""
    with opened_desk() as desk:
        card = desk.customers.part(options.email)
    _say_addresses(card)
    return ExitCode.OK


def _say_addresses(card: CustomerCard) -> None:
    say(_("One person: {emails}").format(emails=", ".join(card.emails)))


def import_customers(options: argparse.Namespace) -> ExitCode:
    """Bring a file in, or only look at it; Ctrl+C keeps what was brought in so far."""
    from agent_console.services.customer_files import open_file
    from agent_console.services.customer_import import CustomerImport

    file = open_file(Path(options.file).expanduser())
    with opened_desk() as desk:
        if not options.json and not options.dry_run:
            say(_("Ctrl+C stops; what is in stays, and the file can be imported again."))
        report = CustomerImport(desk.tickets.acts, file).run(
            dry=options.dry_run, overwrite=options.overwrite, on_progress=_progress()
        )
    if options.json:
        print_json(report)
    else:
        print("\n".join(report_text(report)))
    return ExitCode.INTERRUPTED if report.stopped else ExitCode.OK


def imports(options: argparse.Namespace) -> ExitCode:
    """Print what was imported, or take one import back."""
    from agent_console.services.customer_imports import CustomerImports

    with opened_desk() as desk:
        service = CustomerImports(desk.tickets.acts)
        made = service.made()
        if options.undo:
            made = (service.take_back(options.undo, _progress()),)
        zone = ZoneInfo(desk.config.calendar.zone)
    if options.json:
        print_json(made)
    elif options.undo:
        n = made[0].taken_back
        say(ngettext("{n} row is taken back.", "{n} rows are taken back.", n).format(n=n))
    elif made:
        rows = [import_row(one, zone) for one in made]
        print("\n".join(table(rows, _IMPORT_CAPS, width_of_output())))
    else:
        say(_("Nothing was imported."))
    return ExitCode.OK


def _progress() -> Callable[[int, int], None]:
    """Return a voice that draws a bar on one line of a terminal, and says nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None

    def draw(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{bar(done, total)}", end=end, file=sys.stderr, flush=True)

    return draw


def export_customers(options: argparse.Namespace) -> ExitCode:
    """Write all customers to a private file, or to standard output."""
    from agent_console.services.customer_export import ExportFormat, export

    how = ExportFormat(options.format)
    with opened_desk() as desk:
        if not options.output:
            for text in export(desk.store, how):
                sys.stdout.write(text)
            return ExitCode.OK
        path = Path(options.output).expanduser()
        if path.exists():
            raise ExportError(
                _("Export"),
                _("{file} exists already").format(file=path),
                _("Choose another name; nothing is overwritten."),
            )
        write_private(path, "".join(export(desk.store, how)))
        n = desk.customers.count()
    words = ngettext("{n} customer is in {file}", "{n} customers are in {file}", n)
    say(words.format(n=n, file=path))
    return ExitCode.OK
