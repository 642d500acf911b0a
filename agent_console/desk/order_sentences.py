"""An order's facts as sentences for a customer, in German or English; others get English.

They address nobody, so they fit any form of address. What is not known is left out, and a day on
which the order should have come and has not is never told as if it were still to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from agent_console.desk.carriers import ANY_POST
from agent_console.desk.orders import UNDER_WAY, Amount, Item, Order, OrderStatus
from agent_console.desk.text import to_screen

_MAX_ITEMS = 10
_GERMAN = "de"
_ABOUT = {"de": ("Bestellung {number}", " vom {day}"), "en": ("Order {number}", " of {day}")}
_SUM = {"de": "zusammen {amount}", "en": "{amount} in all"}
_MORE = {"de": "und {n} weitere", "en": "and {n} more"}
_STATES = {
    "de": {
        OrderStatus.OPEN: "Die Bestellung ist bei uns eingegangen",
        OrderStatus.PREPARING: "Die Bestellung wird gerade gepackt",
        OrderStatus.SHIPPED: "Die Bestellung ist unterwegs",
        OrderStatus.DELIVERED: "Die Bestellung wurde zugestellt",
        OrderStatus.CANCELLED: "Die Bestellung ist storniert",
        OrderStatus.RETURNED: "Die Bestellung ist wieder bei uns",
    },
    "en": {
        OrderStatus.OPEN: "The order has reached us",
        OrderStatus.PREPARING: "The order is being packed",
        OrderStatus.SHIPPED: "The order is on its way",
        OrderStatus.DELIVERED: "The order was delivered",
        OrderStatus.CANCELLED: "The order is cancelled",
        OrderStatus.RETURNED: "The order is back with us",
    },
}
_ON_A_DAY = {
    "de": {
        OrderStatus.SHIPPED: "Die Bestellung ist seit dem {day} unterwegs",
        OrderStatus.DELIVERED: "Die Bestellung wurde am {day} zugestellt",
    },
    "en": {
        OrderStatus.SHIPPED: "The order has been on its way since {day}",
        OrderStatus.DELIVERED: "The order was delivered on {day}",
    },
}
_DUE = {"de": " und soll am {day} ankommen", "en": " and should arrive on {day}"}
_TRACKING = {
    "de": ("Sendungsnummer: {number}", "Sendungsnummer bei {carrier}: {number}"),
    "en": ("Tracking number: {number}", "Tracking number with {carrier}: {number}"),
}
_PAGE = {"de": " – verfolgen: {link}", "en": " – follow it at {link}"}


def order_sentences(order: Order, language: str, today: date) -> str:
    """Return what is known of an order: one line about it, one on its state, one a parcel."""
    return "\n".join(_lines(order, _GERMAN if language == _GERMAN else "en", today))


def _lines(order: Order, language: str, today: date) -> Iterator[str]:
    about, of_day = _ABOUT[language]
    line = about.format(number=_safe(order.number))
    if order.ordered:
        line += of_day.format(day=day_text(order.ordered, language))
    told = [items_text(order.items, language)]
    if order.total:
        told.append(_SUM[language].format(amount=money_text(order.total, language)))
    inside = "; ".join(filter(None, told))
    yield f"{line} ({inside})." if inside else f"{line}."
    if state := _state(order, language, today):
        yield f"{state}."
    for parcel in order.parcels:
        plain, named = _TRACKING[language]
        carrier = "" if parcel.carrier == ANY_POST else _safe(parcel.carrier)
        text = (named if carrier else plain).format(carrier=carrier, number=_safe(parcel.tracking))
        yield text + (_PAGE[language].format(link=parcel.link) if parcel.link else "")


def _state(order: Order, language: str, today: date) -> str:
    day = order.delivered if order.status is OrderStatus.DELIVERED else order.shipped
    with_day = _ON_A_DAY[language].get(order.status, "")
    text = _STATES[language].get(order.status, "")
    if day and with_day:
        text = with_day.format(day=day_text(day, language))
    if text and order.due and order.due >= today and order.status in UNDER_WAY:
        text += _DUE[language].format(day=day_text(order.due, language))
    return text


def items_text(items: Sequence[Item], language: str) -> str:
    """Return items in one line such as ``2 × Lamp, 1 × Cable``; ten at most, then how many more."""
    told = [
        f"{number_text(item.quantity, language)} × {_safe(item.name)}"
        for item in items[:_MAX_ITEMS]
    ]
    text = ", ".join(told)
    if (more := len(items) - _MAX_ITEMS) > 0:
        text += " " + _MORE.get(language, _MORE["en"]).format(n=more)
    return text


def money_text(amount: Amount, language: str) -> str:
    """Return an amount as it is written in a language; a bare number where no currency is known."""
    locale = _locale(language)
    if len(amount.currency) == len("EUR") and amount.currency.isascii():
        return format_currency(amount.value, amount.currency, locale=locale)
    return format_decimal(amount.value, "#,##0.00", locale=locale)


def number_text(value: Decimal, language: str) -> str:
    """Return a number of pieces, without needless decimals."""
    return format_decimal(value, "#,##0.###", locale=_locale(language))


def day_text(day: date, language: str, width: str = "long") -> str:
    """Return a day as it is written in a language; ``width`` as Babel names it."""
    return format_date(day, width, locale=_locale(language))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse("en_GB" if language == "en" else language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _safe(text: str) -> str:
    return to_screen(text, one_line=True)
