"""The list of all customers: a row for each person, found by the beginnings of words.

Names are found without their accents and in both spellings of ä, ö, ü and ß; telephones with and
without the country.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from agent_console.desk.customer_card import Entry
from agent_console.store.codec import clean
from agent_console.store.driver import listed
from agent_console.store.search_words import plain
from agent_console.store.times import maybe_from_text

_WORD = re.compile(r"[^\W_]+")
_LEAST_DIGITS = 3
_LONGEST_CODE = 3
_MOST_SEEN = 80
_COLUMNS = "id, address, name, company, phone, tags, flags, addresses, words"
_OLD = "SELECT id, words FROM customer_entry WHERE address IN (SELECT value FROM json_each(?))"
_UNINDEX = "INSERT INTO customer_fts (customer_fts, rowid, words) VALUES ('delete', ?, ?)"
_DELETE = "DELETE FROM customer_entry WHERE id = ?"
_INSERT = f"INSERT INTO customer_entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  # names of columns only
_INDEX = "INSERT INTO customer_fts (rowid, words) VALUES (?, ?)"
_NEWEST = "SELECT coalesce(max(id), 0) FROM customer_entry"
_LAST = """
(SELECT max(customer.last_at) FROM customer_address
JOIN customer ON customer.id = customer_address.customer_id
WHERE customer_address.address = customer_entry.address
    OR customer_address.address IN
        (SELECT joined.address FROM customer_joined AS joined
        WHERE joined.person = customer_entry.address))
"""
_SHOWN = f"address, name, company, phone, tags, flags, addresses, {_LAST}"
_FIND = f"""
SELECT {_SHOWN} FROM customer_entry WHERE id IN
    (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ? ORDER BY rowid DESC LIMIT ?)
"""  # noqa: S608  # names of columns only
_NAMED = f"""
SELECT {_SHOWN} FROM customer_entry WHERE address IN (SELECT value FROM json_each(?))
"""  # noqa: S608  # names of columns only
_PAGE = f"""
SELECT {_SHOWN} FROM customer_entry
WHERE (?1 = '' OR instr(flags, ' ' || ?1 || ' ') > 0)
    AND (?2 = '' OR instr(tags, char(10) || ?2 || char(10)) > 0) ORDER BY address LIMIT ?3
"""  # noqa: S608  # names of columns only
_COUNT = "SELECT count(*) FROM customer_entry"
_FLAGS = "SELECT flags FROM customer_entry WHERE address = ?"
_ADDRESSES = "SELECT address FROM customer_entry WHERE address > ? ORDER BY address LIMIT ?"


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry to be kept, with all that it is found by."""

    entry: Entry
    emails: tuple[str, ...]
    phones: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def replace(
    connection: sqlite3.Connection, gone: Collection[str], listings: Sequence[Listing]
) -> None:
    """Take the entries of these addresses out, and put these listings in."""
    touched = dict.fromkeys((*gone, *(one.entry.email for one in listings)))
    old = connection.execute(_OLD, (listed(touched),)).fetchall()
    connection.executemany(_UNINDEX, old)
    connection.executemany(_DELETE, [(number,) for number, _words in old])
    number = int(connection.execute(_NEWEST).fetchone()[0])
    rows = [(number + n, *_row(one)) for n, one in enumerate(listings, 1)]
    connection.executemany(_INSERT, rows)
    connection.executemany(_INDEX, [(row[0], row[-1]) for row in rows])


def _row(listing: Listing) -> tuple[object, ...]:
    one = listing.entry
    words = dict.fromkeys(_words(listing))
    return (
        clean(one.email),
        clean(one.name),
        clean(one.company),
        clean(one.phone),
        "\n".join(("", *map(clean, one.tags), "")) if one.tags else "",
        f" {' '.join(one.flags)} " if one.flags else "",
        one.addresses,
        " ".join(words),
    )


def _words(listing: Listing) -> Iterator[str]:
    one = listing.entry
    for text in (one.name, one.company, *listing.names, *listing.emails, *one.tags):
        yield from _WORD.findall(plain(clean(text)))
    for phone in listing.phones:
        yield from _dialled(phone)


def _dialled(phone: str) -> Iterator[str]:
    """Yield the digits of a number as people may type them: with and without the country."""
    digits = "".join(char for char in phone if char.isdigit())
    if not phone.strip().startswith("+"):
        yield digits.lstrip("0")
        return
    yield digits
    yield from (digits[length:] for length in range(1, _LONGEST_CODE + 1) if digits[length:])


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[Entry]:
    """Return whom the beginnings of words in ``text`` may mean, who wrote last first."""
    asked = question(text)
    if not asked:
        return []
    rows = connection.execute(_FIND, (asked, max(limit, _MOST_SEEN)))
    found = [_entry(row) for row in rows]
    found.sort(key=_by_time)
    return found[:limit]


def of(connection: sqlite3.Connection, addresses: Collection[str]) -> list[Entry]:
    """Return the entries that these addresses lead."""
    return [_entry(row) for row in connection.execute(_NAMED, (listed(addresses),))]


def question(text: str) -> str:
    """Return what the search is asked for a typed text; "" where it says nothing."""
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) >= _LEAST_DIGITS and not any(char.isalpha() for char in text):
        return f"{digits.removeprefix('00').lstrip('0') or digits}*"
    words = _WORD.findall(plain(clean(text)))
    return " ".join(f'"{word}"*' for word in words[:8])


def page(
    connection: sqlite3.Connection, limit: int, *, flag: str = "", tag: str = ""
) -> list[Entry]:
    """Return customers in the order of their addresses; all unless a flag or tag is named."""
    return [_entry(row) for row in connection.execute(_PAGE, (flag, tag, limit))]


def flags_of(connection: sqlite3.Connection, address: str) -> tuple[str, ...]:
    """Return what holds for the person whom this address leads, such as ``no-contact``."""
    found = connection.execute(_FLAGS, (address,)).fetchone()
    return tuple(str(found[0]).split()) if found else ()


def count(connection: sqlite3.Connection) -> int:
    """Return how many customers there are."""
    return int(connection.execute(_COUNT).fetchone()[0])


def leading(connection: sqlite3.Connection, at_once: int = 500) -> Iterator[list[str]]:
    """Yield the leading addresses of all customers, in portions."""
    last = ""
    while found := [one for (one,) in connection.execute(_ADDRESSES, (last, at_once))]:
        yield found
        last = found[-1]


def _entry(row: Iterable[object]) -> Entry:
    address, name, company, phone, tags, flags, addresses, last_at = row
    return Entry(
        email=str(address),
        name=str(name),
        company=str(company),
        phone=str(phone),
        tags=tuple(str(tags).strip("\n").split("\n")) if tags else (),
        flags=tuple(str(flags).split()),
        addresses=int(str(addresses)),
        last_at=maybe_from_text(str(last_at) if last_at else None),
    )


def _by_time(entry: Entry) -> tuple[float, str]:
    return (-entry.last_at.timestamp() if entry.last_at else 0.0, entry.name.casefold())
