"""The queue as a list of any length: it holds a few windows of rows and draws only what is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from agent_console.desk.listing import QueuePage, QueueRow
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.session import Session
from agent_console.screens.widgets.queue_painter import TINTS, QueuePainter
from agent_console.screens.widgets.queue_windows import QueueWindows

_GRACE = timedelta(milliseconds=20)
_LONGEST_SLEEP = 3600.0


class QueueList(ScrollView, can_focus=True, inherit_bindings=False):
    """A line per ticket. The screen hands rows in; this widget asks for those it lacks.

    It sleeps until the next visible time text changes and then draws only those cells.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = TINTS

    class WindowWanted(Message):
        """Rows are needed that are not in memory."""

    class Shown(Message):
        """Other lines came into view."""

    class Moved(Message):
        """Another ticket may be selected now, or the selected one changed."""

    @dataclass
    class Chosen(Message):
        """The ticket under the cursor shall be opened."""

        ref: str

    class Stale(Message):
        """A time on screen has come (a snooze ended, an answer is overdue): read again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.windows = QueueWindows()
        self.painter = QueuePainter(self, session)
        self._timer: Timer | None = None
        self._loaded = False
        self._read_at = session.now()
        self.cursor = 0
        self.touched = False
        """Whether a person has chosen a ticket; until then the list is shown from its top."""

    @property
    def total(self) -> int:
        """How many tickets the view holds."""
        return self.windows.total

    @property
    def row(self) -> QueueRow | None:
        """The row under the cursor, or None while it is not loaded."""
        return self.windows.row(self.cursor)

    def missing(self) -> tuple[int, int] | None:
        """Return (offset, limit) of the rows that should be on screen and are not in memory."""
        top = self.scroll_offset.y
        return self.windows.missing(top, top + max(self.size.height, 1) - 1)

    def show_page(self, page: QueuePage, *, cursor: int | None = None) -> None:
        """Take rows; with ``cursor`` they replace everything and the ticket there is selected."""
        if cursor is not None:
            self.windows.clear()
        self.windows.put(page)
        self._loaded = True
        self._read_at = self._session.now()
        self.virtual_size = Size(0, page.total)
        if cursor is not None:
            self._select(cursor)
        self.refresh()
        self.post_message(self.Moved())
        self._arm()

    def replace_rows(self, rows: Iterable[QueueRow]) -> None:
        """Draw those rows that have changed, where they stand now."""
        changed = [place for row in rows if (place := self.windows.replace(row)) is not None]
        for place in changed:
            self.refresh_line(place)
        if changed:
            self._arm()

    def notify_style_update(self) -> None:
        """Draw with the styles of another theme (called by Textual)."""
        super().notify_style_update()
        self.painter.forget_styles()

    def move(self, by: int) -> None:
        """Move the cursor by ``by`` lines."""
        self.move_to(self.cursor + by)

    def move_to(self, place: int) -> None:
        """Move the cursor, for a person, to the ticket at ``place`` or as near as the list goes."""
        self.touched = self.touched or self.total > 0
        old, self.cursor = self.cursor, max(0, min(place, self.total - 1))
        if old == self.cursor:
            return
        self.post_message(self.Moved())
        if not self._scroll_into_view():
            self.refresh_line(old)
            self.refresh_line(self.cursor)

    def tick(self) -> None:
        """Draw the time cells whose text has changed, and sleep until the next change."""
        now, top = self._session.now(), self.scroll_offset.y
        for index, row in self.seen():
            for place in self.painter.stale(index, row, now):
                self.refresh(Region(place.x, index - top, place.width, 1))
        self._arm()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index = self.scroll_offset.y + y
        row = self.windows.row(index)
        if row is None:
            text = " …" if index < self.total else self._empty_word(index)
            strip = Strip([Segment(text, self.rich_style)])
            return strip.adjust_cell_length(self.size.width, self.rich_style)
        return self.painter.line(index, row, self._session.now(), marked=index == self.cursor)

    def _empty_word(self, index: int) -> str:
        return "  " + _("No ticket here.") if index == 1 and self._loaded and not self.total else ""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that came into view."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Shown())
        self._want()
        self._arm()

    def on_resize(self) -> None:
        """Keep the cursor in view and fill the new height."""
        self._scroll_into_view()
        self._want()
        self._arm()

    def on_click(self, event: events.Click) -> None:
        """Select the clicked line; open it when it was selected already."""
        place = event.y + self.scroll_offset.y
        if place >= self.total:
            return
        if place == self.cursor and self.row is not None:
            self.touched = True
            self.post_message(self.Chosen(self.row.ref))
        self.move_to(place)

    def _select(self, cursor: int) -> None:
        """Put the cursor on ``cursor`` and keep it on the same line of the screen if possible."""
        line = self.cursor - self.scroll_offset.y
        at_top = self.scroll_offset.y == 0
        self.cursor = max(0, min(cursor, self.total - 1))
        if not at_top:
            self.scroll_to(y=max(0, self.cursor - line), animate=False, force=True)
        self._scroll_into_view()
        self._want()

    def _scroll_into_view(self) -> bool:
        top, height = self.scroll_offset.y, self.size.height
        wanted = top
        if self.cursor < top:
            wanted = self.cursor
        elif height and self.cursor >= top + height:
            wanted = self.cursor - height + 1
        if wanted == top:
            return False
        self.scroll_to(y=wanted, animate=False, force=True)
        return True

    def _want(self) -> None:
        if self.missing() is not None:
            self.post_message(self.WindowWanted())

    def seen(self) -> Iterator[tuple[int, QueueRow]]:
        """Yield the rows on screen, with their places."""
        top = self.scroll_offset.y
        for index in range(top, top + self.size.height):
            if row := self.windows.row(index):
                yield index, row

    def _arm(self) -> None:
        """Set the one timer to the moment at which a visible text changes next."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        now = self._session.now()
        if any(_turned(row, self._read_at, now) for _index, row in self.seen()):
            self._read_at = now
            self.post_message(self.Stale())
        changes = (self.painter.next_change(row, now) for _index, row in self.seen())
        nearest = min((change for change in changes if change), default=None)
        if nearest is None or not self.is_mounted:
            return
        seconds = (nearest - now + _GRACE).total_seconds()
        self._timer = self.set_timer(min(seconds, _LONGEST_SLEEP), self.tick)


def _turned(row: QueueRow, read_at: datetime, now: datetime) -> bool:
    """Tell whether the moment a row counts down to came since the rows were read."""
    moment = words.due_moment(row)
    return moment is not None and read_at < moment <= now
