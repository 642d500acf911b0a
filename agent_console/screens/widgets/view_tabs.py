"""The views of the queue with their counts, and the heads of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from agent_console.desk.listing import QueueCounts, order_in
from agent_console.desk.states import AnyView, QueueSort, QueueView, SavedView
from agent_console.desk.text import cell_width
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.session import Session
from agent_console.screens.widgets.queue_columns import fill, title
from agent_console.screens.widgets.queue_places import places

MORE = "…"
MORE_CELLS = 2


def count_of(counts: QueueCounts, view: AnyView) -> int:
    """Return how many tickets a view holds."""
    if isinstance(view, SavedView):
        return dict(counts.saved).get(view.name, 0)
    return {
        QueueView.FOR_ME: counts.for_me,
        QueueView.MINE: counts.mine,
        QueueView.UNCLAIMED: counts.unclaimed,
        QueueView.OPEN: counts.open,
        QueueView.WAITING: counts.waiting,
        QueueView.FOLLOW_UPS: counts.follow_ups,
        QueueView.COMPLAINTS: counts.complaints,
        QueueView.OVERDUE: counts.overdue,
        QueueView.SNOOZED: counts.snoozed,
        QueueView.CLOSED_TODAY: counts.closed_today,
        QueueView.CLOSED: counts.closed,
        QueueView.SPAM: counts.spam,
        QueueView.AUTOMATIC: counts.automatic,
        QueueView.ALL: counts.all,
    }[view]


def tab_texts(
    counts: QueueCounts,
    current: AnyView,
    width: int,
    sort: QueueSort = QueueSort.PRIORITY,
    views: Sequence[AnyView] = tuple(QueueView),
) -> list[tuple[AnyView, str]]:
    """Return the text of each tab, in ``width`` cells if possible.

    Where not all fit, those farthest from the current one are left out, at the right first.
    """
    tabs = [(view, f"{words.view_word(view)} {count_of(counts, view)}") for view in views]
    here = views.index(current)
    if order_in(current, sort) is not QueueSort.PRIORITY:
        tabs[here] = (current, f"{tabs[here][1]} · {words.sort_word(sort, current)}")
    first, last = 0, len(tabs)
    while last - first > 1 and _cells(tabs[first:last]) + _signs(first, last, len(tabs)) > width:
        if last - 1 - here >= here - first:
            last -= 1
        else:
            first += 1
    return tabs[first:last]


def _signs(first: int, last: int, count: int) -> int:
    """Return the cells of the signs that tell of views left out at either side."""
    return MORE_CELLS * ((first > 0) + (last < count))


def _cells(tabs: list[tuple[AnyView, str]]) -> int:
    return sum(cell_width(text) + 2 for _view, text in tabs)


class ViewTabs(Widget):
    """One line of views; the current one is marked by brackets beside its colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"view-tabs--current", "view-tabs--overdue"}

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._current: AnyView = QueueView.FOR_ME
        self._sort = QueueSort(session.queue.sort)

    def show(self, current: AnyView, sort: QueueSort = QueueSort.PRIORITY) -> None:
        """Mark the current view and its order, and take the counts anew."""
        self._current, self._sort = current, sort
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height: one line."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Draw the tabs, and how many tickets are overdue."""
        base, counts = self.rich_style, self._session.counts
        current = self.get_component_rich_style("view-tabs--current")
        overdue = " " + _("!! {n} overdue").format(n=counts.overdue) if counts.overdue else ""
        room = self.size.width - (cell_width(overdue) + 2 if overdue else 0)
        views = self._session.views
        current_view = self._current if self._current in views else QueueView.FOR_ME
        tabs = tab_texts(counts, current_view, room, self._sort, views)
        segments = [Segment(f"{MORE} ", base)] if tabs[0][0] != views[0] else []
        for view, text in tabs:
            marked = view == current_view
            segments.append(
                Segment(f"[{text}]" if marked else f" {text} ", current if marked else base)
            )
        if tabs[-1][0] != views[-1]:
            segments.append(Segment(f" {MORE}", base))
        strip = Strip(segments).adjust_cell_length(max(room, 0), base)
        if overdue:
            style = self.get_component_rich_style("view-tabs--overdue")
            strip = Strip([*strip, Segment(overdue + "  ", style)])
        return strip.adjust_cell_length(self.size.width, base)


class ColumnHeads(Widget):
    """The heads of the queue's columns."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height: one line."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Draw the heads where the columns stand."""
        shown = places(self.size.width, self._session.queue.columns)
        text = "".join(fill(title(place.column), place.width) for place in shown)
        strip = Strip([Segment(text, self.rich_style)])
        return strip.adjust_cell_length(self.size.width, self.rich_style)
