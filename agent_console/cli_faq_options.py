"""The options of ``faq``, ``staffing``, ``review`` and ``pulse``: what helps to need less help."""

from __future__ import annotations

import argparse

from agent_console.i18n import LANGUAGES, _

FAQ_FOLDER = "faq"


def add_insight_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``faq build``, ``staffing``, ``review`` and ``pulse``."""
    _add_faq(commands)
    _add_staffing(commands)
    _add_review(commands)
    _add_pulse(commands)


def _add_faq(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("make pages of frequent questions out of canned answers")
    faq = commands.add_parser("faq", help=text, description=text)
    acts = faq.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    text = _("write Markdown and one HTML page with search, which needs no server")
    build = acts.add_parser("build", help=text, description=text)
    build.set_defaults(run="cli_faq.build")
    build.add_argument(
        "--out",
        metavar=_("FOLDER"),
        default=FAQ_FOLDER,
        help=_("where to write them (default: {folder})").format(folder=FAQ_FOLDER),
    )
    build.add_argument(
        "--language", choices=LANGUAGES, help=_("only this language (default: all in one page)")
    )
    build.add_argument(
        "--form",
        choices=("formal", "informal"),
        default="formal",
        help=_("Sie or du in German (default: formal)"),
    )
    build.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_staffing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("print how many agents the next seven days need, hour by hour")
    staffing = commands.add_parser("staffing", help=text, description=text)
    staffing.set_defaults(run="cli_staffing.staffing")
    staffing.add_argument(
        "--goal",
        metavar=_("PERCENT"),
        type=int,
        choices=range(50, 100),
        default=90,
        help=_("how many of 100 mails are to be answered in time, 50 to 99 (default: 90)"),
    )
    staffing.add_argument(
        "--handling",
        metavar=_("DURATION"),
        default="",
        help=_("time for one mail, such as 6min (default: as measured)"),
    )
    staffing.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_review(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("print what changed in a month: new kinds of requests, answers that do not help …")
    review = commands.add_parser("review", help=text, description=text)
    review.set_defaults(run="cli_review.review")
    review.add_argument(
        "--month",
        metavar=_("MONTH"),
        default="",
        help=_("such as 2026-10 (default: the month that ended last)"),
    )
    review.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help=_("how to print it (default: text)"),
    )


def _add_pulse(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("print how the team says its weeks were, or say how yours was, without your name")
    pulse = commands.add_parser("pulse", help=text, description=text)
    pulse.set_defaults(run="cli_pulse.pulse")
    five, number = range(1, 6), _("NUMBER")
    moods = _("1 (very bad) to 5 (very good)")
    pulse.add_argument("--mood", type=int, choices=five, metavar=number, help=moods)
    loads = _("1 (far too little) over 3 (right) to 5 (far too much)")
    pulse.add_argument("--workload", type=int, choices=five, metavar=number, help=loads)
    pulse.add_argument(
        "--line", metavar=_("TEXT"), default="", help=_("a line for the team, such as a wish")
    )
    pulse.add_argument("--skip", action="store_true", help=_("say nothing of this week"))
    pulse.add_argument("--json", action="store_true", help=_("print JSON"))
