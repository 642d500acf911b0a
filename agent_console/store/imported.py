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
SELECT message_id.id, mail.ticket FROM message_id CROSS JOIN mail ON mail.id = message_id.mail_id
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


@dataclass(frozen=True, slots=True)
class PlacedMail:
    """One place of one mail: its ticket, when it came, its flags, and the folder."""

    ticket: str
    received: datetime
    flags: tuple[str, ...]
    folder: str


def tickets_of_ids(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the tickets of the mails with these Message-IDs (without brackets)."""
    by_kept = {clean(one): one for one in ids}
    found = connection.execute(_OF_IDS, (listed(by_kept),))
    return {by_kept[kept]: ticket for kept, ticket in found}


def tickets_of_digests(connection: sqlite3.Connection, digests: Collection[str]) -> dict[str, str]:
    """Return the tickets of the mails whose bytes have these SHA-256 sums."""
    return dict(connection.execute(_OF_DIGESTS, (listed(digests),)).fetchall())


def placed_mails(connection: sqlite3.Connection) -> Iterator[PlacedMail]:
    """Yield every mail with every place of it, by ticket."""
    for ticket, received, flags, folder in connection.execute(_PLACED):
        yield PlacedMail(ticket, from_text(received), tuple(flags.split()), folder)
