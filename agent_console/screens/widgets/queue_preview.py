"""The preview beside or below the queue: head and newest mail of the selected ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from agent_console.desk.text import cell_width
from agent_console.queue_layout import Preview
from agent_console.screens.session import Session

if TYPE_CHECKING:
    from agent_console.screens.widgets.preview_lines import Newest

_BESIDE = 140
_BELOW = 45


def place_of(wanted: Preview, width: int, height: int) -> Preview:
    """Return where the preview stands on a screen of ``width`` by ``height`` cells, or OFF."""
    if wanted is not Preview.AUTO:
        return wanted
    if width >= _BESIDE:
        return Preview.BESIDE
    return Preview.BELOW if height >= _BELOW else Preview.OFF


class QueuePreview(Widget):
    """Shows what ``show`` was given last; it holds that one text and no other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"queue-preview--head"}

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Newest | None = None
        self._lines: list[str] = []
        self._laid_width = 0

    @property
    def ref(self) -> str:
        """The ticket that is shown; empty without one."""
        return self._shown.ref if self._shown else ""

    def show(self, newest: Newest | None) -> None:
        """Show a ticket, or nothing; what cannot be seen of a long mail is not kept."""
        self._shown = newest
        self._lay_out()

    def retell(self) -> None:
        """Lay the mail out again."""
        self._lay_out()

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        if self.size.width != self._laid_width:
            self._lay_out()

    def _lay_out(self) -> None:
        self._laid_width = self.size.width
        width = max(self.size.width - 2, 10)
        self._lines = self._lines_of(self._shown, width) if self._shown else []
        self.refresh()

    def _lines_of(self, shown: Newest, width: int) -> list[str]:
        from agent_console.screens.widgets.preview_lines import preview_lines

        return preview_lines(shown, width, self._session.now(), self._session.zone)

    def render_line(self, y: int) -> Strip:
        """Draw one line; the head stands out."""
        base = self.rich_style
        text = self._lines[y] if y < len(self._lines) else ""
        last = y == self.size.height - 1 and len(self._lines) > self.size.height
        style = self.get_component_rich_style("queue-preview--head") if y == 0 else base
        shown = "…" if last else text
        pad = " " * max(self.size.width - 1 - cell_width(shown), 0)
        strip = Strip([Segment(" ", base), Segment(shown, style), Segment(pad, base)])
        return strip.adjust_cell_length(self.size.width, base)
