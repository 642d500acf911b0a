"""The options of what agents do with tickets besides answering them: spam."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key
from agent_console.i18n import _


def add_handling_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``tag`` and ``spam``."""
    tag = _add(commands, "tag", _("put tags on a ticket or take them off; without any: print them"))
    add_key(tag)
    tag.add_argument("tags", metavar=_("TAG"), nargs="*", help=_("a short word"))
    tag.add_argument(
        "--remove", metavar=_("TAG"), action="append", default=[], help=_("take this tag off")
    )
    _add_json(tag)
    spam = _add(commands, "spam", _("take a ticket out of everyone's way, or bring it back"))
    add_key(spam)
    which = spam.add_mutually_exclusive_group()
    which.add_argument(
        "--sender", action="store_true", help=_("later mail of the same sender is spam, too")
    )
    which.add_argument(
        "--not", dest="no_spam", action="store_true", help=_("it is no spam: bring it back")
    )
    _add_json(spam)


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_handling.{name}")
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print the ticket's row as JSON"))
