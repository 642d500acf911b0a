"""A long text without any form, drawn line by line: only what is on screen costs time."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from agent_console.screens.widgets.wrapping import indented, wrap

_BOLD = Style(bold=True)


class PlainLines(ScrollView, can_focus=True):
    """Shows text that is safe to show, broken at the width, scrolled with the usual keys.

    With ``titles``, lines that begin without a blank are bold, and what is broken off a line stands
    below its beginning.
    """

    DEFAULT_CSS = """
    PlainLines {
        height: 1fr; background: $background; color: $foreground; padding: 0 1;
        overflow: hidden auto; scrollbar-gutter: stable;
    }
    """

    def __init__(self, *, titles: bool = False) -> None:
        super().__init__()
        self._titles = titles
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
        broken = indented if self._titles else wrap
        self._lines = [piece for line in self._text.split("\n") for piece in broken(line, width)]
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = y + self.scroll_offset.y
        text = self._lines[number] if number < len(self._lines) else ""
        style = self.rich_style
        if self._titles and text and not text.startswith(" "):
            style += _BOLD
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)
