"""The queue: what to answer next, and by when."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical

from agent_console.desk.listing import QueueCounts, QueuePage, QueueRow, SyncStatus
from agent_console.screens import words
from agent_console.screens.bulk import BulkScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.queue_feed import QueueFeed
from agent_console.screens.queue_news import Began, QueueNews
from agent_console.screens.session import Session
from agent_console.screens.widgets.queue_list import QueueList
from agent_console.screens.widgets.status_line import StatusLine
from agent_console.screens.widgets.view_tabs import ColumnHeads, ViewTabs

_PULSE_SECONDS = 3_600.0


class QueueScreen(BulkScreen):
    """Lists the tickets of one view."""

    SCOPE = Scope.QUEUE
    AUTO_FOCUS = "QueueList"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.QUEUE)

    def __init__(self, session: Session, first: QueuePage | None = None) -> None:
        super().__init__(session)
        self._first = first
        self._news = QueueNews(session)
        self.feed = QueueFeed(self, self.rows, self._show_counts)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield ViewTabs(self.session)
        with Container(id="tickets"):
            with Vertical(id="list"):
                yield ColumnHeads(self.session)
                yield self.rows
            yield self.preview
        yield self.foot()

    def on_mount(self) -> None:
        """Show the rows that were read before anything heavy was loaded."""
        if self._first is not None:
            self.rows.show_page(self._first, cursor=0)
            self._first = None

    @property
    def row(self) -> QueueRow | None:
        """The row under the cursor."""
        return self.rows.row

    def reload(self) -> None:
        """Read again what is shown."""
        self.feed.reload()

    def desk_opened(self) -> None:
        """Read everything as it is now."""
        super().desk_opened()
        if self.session.desk is not None:
            self.feed.arrivals.settle = self.session.desk.config.queue.settle
        self.feed.reload()
        self.ask("queue: views", lambda desk: desk.views.all(), self.take_views)
        self.ask("queue: review", lambda desk: desk.review_hint(), self.note_review)
        self._look_at_pulse()
        self.set_interval(_PULSE_SECONDS, self._look_at_pulse)
        self.ask("queue: types", lambda desk: desk.tickets.types(), self.rows.painter.name_types)

    def _look_at_pulse(self) -> None:
        self.ask("queue: pulse", lambda desk: desk.pulse.look(), self.note_pulse)

    def store_changed(self, change: StoreChanged) -> None:
        """Read again what is shown; the selected ticket stays selected."""
        super().store_changed(change)
        self.feed.hear(change.refs)

    def on_screen_resume(self) -> None:
        """Read again: another screen may have changed something."""
        self._news.begin_anew()
        self.feed.reload()

    def sync_changed(self, status: SyncStatus) -> None:
        """Count the tickets once the store is filled: what comes later is news."""
        super().sync_changed(status)
        if not self._news.counting and not self.session.filling:
            self.feed.reload()

    def changed(self, row: QueueRow) -> None:
        """Show the new row at once, and read where it belongs now."""
        self.rows.touched = True
        self.rows.replace_rows([row])
        self.feed.reload()

    def _show_counts(self, counts: QueueCounts, began: Began | None) -> None:
        if began is None:
            self.note_waiting(self.feed.arrivals.count)
        else:
            self.note_news(self._news.more(counts.open, began))
        self.session.counts = counts
        if self.session.titled:
            self.app.title = words.title_text(counts.for_me, counts.overdue)
        self.query_one(ViewTabs).show(self.feed.view, self.feed.sort)
        self.query_one(StatusLine).show()

    @on(QueueList.WindowWanted)
    def _load_missing(self) -> None:
        self.feed.load_missing()

    @on(QueueList.Stale)
    def _time_has_come(self) -> None:
        self.feed.hear((), by_time=True)

    @on(QueueList.Chosen)
    def _chosen(self, event: QueueList.Chosen) -> None:
        self.open_ticket(event.ref)

    def action_queue_open(self) -> None:
        """Open the selected ticket."""
        if (row := self.chosen()) is not None:
            self.rows.touched = True
            self.open_ticket(row.ref)

    def action_view(self, place: int) -> None:
        """Show the view at ``place``."""
        self.feed.show_view(self.session.views[place])
        self.query_one(ViewTabs).show(self.feed.view, self.feed.sort)

    def action_saved_view(self, digit: int) -> None:
        """Show a view of the agent's own."""
        from agent_console.screens import saved_views

        saved_views.show(self, digit)

    def action_queue_forget_view(self) -> None:
        """Keep the view that is shown no longer."""
        from agent_console.screens import saved_views

        saved_views.forget(self)

    def action_next_view(self, step: int) -> None:
        """Show the next view (or the one before)."""
        views = self.session.views
        here = views.index(self.feed.view) if self.feed.view in views else 0
        self.action_view((here + step) % len(views))
