"""A line to type into, quiet while nobody types."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.widgets import Input

from agent_console.desk.text import to_screen


def belongs_to_line(event: events.Key) -> bool:
    """Return whether a key is one of the line's own (Enter, cursor keys …)."""
    bound = (b.key if isinstance(b, Binding) else b[0] for b in Input.BINDINGS)
    return event.key in {key.strip() for keys in bound for key in keys.split(",")}


class LineInput(Input):
    """An input whose cursor does not blink (blinking writes to the terminal all the time)."""

    def __init__(self, value: str = "", *, placeholder: str = "", password: bool = False) -> None:
        super().__init__(value, placeholder=placeholder, password=password, select_on_focus=False)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted; the input itself then takes it in."""
        event.text = to_screen(event.text)
