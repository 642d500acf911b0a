"""Subcommands by which an agent says what a ticket and a mail are, and who answers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from agent_console.cli_asks import asks_words
from agent_console.cli_context import load_settings, opened_desk
from agent_console.cli_label_options import PERSON, RULES
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.cli_words import mail_numbers
from agent_console.config import Config
from agent_console.desk.labels import LabelName
from agent_console.desk.mail import MailKind
from agent_console.desk.routing import can_answer
from agent_console.desk.text import to_screen
from agent_console.desk.views import EntryKind, TimelineEntry
from agent_console.errors import ActionRefusedError, ConsoleError, ExitCode, NotFoundError
from agent_console.i18n import _, current_language, ngettext
from agent_console.locations import find_locations
from agent_console.services import request_types, tones
from agent_console.services.viewer import colleagues_of, viewer_of

_TYPE_CAPS = (24, 1)


class NothingSaidError(ConsoleError):
    """A label was to be given, but none was named."""

    exit_code = ExitCode.USAGE


def label(options: argparse.Namespace) -> ExitCode:
    """Say what a ticket is; a type that there is not is refused before anything is recorded."""
    said = _said(options)
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        for what, value in said.items():
            row = desk.tickets.label(ref, what, value)
    words = asks_words(row) or _("left to the rules, which have not looked yet")
    return _done(f"#{ref}: {words}")


def _said(options: argparse.Namespace) -> dict[LabelName, str]:
    """Return what is said, the type first: of all else the parser has checked the values."""
    given = {what: getattr(options, what.value) for what in LabelName}
    said = {
        what: "" if value == RULES else str(value)
        for what, value in given.items()
        if value is not None
    }
    if not said or options.type == "":
        raise NothingSaidError(
            _("Label"),
            _("nothing is said of the ticket"),
            _("Add at least one of: {options}.").format(
                options=", ".join(f"--{what.value}" for what in LabelName)
            ),
        )
    return said


def mail_kind(options: argparse.Namespace) -> ExitCode:
    """Say that a person or a machine wrote a mail; later ones of its sender count so, too."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        entry = mail_of(desk.tickets.view(ref, whole=False).entries, options.number)
        if entry.kind is EntryKind.MAIL_OUT:
            raise ActionRefusedError(
                _("Mail"),
                _("mail {n} was sent by us").format(n=options.number),
                _("Only mails that we received can be told to be from a person or a machine."),
            )
        kind = MailKind.HUMAN if options.kind == PERSON else MailKind.AUTOMATIC
        desk.tickets.judge(ref, entry.key, kind)
    words = _("#{ref}: mail {n} was written by a machine.")
    if kind is MailKind.HUMAN:
        words = _("#{ref}: mail {n} was written by a person.")
    say(words.format(ref=ref, n=options.number))
    if entry.sender and entry.kind is not EntryKind.DELIVERY_REPORT:
        rule = _("Mails of {address} count so from now on.")
        say(rule.format(address=to_screen(entry.sender.email, one_line=True)))
    return ExitCode.OK


def mail_of(entries: Sequence[TimelineEntry], number: int) -> TimelineEntry:
    """Return the mail of a ticket with this number; raises NotFoundError where there is none."""
    numbers = mail_numbers(entries)
    if number not in numbers.values():
        n = len(numbers)
        words = ngettext("this ticket has {n} mail", "this ticket has {n} mails", n)
        hint = _("`agent-console show` counts them.")
        raise NotFoundError(_("Mail"), words.format(n=n), hint)
    return next(one for one in entries if numbers.get(one.key) == number)


def hand_over(options: argparse.Namespace) -> ExitCode:
    """Give a ticket to a colleague, with a note."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        row = desk.tickets.hand_over(ref, colleague(options.name, desk.config), options.note)
        asks = desk.tickets.view(ref, whole=False).ticket.asks
        people = (viewer_of(desk.config), *colleagues_of(desk.config))
    say(_("#{ref} is answered by {name}.").format(ref=ref, name=row.owner))
    if any(one.name == row.owner and not can_answer(one, asks, row.language) for one in people):
        words = _("By the settings {name} does not answer such requests.")
        say(words.format(name=row.owner))
    return ExitCode.OK


def colleague(name: str, config: Config) -> str:
    """Return a name as the settings write it; any name where they name no colleagues."""
    wanted = " ".join(name.split())
    known = [config.agent.name, *(one.name for one in config.colleagues)]
    for one in known:
        if one.casefold() == wanted.casefold():
            return one
    if config.colleagues:
        raise NotFoundError(
            _("Hand over"),
            _("the settings name no colleague {name}").format(name=wanted or '""'),
            _("Name one of: {names}; or add [[colleagues]] to the settings.").format(
                names=", ".join(known)
            ),
        )
    return wanted


def types(options: argparse.Namespace) -> ExitCode:
    """Print the request types in use; a broken file of the team ends with CONFIG."""
    folder = _settings_folder()
    found = request_types.load_request_types(folder / request_types.FILE_NAME)
    heard = tones.load_tones(folder / tones.FILE_NAME)
    if options.json:
        print_json(
            [
                {"id": one.id, "level": one.level, "names": dict(one.names), "answers": one.answers}
                for one in found.value.types
            ]
        )
    else:
        language = current_language()
        rows = [(one.id, str(one.level), one.name(language)) for one in found.value.types]
        for line in table(rows, _TYPE_CAPS, width_of_output()):
            print(line)
    problems = [problem for problem in (found.problem, heard.problem) if problem]
    for problem in problems:
        say(to_screen(problem))
    if problems:
        say(_("Such a file changes nothing until it is right."))
    return ExitCode.CONFIG if problems else ExitCode.OK


def _settings_folder() -> Path:
    """Return where the team's rules are; settings that there are say the language."""
    locations = find_locations()
    if locations.config_file.exists():
        load_settings()
    return locations.config_dir


def _done(words: str) -> ExitCode:
    say(words)
    return ExitCode.OK
