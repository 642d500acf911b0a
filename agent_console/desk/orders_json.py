"""An order as one line of JSON and back: how the store keeps it, and how scripts read it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from agent_console.desk.orders import Amount, Item, Order, OrderStatus, Parcel


def plain_order(order: Order) -> dict[str, object]:
    """Return an order as plain values; what is not known is left out."""
    told: dict[str, object] = {
        "number": order.number,
        "source": order.source,
        "email": order.email,
        "name": order.name,
        "ordered": _iso(order.ordered),
        "status": order.status.value,
        "status_text": order.status_text,
        "total": _plain_amount(order.total),
        "items": [_plain_item(item) for item in order.items],
        "parcels": [_plain_parcel(parcel) for parcel in order.parcels],
        "shipped": _iso(order.shipped),
        "due": _iso(order.due),
        "delivered": _iso(order.delivered),
        "page": order.page,
    }
    return {name: value for name, value in told.items() if value}


def order_to_json(order: Order) -> str:
    """Write an order; equal orders are equal texts."""
    return json.dumps(plain_order(order), ensure_ascii=False, separators=(",", ":"))


def order_from_json(text: str) -> Order:
    """Read what :func:`order_to_json` wrote."""
    told = json.loads(text)
    return Order(
        number=told["number"],
        source=told.get("source", ""),
        email=told.get("email", ""),
        name=told.get("name", ""),
        ordered=_day(told, "ordered"),
        status=OrderStatus(told.get("status", OrderStatus.UNKNOWN)),
        status_text=told.get("status_text", ""),
        total=_amount(told.get("total")),
        items=tuple(_item(one) for one in told.get("items", ())),
        parcels=tuple(
            Parcel(one["tracking"], one.get("carrier", ""), one.get("link", ""))
            for one in told.get("parcels", ())
        ),
        shipped=_day(told, "shipped"),
        due=_day(told, "due"),
        delivered=_day(told, "delivered"),
        page=told.get("page", ""),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(told: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(told[name]) if name in told else None


def _plain_amount(amount: Amount | None) -> dict[str, str]:
    if amount is None:
        return {}
    return {"value": f"{amount.value:f}", "currency": amount.currency}


def _amount(told: dict[str, str] | None) -> Amount | None:
    return Amount(Decimal(told["value"]), told["currency"]) if told else None


def _plain_item(item: Item) -> dict[str, object]:
    told = {
        "name": item.name,
        "sku": item.sku,
        "quantity": f"{item.quantity:f}",
        "price": _plain_amount(item.price),
    }
    return {name: value for name, value in told.items() if value}


def _item(told: dict[str, Any]) -> Item:
    price = _amount(told.get("price"))
    return Item(told["name"], told.get("sku", ""), Decimal(told["quantity"]), price)


def _plain_parcel(parcel: Parcel) -> dict[str, str]:
    told = {"tracking": parcel.tracking, "carrier": parcel.carrier, "link": parcel.link}
    return {name: value for name, value in told.items() if value}
