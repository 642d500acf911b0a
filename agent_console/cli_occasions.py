"""``agent-console occasion``: suggestions to write to a customer, for people to take or drop."""

from __future__ import annotations

import argparse

from agent_console.cli_context import opened_desk
from agent_console.cli_notices import SHOWN
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.occasions import Occasion, occasion_words
from agent_console.errors import ExitCode, NotFoundError
from agent_console.i18n import _
from agent_console.services.desk import Desk


def listing(options: argparse.Namespace) -> ExitCode:
    """Print the suggestions of today."""
    with opened_desk() as desk:
        found = desk.occasions.suggestions()
    if options.json:
        print_json(found)
        return ExitCode.OK
    rows = [
        (str(number), occasion_words(one), one.person, one.name)
        for number, one in enumerate(found, 1)
    ]
    for line in table(rows, (4, 28, 40), width_of_output()):
        print(line)
    if not found:
        say(_("Nothing is suggested today."))
    return ExitCode.OK


def write(options: argparse.Namespace) -> ExitCode:
    """Make a draft of a mail for one."""
    with opened_desk() as desk:
        notice = desk.occasions.write(_chosen(desk, options.number).key)
    if options.json:
        print_json(notice)
    words = _("`agent-console notice preview {name}`, then `notice send`.")
    say(words.format(name=notice.name[:SHOWN]))
    return ExitCode.OK


def drop(options: argparse.Namespace) -> ExitCode:
    """Suggest one no more."""
    with opened_desk() as desk:
        one = _chosen(desk, options.number)
        desk.occasions.drop(one.key)
    if options.json:
        print_json(one)
    return ExitCode.OK


def _chosen(desk: Desk, number: int) -> Occasion:
    found = desk.occasions.suggestions()
    if not 1 <= number <= len(found):
        raise NotFoundError(
            _("Occasion"),
            _("there is no suggestion {n}").format(n=number),
            _("`agent-console occasion list` prints them all."),
        )
    return found[number - 1]
