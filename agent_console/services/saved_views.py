"""Searches kept as views: their file, and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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

_SAME = timedelta(seconds=1)
_CHEAP = 0.005
_SPARED = 50


@dataclass(frozen=True, slots=True)
class _Found:
    """The tickets of a view in one order, at a moment and a version of the store.

    ``took`` is how long it took to find them, in seconds.
    """

    refs: list[str]
    sort: QueueSort
    version: int
    at: datetime
    took: float

    def is_so(self, sort: QueueSort, version: int, now: datetime) -> bool:
        """Return whether they are the same now: nothing was written, and hardly time has passed."""
        return (self.sort, self.version) == (sort, version) and now - self.at < _SAME

    def may_do(self, version: int, now: datetime) -> bool:
        """Return whether their number may do: what is dear to find is counted less often."""
        spared = timedelta(seconds=self.took * _SPARED if self.took > _CHEAP else 0)
        return now - self.at < spared or self.is_so(self.sort, version, now)


class SavedViews:
    """Keeps views and lists their tickets; safe to use from several threads, may wait."""

    def __init__(self, store: Store, clock: Clock, search: SearchService, file: Path) -> None:
        self._store = store
        self._clock = clock
        self._search = search
        self._file = file
        self._lock = Lock()
        self._found: dict[str, _Found] = {}

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
        self._found.clear()
        return views

    def refs(self, view: SavedView, sort: QueueSort = QueueSort.PRIORITY) -> list[str]:
        """Return the tickets of a view in their order, at most 5,000."""
        version, now = self._store.data_version(), self._clock.now()
        found = self._found.get(view.search)
        if found is None or not found.is_so(sort, version, now):
            start = self._clock.monotonic()
            refs = self._search.ordered(view.search, sort)
            found = _Found(refs, sort, version, now, self._clock.monotonic() - start)
            self._found[view.search] = found
        return found.refs

    def page(
        self, view: SavedView, offset: int, limit: int, sort: QueueSort = QueueSort.PRIORITY
    ) -> QueuePage:
        """Return ``limit`` rows from ``offset`` on."""
        refs = self.refs(view, sort)
        return QueuePage(self._rows(refs[offset : offset + limit]), len(refs), offset)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return how many tickets each view holds, by its name; none where the file is broken.

        The number of a view that takes long to find may be an old one, by 50 times as long.
        """
        try:
            views = self.all()
        except ConsoleError:
            return ()
        return tuple((view.name, self._number(view)) for view in views)

    def _number(self, view: SavedView) -> int:
        found = self._found.get(view.search)
        if found is not None and found.may_do(self._store.data_version(), self._clock.now()):
            return len(found.refs)
        return len(self.refs(view))

    def _rows(self, refs: Sequence[str]) -> tuple[QueueRow, ...]:
        with self._store.look() as store:
            rows = {row.ref: row for row in stored.rows_of(store, self._clock.now(), refs)}
        return tuple(rows[ref] for ref in refs if ref in rows)
