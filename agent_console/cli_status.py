"""``agent-console status``: one line for the status bar of tmux or i3.

Only the store is read, by plain sqlite3 and read-only: no connection is made, nothing is written,
not even to the log, and little is loaded.
"""

from __future__ import annotations

import string
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from agent_console.cli_status_options import FIELDS, status_parser
from agent_console.clock import clock_of_environment
from agent_console.desk.listing import Viewer
from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError, ExitCode, StoreError
from agent_console.i18n import _, ngettext, use_language
from agent_console.locations import Locations, find_locations
from agent_console.look import Look, look_into
from agent_console.store.status import Status, read_status

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


class FieldError(ConsoleError):
    """The text of ``--format`` names something that there is not."""

    exit_code = ExitCode.USAGE


def start(words: Sequence[str]) -> ExitCode:
    """Run the command with these words after its name."""
    return status(status_parser().parse_args(list(words)))


def status(options: argparse.Namespace) -> ExitCode:
    """Print the line; with ``--watch`` again whenever it changes."""
    locations = find_locations()
    look = _look(locations)

    def line() -> str:
        return _line(options, look, locations)

    if options.watch is None:
        print(line())
        return ExitCode.OK
    return _watch(line, options.watch, time.sleep)


def _watch(line: Callable[[], str], seconds: float, sleep: Callable[[float], None]) -> ExitCode:
    shown = ""
    while True:
        try:
            told = line()
        except StoreError:
            told = "–"
        if told != shown:
            print(told, flush=True)
            shown = told
        sleep(seconds)


def _look(locations: Locations) -> Look:
    look = look_into(locations.config_file)
    if look is None:
        from agent_console.config import load_config

        look = load_config(locations.config_file).look
    use_language(look.language)
    return look


def _line(options: argparse.Namespace, look: Look, locations: Locations) -> str:
    viewer = Viewer(look.agent, look.level, look.languages, look.types, zone=look.zone)
    found = read_status(locations.store_file, viewer, clock_of_environment().now())
    if found is None:
        raise StoreError(
            _("Status"),
            _("there is no store to read yet, or it is of another version"),
            _("Open the console once, or run `agent-console sync`."),
        )
    fields = status_fields(found, look)
    if options.json:
        import json

        return json.dumps(fields, ensure_ascii=True)
    return filled(options.format, fields) if options.format else words_of(found)


def status_fields(found: Status, look: Look) -> dict[str, str | int]:
    """Return everything that ``--format`` and ``--json`` know, by name."""
    known = asdict(found.counts) | {
        "overdue": found.overdue,
        "unread": found.unread,
        "agent": to_screen(look.agent, one_line=True),
        "mailbox": to_screen(look.mailbox, one_line=True),
    }
    return {name: known[name] for name in FIELDS}


def filled(text: str, fields: Mapping[str, str | int]) -> str:
    """Return ``text`` with the values of the fields; raises FieldError with the names there are."""
    parts = []
    try:
        for literal, name, _spec, _turn in string.Formatter().parse(text):
            parts.append(literal)
            if name is not None:
                parts.append(str(fields[name]))
    except (KeyError, ValueError) as error:
        raise FieldError(
            _("Status"),
            _("the text names no field that there is: {reason}").format(reason=error),
            _("Fields: {names}").format(names=" ".join(f"{{{name}}}" for name in FIELDS)),
        ) from error
    return to_screen("".join(parts), one_line=True)


def words_of(found: Status) -> str:
    """Return the line in words: what is for the agent, what of it is overdue and unread."""
    parts = [_("{n} for me").format(n=found.counts.for_me)]
    if found.overdue:
        parts.append(_("{n} overdue").format(n=found.overdue))
    if found.unread:
        parts.append(_("{n} unread").format(n=found.unread))
    if found.counts.outbox:
        n = found.counts.outbox
        parts.append(ngettext("{n} mail to send", "{n} mails to send", n).format(n=n))
    return " · ".join(parts)
