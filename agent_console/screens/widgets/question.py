"""A question at the foot of the screen, answered with one key; nothing else hears keys then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from agent_console.desk.text import cell_width
from agent_console.i18n import _, pgettext
from agent_console.screens.keys import key_label
from agent_console.screens.typeahead import TypeAhead


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the key that gives it, its words, and the value the screen gets.

    ``also`` is a second key that gives it; it is not shown. ``more`` says that something opens that
    asks further: the question stays until then and keeps the keys pressed ahead.
    """

    key: str
    words: str
    value: str
    also: str = ""
    more: bool = False


def yes(words: str, value: str) -> Choice:
    """Return the answer yes, given by its first letter in the agent's language or in English."""
    return Choice(pgettext("key that means yes", "y"), words, value, also="y")


class Question(Widget, can_focus=True):
    """Shows a sentence and its answers; Esc always means "no change".

    ``typed`` keeps the keys pressed ahead of what an answer with ``more`` opens.
    """

    @dataclass
    class Answered(Message):
        """The agent chose; the value is empty for Esc."""

        question: Question
        value: str

    def __init__(
        self,
        text: str,
        choices: Sequence[Choice],
        *,
        name: str = "",
        typed: TypeAhead | None = None,
    ) -> None:
        super().__init__(name=name)
        self._typed = typed
        self._text = text
        self._choices = tuple(choices)
        self._return_to: Widget | None = None
        self._is_answered = False

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
        if self._is_answered:
            return
        event.stop()
        event.prevent_default()
        key = event.key.lower()
        if key == "escape":
            self._answer(_NO_CHANGE)
            return
        for choice in self._choices:
            if key in (choice.key, choice.also):
                self._answer(choice)
                return

    def _answer(self, choice: Choice) -> None:
        self._is_answered = True
        self.post_message(self.Answered(self, choice.value))
        if choice.more:
            if self._typed is not None:
                self._typed.hold(self.parent)
            return
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        self.remove()


_NO_CHANGE = Choice("escape", "", "")
