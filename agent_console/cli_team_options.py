"""The options of ``agent-console team`` and of what a team shares out."""

from __future__ import annotations

import argparse

from agent_console.i18n import _


def add_team_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``team`` with its verbs."""
    text = _("begin a team, join one, see who is there: several consoles, one mailbox")
    team = commands.add_parser("team", help=text, description=text)
    acts = team.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    start = _add(acts, "start", _("make the team's journal and key; print the join line"))
    _add_passphrase(start)
    start.add_argument(
        "--folder",
        metavar=_("NAME"),
        default="",
        help=_("folder of the journal (default: AgentConsole)"),
    )
    start.add_argument(
        "--anyway", action="store_true", help=_("although there is a team in that folder already")
    )
    _add_where(start)
    _add_where(_add(acts, "join", _("ask for the join line and take part")))
    rotate = _add(acts, "rotate", _("change the key; whoever goes on joins again"))
    _add_passphrase(rotate)
    _add_where(rotate)
    _add(acts, "line", _("print the join line once more, for another colleague"))
    leave = _add(acts, "leave", _("take part no longer; tickets and mails stay here"))
    leave.add_argument(
        "--untold", action="store_true", help=_("although the team cannot be told now")
    )
    status = _add(acts, "status", _("print who is in the team and how the journal is"))
    status.add_argument("--json", action="store_true", help=_("print JSON"))
    status.add_argument(
        "--digest",
        action="store_true",
        help=_("print digests only: equal on two consoles that know the same"),
    )
    role = _add(acts, "role", _("say what a colleague may do at a console"))
    role.add_argument("name", metavar=_("NAME"), help=_("the colleague, as the team knows them"))
    role.add_argument("role", choices=("lead", "agent", "read-only"), help=_("the role"))
    _add_sharing(acts)


def _add_sharing(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs for settings and texts that all consoles share."""
    what = _("a section such as sla or calendar, request-types, tones, library or library/NAME")
    share = _add_shared(acts, "share", _("share settings or texts with all consoles of the team"))
    share.add_argument("what", metavar=_("WHAT"), help=what)
    share.add_argument(
        "--from",
        dest="source",
        metavar=_("FILE"),
        default="",
        help=_("what to share (default: what this console uses)"),
    )
    gone = _add_shared(acts, "unshare", _("share something no longer"))
    gone.add_argument("what", metavar=_("WHAT"), help=what)
    again = _add_shared(acts, "restore", _("share an earlier version again"))
    again.add_argument("what", metavar=_("WHAT"), help=what)
    again.add_argument("version", metavar=_("VERSION"), type=int, help=_("its number"))
    listed = _add_shared(acts, "shared", _("list what the team shares, or print one text"))
    listed.add_argument("what", metavar=_("WHAT"), nargs="?", default="", help=what)
    listed.add_argument(
        "--version", metavar=_("VERSION"), type=int, default=None, help=_("its number")
    )
    listed.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_shared(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_shared.{name}")
    return parser


def _add(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_team.{name}")
    return parser


def _add_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase",
        action="store_true",
        help=_("make the key of a passphrase: the join line holds no key then"),
    )


def _add_where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--where",
        choices=("keyring", "file", "credential"),
        help=_("the keyring, a file that a passphrase opens, or the service manager gives it"),
    )
