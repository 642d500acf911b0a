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
