"""How a line of the queue is drawn, and which of its time texts are no longer true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from agent_console.desk.clocks import ClockState
from agent_console.desk.listing import QueueRow
from agent_console.desk.mentions import who_asks
from agent_console.desk.states import TicketState
from agent_console.i18n import current_language
from agent_console.queue_layout import Column
from agent_console.screens.session import Session
from agent_console.screens.widgets.queue_badges import badges, mail_sign
from agent_console.screens.widgets.queue_columns import (
    TIMES,
    cell_text,
    fill,
    next_change,
    standing,
)
from agent_console.screens.widgets.queue_places import WIDE_BADGES, Place, places

TINTS = {f"queue-list--{name}" for name in ("cursor", "overdue", "soon", "new", "quiet", "marked")}
_OLD = (Column.AGE, Column.LAST, Column.FOLLOW_UP, Column.CHANNEL)
_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class _Line:
    """A drawn line, what it was drawn of, and the time in which it is true."""

    row: QueueRow
    state: tuple[object, ...]
    begun: datetime
    end: datetime
    strip: Strip


class QueuePainter:
    """Draws rows with the styles of ``widget`` and remembers the time texts it has drawn."""

    def __init__(self, widget: Widget, session: Session) -> None:
        self._widget = widget
        self._session = session
        self._zone = session.zone
        self._types: Mapping[str, str] = {}
        self._texts: dict[tuple[int, Column], str] = {}
        self._styles: dict[tuple[str, bool], Style] = {}
        self._lines: dict[tuple[int, bool], _Line] = {}

    def forget_styles(self) -> None:
        """Ask the stylesheet again: another theme may be worn."""
        self._styles.clear()
        self.forget_lines()

    def forget_lines(self) -> None:
        """Draw every line anew: what all of them depend on has changed."""
        self._lines.clear()

    def name_types(self, types: Iterable[tuple[str, str, int]]) -> None:
        """Draw request types (id, name, level) by their names, from now on."""
        self._types = {one: name for one, name, _level in types}
        self.forget_lines()
        self._widget.refresh()

    def line(self, index: int, row: QueueRow, now: datetime, *, marked: bool) -> Strip:
        """Draw the row at ``index``; the marked one is under the cursor.

        What would be the same again is not drawn twice: most lines while the list is scrolled, and
        the one that the cursor leaves.
        """
        session = self._session
        chosen = row.ref in session.marked
        state = (
            chosen, self._places(), self._widget.size.width, session.outgoing,
            session.read.get(row.ref), session.writing.get(row.ref, row.writer), current_language(),
        )  # fmt: skip
        known = self._lines.get((index, marked))
        if known and known.row is row and known.state == state and known.begun <= now < known.end:
            return known.strip
        strip = self._draw(index, row, now, marked=marked, chosen=chosen)
        if len(self._lines) > _REMEMBERED:
            self._lines.clear()
        end = self.next_change(row, now) or datetime.max.replace(tzinfo=now.tzinfo)
        self._lines[index, marked] = _Line(row, state, now, end, strip)
        return strip

    def _draw(
        self, index: int, row: QueueRow, now: datetime, *, marked: bool, chosen: bool
    ) -> Strip:
        base = self._style("cursor" if marked else "")
        if chosen and not marked:
            base = base + self._style("marked", partial=True)
        segments = []
        for place in self._places():
            if place.column is Column.BADGES:
                text = self._badges(place, row)
            else:
                text = cell_text(place, row, now, self._zone, marked=marked, types=self._types)
            if chosen and place.column is Column.MARK:
                text = ("◆" if marked else "■") + text[1:]
            if place.column in TIMES:
                self._remember(index, place.column, text)
            plain = marked or chosen
            style = base if plain else base + self._tint(place.column, row, now)
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self._widget.size.width, base)

    def stale(self, index: int, row: QueueRow, now: datetime) -> Iterator[Place]:
        """Yield the places whose time text is another one now than what was drawn."""
        for place in self._places():
            if place.column in TIMES:
                text = cell_text(place, row, now, self._zone)
                if self._texts.get((index, place.column)) != text:
                    yield place

    def next_change(self, row: QueueRow, now: datetime) -> datetime | None:
        """Return when the next text of a row changes, of the columns that are shown."""
        shown = (place.column for place in self._places() if place.column in TIMES)
        changes = (next_change(column, row, now, self._zone) for column in shown)
        return min((change for change in changes if change), default=None)

    def _badges(self, place: Place, row: QueueRow) -> str:
        session, wide = self._session, place.width >= WIDE_BADGES
        parts = (
            mail_sign(session.outgoing, row.ref, wide=wide),
            badges(
                row,
                wide=wide,
                opened=session.read.get(row.ref),
                writer=session.writing.get(row.ref, row.writer),
                asker=who_asks(row.asked, session.agent) if row.asked else "",
            ),
        )
        return fill((" " if wide else "").join(filter(None, parts)), place.width)

    def _places(self) -> tuple[Place, ...]:
        return places(self._widget.size.width, self._session.queue.columns)

    def _remember(self, index: int, column: Column, text: str) -> None:
        if len(self._texts) > _REMEMBERED:
            self._texts.clear()
        self._texts[index, column] = text

    def _style(self, name: str, *, partial: bool = False) -> Style:
        """Return a style of the stylesheet, remembered; without a name the one of the list."""
        style = self._styles.get((name, partial))
        if style is None:
            widget = self._widget
            style = (
                widget.get_component_rich_style(f"queue-list--{name}", partial=partial)
                if name
                else widget.rich_style
            )
            self._styles[name, partial] = style
        return style

    def _tint(self, column: Column, row: QueueRow, now: datetime) -> Style:
        name = ""
        if column is Column.DUE:
            due = standing(row, now)
            if due in (ClockState.OVERDUE, ClockState.SOON):
                name = str(due)
        elif column is Column.STATE and row.state is TicketState.NEW:
            name = "new"
        elif column in (Column.REF, Column.TYPE, Column.LEVEL, Column.OWNER, *_OLD):
            name = "quiet"
        return self._style(name, partial=True) if name else Style()
