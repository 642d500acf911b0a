"""The orders that shops told of: kept by number, found by number, address and name."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agent_console.desk.orders import UNDER_WAY, Order, name_key, number_key
from agent_console.desk.orders_json import order_from_json, order_to_json
from agent_console.store import erasures
from agent_console.store.codec import clean
from agent_console.store.driver import listed
from agent_console.store.times import from_text, to_text

KNOWN = """
SELECT number, told FROM shop_order
WHERE number IN (SELECT value FROM json_each(?)) AND source = ?
"""
_KEEP = """
INSERT INTO shop_order (number, source, email, name, ordered, due, told, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (number, source) DO UPDATE SET email = excluded.email, name = excluded.name,
    ordered = excluded.ordered, due = excluded.due, told = excluded.told, body = excluded.body
"""
BY_NUMBERS = """
SELECT body FROM shop_order WHERE number IN (SELECT value FROM json_each(?))
ORDER BY ordered DESC, id
"""
BY_EMAILS = """
SELECT body FROM shop_order INDEXED BY shop_order_email
WHERE email IN (SELECT value FROM json_each(?)) AND email <> ''
ORDER BY ordered DESC, id LIMIT ?
"""
BY_NAME = """
SELECT body FROM shop_order INDEXED BY shop_order_name
WHERE name = ? AND name <> '' ORDER BY ordered DESC, id LIMIT ?
"""
BEGINS = "SELECT body FROM shop_order WHERE number >= ? AND number < ? ORDER BY number LIMIT ?"
_NEWEST = """
SELECT body FROM shop_order WHERE (?1 = '' OR source = ?1) ORDER BY id DESC LIMIT ?2
"""
LATE = """
SELECT body FROM shop_order INDEXED BY shop_order_due
WHERE due <> '' AND due < ? ORDER BY due, id LIMIT ?
"""
_OF_EMAILS = (
    "DELETE FROM shop_order WHERE email IN (SELECT value FROM json_each(?)) AND email <> ''"
)
_COUNTS = "SELECT source, count(*) FROM shop_order GROUP BY source ORDER BY source"
_ANY = "SELECT EXISTS (SELECT 1 FROM shop_order)"
_STAMPS = "SELECT place, stamp FROM order_source WHERE source = ?"
_TAKEN = """
INSERT INTO order_source (source, place, stamp, at, report) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source, place) DO UPDATE SET
    stamp = excluded.stamp, at = excluded.at, report = excluded.report
"""
_REPORTS = "SELECT source, place, at, report FROM order_source ORDER BY source, place"
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from one place of a source, and when; ``report`` is JSON."""

    source: str
    place: str
    at: datetime
    report: str


def known(connection: sqlite3.Connection, source: str, keys: Collection[str]) -> dict[str, str]:
    """Return what a source told last of orders, by their key: see :func:`keep`."""
    return dict(connection.execute(KNOWN, (listed(keys), source)).fetchall())


def keep(connection: sqlite3.Connection, orders: Iterable[tuple[Order, str]]) -> None:
    """Keep orders, each with what its source said, in place of what was told of them before.

    What somebody ordered who was erased later stays away.
    """
    is_erased = erasures.erased_people(connection)
    rows = [
        _row(order, told) for order, told in orders if not is_erased(order.email, order.ordered)
    ]
    connection.executemany(_KEEP, rows)


def _row(order: Order, told: str) -> tuple[str, ...]:
    due = order.due.isoformat() if order.due and order.status in UNDER_WAY else ""
    return (
        order.key,
        order.source,
        clean(order.email),
        clean(name_key(order.name)),
        order.ordered.isoformat() if order.ordered else "",
        due,
        told,
        clean(order_to_json(order)),
    )


def forget(connection: sqlite3.Connection, emails: Iterable[str]) -> int:
    """Let the orders made under these addresses go; return how many there were.

    A source that still tells of them brings them back when it is read again.
    """
    wanted = sorted({email.lower() for email in emails} - {""})
    return connection.execute(_OF_EMAILS, (listed(wanted),)).rowcount


def by_numbers(connection: sqlite3.Connection, numbers: Iterable[str]) -> tuple[Order, ...]:
    """Return the orders with these numbers, the newest first; several shops may use one number."""
    keys = {number_key(number) for number in numbers} - {""}
    return _orders(connection, BY_NUMBERS, (listed(sorted(keys)),)) if keys else ()


def by_emails(
    connection: sqlite3.Connection, emails: Iterable[str], limit: int = 50
) -> tuple[Order, ...]:
    """Return the orders made under these addresses, the newest first."""
    wanted = sorted({email.lower() for email in emails} - {""})
    return _orders(connection, BY_EMAILS, (listed(wanted), limit)) if wanted else ()


def by_name(connection: sqlite3.Connection, name: str, limit: int = 50) -> tuple[Order, ...]:
    """Return the orders of people of this name, first and last in any order, the newest first."""
    key = name_key(name)
    return _orders(connection, BY_NAME, (clean(key), limit)) if key else ()


def beginning_with(
    connection: sqlite3.Connection, number: str, limit: int = 20
) -> tuple[Order, ...]:
    """Return the orders whose number begins so, in the order of their numbers."""
    key = number_key(number)
    return _orders(connection, BEGINS, (key, key + _LAST, limit)) if key else ()


def newest(connection: sqlite3.Connection, source: str, limit: int) -> tuple[Order, ...]:
    """Return the orders that were told of last, those of one source with its name."""
    return _orders(connection, _NEWEST, (source, limit))


def late(connection: sqlite3.Connection, today: date, limit: int = 1_000) -> tuple[Order, ...]:
    """Return the orders under way that should have arrived before ``today``, the latest first."""
    return _orders(connection, LATE, (today.isoformat(), limit))


def any_at_all(connection: sqlite3.Connection) -> bool:
    """Tell whether any order is known."""
    return bool(connection.execute(_ANY).fetchone()[0])


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many orders each source has told of."""
    return dict(connection.execute(_COUNTS).fetchall())


def stamps(connection: sqlite3.Connection, source: str) -> dict[str, str]:
    """Return what the places of a source looked like when they were read last."""
    return dict(connection.execute(_STAMPS, (source,)).fetchall())


def taken(connection: sqlite3.Connection, what: Taken, stamp: str) -> None:
    """Keep that a place of a source was read, and what it looked like."""
    row = (clean(what.source), clean(what.place), stamp, to_text(what.at), clean(what.report))
    connection.execute(_TAKEN, row)


def reports(connection: sqlite3.Connection) -> tuple[Taken, ...]:
    """Return what was taken from where."""
    rows = connection.execute(_REPORTS).fetchall()
    return tuple(Taken(source, place, from_text(at), text) for source, place, at, text in rows)


def _orders(
    connection: sqlite3.Connection, query: str, values: Sequence[str | int]
) -> tuple[Order, ...]:
    return tuple(order_from_json(body) for (body,) in connection.execute(query, tuple(values)))
