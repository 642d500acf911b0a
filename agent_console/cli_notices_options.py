"""The options of ``notice``, ``incident`` and ``occasion``."""

from __future__ import annotations

import argparse

from agent_console.i18n import _


def add_notice_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that write to customers before they ask."""
    _add_notice(commands)
    _add_incident(commands)
    text = _("print occasions to write to a customer, or settle one")
    occasion = commands.add_parser("occasion", help=text, description=text)
    acts = occasion.add_subparsers(metavar=_("WHAT"), required=True)
    _act(acts, "occasions", "list", _("print the suggestions of today"))
    for name, words in (
        ("write", _("make a draft of a mail for it")),
        ("drop", _("suggest it no more")),
    ):
        act = _act(acts, "occasions", name, words)
        act.add_argument("number", metavar=_("NUMBER"), type=int, help=_("its number in the list"))


def _add_notice(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("write to many customers, each by a mail of their own")
    notice = commands.add_parser("notice", help=text, description=text)
    acts = notice.add_subparsers(metavar=_("WHAT"), required=True)
    new = _act(acts, "notices", "new", _("make a draft; nothing leaves"))
    new.add_argument(
        "title",
        metavar=_("TITLE"),
        nargs="?",
        default="",
        help=_("what it is called, and its subject; without it the title of the canned answer"),
    )
    new.add_argument(
        "--search",
        metavar=_("SEARCH"),
        required=True,
        help=_("who gets it: any search, orders:late, orders:open, person:ADDRESS"),
    )
    _add_text(new)
    new.add_argument("--subject", metavar=_("TEXT"), default="", help=_("another subject"))
    preview = _named(acts, "preview", _("print who would get it and what each would read"))
    preview.add_argument(
        "--number", metavar=_("N"), type=int, default=1, help=_("whose text is printed")
    )
    send = _named(acts, "send", _("begin to send it, slowly"))
    send.add_argument("--dry-run", action="store_true", help=_("only say who would get it"))
    _named(acts, "pause", _("let no more of it leave"))
    _named(acts, "resume", _("let it go on"))
    _named(acts, "stop", _("end it, whoever has not got it"))
    _named(acts, "show", _("print everybody it goes to"))
    _act(acts, "notices", "list", _("print all notices"))


def _add_incident(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("known issues: one text for many tickets with the same trouble")
    incident = commands.add_parser("incident", help=text, description=text)
    acts = incident.add_subparsers(metavar=_("WHAT"), required=True)
    _act(acts, "incidents", "list", _("print all known issues"))
    new = _act(acts, "incidents", "new", _("begin one"))
    new.add_argument("title", metavar=_("TITLE"), help=_("what it is called"))
    new.add_argument("tickets", metavar=_("TICKET"), nargs="*", help=_("tickets that belong to it"))
    _add_text(new)
    edit = _incident(acts, "edit", _("say something else of it"))
    edit.add_argument("--title", metavar=_("TITLE"), default="", help=_("what it is called"))
    _add_text(edit)
    for name, words in (
        ("add", _("put tickets on it")),
        ("remove", _("take tickets off it")),
    ):
        act = _incident(acts, name, words)
        act.add_argument("tickets", metavar=_("TICKET"), nargs="+", help=_("tickets"))
    answer = _incident(acts, "answer", _("answer all its tickets that wait"))
    answer.add_argument("--dry-run", action="store_true", help=_("only print the answers"))
    close = _incident(acts, "close", _("note that it is solved; makes a notice to everybody"))
    _add_text(close)
    _incident(acts, "reopen", _("note that it goes on"))


def _add_text(parser: argparse.ArgumentParser) -> None:
    words = parser.add_mutually_exclusive_group()
    words.add_argument("--answer", metavar=_("ID"), default="", help=_("the canned answer"))
    words.add_argument(
        "--text", metavar=_("TEXT"), default="", help=_("an own text (- reads it from the input)")
    )


def _named(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    act = _act(acts, "notices", name, text)
    act.add_argument("notice", metavar=_("NOTICE"), help=_("the beginning of its name"))
    return act


def _incident(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    act = _act(acts, "incidents", name, text)
    act.add_argument("incident", metavar=_("ISSUE"), help=_("the beginning of its name"))
    return act


def _act(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], room: str, name: str, text: str
) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_{room}.{name if name != 'list' else 'listing'}")
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser
