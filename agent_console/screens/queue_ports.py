"""What the screens need of the desk to list tickets: the queue, its views, and search."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from agent_console.desk.states import AnyView, QueueSort, SavedView
from agent_console.desk.views import QueueCounts, QueuePage, QueueRow, SearchHit


class QueuePort(Protocol):
    """Windows of the queue."""

    def page(
        self, view: AnyView, offset: int, limit: int, sort: QueueSort = QueueSort.PRIORITY
    ) -> QueuePage:
        """Return ``limit`` rows from ``offset`` on."""
        ...

    def rows_of(self, refs: Collection[str]) -> tuple[QueueRow, ...]:
        """Return the rows of tickets as they stand now, in no order."""
        ...

    def members(self, view: AnyView, refs: Collection[str]) -> tuple[QueueRow, ...]:
        """Return the rows of those tickets that are in the view, in no order."""
        ...

    def counts(self) -> QueueCounts:
        """Return how many tickets each view holds."""
        ...

    def position(self, view: AnyView, ref: str, sort: QueueSort = QueueSort.PRIORITY) -> int | None:
        """Return where a ticket stands in the view."""
        ...


class ViewsPort(Protocol):
    """The agent's own views."""

    def all(self) -> tuple[SavedView, ...]:
        """Return them in their order."""
        ...

    def keep(self, name: str, search: str) -> tuple[SavedView, ...]:
        """Keep a search as a view; return all."""
        ...

    def forget(self, name: str) -> tuple[SavedView, ...]:
        """Keep a view no longer; return the others."""
        ...


class SearchPort(Protocol):
    """Search."""

    def find(self, words: str, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return the newest tickets with all words."""
        ...

    def suggestions(self, words: str) -> tuple[str, ...]:
        """Return how the last word could go on as a condition."""
        ...

    def unknown_condition(self, words: str) -> str:
        """Return the first part that looks like a condition, but asks for nothing known."""
        ...

    def too_general(self, words: str) -> tuple[str, ...]:
        """Return the words that are part of too many others to look for all of those."""
        ...
