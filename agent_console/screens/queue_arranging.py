"""How an agent arranges the queue: its order, its preview, and when what is new moves in."""

from __future__ import annotations

from textual import events, on
from textual.timer import Timer

from agent_console.desk.listing import orders_of
from agent_console.desk.states import QueueSort, SavedView
from agent_console.i18n import _
from agent_console.queue_layout import Preview
from agent_console.screens import words
from agent_console.screens.queue_feed import QueueFeed
from agent_console.screens.queue_note import NotingScreen
from agent_console.screens.session import Session
from agent_console.screens.widgets.queue_list import QueueList
from agent_console.screens.widgets.queue_preview import QueuePreview, place_of
from agent_console.screens.widgets.view_tabs import ViewTabs, count_of

_PAUSE_BETWEEN_READS = 0.12
_CLASSES = {place: f"-{place}" for place in (Preview.BESIDE, Preview.BELOW)}


class ArrangedScreen(NotingScreen):
    """A list of tickets with an order that can be chosen and a preview beside or below it."""

    feed: QueueFeed

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.preview = QueuePreview(session)
        self._preview_wanted = session.queue.preview
        self._pause: Timer | None = None
        self._moved = False

    def on_key(self, _event: events.Key) -> None:
        """Take note that somebody works here."""
        self.feed.arrivals.pressed_at = self.session.now()

    def on_resize(self, event: events.Resize) -> None:
        """Put the preview where there is room for it."""
        self._place_preview(event.size.width, event.size.height)

    def _place_preview(self, width: int, height: int) -> None:
        place = place_of(self._preview_wanted, width, height)
        for one, name in _CLASSES.items():
            self.query_one("#tickets").set_class(place is one, name)
        self.preview.display = place is not Preview.OFF
        self._soon()

    @on(QueueList.Moved)
    def _soon(self) -> None:
        """Read the selected ticket for the preview: at once, and again when the cursor rests."""
        self._moved = True
        if self._pause is None:
            self._read_moved()

    def _read_moved(self) -> None:
        self._pause = None
        if self._moved:
            self._moved = False
            self._pause = self.set_timer(_PAUSE_BETWEEN_READS, self._read_moved)
            self.read_preview()

    @property
    def reading(self) -> bool:
        """Whether the preview will be read again shortly."""
        return self._pause is not None

    def read_preview(self) -> None:
        """Show the newest mail of the selected ticket; it is read in a thread."""
        if not self.preview.display or self.session.desk is None or not self.is_current:
            return
        row = self.row
        if row is None:
            self.preview.show(None)
            return
        from agent_console.screens.widgets.preview_lines import newest_of

        ref = row.ref
        self.ask(
            "queue: preview",
            lambda desk: newest_of(desk.tickets.view(ref, whole=False)),
            self.preview.show,
            otherwise=lambda: self.preview.show(None),
            group="preview",
            exclusive=True,
        )

    def open_ticket(self, ref: str) -> None:
        """Show a ticket's timeline; what is in it by now is no news any more."""
        self.session.read[ref] = self.session.now()
        super().open_ticket(ref)

    def action_queue_preview(self) -> None:
        """Show the preview where there is room, or take it away."""
        width, height = self.size
        if self.preview.display:
            self._preview_wanted = Preview.OFF
        else:
            usual = self.session.queue.preview
            self._preview_wanted = Preview.AUTO if usual is Preview.OFF else usual
            if place_of(self._preview_wanted, width, height) is Preview.OFF:
                self._preview_wanted = Preview.BELOW
        self._place_preview(width, height)

    def action_queue_news(self) -> None:
        """Let what came in move into the list."""
        if not self.feed.arrivals.held:
            self.say(_("Nothing new waits to be shown."))
            return
        self.quiet()
        self.feed.reload()

    def action_queue_sort(self) -> None:
        """Ask in which order this view is shown."""
        from agent_console.screens.widgets.pick_panel import Pick, PickPanel

        orders = orders_of(self.feed.view)
        panel = PickPanel(self, _("In which order?"), self._sort_by)
        panel.offer(
            Pick(sort, words.sort_word(sort, self.feed.view), current=sort is self.feed.sort)
            for sort in orders
        )
        self.open_panel(panel)

    def _sort_by(self, value: str) -> None:
        sort = QueueSort(value)
        self.feed.sort_by(sort)
        word = words.sort_word(sort, self.feed.view)
        self.say(_("Sorted: {order}").format(order=word))

    def take_views(self, views: tuple[SavedView, ...]) -> None:
        """Show the agent's own views beside the others."""
        self.session.saved = views
        self.query_one(ViewTabs).refresh()

    def action_queue_views(self) -> None:
        """Ask which view is shown."""
        from agent_console.screens.widgets.pick_panel import Pick, PickPanel

        panel = PickPanel(self, _("Which tickets?"), self._view_chosen)
        panel.offer(
            Pick(
                str(place),
                f"{words.view_word(view)} · {count_of(self.session.counts, view)}",
                current=view == self.feed.view,
            )
            for place, view in enumerate(self.session.views)
        )
        self.open_panel(panel)

    def _view_chosen(self, value: str) -> None:
        self.action_view(int(value))

    def action_view(self, place: int) -> None:
        """Show the view at ``place``."""

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self.rows.move(by * max(self.rows.size.height - 1, 1))

    def action_edge(self, end: int) -> None:
        """Move the cursor to the first or the last ticket."""
        self.rows.move_to(self.rows.total - 1 if end else 0)
