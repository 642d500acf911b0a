"""Tickets that a person has open while their mails are still coming in: those mails come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from threading import Lock

from agent_console.services.mailbox_sink import stored_name
from agent_console.store import folders
from agent_console.store.engine import Store

_TICKETS = 20
_TIMES = 3


class TicketWishes:
    """The wishes for one mailbox: added from any thread, granted by the one that reads it.

    A mail is asked of the server three times for each wish, whatever becomes of it.
    """

    def __init__(self, store: Store, address: str) -> None:
        self._store = store
        self._address = address
        self._folders: frozenset[str] = frozenset()
        self._refs: tuple[str, ...] = ()
        self._asked: Counter[tuple[str, int]] = Counter()
        self._lock = Lock()

    def add(self, ref: str) -> None:
        """A person looks at the ticket ``ref``; of many tickets only the last ones count."""
        with self._lock:
            others = tuple(other for other in self._refs if other != ref)
            self._refs = (*others, ref)[-_TICKETS:]
            self._asked.clear()

    def within(self, names: Collection[str]) -> None:
        """Say which folders are read; wishes for others are none."""
        self._folders = frozenset(stored_name(self._address, name) for name in names)

    def any(self) -> bool:
        """Tell whether somebody waits for mails in whichever folder."""
        return bool(self._open())

    def take(self, folder: str, limit: int) -> list[int]:
        """Return the UIDs to be read whole now, the newest first."""
        name = stored_name(self._address, folder)
        found = [place for place in self._open() if place[0] == name][:limit]
        with self._lock:
            self._asked.update(found)
        return [uid for _folder, uid in found]

    def _open(self) -> list[tuple[str, int]]:
        """Return what is still waited for; a ticket whose mails are whole is no wish any more."""
        refs = self._refs
        if not refs:
            return []
        with self._store.read() as session:
            found = folders.shallow_of(session, refs)
        with self._lock:
            left = [
                place
                for place in found
                if place[0] in self._folders and self._asked[place] < _TIMES
            ]
            if not left and refs == self._refs:
                self._refs = ()
        return left
