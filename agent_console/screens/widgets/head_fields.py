"""Whom a mail goes to and about what, as lines to type into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.screens.head_texts import HeadTexts
from agent_console.screens.widgets.line_input import LineInput
from agent_console.screens.widgets.told import Told

NAMES = ("to", "cc", "bcc", "subject")


class HeadLine(LineInput):
    """One line of the head; several pasted lines become one."""

    def on_paste(self, event: events.Paste) -> None:
        """Put commas between the recipients of a pasted list."""
        glue = " " if self.id == "head-subject" else ", "
        lines = to_screen(event.text).split("\n")
        event.text = glue.join(line.strip(" ,;") for line in lines if line.strip())


class HeadFields(Vertical):
    """To, Cc, Bcc and subject; shown while one of them has the keys."""

    DEFAULT_CSS = """
    HeadFields { height: auto; background: $bar; padding: 0 1; }
    HeadFields Horizontal { height: 1; }
    HeadFields Static { width: 10; text-style: bold; background: $bar; }
    HeadFields Input { width: 1fr; }
    """

    @dataclass
    class Changed(Message):
        """Something else stands in a line."""

        texts: HeadTexts

    def __init__(self, texts: HeadTexts) -> None:
        super().__init__()
        self._lines = {name: HeadLine() for name in NAMES}
        for name, line in self._lines.items():
            line.id = f"head-{name}"
        self.show(texts)

    def compose(self) -> ComposeResult:
        """Lay the lines out."""
        for name, line in self._lines.items():
            with Horizontal():
                yield Told(partial(_label, name))
                yield line

    @property
    def lines(self) -> tuple[HeadLine, ...]:
        """The lines from top to bottom."""
        return tuple(self._lines.values())

    @property
    def texts(self) -> HeadTexts:
        """What stands in them now."""
        return HeadTexts(*(self._lines[name].value for name in NAMES))

    def show(self, texts: HeadTexts) -> None:
        """Put other texts into the lines."""
        for name in NAMES:
            self._lines[name].value = getattr(texts, name)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self.texts))


def _label(name: str) -> str:
    return {"to": _("To"), "cc": _("Cc"), "bcc": _("Bcc"), "subject": _("Subject")}[name]
