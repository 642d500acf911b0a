"""The people who write to the desk, told apart by their addresses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.mail import Address
from agent_console.store.codec import clean
from agent_console.store.driver import driver, listed
from agent_console.store.times import from_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_KNOWN = """
SELECT address, id, name, first_at, last_at
FROM customer_address JOIN customer ON customer.id = customer_address.customer_id
WHERE address IN (SELECT value FROM json_each(?))
"""
_WHO = """
SELECT id, name, first_at, last_at
FROM customer_address JOIN customer ON customer.id = customer_address.customer_id
WHERE address = ?
"""
_ADDRESSES = "SELECT address FROM customer_address WHERE customer_id = ? ORDER BY address"
_TICKETS = """
SELECT ref FROM ticket WHERE customer_email IN (SELECT value FROM json_each(?))
ORDER BY last_at DESC, ref
"""
_NEWEST = "SELECT coalesce(max(id), 0) FROM customer"
_ADD = "INSERT INTO customer (id, name, first_at, last_at) VALUES (?, ?, ?, ?)"
_ADD_ADDRESS = "INSERT INTO customer_address (address, customer_id) VALUES (?, ?)"
_CHANGE = "UPDATE customer SET name = ?, first_at = ?, last_at = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Customer:
    """A person as the store knows them; ``tickets`` are their refs, the latest contact first."""

    id: int
    name: str
    addresses: tuple[str, ...]
    first_at: datetime
    last_at: datetime
    tickets: tuple[str, ...] = ()


def find(session: Session, email: str) -> Customer | None:
    """Return the customer with this address, or None."""
    ask = driver(session).execute
    found = ask(_WHO, (email.lower(),)).fetchone()
    if found is None:
        return None
    number, name, first_at, last_at = found
    emails = tuple(address for (address,) in ask(_ADDRESSES, (number,)))
    refs = tuple(ref for (ref,) in ask(_TICKETS, (listed(emails),)))
    return Customer(number, name, emails, from_text(first_at), from_text(last_at), refs)


@dataclass(slots=True)
class _Contact:
    """Who wrote from one address, and from when to when, as the store will have it."""

    id: int
    name: str
    first_at: str
    last_at: str


@dataclass(slots=True)
class Changes:
    """New customers and changed ones, by address."""

    new: dict[str, _Contact] = field(default_factory=dict)
    changed: dict[str, _Contact] = field(default_factory=dict)


class Contacts:
    """The customers that a block of mails comes from, kept in step with what it adds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ask = connection
        self._known: dict[str, _Contact | None] = {}
        self._next: int | None = None
        self.changes = Changes()

    def read(self, addresses: Iterable[str]) -> None:
        """Read what is known of these addresses."""
        new = {clean(address).lower() for address in addresses}.difference(self._known)
        if new:
            self._known.update(dict.fromkeys(new))
            for address, *contact in self._ask.execute(_KNOWN, (listed(new),)):
                self._known[address] = _Contact(*contact)

    def heard_from(self, address: Address, at: datetime) -> None:
        """Remember that ``address`` wrote at ``at``; the name last given is the one kept."""
        email, name, moment = clean(address.email).lower(), clean(address.name), to_text(at)
        self.read((email,))
        contact = self._known[email]
        if contact is None:
            contact = _Contact(self._new_number(), name, moment, moment)
            self._known[email] = self.changes.new[email] = contact
            return
        renamed = name and moment >= contact.last_at and name != contact.name
        if not renamed and contact.first_at <= moment <= contact.last_at:
            return
        if renamed:
            contact.name = name
        contact.first_at = min(contact.first_at, moment)
        contact.last_at = max(contact.last_at, moment)
        if email not in self.changes.new:
            self.changes.changed[email] = contact

    def _new_number(self) -> int:
        if self._next is None:
            self._next = self._ask.execute(_NEWEST).fetchone()[0]
        self._next += 1
        return self._next


def write(connection: sqlite3.Connection, changes: Changes) -> None:
    """Write what :class:`Contacts` gathered."""
    new = changes.new.items()
    connection.executemany(_ADD, [(one.id, one.name, one.first_at, one.last_at) for _, one in new])
    connection.executemany(_ADD_ADDRESS, [(address, one.id) for address, one in new])
    changed = changes.changed.values()
    connection.executemany(
        _CHANGE, [(one.name, one.first_at, one.last_at, one.id) for one in changed]
    )
