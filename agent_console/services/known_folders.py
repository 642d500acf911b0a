"""What the store knows of the server's folders, as the sync asks before it fetches."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from agent_console.mail.fetch import FolderCursor
from agent_console.store import folders
from agent_console.store.engine import Store


class KnownFolders:
    """How far each folder has been read, and which of its mails are here. Changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cursor(self, folder: str) -> FolderCursor:
        """Return how far ``folder`` has been read."""
        with self._store.read() as session:
            found = folders.find(session, folder)
        if found is None:
            return FolderCursor()
        return FolderCursor(found.uidvalidity, found.last_uid, found.highestmodseq, found.first_uid)

    def known_uids(self, folder: str) -> AbstractSet[int]:
        """Return the UIDs stored under the present UIDVALIDITY and not marked as vanished."""
        with self._store.read() as session:
            found = folders.find(session, folder)
            return folders.present_uids(session, found) if found else set()

    def known_within(self, folder: str, ranges: Sequence[tuple[int, int]]) -> list[int]:
        """Return those of them that are in ``ranges``, ascending."""
        with self._store.read() as session:
            found = folders.find(session, folder)
            return folders.present_within(session, found, ranges) if found else []

    def newest_uids(self, folder: str, limit: int) -> list[int]:
        """Return the highest of them, ``limit`` at most, ascending."""
        with self._store.read() as session:
            found = folders.find(session, folder)
            return folders.newest_present(session, found, limit) if found else []

    def known_count(self, folder: str) -> int:
        """Return how many they are, without looking at each."""
        with self._store.read() as session:
            found = folders.find(session, folder)
            return folders.present_count(session, found) if found else 0

    def shallow(self, folder: str, depth: int, limit: int) -> list[int]:
        """Return the UIDs whose mails were read no deeper than ``depth``, newest first.

        0: only the header block is here; 1: at most the text besides. ``limit`` is how many at
        most.
        """
        with self._store.read() as session:
            found = folders.find(session, folder)
            return folders.shallow(session, found, depth, limit) if found else []
