"""What mails and logged talks tell of the people behind an address."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.customer_found import HeardMail, HeardName, offset_of_date
from agent_console.store.codec import ranges_from_json
from agent_console.store.contacts import standing_contacts
from agent_console.store.driver import listed
from agent_console.store.heads import head_of_source
from agent_console.store.times import from_text

_MOST = 200
NEWEST = 5
_MAILS = """
SELECT id, received, CASE WHEN sender_email = ?1 THEN sender_name ELSE writer_name END
FROM mail WHERE sender_email = ?1 AND direction = 'in' AND kind = 'human'
UNION ALL
SELECT mail.id, mail.received, mail.writer_name FROM ticket JOIN mail ON mail.ticket = ticket.ref
WHERE ticket.customer_email = ?1 AND mail.writer_email = ?1 AND mail.sender_email <> ?1
    AND mail.direction = 'in' AND mail.kind = 'human'
ORDER BY 1 DESC LIMIT ?2
"""
_TEXTS = """
SELECT id, substr(text, 1, 12000), ranges, language FROM mail
WHERE id IN (SELECT value FROM json_each(?))
"""
_TALKED = "SELECT ref FROM ticket WHERE customer_email = ? AND contacts > 0"


@dataclass(frozen=True, slots=True)
class Heard:
    """The names under an address, its newest mails (the newest first), numbers of talks."""

    names: tuple[HeardName, ...] = ()
    mails: tuple[HeardMail, ...] = ()
    phones: tuple[str, ...] = ()


def heard(connection: sqlite3.Connection, address: str, *, brief: bool = False) -> Heard:
    """Return what is told by the newest mails from an address, 200 at most.

    ``brief`` does not look at what they came with, such as the clock they were written by.
    """
    rows = connection.execute(_MAILS, (address, _MOST)).fetchall()
    phones = _phones(connection, address)
    if not rows:
        return Heard(phones=phones)
    rows.sort(key=lambda row: (row[1], row[0]), reverse=True)
    names: dict[str, tuple[int, datetime]] = {}
    for _number, received, name in rows:
        if name:
            times, last = names.get(name, (0, from_text(received)))
            names[name] = (times + 1, last)
    newest = [number for number, _received, _name in rows[:NEWEST]]
    offset = "" if brief else _offset(connection, newest[0])
    texts = {
        number: HeardMail(
            text, ranges_from_json(ranges), language, offset if number == newest[0] else ""
        )
        for number, text, ranges, language in connection.execute(_TEXTS, (listed(newest),))
    }
    return Heard(
        tuple(HeardName(name, times, last) for name, (times, last) in names.items()),
        tuple(texts[number] for number in newest if number in texts),
        phones,
    )


def _offset(connection: sqlite3.Connection, number: int) -> str:
    """Return by how much the clock of a mail is ahead of UTC, as it says itself."""
    return offset_of_date(head_of_source(connection, number).decode("latin-1"))


def _phones(connection: sqlite3.Connection, address: str) -> tuple[str, ...]:
    refs = [ref for (ref,) in connection.execute(_TALKED, (address,))]
    if not refs:
        return ()
    talks = [contact for _ref, contact in standing_contacts(connection, refs)]
    numbers = (talk.person.phone for talk in reversed(talks))
    plain = ("".join(char for char in one if char.isdigit() or char == "+") for one in numbers)
    return tuple(dict.fromkeys(one for one in plain if one))
