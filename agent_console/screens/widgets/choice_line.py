"""One of a few words, changed by arrow keys, the space bar or a first letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from agent_console.desk.text import cell_width, shorten

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Alternative:
    """A value, and the words for it in the language of now."""

    value: str
    words: Callable[[], str]


class ChoiceLine(Widget, can_focus=True):
    """Shows all options in a line, the chosen one between brackets as well as in another style."""

    DEFAULT_CSS = """
    ChoiceLine { height: 1; width: 1fr; }
    """

    @dataclass
    class Changed(Message):
        """Another option was chosen."""

        line: ChoiceLine
        value: str

    @dataclass
    class Spelled(Message):
        """A letter was typed: another option was chosen by it, or there is none that begins so."""

        line: ChoiceLine
        words: str

    def __init__(self, options: Sequence[Alternative], value: str, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._options = tuple(options)
        self._value = value

    @property
    def value(self) -> str:
        """The value that is chosen; the first one while there is none of that name."""
        known = [option.value for option in self._options]
        return self._value if self._value in known else known[0]

    def offer(self, options: Sequence[Alternative], value: str) -> None:
        """Show other options, and choose one of them."""
        self._options, self._value = tuple(options), value
        self.refresh()

    def choose(self, value: str) -> None:
        """Choose an option, and tell."""
        if value != self.value:
            self._value = value
            self.refresh()
            self.post_message(self.Changed(self, self.value))

    def step(self, by: int) -> None:
        """Choose the next option, or the one before."""
        values = [option.value for option in self._options]
        self.choose(values[(values.index(self.value) + by) % len(values)])

    def render(self) -> Content:
        """Return the options from the left; those that do not fit are cut at the chosen one."""
        chosen = next(at for at, one in enumerate(self._options) if one.value == self.value)
        for first in range(chosen + 1):
            parts = [self._part(at) for at in range(first, len(self._options))]
            kept = parts[: chosen - first + 1]
            width = sum(cell_width(part.plain) + len(_GAP) for part in kept)
            if width <= self.size.width or first == chosen:
                return Content(_GAP).join(parts)
        return Content("")

    def _part(self, place: int) -> Content:
        option = self._options[place]
        text = shorten(option.words(), max(self.size.width - 2, 8))
        if option.value == self.value:
            return Content.styled(f"[{text}]", "bold reverse" if self.has_focus else "bold")
        return Content(f" {text} ")

    def on_focus(self) -> None:
        """Show that the keys come here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do no longer."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Choose by arrows, the space bar or a first letter."""
        steps = {"right": 1, "space": 1, "left": -1}
        if event.key in steps:
            act = partial(self.step, steps[event.key])
        elif event.character and event.character.isalnum():
            act = partial(self._spell, event.character)
        else:
            return
        event.stop()
        event.prevent_default()
        act()

    def _spell(self, letter: str) -> None:
        """Choose what begins with a letter, and tell of it: whoever types here may mean a text."""
        if wanted := self._beginning(letter.casefold()):
            self.choose(wanted)
        words = {one.value: one.words for one in self._options}
        self.post_message(self.Spelled(self, words[wanted]() if wanted else ""))

    def _beginning(self, letter: str) -> str:
        """Return the next option that begins so, after the chosen one; "" for none."""
        fitting = [one.value for one in self._options if one.words().casefold()[:1] == letter]
        if self.value in fitting:
            return fitting[(fitting.index(self.value) + 1) % len(fitting)]
        return fitting[0] if fitting else ""
