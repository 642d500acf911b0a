"""A question at the foot of the screen, answered with one key; nothing else hears keys then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from agent_console.desk.text import cell_width
from agent_console.i18n import _
from agent_console.screens.keys import key_label


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the key that gives it, its words, and the value the screen gets."""

    key: str
    words: str
    value: str


class Question(Widget, can_focus=True):
    """Shows a sentence and its answers; Esc always means "no change"."""

    @dataclass
    class Answered(Message):
        """The agent chose; the value is empty for Esc."""

        question: Question
        value: str

    def __init__(self, text: str, choices: Sequence[Choice], *, name: str = "") -> None:
        super().__init__(name=name)
        self._text = text
        self._choices = tuple(choices)
        self._return_to: Widget | None = None

    def on_mount(self) -> None:
        """Take the keys, and remember who had them."""
        self._return_to = self.screen.focused
        self.focus()

    def render(self) -> Content:
        """Return the question and, below it, its answers; none is broken over two lines."""
        pairs = [(key_label(choice.key), choice.words) for choice in self._choices]
        pairs.append((key_label("escape"), _("Back")))
        parts = [Content(self._text), Content("\n")]
        room = width = self.app.size.width - 2
        for key, text in pairs:
            cells = cell_width(key) + cell_width(text) + 6
            if cells > room and room < width:
                parts.append(Content("\n"))
                room = width
            parts += [Content.styled(f" {key} ", "bold reverse"), Content(f" {text}   ")]
            room -= cells
        return Content("").join(parts)

    def on_key(self, event: events.Key) -> None:
        """Answer, or swallow the key: the screen below must not act on it."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self._answer("")
            return
        for choice in self._choices:
            if event.key == choice.key:
                self._answer(choice.value)
                return

    def _answer(self, value: str) -> None:
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        self.post_message(self.Answered(self, value))
        self.remove()
