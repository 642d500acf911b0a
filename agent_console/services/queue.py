"""The queue as a service: windows of rows, counts and places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from agent_console.clock import Clock
from agent_console.desk.listing import Viewer
from agent_console.desk.states import AnyView, QueueSort, SavedView
from agent_console.desk.views import QueueCounts, QueuePage, QueueRow
from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.services.saved_views import SavedViews
from agent_console.store import queue as stored
from agent_console.store.engine import Store


class QueueService:
    """Reads the queue; every call is one short read of the store."""

    def __init__(
        self, store: Store, clock: Clock, viewer: Viewer, saved: SavedViews | None = None
    ) -> None:
        self._store = store
        self._saved = saved
        self._clock = clock
        self._viewer = viewer

    def page(
        self, view: AnyView, offset: int, limit: int, sort: QueueSort = QueueSort.PRIORITY
    ) -> QueuePage:
        """Return ``limit`` rows of ``view`` from ``offset`` on, in the order ``sort``."""
        if isinstance(view, SavedView):
            return self._own.page(view, offset, limit, sort)
        now = self._clock.now()
        with self._store.look() as store:
            return stored.page(store, view, self._viewer, now, offset, limit, sort)

    def counts(self) -> QueueCounts:
        """Return how many tickets each view holds."""
        with self._store.look() as store:
            counts = stored.counts(store, self._viewer, self._clock.now())
        return replace(counts, saved=self._saved.counts()) if self._saved else counts

    def row(self, ref: str) -> QueueRow | None:
        """Return the row of one ticket as it stands now, or None."""
        with self._store.look() as store:
            return stored.row(store, ref, self._clock.now())

    def rows_of(self, refs: Collection[str]) -> tuple[QueueRow, ...]:
        """Return the rows of tickets as they stand now, in no order."""
        with self._store.look() as store:
            return stored.rows_of(store, self._clock.now(), refs)

    def members(self, view: AnyView, refs: Collection[str]) -> tuple[QueueRow, ...]:
        """Return the rows of those tickets that are in ``view`` now, in no order."""
        if isinstance(view, SavedView):
            return self.rows_of(set(self._own.refs(view)) & set(refs))
        with self._store.look() as store:
            return stored.members(store, view, self._viewer, self._clock.now(), refs)

    def position(self, view: AnyView, ref: str, sort: QueueSort = QueueSort.PRIORITY) -> int | None:
        """Return where a ticket stands in ``view`` (from 0), or None when it is not in it."""
        if isinstance(view, SavedView):
            refs = self._own.refs(view, sort)
            return refs.index(ref) if ref in refs else None
        with self._store.look() as store:
            return stored.position(store, view, self._viewer, self._clock.now(), ref, sort)

    @property
    def _own(self) -> SavedViews:
        if self._saved is None:
            raise NotFoundError(_("Views"), _("there are no views of your own here"))
        return self._saved

    def due_before(self, moment: datetime, since: datetime | None = None) -> tuple[QueueRow, ...]:
        """Return what needs an answer until ``moment``, whoever has it, the longest due first.

        With ``since``, only what is due after that.
        """
        with self._store.look() as store:
            return stored.due(store, self._clock.now(), moment, since)

    def overdue(self) -> int:
        """Return how many tickets of the view "for me" are overdue."""
        with self._store.look() as store:
            return stored.overdue_for(store, self._viewer, self._clock.now())
