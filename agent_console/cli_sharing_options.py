"""The options of sharing tickets out and of being away."""

from __future__ import annotations

import argparse
from datetime import date

from agent_console.i18n import _


def add_sharing_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``away`` and ``in-hand``."""
    text = _("say that somebody is away, or back; without any: print who is")
    away = commands.add_parser("away", help=text, description=text)
    away.set_defaults(run="cli_sharing.away")
    away.add_argument("--name", metavar=_("NAME"), default="", help=_("who (default: me)"))
    when = away.add_mutually_exclusive_group()
    when.add_argument(
        "--until", metavar=_("DAY"), type=_day, help=_("the last day, such as 2026-12-24")
    )
    when.add_argument("--back", action="store_true", help=_("there again"))
    away.add_argument(
        "--substitute", metavar=_("NAME"), default="", help=_("who stands in meanwhile")
    )
    away.add_argument("--json", action="store_true", help=_("print JSON"))
    text = _("print what somebody has in hand, for who comes after them")
    hand = commands.add_parser("in-hand", help=text, description=text)
    hand.set_defaults(run="cli_sharing.in_hand")
    hand.add_argument(
        "name", metavar=_("NAME"), nargs="?", default="", help=_("the colleague (default: me)")
    )
    hand.add_argument("--json", action="store_true", help=_("print JSON"))


def add_sharing_options(assign: argparse.ArgumentParser) -> None:
    """Let ``assign`` give out all that nobody has."""
    assign.add_argument(
        "--by",
        choices=("load", "turn"),
        help=_("give out all tickets that nobody has: to whoever has least in hand, or in turn"),
    )
    assign.add_argument(
        "--dry-run", action="store_true", help=_("with --by: only say who would get what")
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("write a day such as 2026-12-24")) from None
