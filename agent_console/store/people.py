"""Who may be on the phone: people by the beginning of a name, an address, a number, an order."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from agent_console.desk.contacts import Person
from agent_console.desk.orders import Order
from agent_console.store import customer_entries, orders
from agent_console.store.contacts import CONTACTED, standing_contacts
from agent_console.store.driver import listed

_MOST = 8
_SEEN = 60
_LEAST_DIGITS = 4
_PHONE = (
    "replace(replace(replace(replace(replace(json_extract(json_text, '$.data.phone'),"
    " ' ', ''), '-', ''), '/', ''), '(', ''), ')', '')"
)
_TALKED = f"SELECT DISTINCT ticket FROM event INDEXED BY event_contacted WHERE {CONTACTED}"  # noqa: S608  # constants only
_BY_WORDS = " ".join(
    (
        _TALKED,
        "AND (' ' || json_extract(json_text, '$.data.name') LIKE '% ' || ?1 ESCAPE '\\'",
        "OR json_extract(json_text, '$.data.email') LIKE ?1 ESCAPE '\\')",
        "ORDER BY seq DESC LIMIT ?2",
    )
)
_BY_PHONE = " ".join((_TALKED, f"AND {_PHONE} LIKE '%' || ?1 || '%' ORDER BY seq DESC LIMIT ?2"))
_BY_NAME = " ".join(
    (_TALKED, "AND json_extract(json_text, '$.data.name') = ?1 ORDER BY seq DESC LIMIT ?2")
)
_BY_TEXT = """
SELECT DISTINCT ticket.customer_name, ticket.customer_email FROM mail_fts
JOIN mail ON mail.id = mail_fts.rowid JOIN ticket ON ticket.ref = mail.ticket
WHERE mail_fts MATCH ? AND ticket.customer_email <> '' LIMIT ?
"""
_OPEN = """
SELECT ref FROM ticket WHERE customer_email = ?1 AND ?1 <> ''
    AND state IN ('new', 'open', 'waiting', 'snoozed')
UNION SELECT ref FROM ticket WHERE ref IN (SELECT value FROM json_each(?2))
    AND state IN ('new', 'open', 'waiting', 'snoozed')
"""


def find_people(connection: sqlite3.Connection, text: str) -> list[Person]:
    """Return whom ``text`` may mean, at most eight, the likeliest first.

    A beginning of a name, a company or an address; with four digits at least, a phone number, the
    number of an order, or a number that stands in a mail.
    """
    text = " ".join(text.split())
    found: dict[tuple[str, ...], Person] = {}
    for person in _found(connection, text) if text else ():
        key = (person.email,) if person.email else (person.name, digits_of(person.phone))
        found.setdefault(key, person)
    return list(found.values())[:_MOST]


def _found(connection: sqlite3.Connection, text: str) -> Iterator[Person]:
    for one in customer_entries.find(connection, text, _MOST):
        yield Person(one.name, one.email, one.phone)
    digits = digits_of(text)
    numbered = len(digits) >= _LEAST_DIGITS
    if numbered:
        for person in _spoken_to(connection, _tickets(connection, _BY_PHONE, digits)):
            if digits in digits_of(person.phone):
                yield person
        for order in orders.beginning_with(connection, text, _MOST):
            yield Person(order.name, order.email)
    pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    for person in _spoken_to(connection, _tickets(connection, _BY_WORDS, pattern)):
        if _begins(person.name, text) or _begins(person.email, text):
            yield person
    if numbered:
        question = '"' + text.replace('"', "") + '"'
        for name, address in connection.execute(_BY_TEXT, (question, _MOST)):
            yield Person(name, address)


def _begins(name: str, text: str) -> bool:
    folded, wanted = name.casefold(), text.casefold()
    return folded.startswith(wanted) or any(word.startswith(wanted) for word in folded.split())


def _tickets(connection: sqlite3.Connection, question: str, wanted: str) -> list[str]:
    return [ref for (ref,) in connection.execute(question, (wanted, _SEEN))]


def _spoken_to(connection: sqlite3.Connection, refs: Collection[str]) -> Iterator[Person]:
    """Yield those with whom contacts on these tickets were, of the newest first."""
    for _ref, contact in reversed(standing_contacts(connection, refs)):
        yield contact.person


def find_orders(connection: sqlite3.Connection, person: Person, text: str) -> tuple[Order, ...]:
    """Return the orders that ``text`` may mean: those of a person whose address is known."""
    wanted = text.strip().casefold()
    if person.email.strip():
        found = orders.by_emails(connection, [person.email.strip()])
        return tuple(order for order in found if wanted in order.number.casefold())[:_MOST]
    return orders.beginning_with(connection, text, _MOST) if wanted else ()


def digits_of(text: str) -> str:
    """Return the digits of a number as it is dialled at home: no country, no leading zeros."""
    digits = "".join(char for char in text if char.isdigit())
    if text.strip().startswith("+"):
        digits = digits[2:]
    return digits.removeprefix("0049").lstrip("0")


def open_of(connection: sqlite3.Connection, person: Person) -> list[str]:
    """Return the tickets of a person that are not closed: by address, or by number or name."""
    digits, name = digits_of(person.phone), person.name.strip()
    spoken: list[str] = []
    if len(digits) >= _LEAST_DIGITS:
        found = standing_contacts(connection, _tickets(connection, _BY_PHONE, digits))
        spoken += [ref for ref, one in found if digits_of(one.person.phone) == digits]
    if name and not person.email:
        spoken += _tickets(connection, _BY_NAME, name)
    rows = connection.execute(_OPEN, (person.email.strip().lower(), listed(spoken)))
    return [ref for (ref,) in rows]
