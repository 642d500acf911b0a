"""The options of ``agent-console import``."""

from __future__ import annotations

import argparse

from agent_console.i18n import _

SOURCES = ("zammad", "freescout", "osticket", "zendesk", "mbox", "maildir", "flags")


def add_import_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``import``."""
    text = _("bring in tickets, customers and canned answers of another help desk, or old mail")
    bring = commands.add_parser("import", help=text, description=text)
    bring.set_defaults(run="cli_import.bring_in")
    bring.add_argument("source", choices=SOURCES, help=_("what the export is of"))
    bring.add_argument(
        "path",
        metavar=_("PATH"),
        nargs="?",
        default="",
        help=_("a file or folder; for flags: none, they are those of the mailbox"),
    )
    bring.add_argument(
        "--dry-run", action="store_true", help=_("only say what would be brought in")
    )
    bring.add_argument("--json", action="store_true", help=_("print the report as JSON"))
    bring.add_argument(
        "--mailbox",
        metavar=_("ADDRESS"),
        default=None,
        help=_("the mailbox that gets it, of several"),
    )
    _add_meanings(bring)


def _add_meanings(bring: argparse.ArgumentParser) -> None:
    """Add what tells how the export is to be understood."""
    bring.add_argument(
        "--closed-before",
        metavar=_("DAY"),
        default="",
        help=_("close what was not touched since, such as 2026-01-01 (mbox, maildir: today)"),
    )
    bring.add_argument(
        "--map",
        metavar=_("MARK=ACT"),
        action="append",
        default=[],
        help=_("such as folder:Done=closed, $label1=tag:urgent, $anna=owner:Anna"),
    )
    bring.add_argument(
        "--owner",
        metavar=_("NAME=AGENT"),
        action="append",
        default=[],
        help=_("what somebody of the other help desk is called here"),
    )
    bring.add_argument(
        "--files",
        metavar=_("FOLDER"),
        default="",
        help=_("what was attached: FOLDER/NUMBER/NAME, by the number of the message"),
    )
    bring.add_argument(
        "--zone",
        metavar=_("ZONE"),
        default="UTC",
        help=_("of times that name none, such as Europe/Berlin (default: UTC)"),
    )
