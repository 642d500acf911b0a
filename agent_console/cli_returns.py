"""``agent-console returns``: begun, decided, received, refunded, and counted."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from agent_console.cli_context import opened_desk
from agent_console.cli_handling import MissingError
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.listing import QueueRow
from agent_console.desk.order_sentences import money_text, number_text
from agent_console.desk.orders import Amount, Item, Order
from agent_console.desk.orders_read import RecordError, read_amount
from agent_console.desk.returns import (
    OPEN_STATES,
    ReturnCase,
    ReturnCount,
    ReturnReason,
    ReturnReport,
    ReturnState,
    reason_word,
    return_word,
)
from agent_console.desk.returns_period import read_period
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, NotFoundError
from agent_console.i18n import _, current_language, ngettext
from agent_console.services.desk import Desk
from agent_console.services.returns import Wish


def listing(options: argparse.Namespace) -> ExitCode:
    """Print returns, the oldest first."""
    with opened_desk() as desk:
        if options.key:
            found = desk.returns.of_ticket(desk.tickets.find(options.key))
        else:
            found = desk.returns.listed(tuple(ReturnState) if options.all else OPEN_STATES)
        zone = ZoneInfo(desk.config.calendar.zone)
    if options.json:
        print_json([_plain(case) for case in found])
        return ExitCode.OK
    rows = [_row(case, zone) for case in found]
    for line in table(rows, (8, 17, 10, 14, 16, 24), width_of_output()):
        print(line)
    if not found:
        say(_("No return is open."))
    return ExitCode.OK


def begin(options: argparse.Namespace) -> ExitCode:
    """Begin a return of one item."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        order = _order_of(desk, ref, options.order)
        item = _item_of(order, options.item)
        quantity = None if options.quantity is None else Decimal(options.quantity)
        if order is None and quantity is not None:
            item = Item(item.name, quantity=quantity)
        wish = Wish(item, ReturnReason(options.reason), options.text, quantity, order)
        row = desk.returns.ask(ref, (wish,))
        case = desk.returns.of_ticket(row.ref)[-1]
    return _done(options, row, case)


def decide(options: argparse.Namespace) -> ExitCode:
    """Accept or decline a return."""
    with opened_desk() as desk:
        case = desk.returns.find(options.id)
        row = desk.returns.decide(case, accepted=options.accept, why=options.why)
        case = desk.returns.find(case.id)
    return _done(options, row, case)


def receive(options: argparse.Namespace) -> ExitCode:
    """Note that an item has come back."""
    with opened_desk() as desk:
        case = desk.returns.find(options.id)
        row = desk.returns.receive(case, options.note)
        case = desk.returns.find(case.id)
    return _done(options, row, case)


def refund(options: argparse.Namespace) -> ExitCode:
    """Note what was paid back."""
    with opened_desk() as desk:
        case = desk.returns.find(options.id)
        currency = case.price.currency if case.price else "EUR"
        row = desk.returns.refund(case, _amount(options.amount, currency))
        case = desk.returns.find(case.id)
    return _done(options, row, case)


def report(options: argparse.Namespace) -> ExitCode:
    """Count returns by reason and by product."""
    with opened_desk() as desk:
        zone = ZoneInfo(desk.config.calendar.zone)
        period = read_period(options.period, desk.orders.today)
        if period is None:
            text = to_screen(options.period, one_line=True)
            raise MissingError(
                _("Returns"),
                _("{text} is no period").format(text=text),
                _("Write 2026-11, 2026-Q4, 2026, 30d or 2026-11-01..2026-11-20."),
            )
        found = desk.returns.report(*(_midnight(day, zone) for day in period))
    if options.json:
        first, after = period
        print_json({"from": str(first), "before": str(after), **_plain_report(found)})
    elif options.csv:
        _write_csv(found)
    else:
        _print_report(found)
    return ExitCode.OK


def _order_of(desk: Desk, ref: str, number: str) -> Order | None:
    if number:
        return desk.orders.get(number)
    match = desk.orders.of_ticket(ref).match
    return match.order if match else None


def _item_of(order: Order | None, text: str) -> Item:
    """Return the item of an order that somebody names; without an order, one of that name."""
    if order is None:
        return Item(text)
    wanted = text.casefold()
    exact = [one for one in order.items if wanted in (one.sku.casefold(), one.name.casefold())]
    found = exact or [one for one in order.items if wanted in one.name.casefold()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in order.items)
    raise NotFoundError(
        _("Returns"),
        _("{number} has no single item {item}").format(number=order.number, item=text),
        _("There are: {names}").format(names=to_screen(names, one_line=True)),
    )


def _amount(text: str, currency: str) -> Amount | None:
    try:
        return read_amount(text, currency)
    except RecordError as error:
        raise MissingError(_("Returns"), str(error), _("Write it as 12.50 EUR.")) from error


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _done(options: argparse.Namespace, row: QueueRow, case: ReturnCase) -> ExitCode:
    if options.json:
        print_json(_plain(case))
    else:
        words = _("#{ref}: return {id} of {item} is {state}.")
        item = to_screen(case.item, one_line=True)
        say(words.format(ref=row.ref, id=case.id, item=item, state=return_word(case.state)))
    return ExitCode.OK


def _row(case: ReturnCase, zone: ZoneInfo) -> tuple[str, ...]:
    language = current_language()
    paid = money_text(case.refund, language) if case.refund else ""
    text = " · ".join(filter(None, (case.text, case.why, paid)))
    return (
        case.id,
        f"#{case.ticket}",
        f"{case.asked.astimezone(zone):%Y-%m-%d}",
        return_word(case.state),
        reason_word(case.reason),
        f"{number_text(case.quantity, language)} × {case.item}",
        text,
    )


def _plain(case: ReturnCase) -> dict[str, object]:
    return {
        "id": case.id,
        "ticket": case.ticket,
        "order": case.order,
        "item": case.item,
        "sku": case.sku,
        "quantity": str(case.quantity),
        "reason": case.reason,
        "text": case.text,
        "state": case.state,
        "why": case.why,
        "note": case.note,
        "asked": case.asked,
        "decided": case.decided,
        "received": case.received,
        "refunded": case.refunded,
        "refund": str(case.refund) if case.refund else None,
        "agent": case.agent,
    }


def _plain_report(found: ReturnReport) -> dict[str, object]:
    return {
        "cases": found.cases,
        "by_reason": [_plain_count(one) for one in found.by_reason],
        "by_product": [_plain_count(one) for one in found.by_product],
        "by_both": [_plain_count(one) for one in found.by_both],
    }


def _plain_count(count: ReturnCount) -> dict[str, object]:
    return {
        "reason": count.reason,
        "product": count.product,
        "cases": count.cases,
        "pieces": str(count.pieces),
        "declined": count.declined,
        "refunds": [str(one) for one in count.refunds],
    }


def _write_csv(found: ReturnReport) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("reason", "product", "cases", "pieces", "declined", "refunds"))
    for one in found.by_both:
        refunds = "; ".join(str(amount) for amount in one.refunds)
        product = to_screen(one.product, one_line=True)
        if product[:1] in tuple("=+-@"):
            product = f"'{product}"
        out.writerow((one.reason, product, one.cases, one.pieces, one.declined, refunds))


def _print_report(found: ReturnReport) -> None:
    words = ngettext("{n} return was asked for.", "{n} returns were asked for.", found.cases)
    for title, counts in (
        (_("By reason"), found.by_reason),
        (_("By product"), found.by_product),
    ):
        if counts:
            print(title)
            for line in table(list(_count_rows(counts)), (4, 24), width_of_output()):
                print(f"  {line}")
    say(words.format(n=found.cases))


def _count_rows(counts: Iterable[ReturnCount]) -> Iterator[tuple[str, ...]]:
    language = current_language()
    for one in counts:
        name = one.product or reason_word(ReturnReason(one.reason))
        paid = " + ".join(money_text(amount, language) for amount in one.refunds)
        declined = _("{n} declined").format(n=one.declined) if one.declined else ""
        yield str(one.cases), name, " · ".join(filter(None, (paid, declined)))
