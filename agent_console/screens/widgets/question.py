"""A question at the foot of the screen, answered with one key; nothing else hears keys then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from agent_console.desk.text import cell_width
from agent_console.i18n import _, pgettext
from agent_console.screens.keys import Scope, bindings_of, key_label
from agent_console.screens.typeahead import TypeAhead
from agent_console.screens.widgets.foot_panel import PanelKeys


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


class Question(PanelKeys, can_focus=True):
    """Shows a sentence and its answers; Esc always means "no change".

    ``typed`` keeps the keys pressed ahead of what an answer with ``more`` opens.
    """

    SCOPE = Scope.QUESTION
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.QUESTION)

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
        pairs.append((self.shared.keys.key("panel.close"), _("Back")))
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

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The answers that can be given."""
        return self._choices

    @property
    def is_deaf(self) -> bool:
        """Whether it is answered: keys are meant for what comes after it."""
        return self._is_answered

    def on_key(self, event: events.Key) -> None:
        """Answer by the key of a choice."""
        if self._is_answered:
            return
        key = event.key.lower()
        for choice in self._choices:
            if key in (choice.key, choice.also):
                event.stop()
                event.prevent_default()
                self._answer(choice)
                return

    def action_panel_close(self) -> None:
        """Answer that nothing shall change."""
        if not self._is_answered:
            self._answer(_NO_CHANGE)

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
