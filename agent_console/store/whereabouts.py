"""Where the bytes of a mail are: how much of it is kept here, and where it lies on the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.store.driver import driver
from agent_console.store.mails import WHOLE
from agent_console.store.packing import unpack

if TYPE_CHECKING:
    from sqlmodel import Session

_KEPT = """
SELECT source.size, source.complete, source.depth, source.raw
FROM mail JOIN source ON source.id = mail.id WHERE source.digest = ?
"""
_WHOLE = """
SELECT mail.key FROM mail JOIN source ON source.id = mail.id
WHERE mail.ticket = ? AND source.complete = 1 AND source.depth = 2
"""
_PLACES = """
SELECT folder.name, placement.uidvalidity, placement.uid
FROM (SELECT mail.id AS source_id FROM source JOIN mail ON mail.id = source.id
      WHERE source.digest = :key
      UNION SELECT duplicate.source_id FROM source
      JOIN duplicate ON duplicate.mail_id = source.id WHERE source.digest = :key) AS same
JOIN placement ON placement.source_id = same.source_id AND placement.gone = 0
JOIN folder ON folder.id = placement.folder_id
           AND folder.uidvalidity = placement.uidvalidity
ORDER BY folder.id, placement.uid
"""


@dataclass(frozen=True, slots=True)
class KeptMail:
    """What is kept of a mail; ``raw`` is all of it when ``whole``, else its beginning."""

    raw: bytes
    size: int
    whole: bool


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A folder, under its stored name, its UIDVALIDITY and a UID."""

    folder: str
    uidvalidity: int
    uid: int


def kept_mail(session: Session, key: str) -> KeptMail:
    """Return what is kept of the mail called ``key``; raises NotFoundError when there is none."""
    row = driver(session).execute(_KEPT, (key,)).fetchone()
    if row is None:
        raise NotFoundError(_("Mail"), _("this mail is not in the store"))
    size, complete, depth, raw = row
    return KeptMail(unpack(raw), size, bool(complete) and depth == WHOLE)


def whole_mails(session: Session, ref: str) -> frozenset[str]:
    """Return the keys of those mails of a ticket of which every byte is here."""
    return frozenset(key for (key,) in driver(session).execute(_WHOLE, (ref,)))


def places_of(session: Session, key: str) -> tuple[ServerPlace, ...]:
    """Return where a mail, or a copy of it, lies on the server."""
    rows = driver(session).execute(_PLACES, {"key": key})
    return tuple(ServerPlace(*row) for row in rows)
