"""The server's folders: how far each has been read, and which mail lies where.

A place is a folder, its UIDVALIDITY and a UID (RFC 3501 §2.3.1.1).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.store.codec import clean
from agent_console.store.driver import driver, listed, update_of
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

SENT = "sent"
_NAMED = """
SELECT id, name, role, uidvalidity, last_uid, highestmodseq, first_uid FROM folder WHERE name = ?
"""
_PRESENT = """
SELECT uid FROM placement WHERE folder_id = ? AND uidvalidity = ? AND gone = 0
"""
# Both by the table's own key: a folder may hold a million mails, and few are asked for.
_WITHIN = f"{_PRESENT.strip()} AND uid BETWEEN ? AND ?"
_NEWEST = f"{_PRESENT.strip()} ORDER BY uid DESC LIMIT ?"
_COUNT = "SELECT mails FROM placed WHERE folder_id = ? AND uidvalidity = ?"
_SET_FLAGS = """
UPDATE placement SET flags = :flags
WHERE folder_id = :folder AND uidvalidity = :validity AND uid = :uid AND flags <> :flags
"""
_MARK_GONE = "UPDATE placement SET gone = 1 WHERE folder_id = ? AND uidvalidity = ? AND uid = ?"
_ADD = """
INSERT INTO folder (name, role, last_uid, first_uid, server_count) VALUES (?, '', 0, 1, 0)
"""
_LIES = """
SELECT 1 FROM placement
WHERE source_id = ? AND folder_id = ? AND uidvalidity = ? AND gone = 0 LIMIT 1
"""
_ALL_STALE = "UPDATE placement SET gone = 1 WHERE folder_id = ? AND uidvalidity <> ?"
_AT = """
SELECT uid, source_id FROM placement
WHERE folder_id = ? AND uidvalidity = ? AND uid IN (SELECT value FROM json_each(?)) AND gone = 0
"""
# The few mails that are not read in full, and then their places: never the other way round.
_SHALLOW = """
SELECT placement.uid FROM source INDEXED BY source_shallow
CROSS JOIN placement INDEXED BY ix_placement_source_id ON placement.source_id = source.id
WHERE source.depth < 2 AND source.depth <= ?
    AND placement.folder_id = ? AND placement.uidvalidity = ? AND placement.gone = 0
ORDER BY placement.uid DESC LIMIT ?
"""
# The mails of the tickets first: of mails that are not read in full there may be thousands.
_SHALLOW_OF = """
SELECT folder.name, placement.uid FROM mail
CROSS JOIN source ON source.id = mail.id AND source.depth < 2
JOIN placement ON placement.source_id = source.id AND placement.gone = 0
JOIN folder ON folder.id = placement.folder_id AND folder.uidvalidity = placement.uidvalidity
WHERE mail.ticket IN (SELECT value FROM json_each(?))
ORDER BY mail.received DESC, mail.id DESC
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
    first_uid: int = 1


def load(session: Session, name: str) -> Folder:
    """Return the folder called ``name``, made when there is none."""
    found = find(session, name)
    if found is not None:
        return found
    added = driver(session).execute(_ADD, (name,))
    return Folder(added.lastrowid or 0, name, "", None, 0, None)


def find(session: Session, name: str) -> Folder | None:
    """Return the folder called ``name``, or None."""
    row = driver(session).execute(_NAMED, (name,)).fetchone()
    return Folder(*row) if row else None


def set_role(session: Session, folder: Folder, role: str) -> None:
    """Keep what the folder is for, such as ``SENT``."""
    _change(session, folder, role=role)


def move_cursor(
    session: Session,
    folder: Folder,
    uidvalidity: int | None,
    last_uid: int,
    modseq: int | None,
    *,
    first_uid: int = 1,
) -> None:
    """Keep how far a folder has been read: all mails from ``first_uid`` to ``last_uid``."""
    _change(
        session,
        folder,
        uidvalidity=uidvalidity,
        last_uid=last_uid,
        first_uid=first_uid,
        highestmodseq=modseq,
    )


def finish(session: Session, folder: Folder, exists: int, now: datetime) -> None:
    """Keep the server's count of a folder that has been read to its end."""
    _change(session, folder, server_count=exists, synced_at=to_text(now))


def _change(session: Session, folder: Folder, **values: object) -> None:
    driver(session).execute(update_of("folder", values), (*values.values(), folder.id))


def present_uids(session: Session, folder: Folder) -> AbstractSet[int]:
    """Return the UIDs under the present UIDVALIDITY that have not vanished."""
    where = (folder.id, folder.uidvalidity)
    return {uid for (uid,) in driver(session).execute(_PRESENT, where)}


def present_within(
    session: Session | sqlite3.Connection, folder: Folder, ranges: Sequence[tuple[int, int]]
) -> list[int]:
    """Return the UIDs of :func:`present_uids` in ``ranges`` (with both ends), ascending.

    The ranges may name billions, and overlap.
    """
    ask = driver(session).execute
    found: set[int] = set()
    for low, high in ranges:
        rows = ask(_WITHIN, (folder.id, folder.uidvalidity, low, high))
        found.update(uid for (uid,) in rows)
    return sorted(found)


def newest_present(session: Session | sqlite3.Connection, folder: Folder, limit: int) -> list[int]:
    """Return the highest UIDs of :func:`present_uids`, ``limit`` at most, ascending."""
    rows = driver(session).execute(_NEWEST, (folder.id, folder.uidvalidity, limit))
    return sorted(uid for (uid,) in rows)


def present_count(session: Session, folder: Folder) -> int:
    """Return how many UIDs :func:`present_uids` would, at once however many there are."""
    row = driver(session).execute(_COUNT, (folder.id, folder.uidvalidity)).fetchone()
    return int(row[0]) if row else 0


def sources_at(
    session: Session, folder: Folder, uidvalidity: int, uids: Collection[int]
) -> dict[int, int]:
    """Return the source ids placed at ``uids``, by UID.

    What had vanished there does not count: a server that was restored from a backup may have gone
    back to an old UIDVALIDITY with other mails.
    """
    where = (folder.id, uidvalidity, listed(uids))
    return dict(driver(session).execute(_AT, where).fetchall())


def shallow(session: Session, folder: Folder, depth: int, limit: int) -> list[int]:
    """Return the UIDs, newest first, whose mails were read no deeper than ``depth`` (0 or 1)."""
    where = (depth, folder.id, folder.uidvalidity, limit)
    return [uid for (uid,) in driver(session).execute(_SHALLOW, where)]


def shallow_of(session: Session, refs: Collection[str]) -> list[tuple[str, int]]:
    """Return where the mails of tickets lie that are not read in full, the newest first.

    Each as the name of its folder and its UID.
    """
    return list(driver(session).execute(_SHALLOW_OF, (listed(refs),)))


def lies_here(session: Session, folder: Folder, uidvalidity: int, source_id: int) -> bool:
    """Return whether a source is already placed in the folder as it is numbered now."""
    where = (source_id, folder.id, uidvalidity)
    return driver(session).execute(_LIES, where).fetchone() is not None


def set_flags(session: Session, folder: Folder, changes: Mapping[int, AbstractSet[str]]) -> int:
    """Take over the flags of mails in the folder; return how many were other ones before."""
    where = {"folder": folder.id, "validity": folder.uidvalidity}
    rows = [{**where, "uid": uid, "flags": flags_text(flags)} for uid, flags in changes.items()]
    return driver(session).executemany(_SET_FLAGS, rows).rowcount


def mark_gone(session: Session, folder: Folder, uids: Collection[int]) -> None:
    """Mark mails as no longer in the folder."""
    places = [(folder.id, folder.uidvalidity, uid) for uid in uids]
    driver(session).executemany(_MARK_GONE, places)


def renumber(session: Session, folder: Folder, uidvalidity: int) -> None:
    """The server numbers the folder anew: forget all places in it and begin from its start."""
    driver(session).execute(_ALL_STALE, (folder.id, uidvalidity))
    move_cursor(session, folder, uidvalidity, 0, None)


def flags_text(flags: AbstractSet[str]) -> str:
    """Return flags as one text, always in the same order."""
    return " ".join(sorted(clean(flag) for flag in flags))
