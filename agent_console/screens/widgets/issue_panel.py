"""The known issues, and a new one whose name is typed."""

from __future__ import annotations

from collections.abc import Iterable

from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

NEW = "+"
"""Stands before the name of a new one in what is chosen."""


class IssuePanel(PickPanel):
    """Typing filters; what is typed can become a new known issue."""

    def more(self, text: str) -> Iterable[Pick]:
        """Offer what was typed as a new known issue."""
        typed = to_screen(text.strip(), one_line=True)
        if not typed:
            return ()
        return (Pick(NEW + typed, _("A new known issue: {title}").format(title=typed)),)

    def empty_word(self) -> str:
        """Return how the first one is begun."""
        return _("None is known yet: type what this one is called.")
