"""The options of the subcommands about complaints."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation

from agent_console.cli_argparse import add_key
from agent_console.i18n import _

REMEDIES = (
    "refund", "partial-refund", "replacement", "repair", "voucher", "free-return",
    "priority-shipping", "call-back",
)  # fmt: skip
NO_REMEDY = "none"
_MOST = Decimal(1_000_000)


def add_apology_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``apology``, ``grant`` and ``make-sure``."""
    apology = _add(commands, "apology", _("print or send the answer to a complaint"))
    add_key(apology)
    apology.add_argument(
        "--remedy",
        metavar=_("KIND"),
        choices=(*REMEDIES, NO_REMEDY),
        default="",
        help=_("what is offered: {kinds}, or none (default: what fits best)").format(
            kinds=", ".join(REMEDIES)
        ),
    )
    apology.add_argument(
        "--value", metavar=_("AMOUNT"), type=_amount, help=_("what the remedy is worth, as 12.50")
    )
    instead = apology.add_mutually_exclusive_group()
    instead.add_argument(
        "--check", metavar=_("FILE"), help=_("only say what is wrong in this text; exit code 1")
    )
    instead.add_argument(
        "--ask", action="store_true", help=_("the mail that asks whether it is solved now")
    )
    instead.add_argument(
        "--approval", action="store_true", help=_("ask colleagues to grant the remedy")
    )
    _add_sending(apology)
    apology.add_argument("--json", action="store_true", help=_("print JSON"))
    add_key(_add(commands, "grant", _("grant the remedy that somebody asks for on a ticket")))
    sure = _add(commands, "make-sure", _("settle the last step of a complaint without asking"))
    add_key(sure)
    sure.add_argument("reason", metavar=_("REASON"), help=_("why nobody has to ask the customer"))


def _add_sending(apology: argparse.ArgumentParser) -> None:
    apology.add_argument("--send", action="store_true", help=_("send it, as `reply` does"))
    apology.add_argument(
        "--overrule", metavar=_("REASON"), default="", help=_("send it with problems left, and why")
    )
    apology.add_argument("--force", action="store_true", help=_("send in spite of warnings"))
    apology.add_argument("--no-wait", action="store_true", help=_("only queue it"))


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_apology.{name.replace('-', '_')}")
    return parser


def _amount(text: str) -> Decimal:
    """Read money for argparse, with a point or a comma."""
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        value = Decimal(-1)
    if not (value.is_finite() and 0 <= value <= _MOST and value == round(value, 2)):
        raise argparse.ArgumentTypeError(_("write an amount such as 12.50"))
    return value
