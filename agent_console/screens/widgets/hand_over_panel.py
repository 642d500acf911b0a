"""To whom a ticket is given, and what the colleague should know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from agent_console.desk.routing import Colleague
    from agent_console.screens.base import ConsoleScreen


class HandOverPanel(PickPanel):
    """First a colleague of the settings or any name, then one line for the note."""

    def __init__(self, screen: ConsoleScreen, ref: str, then: Callable[[str, str], object]) -> None:
        asked = _("Who takes #{ref} over?").format(ref=words.line(ref))
        super().__init__(screen, asked, lambda note: then(self._owner, note))
        self._ref = ref
        self._owner = ""
        self._names: frozenset[str] = frozenset()

    def offer_colleagues(self, colleagues: Iterable[Colleague]) -> None:
        """Take who there is: those who can answer it, then the others."""
        known = tuple(colleagues)
        self._names = frozenset(one.name.casefold() for one in known)
        self.offer(Pick(one.name, _words(one)) for one in known)

    def more(self, text: str) -> Iterable[Pick]:
        """Offer the typed name itself, unless it is in the list."""
        name = " ".join(text.split())
        if name and name.casefold() not in self._names:
            yield Pick(name, _("{name} (not in the settings)").format(name=words.line(name)))

    def empty_word(self) -> str:
        """Return what is said when the settings name no colleague."""
        return _("The settings name no colleague: type a name.")

    def choose(self, value: str) -> None:
        """Take the colleague, then the note."""
        if self._owner:
            super().choose(value)
            return
        self._owner = value
        asked = _("A note for {name}, kept on #{ref}; it may stay empty.")
        text = asked.format(name=words.line(value), ref=words.line(self._ref))
        self._question.update(Content(text))
        self._list.display = False
        self._hint.update(Content(_("Enter hands over · Esc closes")))
        self._line.placeholder = _("What should the colleague know?")
        self._line.value = ""

    def fill(self) -> None:
        """Show who fits; while the note is typed there is nothing to show."""
        if not self._owner:
            super().fill()

    def enter(self) -> None:
        """Take what is marked, or the note."""
        if self._owner:
            self.choose(self._line.value.strip())
            return
        super().enter()
        if self._picks is not None and not self._shown:
            self._target.say(self.empty_word())


def _words(one: Colleague) -> str:
    name = words.line(one.name)
    if one.able:
        return _("{name} · can answer it").format(name=name)
    return _("{name} · not by level, language or request type").format(name=name)
