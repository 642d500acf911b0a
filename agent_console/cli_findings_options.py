"""The options of ``finding``."""

from __future__ import annotations

import argparse

from agent_console.i18n import _

_STATES = ("open", "decided", "done", "dropped")


def add_finding_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``finding``."""
    text = _("what customers say again and again: who sees to it, and telling them what changed")
    finding = commands.add_parser("finding", help=text, description=text)
    acts = finding.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    listing = _act(acts, "list", "listing", _("print findings, those with work left in front"))
    listing.add_argument("--state", choices=_STATES, default="", help=_("only those"))
    new = _act(acts, "new", "new", _("begin one"))
    new.add_argument("title", metavar=_("TITLE"), help=_("what customers say"))
    new.add_argument("tickets", metavar=_("TICKET"), nargs="*", help=_("tickets that belong to it"))
    _finding(acts, "show", _("print one with its tickets and what their customers answered"))
    for name, words in (("add", _("put tickets on it")), ("remove", _("take tickets off it"))):
        act = _finding(acts, name, words)
        act.add_argument("tickets", metavar=_("TICKET"), nargs="+", help=_("tickets"))
    for name, what, words in (
        ("own", _("AGENT"), _("say who sees to it")),
        ("action", _("TEXT"), _("say what is done about it")),
        ("due", _("DAY"), _("say by when, such as 2026-03-31")),
        ("title", _("TEXT"), _("give it another title")),
    ):
        act = _finding(acts, name, words)
        act.add_argument("value", metavar=what, help=_("an empty one takes it away"))
    state = _finding(acts, "state", _("say how far it is"))
    state.add_argument("value", choices=_STATES, help=_("the state"))
    tell = _finding(acts, "tell", _("make the draft of a notice to those who raised it"))
    tell.add_argument("--subject", metavar=_("TEXT"), default="", help=_("another subject"))
    words_of = tell.add_mutually_exclusive_group(required=True)
    words_of.add_argument("--answer", metavar=_("ID"), default="", help=_("the canned answer"))
    words_of.add_argument(
        "--text", metavar=_("TEXT"), default="", help=_("an own text (- reads it from the input)")
    )


def _finding(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    act = _act(acts, name, name, text)
    act.add_argument("finding", metavar=_("FINDING"), help=_("the beginning of its name"))
    return act


def _act(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_findings.{run}")
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser
