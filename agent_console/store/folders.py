"""The server's folders: how far each has been read, and which mail lies where.

A place is a folder, its UIDVALIDITY and a UID (RFC 3501 §2.3.1.1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from agent_console.store.codec import clean
from agent_console.store.tables import FolderRow, PlacementRow

SENT = "sent"
_PLACE = """
INSERT INTO placement (folder_id, uidvalidity, uid, source_id, flags, gone)
VALUES (?, ?, ?, ?, ?, 0)
ON CONFLICT DO UPDATE SET source_id = excluded.source_id, flags = excluded.flags, gone = 0
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the server and how far it has been read; None: not at all, or not counted."""

    id: int
    name: str
    role: str
    uidvalidity: int | None
    last_uid: int
    highestmodseq: int | None


def load(session: Session, name: str) -> Folder:
    """Return the folder called ``name``, made when there is none."""
    found = find(session, name)
    if found is not None:
        return found
    row = FolderRow(name=name)
    session.add(row)
    session.flush()
    return _folder(row)


def find(session: Session, name: str) -> Folder | None:
    """Return the folder called ``name``, or None."""
    query = select(FolderRow).where(FolderRow.name == name)
    row = session.exec(query.execution_options(populate_existing=True)).one_or_none()
    return _folder(row) if row else None


def _folder(row: FolderRow) -> Folder:
    return Folder(row.id or 0, row.name, row.role, row.uidvalidity, row.last_uid, row.highestmodseq)


def set_role(session: Session, folder: Folder, role: str) -> None:
    """Keep what the folder is for, such as ``SENT``."""
    _change(session, folder, role=role)


def move_cursor(
    session: Session, folder: Folder, uidvalidity: int | None, last_uid: int, modseq: int | None
) -> None:
    """Keep how far a folder has been read."""
    _change(session, folder, uidvalidity=uidvalidity, last_uid=last_uid, highestmodseq=modseq)


def finish(session: Session, folder: Folder, exists: int, now: datetime) -> None:
    """Keep the server's count of a folder that has been read to its end."""
    _change(session, folder, server_count=exists, synced_at=now)


def _change(session: Session, folder: Folder, **values: object) -> None:
    statement = update(FolderRow).where(col(FolderRow.id) == folder.id).values(**values)
    session.connection().execute(statement)


def present_uids(session: Session, folder: Folder) -> AbstractSet[int]:
    """Return the UIDs under the present UIDVALIDITY that have not vanished."""
    query = select(PlacementRow.uid).where(
        PlacementRow.folder_id == folder.id,
        PlacementRow.uidvalidity == folder.uidvalidity,
        col(PlacementRow.gone).is_(False),
    )
    return set(session.exec(query))


def sources_at(
    session: Session, folder: Folder, uidvalidity: int, uids: Collection[int]
) -> dict[int, int]:
    """Return the source ids placed at ``uids``, by UID.

    What had vanished there does not count: a server that was restored from a backup may have gone
    back to an old UIDVALIDITY with other mails.
    """
    query = select(PlacementRow.uid, PlacementRow.source_id).where(
        PlacementRow.folder_id == folder.id,
        PlacementRow.uidvalidity == uidvalidity,
        col(PlacementRow.uid).in_(uids),
        col(PlacementRow.gone).is_(False),
    )
    return dict(session.exec(query).all())


def lies_here(session: Session, folder: Folder, uidvalidity: int, source_id: int) -> bool:
    """Return whether a source is already placed in the folder as it is numbered now."""
    query = select(PlacementRow.uid).where(
        PlacementRow.source_id == source_id,
        PlacementRow.folder_id == folder.id,
        PlacementRow.uidvalidity == uidvalidity,
        col(PlacementRow.gone).is_(False),
    )
    return session.exec(query.limit(1)).first() is not None


def place(
    session: Session,
    folder: Folder,
    uidvalidity: int,
    uid: int,
    source_id: int,
    flags: AbstractSet[str],
) -> None:
    """Keep where a mail lies, in place of what had vanished from there."""
    row = (folder.id, uidvalidity, uid, source_id, flags_text(flags))
    session.connection().exec_driver_sql(_PLACE, row)


def set_flags(session: Session, folder: Folder, changes: Mapping[int, AbstractSet[str]]) -> int:
    """Take over the flags of mails in the folder; return how many were other ones before."""
    changed = 0
    for uid, flags in changes.items():
        text = flags_text(flags)
        statement = (
            update(PlacementRow)
            .where(
                col(PlacementRow.folder_id) == folder.id,
                col(PlacementRow.uidvalidity) == folder.uidvalidity,
                col(PlacementRow.uid) == uid,
                col(PlacementRow.flags) != text,
            )
            .values(flags=text)
        )
        changed += session.connection().execute(statement).rowcount
    return changed


def mark_gone(session: Session, folder: Folder, uids: Collection[int]) -> None:
    """Mark mails as no longer in the folder."""
    for uid in uids:
        statement = update(PlacementRow).where(
            col(PlacementRow.folder_id) == folder.id,
            col(PlacementRow.uidvalidity) == folder.uidvalidity,
            col(PlacementRow.uid) == uid,
        )
        session.connection().execute(statement.values(gone=True))


def renumber(session: Session, folder: Folder, uidvalidity: int) -> None:
    """The server numbers the folder anew: forget all places in it and begin from its start."""
    statement = update(PlacementRow).where(col(PlacementRow.folder_id) == folder.id)
    stale = statement.where(col(PlacementRow.uidvalidity) != uidvalidity)
    session.connection().execute(stale.values(gone=True))
    move_cursor(session, folder, uidvalidity, 0, None)


def flags_text(flags: AbstractSet[str]) -> str:
    """Return flags as one text, always in the same order."""
    return " ".join(sorted(clean(flag) for flag in flags))
