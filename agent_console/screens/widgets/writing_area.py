"""The editor for replies and notes."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from agent_console.desk.text import to_screen


def end_of_own_words(text: str) -> tuple[int, int]:
    """Return the line and column behind what was written above signature and quote."""
    lines = text.split("\n")
    marks = (
        number for number, line in enumerate(lines) if line.rstrip() == "--" or line.startswith(">")
    )
    written = [number for number, line in enumerate(lines[: next(marks, None)]) if line.strip()]
    if written and lines[written[-1]].endswith(":") and written[-1] + 1 < len(lines):
        follows = lines[written[-1] + 1]
        written = written[:-1] if follows.startswith(">") else written
    return (written[-1], len(lines[written[-1]])) if written else (0, 0)


class WritingArea(TextArea):
    """A text area into which nothing gets that could act on the terminal."""

    def __init__(self, text: str) -> None:
        super().__init__(to_screen(text), soft_wrap=True, tab_behavior="focus")
        self.cursor_blink = False
        self.move_cursor(end_of_own_words(self.text))

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted; the text area itself then takes it in."""
        event.text = to_screen(event.text)

    def rewrite(self, text: str) -> None:
        """Replace everything, in a way that the editor's own undo can take back."""
        self.replace(to_screen(text), self.document.start, self.document.end)
