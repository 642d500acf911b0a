"""Which addresses are one person's, because agents joined them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from agent_console.desk.customers import head_of
from agent_console.store.driver import listed

_PARENT = "SELECT person FROM customer_joined WHERE address = ?"
_CHILDREN = "SELECT address FROM customer_joined WHERE person = ?"
_KEEP = "INSERT OR REPLACE INTO customer_joined (address, person) VALUES (?, ?)"
_FORGET = "DELETE FROM customer_joined WHERE address = ?"
_TOUCHED = """
SELECT address FROM customer_joined WHERE address IN (SELECT value FROM json_each(?1))
UNION SELECT person FROM customer_joined WHERE person IN (SELECT value FROM json_each(?1))
"""


def parent(connection: sqlite3.Connection, address: str) -> str:
    """Return what an address was joined with, "" for nothing."""
    found = connection.execute(_PARENT, (address,)).fetchone()
    return str(found[0]) if found else ""


def children(connection: sqlite3.Connection, address: str) -> list[str]:
    """Return the addresses that were joined with this one."""
    return sorted(one for (one,) in connection.execute(_CHILDREN, (address,)))


def keep(connection: sqlite3.Connection, address: str, person: str) -> None:
    """Note what an address is joined with, "" for nothing."""
    if person:
        connection.execute(_KEEP, (address, person))
    else:
        connection.execute(_FORGET, (address,))


def members(connection: sqlite3.Connection, address: str) -> tuple[str, ...]:
    """Return all addresses of a person, the one that leads first."""
    chain: dict[str, str] = {}
    at = address
    while at not in chain:
        chain[at] = parent(connection, at)
        at = chain[at] or at
    head = head_of(address, chain)
    found, waiting = {head: None}, [head]
    while waiting:
        below = [one for one in children(connection, waiting.pop()) if one not in found]
        found.update(dict.fromkeys(below))
        waiting += below
    return (head, *sorted(one for one in found if one != head))


def people(connection: sqlite3.Connection, addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the persons of these addresses, each by the address that leads, with all of its."""
    wanted = list(dict.fromkeys(addresses))
    joined = {one for (one,) in connection.execute(_TOUCHED, (listed(wanted),))}
    found: dict[str, tuple[str, ...]] = {}
    for address in wanted:
        everyone = members(connection, address) if address in joined else (address,)
        found[everyone[0]] = everyone
    return found
