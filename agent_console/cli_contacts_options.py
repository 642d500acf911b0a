"""The options of what no mail tells of: contact log, contact list, channels."""

from __future__ import annotations

import argparse

from agent_console.i18n import _

WAYS = {
    "phone": "phone",
    "chat": "chat",
    "visit": "in-person",
    "message": "message",
    "social": "social",
    "letter": "letter",
}
RESULTS = ("solved", "open", "waiting", "missed")


def add_contact_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``contact`` with what it does, and ``channels``."""
    text = _("log calls, chats, visits, messages and letters, and list them")
    contact = commands.add_parser("contact", help=text, description=text)
    acts = contact.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    _add_log(acts)
    listing = _add(acts, "list", "cli_contacts.list_contacts", _("print the contacts of a ticket"))
    listing.add_argument("key", metavar=_("KEY"), help=_("the ticket, or the beginning of its ref"))
    listing.add_argument("--json", action="store_true", help=_("print JSON"))
    channels = _add(
        commands,
        "channels",
        "cli_contacts.channels",
        _("print what customers expect on each channel, and the team's record"),
    )
    channels.add_argument(
        "--days", metavar=_("NUMBER"), type=_days, default=30, help=_("how far back (default: 30)")
    )
    channels.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_log(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    log = _add(acts, "log", "cli_contacts.log", _("log a contact on a ticket, or on a new one"))
    log.add_argument("--ticket", metavar=_("KEY"), default="", help=_("the ticket it belongs to"))
    log.add_argument(
        "--channel", choices=tuple(WAYS), default="phone", help=_("how (default: phone)")
    )
    log.add_argument("--out", action="store_true", help=_("we went to the customer"))
    for name, metavar, words in (
        ("name", _("NAME"), _("the customer's name")),
        ("email", _("ADDRESS"), _("the customer's address")),
        ("phone", _("NUMBER"), _("the customer's number")),
        ("order", _("NUMBER"), _("the order it was about")),
        ("type", _("TYPE"), _("as `agent-console types` lists them")),
        ("summary", _("TEXT"), _("what it was about")),
    ):
        log.add_argument(f"--{name}", metavar=metavar, default="", help=words)
    log.add_argument(
        "--began",
        metavar=_("TIME"),
        default="",
        help=_("10:05, yesterday 16:30, 23.11. 9:00 or -15 min (default: now less its length)"),
    )
    log.add_argument(
        "--length", metavar=_("TIME"), default="0", help=_("4, 4:30, 90s or 1h (default: 0)")
    )
    log.add_argument(
        "--result",
        choices=RESULTS,
        default="open",
        help=_("solved: closed at once; open: our turn; waiting: theirs; missed: nobody reached"),
    )
    log.add_argument("--json", action="store_true", help=_("print the ticket as JSON"))


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:5]) < 10_000):
        raise argparse.ArgumentTypeError(_("write a number of days"))
    return int(text)
