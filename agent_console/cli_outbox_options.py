"""The options of ``agent-console outbox``: a list, or a decision about one mail."""

from __future__ import annotations

import argparse

from agent_console.i18n import _

_MOST_DIGITS = 15


def add_outbox_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    """Add ``outbox`` with its decisions."""
    text = _("print what is leaving, or decide what becomes of a mail")
    outbox = commands.add_parser("outbox", help=text, description=text)
    outbox.set_defaults(run="cli_outbox.listing")
    outbox.add_argument("--json", action="store_true", help=_("print JSON"))
    acts = outbox.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    for name, words in (
        ("again", _("send a mail again that was refused, not taken yet, or is in doubt")),
        ("anyway", _("send a mail that was held back")),
        ("cancel", _("take a mail back; its text becomes the draft again")),
        ("sent", _("note that a mail in doubt did leave")),
        ("look", _("look in the mailbox for a mail in doubt")),
    ):
        act = acts.add_parser(name, help=words, description=words)
        act.set_defaults(run=f"cli_outbox.{name}")
        act.add_argument(
            "number", metavar=_("NUMBER"), type=_number, help=_("the mail's number in the list")
        )
        act.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=_("print JSON")
        )


def _number(text: str) -> int:
    """Read a mail's number for argparse."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(_("write the number that the list shows"))
    return int(text)
