"""How complete the store is, folder by folder, and what keeps a mailbox from being read.

Whoever only asks may do so on a plain connection and need not load anything heavy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.store.driver import driver
from agent_console.store.times import from_text

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

    Asker = Session | sqlite3.Connection

_TROUBLE = "trouble:"
_REFUSED = "refused:"
_COUNTS = """
SELECT folder.name, folder.server_count, folder.synced_at,
       COUNT(source.id), TOTAL(source.complete = 0 AND source.depth = 2)
FROM folder
LEFT JOIN placement ON placement.folder_id = folder.id AND NOT placement.gone
                   AND placement.uidvalidity = folder.uidvalidity
LEFT JOIN source ON source.id = placement.source_id
WHERE folder.uidvalidity IS NOT NULL
GROUP BY folder.id ORDER BY folder.id
"""
_DEPTHS = """
SELECT depth, COUNT(*) FROM source
WHERE depth < 2 AND EXISTS (SELECT 1 FROM placement WHERE source_id = source.id AND gone = 0)
GROUP BY depth
"""
_TWICE = """
SELECT COUNT(*) - COUNT(DISTINCT COALESCE(duplicate.mail_id, placement.source_id))
FROM folder
JOIN placement ON placement.folder_id = folder.id AND NOT placement.gone
              AND placement.uidvalidity = folder.uidvalidity
LEFT JOIN duplicate ON duplicate.source_id = placement.source_id
"""
_MAILS = "SELECT COUNT(*), TOTAL(unreadable <> '') FROM mail"
_FOLDERS_OF = """
SELECT folder.name FROM folder
JOIN placement ON placement.folder_id = folder.id
JOIN source ON source.id = placement.source_id
WHERE source.digest = ? ORDER BY placement.gone, folder.id
"""
_KEPT = "SELECT value FROM meta WHERE key = ?"
_KEEP = """
INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


@dataclass(frozen=True, slots=True)
class FolderCounts:
    """A folder under its stored name: mails on the server at the last full pass, mails stored.

    Of ``partial`` mails only the beginning is kept.
    """

    name: str
    on_server: int
    stored: int
    partial: int
    synced_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailCounts:
    """Mails in all, how many of them have only a head, or text, and which could not be read."""

    mails: int
    heads: int
    texts: int
    unreadable: int
    twice: int = 0


def folder_counts(session: Asker) -> tuple[FolderCounts, ...]:
    """Return every folder whose reading has begun, in the order they were first seen."""
    return tuple(
        FolderCounts(name, on_server, stored, int(partial), from_text(at) if at else None)
        for name, on_server, at, stored, partial in driver(session).execute(_COUNTS)
    )


def mail_counts(session: Asker) -> MailCounts:
    """Count all mails, by depth where they are not read whole yet."""
    depths = dict(driver(session).execute(_DEPTHS).fetchall())
    mails, unreadable = driver(session).execute(_MAILS).fetchone()
    (twice,) = driver(session).execute(_TWICE).fetchone()
    return MailCounts(mails, depths.get(0, 0), depths.get(1, 0), int(unreadable), twice)


def folders_of(session: Asker, key: str) -> tuple[str, ...]:
    """Return the stored names of the folders of the mail called ``key``, those it left last."""
    return tuple(dict.fromkeys(name for (name,) in driver(session).execute(_FOLDERS_OF, (key,))))


def keep_trouble(session: Asker, address: str, words: str) -> None:
    """Keep what stands in the way of a mailbox, "" when nothing does any more."""
    driver(session).execute(_KEEP, (_TROUBLE + address, words))


def trouble(session: Asker, address: str) -> str:
    """Return what was kept of a mailbox's trouble."""
    return _kept(session, _TROUBLE + address)


def keep_refused(session: Asker, address: str, folders: Mapping[str, str]) -> None:
    """Keep which folders the server of a mailbox would not open, with its words."""
    words = json.dumps(dict(folders)) if folders else ""
    driver(session).execute(_KEEP, (_REFUSED + address, words))


def refused(session: Asker, address: str) -> dict[str, str]:
    """Return the folders of a mailbox that could not be opened last, with the server's words."""
    return dict(json.loads(_kept(session, _REFUSED + address) or "{}"))


def _kept(session: Asker, key: str) -> str:
    row = driver(session).execute(_KEPT, (key,)).fetchone()
    return str(row[0]) if row else ""
