"""Orders of the shops, as their systems told them: items, amounts, dates, state, parcels.

An order is never changed here. Its number is told apart from others by letters and digits alone:
``NL-20471``, ``nl 20471`` and ``#NL20471`` are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from agent_console.desk.words import plain_words
from agent_console.i18n import _, pgettext

MAX_TEXT = 200
MAX_ITEMS = 200
MAX_PARCELS = 50
_MAX_WORDS = 8
_NO_LETTERS = re.compile(r"[\W_]+")
_LAST_DIGITS = re.compile(r"(?<!\d)\d{4,}$")


class OrderStatus(StrEnum):
    """How far an order is."""

    OPEN = "open"
    PREPARING = "preparing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURNED = "returned"
    UNKNOWN = "unknown"


UNDER_WAY = (OrderStatus.OPEN, OrderStatus.PREPARING, OrderStatus.SHIPPED, OrderStatus.UNKNOWN)
"""What has not come to an end."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money; ``currency`` is its ISO 4217 code, empty where the shop names none."""

    value: Decimal
    currency: str = ""

    def __str__(self) -> str:
        return f"{self.value:f} {self.currency}".strip()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order; ``price`` is for one piece."""

    name: str
    sku: str = ""
    quantity: Decimal = Decimal(1)
    price: Amount | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel; ``carrier`` is a name of :mod:`agent_console.desk.carriers`, or the shop's own."""

    tracking: str
    carrier: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One order. ``status_text`` is the shop's own word for the state, ``source`` who told it."""

    number: str
    source: str = ""
    email: str = ""
    name: str = ""
    ordered: date | None = None
    status: OrderStatus = OrderStatus.UNKNOWN
    status_text: str = ""
    total: Amount | None = None
    items: tuple[Item, ...] = ()
    parcels: tuple[Parcel, ...] = ()
    shipped: date | None = None
    due: date | None = None
    delivered: date | None = None
    page: str = ""

    @property
    def key(self) -> str:
        """What the number is told apart by."""
        return number_key(self.number)


def number_key(number: str) -> str:
    """Return what an order number is told apart by: its letters and digits, in lower case."""
    return _NO_LETTERS.sub("", number.casefold())


def digits_of(number: str) -> str:
    """Return the digits at the end of an order number, which people write without what is before.

    "" for less than four, and where nothing stands before them.
    """
    found = _LAST_DIGITS.search(number)
    return found.group() if found is not None and found.start() else ""


def name_key(name: str) -> str:
    """Return what a customer's name is compared by; "" unless it has two words at least."""
    words = sorted(plain_words(name[:MAX_TEXT], _MAX_WORDS))
    return " ".join(words) if len(words) > 1 else ""


def is_late(order: Order, today: date) -> bool:
    """Tell whether an order should have arrived by now, and is not known to have."""
    return order.due is not None and order.due < today and order.status in UNDER_WAY


def merged(orders: Iterable[Order]) -> Order:
    """Return what several records of one order amount to: all items, and each parcel once.

    Of everything else the first that is known counts. There must be one at least.
    """
    first, *rest = orders
    for other in rest:
        first = Order(
            number=first.number,
            source=first.source,
            email=first.email or other.email,
            name=first.name or other.name,
            ordered=first.ordered or other.ordered,
            status=other.status if first.status is OrderStatus.UNKNOWN else first.status,
            status_text=first.status_text or other.status_text,
            total=first.total or other.total,
            items=(*first.items, *other.items)[:MAX_ITEMS],
            parcels=tuple(dict.fromkeys((*first.parcels, *other.parcels)))[:MAX_PARCELS],
            shipped=first.shipped or other.shipped,
            due=first.due or other.due,
            delivered=first.delivered or other.delivered,
            page=first.page or other.page,
        )
    return first


def status_word(status: OrderStatus) -> str:
    """Return the word for a state."""
    return {
        OrderStatus.OPEN: pgettext("order", "placed"),
        OrderStatus.PREPARING: pgettext("order", "being packed"),
        OrderStatus.SHIPPED: pgettext("order", "on its way"),
        OrderStatus.DELIVERED: pgettext("order", "delivered"),
        OrderStatus.CANCELLED: pgettext("order", "cancelled"),
        OrderStatus.RETURNED: pgettext("order", "came back"),
        OrderStatus.UNKNOWN: _("state unknown"),
    }[status]


class MatchedBy(StrEnum):
    """What an order was found by, the surest first."""

    CHOSEN = "chosen"
    NUMBER = "number"
    EMAIL = "email"
    DIGITS = "digits"
    NAME = "name"
    FOUND = "found"


_SURE = (MatchedBy.CHOSEN, MatchedBy.NUMBER, MatchedBy.EMAIL)


@dataclass(frozen=True, slots=True)
class Match:
    """An order that may be the one a ticket is about; ``foreign``: under another address."""

    order: Order
    by: MatchedBy
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class TicketOrders:
    """The orders that a ticket may be about; of two an agent chooses.

    ``unknown`` are order numbers of the text that no source has told of; ``turned_down``: an agent
    said that none of the known orders is meant.
    """

    matches: tuple[Match, ...] = ()
    unknown: tuple[str, ...] = ()
    turned_down: bool = False

    @property
    def match(self) -> Match | None:
        """The one order it is about; None where there is none, or a choice."""
        if self.matches and self.matches[0].by is MatchedBy.CHOSEN:
            return self.matches[0]
        return self.matches[0] if len(self.matches) == 1 and not self.unknown else None

    @property
    def sure(self) -> Order | None:
        """The order whose facts may go to the customer without a person's choice."""
        match = self.match
        if match is None or (match.by is not MatchedBy.CHOSEN and match.foreign):
            return None
        return match.order if match.by in _SURE else None


def matched_word(by: MatchedBy) -> str:
    """Return by what an order was found, in words."""
    return {
        MatchedBy.CHOSEN: _("chosen by an agent"),
        MatchedBy.NUMBER: _("its number is in the text"),
        MatchedBy.EMAIL: _("same e-mail address"),
        MatchedBy.DIGITS: _("its digits are in the text"),
        MatchedBy.NAME: _("same name only"),
        MatchedBy.FOUND: _("found by an agent"),
    }[by]
