"""Orders in one line each, for the card of a customer."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, time

from agent_console.desk.customers import OrderGlance
from agent_console.desk.order_sentences import items_text, money_text
from agent_console.desk.orders import Order, is_late, status_word
from agent_console.i18n import current_language
from agent_console.store import orders as stored

_FEW = 5


def order_glances(
    connection: sqlite3.Connection, emails: Sequence[str], now: datetime | None = None
) -> tuple[OrderGlance, ...]:
    """Return the newest orders of a person's addresses, at most five."""
    at = now or datetime.now(UTC)
    return tuple(_glance(order, at) for order in stored.by_emails(connection, emails, _FEW))


def _glance(order: Order, now: datetime) -> OrderGlance:
    language = current_language()
    parcel = order.parcels[0] if order.parcels else None
    return OrderGlance(
        number=order.number,
        at=datetime.combine(order.ordered, time(12), UTC) if order.ordered else None,
        state=status_word(order.status),
        total=money_text(order.total, language) if order.total else "",
        items=items_text(order.items, language),
        parcel=f"{parcel.carrier} {parcel.tracking}".strip() if parcel else "",
        late=is_late(order, now.date()),
    )
