"""The options of ``agent-console canned`` and of ``agent-console library``."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key
from agent_console.i18n import _


def add_canned_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    """Add ``canned`` with ``list``, ``render``, ``check`` and ``keep``, and ``library check``."""
    text = _("print, fill in, check or keep canned answers")
    canned = commands.add_parser("canned", help=text, description=text)
    acts = canned.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    _add_list(acts)
    _add_render(acts)
    _add_check(acts)
    _add_keep(acts)
    text = _("check the team's texts")
    library = commands.add_parser("library", help=text, description=text)
    _add_check(library.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True))


def _add(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    act = acts.add_parser(name, help=text, description=text)
    act.set_defaults(run=run)
    act.add_argument("--json", action="store_true", help=_("print JSON"))
    return act


def _add_list(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = _add(acts, "list", "cli_canned.listing", _("print the canned answers"))
    listing.add_argument("--type", metavar=_("TYPE"), help=_("only those for this request type"))
    listing.add_argument("--language", metavar=_("LANGUAGE"), help=_("only those in de, en …"))
    listing.add_argument(
        "--ticket", metavar=_("KEY"), help=_("the best for this ticket first, with the reasons")
    )


def _add_render(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    render = _add(acts, "render", "cli_canned.rendered", _("print an answer filled in"))
    render.add_argument("id", metavar=_("ID"), help=_("the answer's id"))
    render.add_argument(
        "--ticket", metavar=_("KEY"), help=_("the ticket's ref or its beginning: fill in its facts")
    )
    render.add_argument(
        "--language", metavar=_("LANGUAGE"), help=_("de, en …; default: the customer's")
    )
    render.add_argument(
        "--form", choices=("formal", "informal"), help=_("Sie or du; default: as the customer does")
    )


def _add_check(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = _add(
        acts, "check", "cli_canned.check", _("say what is wrong in texts; exit code 1 if anything")
    )
    check.add_argument(
        "folder",
        metavar=_("FOLDER"),
        nargs="?",
        help=_("check this folder alone; default: the shipped texts and the team's own"),
    )


def _add_keep(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    keep = _add(
        acts, "keep", "cli_canned.keep", _("keep the reply sent last on a ticket as an answer")
    )
    add_key(keep)
    keep.add_argument("id", metavar=_("ID"), help=_("the new answer's id, as order-status"))
    keep.add_argument(
        "--title", metavar=_("TEXT"), default="", help=_("its title (default: the subject)")
    )
