"""The options of what agents say of tickets and mails: label, mail-kind, hand-over, types."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key, number_from_one
from agent_console.desk.labels import FRUSTRATIONS, LEVELS, PRIORITIES
from agent_console.i18n import _

RULES = "rules"
PERSON, MACHINE = "person", "machine"


def add_label_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``label``, ``mail-kind`` and ``hand-over``."""
    _add_label(commands)
    kind = _add(commands, "mail-kind", _("say whether a person or a machine wrote a mail"))
    add_key(kind)
    kind.add_argument(
        "number",
        metavar=_("NUMBER"),
        type=number_from_one,
        help=_("which mail of the ticket, as `show` counts them: from 1, the oldest"),
    )
    kind.add_argument(
        "kind", choices=(PERSON, MACHINE), help=_("later mails of its sender count so, too")
    )
    over = _add(commands, "hand-over", _("give a ticket to a colleague"))
    add_key(over)
    over.add_argument("name", metavar=_("NAME"), help=_("the colleague, as in the settings"))
    over.add_argument("--note", metavar=_("TEXT"), default="", help=_("a note, kept on the ticket"))


def add_types_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``types``."""
    types = _add(commands, "types", _("print the request types, and check the team's own rules"))
    types.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_label(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    label = _add(
        commands,
        "label",
        _("say what a ticket is; `rules` leaves it to the rules again"),
    )
    add_key(label)
    label.add_argument("--type", metavar=_("TYPE"), help=_("as `agent-console types` lists them"))
    for name, values, text in (
        ("--level", (*map(str, LEVELS), RULES), _("who can answer it, 3: the most experienced")),
        ("--complaint", ("yes", "no", RULES), _("whether it is a complaint")),
        ("--frustration", (*map(str, FRUSTRATIONS), RULES), _("0: calm, 3: angry")),
        ("--priority", PRIORITIES, _("how much it matters to us")),
        ("--spam", ("yes", "no", RULES), _("whether it is spam, which nobody answers")),
    ):
        label.add_argument(name, choices=values, help=text)


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_labels.{name.replace('-', '_')}")
    return parser
