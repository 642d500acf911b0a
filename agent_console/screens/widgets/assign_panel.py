"""Who answers: a colleague of the settings, or any name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from agent_console.desk.routing import Colleague


class AssignPanel(PickPanel):
    """Me first, then those who can answer it, then the others; typing makes another name."""

    def offer_colleagues(self, colleagues: Iterable[Colleague]) -> None:
        """Take who there is."""
        known = [one for one in colleagues if one.name != self._target.session.agent]
        me = self._target.session.agent
        self._names = frozenset(one.name.casefold() for one in known) | {me.casefold()}
        self.offer(
            (
                Pick(me, _("{name} · me").format(name=words.line(me))),
                *(Pick(one.name, words.line(one.name)) for one in known),
            )
        )

    def more(self, text: str) -> Iterable[Pick]:
        """Offer the typed name itself, unless it is in the list."""
        name = " ".join(text.split())
        if name and name.casefold() not in self._names:
            yield Pick(name, _("{name} (not in the settings)").format(name=words.line(name)))
