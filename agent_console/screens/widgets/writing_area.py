"""The editor for replies and notes."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from agent_console.desk.text import to_screen


class WritingArea(TextArea):
    """A text area into which nothing gets that could act on the terminal."""

    def __init__(self, text: str) -> None:
        super().__init__(to_screen(text), soft_wrap=True, tab_behavior="focus")
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted; the text area itself then takes it in."""
        event.text = to_screen(event.text)

    def rewrite(self, text: str) -> None:
        """Replace everything, in a way that the editor's own undo can take back."""
        self.replace(to_screen(text), self.document.start, self.document.end)
