"""Where the queue's rows come from: reads in threads, one at a time, the newest wish counts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.timer import Timer

from agent_console.desk.listing import QueueCounts, QueuePage, QueueRow, order_in
from agent_console.desk.states import AnyView, QueueSort, QueueView
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.queue_arrivals import Arrivals
from agent_console.screens.queue_news import Began
from agent_console.screens.widgets.queue_list import QueueList
from agent_console.screens.widgets.queue_windows import WINDOW

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort

_PAUSE_BETWEEN_RELOADS = 0.2
_SHORTEST_SLEEP = 0.2
_LONGEST_SLEEP = 60.0
_GRACE = timedelta(milliseconds=20)


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a reload found: for which view and ticket it asked, and where that ticket is now.

    ``wakes_at`` is when the next snooze ends, on screen or not.
    """

    view: AnyView
    sort: QueueSort
    ref: str
    cursor: int
    page: QueuePage
    counts: QueueCounts
    wakes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reload asks for: rows of ``view`` around the first of ``refs`` that is in it.

    ``refs`` are the selected ticket and those beside it; ``place`` is where it stood.
    """

    view: AnyView
    sort: QueueSort
    refs: tuple[str, ...]
    place: int
    height: int


def reload_queue(desk: DeskPort, wanted: Wanted) -> Reloaded:
    """Read the rows around a ticket; when it left the view, around the next one that did not."""
    places = (desk.queue.position(wanted.view, ref, wanted.sort) for ref in wanted.refs)
    cursor = next((place for place in places if place is not None), wanted.place)
    page = _around(desk, wanted, cursor)
    if cursor >= page.total and page.total:
        cursor = page.total - 1
        page = _around(desk, wanted, cursor)
    ref = wanted.refs[0] if wanted.refs else ""
    counts = desk.queue.counts()
    return Reloaded(wanted.view, wanted.sort, ref, cursor, page, counts, _next_waking(desk))


def _next_waking(desk: DeskPort) -> datetime | None:
    """Return when the first of the sleeping tickets wakes; that list is in the order of waking."""
    rows = desk.queue.page(QueueView.SNOOZED, 0, 1).rows
    return rows[0].wake_at if rows else None


def _around(desk: DeskPort, wanted: Wanted, place: int) -> QueuePage:
    first = max(0, place - wanted.height) // WINDOW
    last = (place + wanted.height) // WINDOW
    size = (last - first + 1) * WINDOW
    return desk.queue.page(wanted.view, first * WINDOW, size, wanted.sort)


class QueueFeed:
    """Feeds one list with the rows of one view; ``on_counts`` hears the counts of each reload.

    Those that come without a reload come without how it began.
    """

    def __init__(
        self,
        screen: ConsoleScreen,
        rows: QueueList,
        on_counts: Callable[[QueueCounts, Began | None], None],
    ) -> None:
        self._screen = screen
        self._rows = rows
        self._on_counts = on_counts
        self._loading = False
        self._reloading = False
        self._again = False
        self._from_start = False
        self._began = Began(0, filling=True)
        self._by_time = False
        self._waker: Timer | None = None
        self._sorts: dict[AnyView, QueueSort] = {}
        self.arrivals = Arrivals(screen, rows, self.reload)
        self.view: AnyView = QueueView.FOR_ME

    @property
    def sort(self) -> QueueSort:
        """The order in which the view is read: the one chosen for it, else that of the settings."""
        usual = QueueSort(self._screen.session.queue.sort)
        return order_in(self.view, self._sorts.get(self.view, usual))

    def sort_by(self, sort: QueueSort) -> None:
        """Read the view in another order from now on, from its beginning."""
        self._sorts[self.view] = sort
        self.show_view(self.view)

    def show_view(self, view: AnyView) -> None:
        """Change to another view, from its beginning; the old rows stay until the new are read.

        Keys pressed meanwhile are meant for the new rows and wait for them.
        """
        self.view = view
        self._from_start = True
        if self._screen.session.desk is not None:
            self._screen.hold_keys()
        self.reload()

    def reload(self, *, by_time: bool = False) -> None:
        """Read counts and visible rows again; requests during a reload become one more."""
        self._by_time = self._by_time or by_time
        if self._screen.session.desk is None:
            return
        if self._reloading:
            self._again = True
            return
        rows = self._rows
        place = 0 if self._at_top else rows.cursor
        refs = () if self._chosen_row() is None else rows.windows.around(rows.cursor)
        wanted = Wanted(self.view, self.sort, refs, place, max(rows.size.height, 1))
        self._began = self._now()
        self.arrivals.forget()
        self._reloading = self._screen.ask(
            "queue: reload",
            lambda desk: reload_queue(desk, wanted),
            self._reloaded,
            otherwise=self._not_reloaded,
            group="reload",
        )

    @property
    def _at_top(self) -> bool:
        """Whether the top row is wanted, whichever ticket that is.

        So it is in a new view, and while the store fills and nobody has chosen another row; later
        the ticket under the cursor stays there.
        """
        untouched = not (self._rows.touched or self._rows.scroll_offset.y)
        return self._from_start or (untouched and self._screen.session.filling)

    def _chosen_row(self) -> QueueRow | None:
        return None if self._at_top else self._rows.row

    def _now(self) -> Began:
        session = self._screen.session
        by_time, self._by_time = self._by_time, False
        return Began(session.changes, session.filling, by_time)

    def _not_reloaded(self) -> None:
        self._reloading = self._again = self._from_start = False
        self._screen.drop_keys()

    def _reloaded(self, found: Reloaded) -> None:
        self._reloading = False
        row = self._chosen_row()
        other = (found.view, found.sort) != (self.view, self.sort)
        if other or (row and found.ref != row.ref):
            self.reload()
            return
        self._rows.show_page(found.page, cursor=found.cursor)
        if self._from_start:
            self._from_start = False
            self._screen.hand_on_keys()
        self._on_counts(found.counts, self._began)
        self._wake_at(found.wakes_at)
        if self._again:
            self._again = False
            self._screen.set_timer(_PAUSE_BETWEEN_RELOADS, self.reload)

    def hear(self, refs: Collection[str], *, by_time: bool = False) -> None:
        """Take in that tickets changed (none named: any may have): at once, or when work rests."""
        if self._reloading or not self.arrivals.busy:
            self.reload(by_time=by_time)
            return
        self._by_time = self._by_time or by_time
        self.arrivals.look(self.view, refs, self._told)

    def _told(self, counts: QueueCounts) -> None:
        self._on_counts(counts, None)

    def load_missing(self) -> None:
        """Read the rows that are missing on screen; not beside rows of another time."""
        if self.arrivals.held and self._rows.missing() is not None:
            self.reload()
            return
        wanted = self._rows.missing()
        if self._loading or wanted is None or self._screen.session.desk is None:
            return
        view, sort, (offset, limit) = self.view, self.sort, wanted
        self._loading = self._screen.ask(
            "queue: rows",
            lambda desk: (view, sort, desk.queue.page(view, offset, limit, sort)),
            self._loaded,
            otherwise=self._not_loaded,
            group="rows",
        )

    def _not_loaded(self) -> None:
        self._loading = False

    def _loaded(self, found: tuple[AnyView, QueueSort, QueuePage]) -> None:
        self._loading = False
        view, sort, page = found
        same = (view, sort) == (self.view, self.sort)
        if same:
            self._rows.show_page(page)
        if page.rows or not same:
            self.load_missing()

    def _wake_at(self, moment: datetime | None) -> None:
        """Read again when ``moment`` has come; looked at often, as a computer may sleep, too."""
        if self._waker is not None:
            self._waker.stop()
            self._waker = None
        if moment is None:
            return
        seconds = (moment - self._screen.session.now() + _GRACE).total_seconds()
        self._waker = self._screen.set_timer(
            min(max(seconds, _SHORTEST_SLEEP), _LONGEST_SLEEP), lambda: self.wake(moment)
        )

    def wake(self, moment: datetime) -> None:
        """Read again if ``moment`` has come, else wait for it."""
        if moment <= self._screen.session.now():
            self.hear((), by_time=True)
        else:
            self._wake_at(moment)
