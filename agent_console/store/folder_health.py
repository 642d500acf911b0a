"""How complete the store is, folder by folder, and what keeps a mailbox from being read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from agent_console.store.tables import FolderRow, MetaRow, PlacementRow, SourceRow
from agent_console.store.times import from_text

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


def folder_counts(session: Session) -> tuple[FolderCounts, ...]:
    """Return every folder whose reading has begun, in the order they were first seen."""
    return tuple(
        FolderCounts(name, on_server, stored, int(partial), from_text(at) if at else None)
        for name, on_server, at, stored, partial in session.connection().execute(text(_COUNTS))
    )


def mail_counts(session: Session) -> MailCounts:
    """Count all mails, by depth where they are not read whole yet."""
    connection = session.connection()
    depths = {row[0]: row[1] for row in connection.execute(text(_DEPTHS))}
    mails, unreadable = connection.execute(text(_MAILS)).one()
    twice = connection.execute(text(_TWICE)).scalar_one()
    return MailCounts(mails, depths.get(0, 0), depths.get(1, 0), int(unreadable), twice)


def folders_of(session: Session, key: str) -> tuple[str, ...]:
    """Return the stored names of the folders of the mail called ``key``, those it left last."""
    query = (
        select(FolderRow.name)
        .join(PlacementRow, col(PlacementRow.folder_id) == FolderRow.id)
        .join(SourceRow, col(SourceRow.id) == PlacementRow.source_id)
        .where(SourceRow.digest == key)
        .order_by(col(PlacementRow.gone), col(FolderRow.id))
    )
    return tuple(dict.fromkeys(session.exec(query)))


def keep_trouble(session: Session, address: str, words: str) -> None:
    """Keep what stands in the way of a mailbox, "" when nothing does any more."""
    _keep(session, _TROUBLE + address, words)


def trouble(session: Session, address: str) -> str:
    """Return what was kept of a mailbox's trouble."""
    return _kept(session, _TROUBLE + address)


def keep_refused(session: Session, address: str, folders: Mapping[str, str]) -> None:
    """Keep which folders the server of a mailbox would not open, with its words."""
    _keep(session, _REFUSED + address, json.dumps(dict(folders)) if folders else "")


def refused(session: Session, address: str) -> dict[str, str]:
    """Return the folders of a mailbox that could not be opened last, with the server's words."""
    return dict(json.loads(_kept(session, _REFUSED + address) or "{}"))


def _keep(session: Session, key: str, words: str) -> None:
    row = session.get(MetaRow, key) or MetaRow(key=key, value="")
    row.value = words
    session.add(row)


def _kept(session: Session, key: str) -> str:
    row = session.get(MetaRow, key)
    return row.value if row else ""
