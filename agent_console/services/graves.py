"""Mails that were erased stay away, whoever brings them again: the server, another folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from agent_console.desk.mail import Mail
from agent_console.store import erasures, mails, privacy_mails
from agent_console.store.codec import clean
from agent_console.store.driver import driver
from agent_console.store.times import maybe_to_text

if TYPE_CHECKING:
    from sqlmodel import Session


class Graves:
    """Which of the mails that come were erased; costs nothing as long as none ever was.

    ``secret`` is the store's. ``place`` is the source that stands for all of them.
    """

    def __init__(self, session: Session, secret: bytes) -> None:
        self._connection = driver(session)
        self._key = privacy_mails.tombstone_key(secret)
        self.any = erasures.any_tombstone(self._connection)
        self.place = 0
        if self.any:
            known = mails.known_sources(session, (privacy_mails.GRAVE,))
            self.place = known.get(privacy_mails.GRAVE, 0)

    def buried(self, items: Iterable[tuple[int, bytes, Mail]]) -> frozenset[int]:
        """Return the UIDs of those that were erased; each comes with its bytes and its mail."""
        if not self.place:
            return frozenset()
        names = {uid: self._names(raw, mail) for uid, raw, mail in items}
        every = {name for some in names.values() for name in some}
        known = erasures.tombstones_among(self._connection, every)
        return frozenset(uid for uid, some in names.items() if known.intersection(some))

    def _names(self, raw: bytes, mail: Mail) -> tuple[str, ...]:
        if not raw.strip():
            return ()
        date = maybe_to_text(mail.date) or ""
        by_id = privacy_mails.id_name(self._key, clean(mail.message_id), date)
        return tuple(filter(None, (privacy_mails.head_name(self._key, raw), by_id)))
