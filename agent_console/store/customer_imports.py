"""What imported files say of customers, pack by pack."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime

from agent_console.desk.customer_pack import ImportRow
from agent_console.desk.customers import Imported, field_of
from agent_console.store.codec import clean
from agent_console.store.driver import listed
from agent_console.store.times import from_text, to_text

_OF_PACK = "SELECT DISTINCT address FROM customer_imported WHERE pack = ?"
_FORGET = "DELETE FROM customer_imported WHERE pack = ?"
_KEEP = """
INSERT OR IGNORE INTO customer_imported (address, field, value, pack, at, over)
VALUES (?, ?, ?, ?, ?, ?)
"""
_OF = """
SELECT address, field, value, at, pack, over FROM customer_imported
WHERE address IN (SELECT value FROM json_each(?)) ORDER BY address, at, pack, field, value
"""


def forget_pack(connection: sqlite3.Connection, pack: str) -> set[str]:
    """Forget what a pack brought; return the addresses it was about."""
    addresses = {address for (address,) in connection.execute(_OF_PACK, (pack,))}
    connection.execute(_FORGET, (pack,))
    return addresses


def keep_pack(
    connection: sqlite3.Connection,
    pack: str,
    rows: Iterable[ImportRow],
    at: datetime,
    *,
    over: bool,
) -> set[str]:
    """Keep what a pack says; return the addresses it is about."""
    moment, addresses, values = to_text(at), set(), []
    for row in rows:
        email = clean(row.email).lower()
        addresses.add(email)
        values += [
            (email, field.value, clean(value), pack, moment, over) for field, value in row.values
        ]
    connection.executemany(_KEEP, values)
    return addresses


def imported(
    connection: sqlite3.Connection, addresses: Collection[str]
) -> dict[str, list[Imported]]:
    """Return what files say of addresses, by address."""
    found: dict[str, list[Imported]] = {}
    for address, name, value, at, pack, over in connection.execute(_OF, (listed(addresses),)):
        if (field := field_of(name)) is not None:
            one = Imported(field, value, from_text(at), pack, bool(over))
            found.setdefault(address, []).append(one)
    return found
