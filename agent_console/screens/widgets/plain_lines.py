"""A long text without any form, drawn line by line: only what is on screen costs time."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from agent_console.screens.widgets.wrapping import wrap


class PlainLines(ScrollView, can_focus=True):
    """Shows text that is safe to show, broken at the width, scrolled with the usual keys."""

    DEFAULT_CSS = """
    PlainLines { height: 1fr; background: $background; color: $foreground; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._lines: list[str] = []

    def show(self, text: str) -> None:
        """Show ``text``, which has been cleaned."""
        self._text = text
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width, 1)
        self._lines = [piece for line in self._text.split("\n") for piece in wrap(line, width)]
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = y + self.scroll_offset.y
        text = self._lines[number] if number < len(self._lines) else ""
        style = self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)
