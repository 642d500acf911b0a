"""The returns as they stand, made from the events of their tickets."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from agent_console.desk.events import Event
from agent_console.desk.order_facts import ReturnAsked
from agent_console.desk.orders import Amount
from agent_console.desk.returns import ReturnCase, ReturnReason, ReturnState, cases_of
from agent_console.store.codec import clean
from agent_console.store.driver import listed
from agent_console.store.times import from_text, to_text

_FORGET = """
DELETE FROM return_case WHERE ticket IN (SELECT value FROM json_each(?))
    AND id NOT IN (SELECT value FROM json_each(?))
"""
_KEEP = """
INSERT INTO return_case (id, ticket, place, asked, state, reason, product, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET ticket = excluded.ticket, place = excluded.place,
    asked = excluded.asked, state = excluded.state, reason = excluded.reason,
    product = excluded.product, body = excluded.body
"""
_COLUMNS = "SELECT id, ticket, asked, state, reason, body FROM return_case"
_OF_TICKET = f"{_COLUMNS} WHERE ticket = ? ORDER BY asked, place, id"
_IN_STATES = " ".join(
    (_COLUMNS, "WHERE state IN (SELECT value FROM json_each(?)) ORDER BY asked, place, id LIMIT ?")
)
_BETWEEN = f"{_COLUMNS} WHERE asked >= ? AND asked < ? ORDER BY asked, place, id"
_ONE = f"{_COLUMNS} WHERE id = ?"


def write(connection: sqlite3.Connection, events: Mapping[str, Sequence[Event]]) -> None:
    """Keep the returns of these tickets as all of their events say."""
    cases = [
        (place, case)
        for ref, some in events.items()
        if any(isinstance(event.fact, ReturnAsked) for event in some)
        for place, case in enumerate(cases_of(ref, some))
    ]
    connection.execute(_FORGET, (listed(events), listed(case.id for _place, case in cases)))
    connection.executemany(_KEEP, [_row(place, case) for place, case in cases])


def of_ticket(connection: sqlite3.Connection, ref: str) -> tuple[ReturnCase, ...]:
    """Return the cases of a ticket in the order in which they were asked for."""
    return _cases(connection.execute(_OF_TICKET, (ref,)))


def in_states(
    connection: sqlite3.Connection, states: Collection[ReturnState], limit: int
) -> tuple[ReturnCase, ...]:
    """Return the cases in these states, the oldest first."""
    return _cases(connection.execute(_IN_STATES, (listed(states), limit)))


def between(
    connection: sqlite3.Connection, since: datetime, until: datetime
) -> tuple[ReturnCase, ...]:
    """Return the cases asked for from ``since`` on, and before ``until``."""
    return _cases(connection.execute(_BETWEEN, (to_text(since), to_text(until))))


def find(connection: sqlite3.Connection, case_id: str) -> ReturnCase | None:
    """Return the case of this id."""
    found = _cases(connection.execute(_ONE, (case_id,)))
    return found[0] if found else None


def _row(place: int, case: ReturnCase) -> tuple[str | int, ...]:
    body = {
        "order": case.order,
        "source": case.source,
        "item": case.item,
        "sku": case.sku,
        "quantity": str(case.quantity),
        "price": _plain(case.price),
        "text": case.text,
        "why": case.why,
        "note": case.note,
        "decided": _moment(case.decided),
        "received": _moment(case.received),
        "refunded": _moment(case.refunded),
        "refund": _plain(case.refund),
        "agent": case.agent,
    }
    told = {name: value for name, value in body.items() if value}
    return (
        clean(case.id),
        case.ticket,
        place,
        to_text(case.asked),
        case.state.value,
        case.reason.value,
        clean(case.product),
        clean(json.dumps(told, ensure_ascii=False)),
    )


def _cases(rows: Iterable[tuple[Any, ...]]) -> tuple[ReturnCase, ...]:
    return tuple(_case(*row) for row in rows)


def _case(case_id: str, ticket: str, asked: str, state: str, reason: str, body: str) -> ReturnCase:
    told = json.loads(body)
    return ReturnCase(
        id=case_id,
        ticket=ticket,
        order=told.get("order", ""),
        item=told.get("item", ""),
        asked=from_text(asked),
        state=ReturnState(state),
        source=told.get("source", ""),
        sku=told.get("sku", ""),
        quantity=Decimal(told.get("quantity", "1")),
        price=_amount(told.get("price")),
        reason=ReturnReason(reason),
        text=told.get("text", ""),
        why=told.get("why", ""),
        note=told.get("note", ""),
        decided=_read(told.get("decided")),
        received=_read(told.get("received")),
        refunded=_read(told.get("refunded")),
        refund=_amount(told.get("refund")),
        agent=told.get("agent", ""),
    )


def _plain(amount: Amount | None) -> list[str]:
    return [str(amount.value), amount.currency] if amount else []


def _amount(told: list[str] | None) -> Amount | None:
    return Amount(Decimal(told[0]), told[1]) if told else None


def _moment(moment: datetime | None) -> str:
    return to_text(moment) if moment else ""


def _read(text: str | None) -> datetime | None:
    return from_text(text) if text else None
