"""The options of ``feedback``."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key, number_from_one
from agent_console.i18n import _


def add_feedback_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``feedback``."""
    text = _("ask customers how it was, and see what they answered")
    feedback = commands.add_parser("feedback", help=text, description=text)
    acts = feedback.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    _add(acts, "status", "status", _("print whether customers are asked, and the scores"))
    listing = _add(acts, "list", "listing", _("print what was asked and answered, newest first"))
    listing.add_argument("--bad", action="store_true", help=_("only bad scores"))
    listing.add_argument("--key", metavar=_("KEY"), default="", help=_("only those of a ticket"))
    listing.add_argument(
        "--limit", metavar=_("NUMBER"), type=number_from_one, default=50, help=_("at most so many")
    )
    preview = _add(acts, "preview", "preview", _("print the mail that would ask about a ticket"))
    add_key(preview)
    ask = _add(acts, "ask", "ask", _("ask about a closed ticket now"))
    add_key(ask)
    score = _add(acts, "score", "score", _("note what the customer answered elsewhere"))
    add_key(score)
    score.add_argument("value", metavar=_("SCORE"), help=_("a number; - for no score"))
    score.add_argument("--why", metavar=_("TEXT"), default="", help=_("the customer's words"))
    objects = _add(acts, "object", "objection", _("ask a customer no more"))
    objects.add_argument("address", metavar=_("ADDRESS"), help=_("the customer's address"))
    objects.add_argument("--off", action="store_true", help=_("they may be asked again"))
    _add(acts, "on", "turn_on", _("begin to ask customers"))
    _add(acts, "off", "turn_off", _("ask no customers any more"))


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_feedback.{run}")
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser
