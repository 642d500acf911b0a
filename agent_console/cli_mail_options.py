"""The options of ``agent-console mail``: single mails, their files, and reading them again."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key, number_from_one
from agent_console.i18n import _


def add_mail_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``mail`` with its own commands."""
    text = _("files of mails, whole mails, and reading mails again")
    mail = commands.add_parser("mail", help=text, description=text)
    ours = mail.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    files = _add(ours, "attachments", _("list the files of a ticket's mails"))
    add_key(files)
    _add_json(files)
    _add_save(ours)
    _add_source(ours)
    listed = _add(ours, "unreadable", _("list the mails that could not be read, and why"))
    _add_json(listed)
    again = _add(ours, "reread", _("read those mails again with this program"))
    again.add_argument("--all", action="store_true", help=_("read all mails again"))
    _add_json(again)


def _add_save(ours: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    save = _add(ours, "save", _("save files of a ticket's mails"))
    add_key(save)
    save.add_argument(
        "numbers",
        metavar=_("NUMBER"),
        nargs="*",
        type=number_from_one,
        help=_("as `mail attachments` lists them (default: all)"),
    )
    save.add_argument(
        "--to", metavar=_("FOLDER"), required=True, help=_("a folder that exists already")
    )
    _add_json(save)


def _add_source(ours: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    source = _add(ours, "source", _("save a whole mail as it came (.eml)"))
    add_key(source)
    source.add_argument(
        "number",
        metavar=_("NUMBER"),
        nargs="?",
        type=number_from_one,
        help=_("which mail of the ticket, from 1, the oldest (default: the newest)"),
    )
    source.add_argument("--to", metavar=_("FILE"), required=True, help=_("a file that is new"))
    _add_json(source)


def _add(
    ours: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = ours.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_mails.{name}")
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
