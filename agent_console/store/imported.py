"""Where mails that were brought in ended up: their tickets, and the marks of their places."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from agent_console.store.codec import clean
from agent_console.store.driver import listed
from agent_console.store.times import from_text

_OF_IDS = """
SELECT message_id.id, mail.ticket, mail.received
FROM message_id CROSS JOIN mail ON mail.id = message_id.mail_id
WHERE message_id.id IN (SELECT value FROM json_each(?)) AND message_id.own = 1
ORDER BY mail.received DESC, mail.id DESC
"""
_OF_DIGESTS = """
SELECT source.digest, mail.ticket FROM source
LEFT JOIN duplicate ON duplicate.source_id = source.id
JOIN mail ON mail.id = coalesce(duplicate.mail_id, source.id)
WHERE source.digest IN (SELECT value FROM json_each(?))
"""
_PLACED = """
SELECT mail.ticket, mail.received, placement.flags, folder.name
FROM placement JOIN folder ON folder.id = placement.folder_id
    AND folder.uidvalidity = placement.uidvalidity
LEFT JOIN duplicate ON duplicate.source_id = placement.source_id
JOIN mail ON mail.id = coalesce(duplicate.mail_id, placement.source_id)
WHERE placement.gone = 0 ORDER BY mail.ticket, mail.received
"""


_LIVE = """
SELECT DISTINCT mail.ticket FROM mail
LEFT JOIN duplicate ON duplicate.mail_id = mail.id
JOIN placement ON placement.source_id IN (mail.id, duplicate.source_id) AND placement.gone = 0
JOIN folder ON folder.id = placement.folder_id
WHERE mail.ticket IN (SELECT value FROM json_each(?))
    AND folder.name NOT IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class Home:
    """The ticket that a mail is on, and when it was received."""

    ticket: str
    received: datetime


@dataclass(frozen=True, slots=True)
class PlacedMail:
    """One place of one mail: its ticket, when it came, its flags, and the folder."""

    ticket: str
    received: datetime
    flags: tuple[str, ...]
    folder: str


def homes_of_ids(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, Home]:
    """Return where the mails with these Message-IDs (without brackets) are."""
    by_kept = {clean(one): one for one in ids}
    found = connection.execute(_OF_IDS, (listed(by_kept),))
    return {by_kept[kept]: Home(ticket, from_text(at)) for kept, ticket, at in found}


def tickets_of_digests(connection: sqlite3.Connection, digests: Collection[str]) -> dict[str, str]:
    """Return the tickets of the mails whose bytes have these SHA-256 sums."""
    return dict(connection.execute(_OF_DIGESTS, (listed(digests),)).fetchall())


def live_tickets(
    connection: sqlite3.Connection, refs: Collection[str], old_folders: Collection[str]
) -> set[str]:
    """Return those tickets of which a mail lies in another folder than these."""
    rows = connection.execute(_LIVE, (listed(refs), listed(old_folders)))
    return {ref for (ref,) in rows}


def placed_mails(connection: sqlite3.Connection) -> Iterator[PlacedMail]:
    """Yield every mail with every place of it, by ticket."""
    for ticket, received, flags, folder in connection.execute(_PLACED):
        yield PlacedMail(ticket, from_text(received), tuple(flags.split()), folder)
