"""The options of orders and returns."""

from __future__ import annotations

import argparse

from agent_console.cli_argparse import add_key, number_from_one
from agent_console.desk.returns import ReturnReason
from agent_console.i18n import _


def add_order_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``orders`` and ``returns``."""
    text = _("what the shops tell of orders")
    orders = commands.add_parser("orders", help=text, description=text)
    acts = orders.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    taking = _add(acts, "import", "cli_orders.take", _("take orders in: a file, or all sources"))
    _add_file(taking)
    checking = _add(acts, "check", "cli_orders.check", _("read it all, write nothing, say how"))
    _add_file(checking)
    listing = _add(acts, "list", "cli_orders.listing", _("print orders, the newest first"))
    listing.add_argument(
        "--find", metavar=_("TEXT"), default="", help=_("beginning of a number, address or name")
    )
    listing.add_argument("--late", action="store_true", help=_("only those that should be there"))
    listing.add_argument(
        "--limit", metavar=_("NUMBER"), type=number_from_one, default=50, help=_("at most so many")
    )
    _add_source(listing)
    show = _add(acts, "show", "cli_orders.show", _("print an order"))
    show.add_argument("number", metavar=_("NUMBER"), help=_("the order's number"))
    show.add_argument(
        "--text", choices=("de", "en"), help=_("as sentences for a customer, in this language")
    )
    _add_source(show)
    of_ticket = _add(acts, "ticket", "cli_orders.of_ticket", _("print which orders a ticket means"))
    add_key(of_ticket)
    choose = _add(acts, "choose", "cli_orders.choose", _("say which order a ticket is about"))
    add_key(choose)
    choose.add_argument("number", metavar=_("NUMBER"), help=_("its number; - for none of them"))
    _add_source(choose)
    _add_returns(commands)


def _add_returns(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("what customers send back")
    returns = commands.add_parser("returns", help=text, description=text)
    acts = returns.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    listing = _add(acts, "list", "cli_returns.listing", _("print the returns that are open"))
    listing.add_argument("--all", action="store_true", help=_("also those that are settled"))
    listing.add_argument("--key", metavar=_("KEY"), default="", help=_("only those of a ticket"))
    begin = _add(acts, "open", "cli_returns.begin", _("begin a return"))
    add_key(begin)
    begin.add_argument("--order", metavar=_("NUMBER"), default="", help=_("of which order"))
    begin.add_argument(
        "--item", metavar=_("TEXT"), required=True, help=_("its name or article number")
    )
    begin.add_argument(
        "--reason", required=True, choices=[one.value for one in ReturnReason], help=_("why")
    )
    begin.add_argument("--text", metavar=_("TEXT"), default="", help=_("the customer's words"))
    begin.add_argument(
        "--quantity", metavar=_("NUMBER"), type=number_from_one, help=_("pieces (default: all)")
    )
    decide = _add(acts, "decide", "cli_returns.decide", _("accept or decline a return"))
    _add_case(decide)
    which = decide.add_mutually_exclusive_group(required=True)
    which.add_argument("--accept", action="store_true", help=_("it may come back"))
    which.add_argument("--decline", action="store_true", help=_("it may not; say why"))
    decide.add_argument("--why", metavar=_("TEXT"), default="", help=_("the reason"))
    receive = _add(acts, "receive", "cli_returns.receive", _("note that the item has come back"))
    _add_case(receive)
    receive.add_argument("--note", metavar=_("TEXT"), default="", help=_("how it looks"))
    refund = _add(acts, "refund", "cli_returns.refund", _("note what was paid back"))
    _add_case(refund)
    refund.add_argument(
        "--amount",
        metavar=_("AMOUNT"),
        default="",
        help=_("as 12.50 EUR (default: its price)"),
    )
    report = _add(acts, "report", "cli_returns.report", _("count returns by reason and product"))
    report.add_argument(
        "--period", metavar=_("PERIOD"), default="30d",
        help=_("2026-11, 2026-Q4, 2026, 30d or 2026-11-01..2026-11-20 (default: 30d)"),
    )  # fmt: skip
    report.add_argument("--csv", action="store_true", help=_("print CSV"))


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), nargs="?", default="", help=_("CSV or JSON"))
    _add_source(parser)


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--source", metavar=_("NAME"), default="", help=_("of which shop, as the settings call it")
    )


def _add_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar=_("ID"), help=_("the return, as the list calls it"))
