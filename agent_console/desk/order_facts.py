"""What agents record about orders and returns, on the ticket that is about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class OrderChosen:
    """The ticket is about this order of this source; without a number, about none that is known."""

    TYPE: ClassVar[str] = "order-chosen"
    number: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReturnAsked:
    """A customer wants to send an item back. ``case`` names the case on every console.

    ``reason`` is a ``returns.ReturnReason``, ``text`` the customer's own words; ``quantity`` and
    ``price`` (of one piece) are decimal numbers.
    """

    TYPE: ClassVar[str] = "return-asked"
    case: str = ""
    order: str = ""
    source: str = ""
    item: str = ""
    sku: str = ""
    quantity: str = ""
    price: str = ""
    currency: str = ""
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReturnDecided:
    """A return is accepted ("yes") or declined ("no"), and why."""

    TYPE: ClassVar[str] = "return-decided"
    case: str = ""
    accepted: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReturnReceived:
    """The item has come back; ``note`` is how it looks."""

    TYPE: ClassVar[str] = "return-received"
    case: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnRefunded:
    """The money for it is on its way; ``amount`` is a decimal number."""

    TYPE: ClassVar[str] = "return-refunded"
    case: str = ""
    amount: str = ""
    currency: str = ""
