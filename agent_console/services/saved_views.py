"""Searches kept as views: their file, and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from agent_console.clock import Clock
from agent_console.desk.listing import QueuePage, QueueRow
from agent_console.desk.saved_views import checked_view, read_views, with_view, without_view
from agent_console.desk.saved_views import write_views as written
from agent_console.desk.states import QueueSort, SavedView
from agent_console.errors import ActionRefusedError, ConsoleError, NotFoundError
from agent_console.i18n import _
from agent_console.locations import write_private
from agent_console.services.search import SearchService
from agent_console.store import queue as stored
from agent_console.store.engine import Store


class SavedViews:
    """Keeps views and lists their tickets; safe to use from several threads, may wait."""

    def __init__(self, store: Store, clock: Clock, search: SearchService, file: Path) -> None:
        self._store = store
        self._clock = clock
        self._search = search
        self._file = file
        self._lock = Lock()

    def all(self) -> tuple[SavedView, ...]:
        """Return the views in their order; raises ConsoleError for a file that is none."""
        try:
            return read_views(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise ConsoleError(
                _("Views"),
                _("{path}: {reason}").format(path=self._file, reason=error),
                _("Correct the file, or move it away."),
            ) from error

    def named(self, name: str) -> SavedView:
        """Return the view of that name, or whose name begins so; raises NotFoundError."""
        wanted = name.casefold()
        views = self.all()
        fits = [one for one in views if one.name.casefold() == wanted]
        fits = fits or [one for one in views if one.name.casefold().startswith(wanted)]
        if len(fits) != 1:
            names = ", ".join(one.name for one in views) or "-"
            raise NotFoundError(
                _("Views"),
                _("there is no one view {name}").format(name=name),
                _("There are: {names}").format(names=names),
            )
        return fits[0]

    def keep(self, name: str, search: str) -> tuple[SavedView, ...]:
        """Keep a search as a view, in the place of one of that name; return all views.

        Raises ActionRefusedError for no name or too many views, ConsoleError when it cannot be
        written.
        """
        with self._lock:
            try:
                views = with_view(self.all(), checked_view(name, search))
            except ValueError as error:
                raise ActionRefusedError(_("Views"), str(error)) from error
            return self._write(views)

    def forget(self, name: str) -> tuple[SavedView, ...]:
        """Keep a view no longer; return those that are left."""
        with self._lock:
            return self._write(without_view(self.all(), name))

    def _write(self, views: tuple[SavedView, ...]) -> tuple[SavedView, ...]:
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self._file, written(views))
        except OSError as error:
            raise ConsoleError(
                _("Views"),
                _("{path} cannot be written: {reason}").format(
                    path=self._file, reason=error.strerror
                ),
                _("Check permissions and free space."),
            ) from error
        return views

    def refs(self, view: SavedView, sort: QueueSort = QueueSort.PRIORITY) -> list[str]:
        """Return the tickets of a view in their order, at most 5,000."""
        return self._search.ordered(view.search, sort)

    def page(
        self, view: SavedView, offset: int, limit: int, sort: QueueSort = QueueSort.PRIORITY
    ) -> QueuePage:
        """Return ``limit`` rows from ``offset`` on."""
        refs = self.refs(view, sort)
        return QueuePage(self._rows(refs[offset : offset + limit]), len(refs), offset)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return how many tickets each view holds, by its name; none where the file is broken."""
        try:
            views = self.all()
        except ConsoleError:
            return ()
        return tuple((view.name, len(self.refs(view))) for view in views)

    def _rows(self, refs: Sequence[str]) -> tuple[QueueRow, ...]:
        with self._store.look() as store:
            rows = {row.ref: row for row in stored.rows_of(store, self._clock.now(), refs)}
        return tuple(rows[ref] for ref in refs if ref in rows)
