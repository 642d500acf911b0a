"""The options of `report`."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key
from agent_console.i18n import _

FORMATS = ("text", "json", "csv", "html")


def add_report_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``report`` and ``time``."""
    _add_time(commands)
    text = _("print how well the team answers, as text, JSON, CSV or one HTML page")
    report = commands.add_parser("report", help=text, description=text)
    report.set_defaults(run="cli_report.report")
    report.add_argument(
        "--period",
        metavar=_("PERIOD"),
        default="30",
        help=_("2026-W47, 2026-11, 2026, 2026-11-23, today, or so many days (default: 30)"),
    )
    report.add_argument(
        "--compare", action="store_true", help=_("say what changed since the period before")
    )
    for name, metavar, words in (
        ("type", _("TYPE"), _("only this request type")),
        ("channel", _("CHANNEL"), _("only this channel, such as email or phone")),
        ("tag", _("TAG"), _("only tickets with this tag")),
        ("language", _("LANGUAGE"), _("only customers who write this language, such as de")),
    ):
        report.add_argument(f"--{name}", metavar=metavar, default="", help=words)
    report.add_argument(
        "--level", type=int, choices=(1, 2, 3), help=_("only tickets that need this level")
    )
    report.add_argument(
        "--tickets",
        metavar=_("FIGURE"),
        default="",
        help=_("list the tickets behind a figure, as JSON calls it, instead"),
    )
    report.add_argument(
        "--format", choices=FORMATS, default="text", help=_("how to print it (default: text)")
    )
    report.add_argument(
        "--agents",
        choices=("on", "off"),
        help=_(
            "switch for the whole team whether leads see what each agent did (off at first); who"
            " switched it, and when, is recorded"
        ),
    )


def _add_time(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("print how long a ticket was in front of agents, or correct one's own time")
    spent = commands.add_parser("time", help=text, description=text)
    spent.set_defaults(run="cli_report.time_spent")
    add_key(spent)
    spent.add_argument(
        "amount", metavar=_("TIME"), nargs="?", help=_("my own time on it, such as 12min or 0s")
    )
    spent.add_argument("--json", action="store_true", help=_("print JSON"))
