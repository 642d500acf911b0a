"""The options of ``agent-console status``, which starts faster without those of all commands."""

from __future__ import annotations

import argparse

from agent_console.i18n import _

FIELDS = (
    "for_me",
    "overdue",
    "unread",
    "mine",
    "unclaimed",
    "open",
    "waiting",
    "follow_ups",
    "complaints",
    "snoozed",
    "outbox",
    "agent",
    "mailbox",
)


def add_status_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Give the command line its command for status lines."""
    add_status_options(commands.add_parser("status", help=_text(), description=_text()))


def status_parser() -> argparse.ArgumentParser:
    """Return a parser for this command alone."""
    from agent_console.cli_argparse import speak_our_language

    speak_our_language()
    parser = argparse.ArgumentParser(prog="agent-console status", description=_text())
    add_status_options(parser)
    return parser


def add_status_options(parser: argparse.ArgumentParser) -> None:
    """Give a parser what can be said after ``status``."""
    parser.set_defaults(run="cli_status.status")
    parser.add_argument(
        "--format",
        metavar=_("TEXT"),
        help=_("write this line; fields: {fields}").format(
            fields=" ".join(f"{{{name}}}" for name in FIELDS)
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "--watch",
        metavar=_("SECONDS"),
        nargs="?",
        type=_seconds,
        const=10.0,
        help=_("go on, and print the line again whenever it changes (looks every 10 seconds)"),
    )


def _text() -> str:
    return _("print in one line how much there is to do, for tmux, i3 and others")


def _seconds(text: str) -> float:
    """Read how often to look for argparse."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(_("write seconds from 1 to 3600"))
    return seconds
