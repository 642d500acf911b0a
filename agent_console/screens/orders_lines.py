"""Orders and returns as lines of text, for the screen and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, tzinfo

from agent_console.desk.order_sentences import day_text, money_text, number_text
from agent_console.desk.orders import (
    Item,
    Match,
    Order,
    OrderStatus,
    TicketOrders,
    is_late,
    matched_word,
    status_word,
)
from agent_console.desk.returns import ReturnCase, ReturnState, reason_word, return_word
from agent_console.desk.text import cell_width, to_screen
from agent_console.i18n import _, current_language, ngettext

_NAME_MOST = 44
_HERE, _THERE = "> ", "  "


def choice_lines(orders: TicketOrders, place: int) -> Iterator[str]:
    """Yield the orders that may be meant, the one at ``place`` marked; and numbers nobody knows."""
    for number in orders.unknown:
        yield _("! No shop has told of {number}.").format(number=_line(number))
    if orders.turned_down:
        yield _("None of the known orders is meant.")
    elif not orders.matches:
        yield _("No order is known for this ticket.")
    for at, match in enumerate(orders.matches):
        yield (_HERE if at == place else _THERE) + _match_text(match)


def _match_text(match: Match) -> str:
    order, language = match.order, current_language()
    parts = [
        _line(order.number),
        day_text(order.ordered, language, "medium") if order.ordered else "",
        status_word(order.status),
        money_text(order.total, language) if order.total else "",
        _("! another address") if match.foreign else "",
        matched_word(match.by),
        _line(order.name or order.email),
    ]
    return " · ".join(filter(None, parts))


def order_lines(order: Order, today: date | None = None) -> Iterator[str]:
    """Yield everything that is known of an order; ``today`` tells what is late."""
    language = current_language()
    about = [
        _("Order {number}").format(number=_line(order.number)),
        day_text(order.ordered, language, "medium") if order.ordered else "",
        _status(order),
        money_text(order.total, language) if order.total else "",
    ]
    yield " · ".join(filter(None, about))
    who = " · ".join(filter(None, (_line(order.name), _line(order.email), _line(order.source))))
    if who:
        yield f"  {who}"
    if days := " · ".join(_days(order, today)):
        yield f"  {days}"
    yield from _item_lines(order, language)
    for parcel in order.parcels:
        name = " ".join(filter(None, (_line(parcel.carrier), _line(parcel.tracking))))
        yield "  " + _("parcel: {name}").format(name=name)
        if parcel.link:
            yield f"    {_line(parcel.link)}"
    if order.page:
        yield f"  {_line(order.page)}"


def _status(order: Order) -> str:
    word = status_word(order.status)
    shown = _line(order.status_text)
    return f"{word} ({shown})" if shown and order.status is OrderStatus.UNKNOWN else word


def _days(order: Order, today: date | None) -> Iterator[str]:
    language = current_language()
    if order.shipped:
        yield _("sent {day}").format(day=day_text(order.shipped, language, "medium"))
    if order.delivered:
        yield _("arrived {day}").format(day=day_text(order.delivered, language, "medium"))
    elif order.due:
        text = _("due {day}").format(day=day_text(order.due, language, "medium"))
        late = today is not None and is_late(order, today)
        yield f"! {text}, " + _("late") if late else text


def _item_lines(order: Order, language: str) -> Iterator[str]:
    rows = [_item_cells(item, language) for item in order.items]
    width = max((cell_width(name) for name, _price in rows), default=0)
    for name, price in rows:
        pad = " " * (width - cell_width(name))
        yield f"  {name}{pad}  {price}".rstrip()


def _item_cells(item: Item, language: str) -> tuple[str, str]:
    sku = f" ({_line(item.sku)})" if item.sku and item.sku != item.name else ""
    name = f"{number_text(item.quantity, language)} × {_line(item.name)[:_NAME_MOST]}{sku}"
    return name, money_text(item.price, language) if item.price else ""


def return_lines(cases: tuple[ReturnCase, ...], zone: tzinfo) -> Iterator[str]:
    """Yield the returns of a ticket, a line each, and one more for what was said."""
    language = current_language()
    for case in cases:
        day = day_text(case.asked.astimezone(zone).date(), language, "medium")
        money = case.refund if case.state is ReturnState.REFUNDED else case.worth
        parts = [
            return_word(case.state),
            f"{number_text(case.quantity, language)} × {_line(case.item)}",
            reason_word(case.reason),
            money_text(money, language) if money else "",
            day,
        ]
        yield "  " + " · ".join(filter(None, parts))
        said = " · ".join(_line(text) for text in (case.text, case.why, case.note) if text)
        if said:
            yield f"    {said}"


def returns_title(cases: tuple[ReturnCase, ...]) -> str:
    """Return the line above the returns."""
    n = len(cases)
    return ngettext("{n} return", "{n} returns", n).format(n=n)


def _line(text: str) -> str:
    return to_screen(text, one_line=True)
