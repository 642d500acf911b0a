"""A line to type into, quiet while nobody types."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from agent_console.desk.text import to_screen


class LineInput(Input):
    """An input whose cursor does not blink (blinking writes to the terminal all the time)."""

    def __init__(self, *, placeholder: str = "", password: bool = False) -> None:
        super().__init__(placeholder=placeholder, password=password, select_on_focus=False)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted; the input itself then takes it in."""
        event.text = to_screen(event.text)
