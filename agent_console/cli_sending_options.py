"""The options of the subcommands that send a mail."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key
from agent_console.i18n import _


def add_sending_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    """Add ``reply``, ``forward`` and ``new``."""
    reply = _add(commands, "reply", _("answer a ticket"))
    add_key(reply)
    _add_text(reply, required=True)
    reply.add_argument(
        "--follow-up",
        metavar=_("WHEN"),
        help=_("bring the ticket back then (Fri 9:00), or at what the text promises (promised)"),
    )
    whom = reply.add_mutually_exclusive_group()
    whom.add_argument(
        "--all",
        action="store_true",
        help=_("answer everyone in To and Cc (done anyway, but for mail of a mailing list)"),
    )
    whom.add_argument("--alone", action="store_true", help=_("answer only who wrote"))
    _add_common(reply)
    forward = _add(commands, "forward", _("send the customer's newest mail to somebody else"))
    add_key(forward)
    _add_to(forward)
    _add_text(forward, required=False)
    forward.add_argument(
        "--inline", action="store_true", help=_("as text with its files, not as an attached mail")
    )
    _add_common(forward)
    new = _add(commands, "new", _("write to somebody; that opens a ticket"))
    _add_to(new)
    new.add_argument("--subject", metavar=_("TEXT"), required=True, help=_("what it is about"))
    _add_text(new, required=True)
    _add_common(new)


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_sending.{name}")
    return parser


def _add_to(command: argparse.ArgumentParser) -> None:
    words = _("who gets it; several by comma, or the option again")
    command.add_argument("--to", metavar=_("ADDRESS"), action="append", required=True, help=words)


def _add_text(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument(
        "--body-file",
        metavar=_("FILE"),
        required=required,
        help=_("the text; - for standard input"),
    )


def _add_common(command: argparse.ArgumentParser) -> None:
    for name, words in (
        ("--cc", _("who gets a copy")),
        ("--bcc", _("who gets a copy that nobody else sees")),
    ):
        command.add_argument(name, metavar=_("ADDRESS"), action="append", default=[], help=words)
    command.add_argument(
        "--attach", metavar=_("FILE"), action="append", default=[], help=_("attach a file")
    )
    command.add_argument(
        "--html", action="store_true", help=_("send the text as simple HTML besides")
    )
    command.add_argument("--force", action="store_true", help=_("send in spite of warnings"))
    command.add_argument("--no-wait", action="store_true", help=_("only queue it"))
    command.add_argument("--json", action="store_true", help=_("print JSON"))
