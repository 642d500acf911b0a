"""The options of privacy and audit: what is kept of a person, and whether records were changed."""

from __future__ import annotations

import argparse

from agent_console.i18n import _


def add_privacy_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``privacy`` and ``audit``."""
    _add_privacy(commands)
    text = _("check that nobody changed what was recorded")
    audit = commands.add_parser("audit", help=text, description=text)
    acts = audit.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    verify = _add(
        acts, "verify", "cli_audit.verify", _("name the first event that is not as it was recorded")
    )
    verify.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_privacy(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("export or erase all that is kept of a customer")
    privacy = commands.add_parser("privacy", help=text, description=text)
    acts = privacy.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    export = _add(
        acts, "export", "cli_privacy.export", _("write all that is kept of a customer into a zip")
    )
    _add_customer(export)
    export.add_argument(
        "--to", metavar=_("FILE"), default="", help=_("the new file (default: in the downloads)")
    )
    erase = _add(
        acts, "erase", "cli_privacy.erase", _("list all that is kept of a customer, and erase it")
    )
    _add_customer(erase)
    erase.add_argument("--dry-run", action="store_true", help=_("only list what was found"))
    erase.add_argument("--yes", action="store_true", help=_("do not ask"))
    erase.add_argument(
        "--on-server",
        action="store_true",
        help=_("delete the customer's mails from the mailbox as well; lists them and asks"),
    )
    due = _add(
        acts,
        "catch-up",
        "cli_privacy.catch_up",
        _("erase here whom colleagues have erased at their consoles"),
    )
    retention = _add(
        acts,
        "retention",
        "cli_privacy.retention",
        _("erase closed tickets that were kept for longer than [privacy] says"),
    )
    retention.add_argument("--dry-run", action="store_true", help=_("only list what was found"))
    for act in (export, erase, due, retention):
        act.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_customer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "customer", metavar=_("CUSTOMER"), help=_("an address, or the beginnings of a name")
    )


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser
