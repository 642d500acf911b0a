"""The options of what agents do with tickets besides answering them."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key, number_from_one
from agent_console.cli_sharing_options import add_sharing_commands, add_sharing_options
from agent_console.i18n import _


def add_handling_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``tag``, ``merge``, ``split``, ``link``, ``assign`` and ``spam``."""
    tag = _add(commands, "tag", _("put tags on a ticket or take them off; without any: print them"))
    add_key(tag)
    tag.add_argument("tags", metavar=_("TAG"), nargs="*", help=_("a short word"))
    tag.add_argument(
        "--remove", metavar=_("TAG"), action="append", default=[], help=_("take this tag off")
    )
    _add_json(tag)
    _add_joining(commands)
    assign = _add(commands, "assign", _("give a ticket to somebody, or to me"))
    assign.add_argument(
        "key", metavar=_("KEY"), nargs="?", help=_("the ticket's ref or its beginning")
    )
    assign.add_argument(
        "name", metavar=_("NAME"), nargs="?", default="", help=_("the colleague (default: me)")
    )
    add_sharing_options(assign)
    _add_json(assign)
    add_sharing_commands(commands)
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


def _add_joining(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    merge = _add(commands, "merge", _("let a ticket live on in another one, or take it out again"))
    add_key(merge)
    merge.add_argument("into", metavar=_("INTO"), nargs="?", help=_("the ticket that stays"))
    merge.add_argument("--apart", action="store_true", help=_("KEY was merged: take it out again"))
    merge.add_argument(
        "--anyway", action="store_true", help=_("although the customers differ, or it is closed")
    )
    _add_json(merge)
    split = _add(commands, "split", _("make a ticket of a mail and what follows it"))
    add_key(split)
    split.add_argument(
        "number",
        metavar=_("NUMBER"),
        type=number_from_one,
        help=_("which mail of the ticket, as `show` counts them: from 1, the oldest"),
    )
    split.add_argument("--alone", action="store_true", help=_("that mail alone"))
    _add_json(split)
    link = _add(commands, "link", _("let two tickets show each other"))
    add_key(link)
    link.add_argument("other", metavar=_("OTHER"), help=_("the other ticket"))
    link.add_argument("--off", action="store_true", help=_("take the link away"))
    _add_json(link)


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_handling.{name}")
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print the ticket's row as JSON"))
