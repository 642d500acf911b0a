"""Search over everything that is stored."""

from __future__ import annotations

from agent_console.desk.views import SearchHit
from agent_console.store import search as stored
from agent_console.store.engine import Store


class SearchService:
    """Finds tickets by any words; there is no wrong input."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, words: str, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return the newest ``limit`` tickets with a mail or note in which all ``words`` occur."""
        with self._store.read() as session:
            return stored.search(session, words, limit)

    def too_general(self, words: str) -> tuple[str, ...]:
        """Return those of ``words`` that are part of so many others that the rarest are left out.

        How many others count is ``MOST_TERMS`` of the store.
        """
        with self._store.read() as session:
            return stored.too_general(session, words)
