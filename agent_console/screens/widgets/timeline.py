"""The timeline of a ticket: read-only, drawn by lines, quotes folded, the newest shown first."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer

from agent_console.desk.views import OutboxItem, TicketView, TimelineEntry
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.outgoing import is_scheduled
from agent_console.screens.session import Session
from agent_console.screens.widgets.timeline_anchor import (
    anchor_of,
    has_come,
    is_own_news,
    place_beside,
    place_for,
    shown_place,
)
from agent_console.screens.widgets.timeline_lines import (
    PIECE,
    Line,
    LineKind,
    Reading,
    head_of,
    is_head,
    lay_out,
    newest,
)

_LEAST_WIDTH = 30


def marked(line: Line, text: str, style: Style, told: Style) -> list[Segment]:
    """Return a line with what carries a complaint in it in the style ``told``."""
    segments, place = [], 0
    for first, last in line.told:
        segments.append(Segment(text[place : first + 1], style))
        segments.append(Segment(text[first + 1 : last + 1], told))
        place = last + 1
    return [*segments, Segment(text[place:], style)]


def selected(text: str, span: tuple[int, int], style: Style, chosen: Style) -> list[Segment]:
    """Return a line with the characters of ``span`` in the style ``chosen``; -1 is its end."""
    start, end = span
    end = len(text) if end == -1 else end
    return [
        Segment(text[:start], style),
        Segment(text[start:end], style + chosen),
        Segment(text[end:], style),
    ]


class Timeline(ScrollView, can_focus=True):
    """Shows one ticket; the current entry carries a mark, j and k move it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"timeline--{kind}" for kind in LineKind} | {
        "timeline--current",
        "timeline--told",
    }

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entries: tuple[TimelineEntry, ...] = ()
        self._subject = ""
        self._lines: list[Line] = []
        self._pieces: dict[str, int] = {}
        self._sources: dict[str, str] = {}
        self._laid_width = 0
        self._ticker: Timer | None = None
        self._arriving = False
        self.unfolded = False
        self.current = 0

    @property
    def entry(self) -> TimelineEntry | None:
        """The current entry."""
        return self._entries[self.current] if self._entries else None

    def show(self, view: TicketView) -> None:
        """Show a ticket; when it was shown already, stay where the agent is reading.

        Whoever was at the end, or has just written, follows to what is new there.
        """
        known = self.entry.key if self.entry else ""
        window = (self.scroll_offset.y, self.size.height)
        anchor = anchor_of(self._lines, self._entries, self.current, window)
        at_end = self.scroll_offset.y + self.size.height >= len(self._lines)
        news = len(view.entries) != len(self._entries) or has_come(self.entry, view.entries)
        keys = [entry.key for entry in view.entries]
        mine = is_own_news(self._entries, view.entries, self._session.agent)
        follow = known not in keys or (news and at_end) or mine
        self._entries, self._subject = view.entries, view.ticket.subject
        self.current = newest(self._entries) if follow else keys.index(known)
        self._lay_out()
        self.current = shown_place(self._lines, self.current)
        self._arriving |= follow
        if self._arriving:
            self.call_after_refresh(self.go_to, self.current)
        elif (place := place_for(anchor, self._lines, keys, self.current)) != self.scroll_offset.y:
            self.call_after_refresh(self._jump, place)
        self._count()

    def _lay_out(self) -> None:
        self._laid_width = self.size.width
        reading = Reading(
            width=max(self.size.width - 1, 10),
            now=self._session.now(),
            zone=self._session.zone,
            unfolded=self.unfolded,
            pieces=self._pieces,
            sources=self._sources,
        )
        self._lines = lay_out(self._entries, self._subject, reading)
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def on_resize(self) -> None:
        """Break the lines anew for another width, unless nobody can read in so small a window."""
        if self.size.width != self._laid_width and self.size.width >= _LEAST_WIDTH:
            self._lay_out()
            self.call_after_refresh(self.go_to, self.current)

    def go_to(self, place: int) -> None:
        """Make an entry the current one and bring its beginning into view."""
        self._arriving = False
        place = max(0, min(place, len(self._entries) - 1))
        self.current = shown_place(self._lines, place)
        self._jump(head_of(self._lines, self.current))
        self.refresh()

    def go_by(self, step: int) -> None:
        """Go to another entry; events that are folded into one line are one step."""
        self.go_to(place_beside(self._lines, self.current, step))

    def _jump(self, y: int) -> None:
        highest = max(0, len(self._lines) - self.size.height)
        self.scroll_to(y=max(0, min(y, highest)), animate=False, force=True)

    def scroll_lines(self, by: int) -> None:
        """Scroll by ``by`` lines."""
        self._jump(self.scroll_offset.y + by)

    def go_to_edge(self, end: int) -> None:
        """Go to the first or the last entry."""
        self.go_to(len(self._entries) - 1 if end else 0)
        self._jump(len(self._lines) if end else 0)

    def toggle_folds(self) -> None:
        """Open or close all quotes, signatures and lists of links."""
        self.unfolded = not self.unfolded
        self._lay_out()
        self.go_to(self.current)

    def show_more(self) -> bool:
        """Show the next part of the current entry; False when all of it is shown."""
        entry = self.entry
        if entry is None:
            return False
        shown = self._pieces.get(entry.key, 1)
        if len(self._sources.get(entry.key, entry.text.rstrip())) <= shown * PIECE:
            return False
        self._pieces[entry.key] = shown + 1
        self._lay_out()
        return True

    def show_source(self, key: str, text: str) -> None:
        """Show a mail as it came in the place of what was read from it."""
        self._sources[key] = text
        self._pieces.pop(key, None)
        self._lay_out()
        self.go_to(self.current)

    def hide_source(self) -> bool:
        """Show the current entry read again; False when it is shown so already."""
        entry = self.entry
        if entry is None or self._sources.pop(entry.key, None) is None:
            return False
        self._pieces.pop(entry.key, None)
        self._lay_out()
        self.go_to(self.current)
        return True

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = self.scroll_offset.y + y
        width, base = self.size.width, self.rich_style
        if number >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[number]
        style = self.get_component_rich_style(f"timeline--{line.kind}")
        mark = "▶" if line.entry == self.current and is_head(self._lines, number) else " "
        text = mark + self._text(line)
        told = style + self.get_component_rich_style("timeline--told", partial=True)
        span = self.text_selection.get_span(number) if self.text_selection else None
        segments = marked(line, text, style, told)
        if span is not None:
            chosen = self.screen.get_component_rich_style("screen--selection")
            segments = selected(text, span, style, chosen)
        strip = Strip(segments).adjust_cell_length(width, style)
        return strip.apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that was selected with the mouse."""
        text = "\n".join(f" {line.text}" for line in self._lines)
        return selection.extract(text), "\n"

    def _waiting(self, line: Line) -> OutboxItem | None:
        if line.kind is not LineKind.LEAVING:
            return None
        key = self._entries[line.entry].key
        return next((i for i in self._session.sending.values() if str(i.id) == key), None)

    def _text(self, line: Line) -> str:
        item = self._waiting(line)
        seconds = self._session.seconds_left(item) if item else 0
        if item is None or not seconds:
            return line.text
        now = self._session.now()
        if is_scheduled(item, now):
            moment = words.moment_text(item.not_before, now, self._session.zone)
            return line.text + " · " + _("leaves {time}").format(time=moment)
        return line.text + " · " + _("goes out in {n} s").format(n=seconds)

    def _count(self) -> None:
        """Keep counting while a reply on this ticket waits."""
        waiting = any(self._waiting(line) for line in self._lines)
        if waiting and self._ticker is None:
            self._ticker = self.set_interval(1.0, self._tick)
        elif not waiting and self._ticker is not None:
            self._ticker.stop()
            self._ticker = None

    def _tick(self) -> None:
        for number, line in enumerate(self._lines):
            if line.kind is LineKind.LEAVING:
                self.refresh_line(number)
        self._count()
