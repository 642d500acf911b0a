"""The language is changed while the program runs: everything on every screen is said anew.

Most widgets ask for their words whenever they draw. One that keeps a text has a method
``retell``, which says it again; what comes from the desk is read again.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.dom import DOMNode

from agent_console.i18n import LANGUAGES, _, current_language, use_language
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.messages import StoreChanged
from agent_console.screens.widgets.key_line import KeyLine
from agent_console.screens.widgets.status_line import StatusLine
from agent_console.screens.writing import WritingScreen

NAMES = {"de": "Deutsch", "en": "English"}
"""Each language calls itself by its own name."""


@runtime_checkable
class Retelling(Protocol):
    """A widget or a screen that keeps a text of the program's own."""

    def retell(self) -> None:
        """Say it again."""


def speak(front: ConsoleScreen, language: str) -> None:
    """Change to ``language`` until the program ends, on all screens; the settings keep it."""
    if language not in LANGUAGES:
        return
    use_language(language)
    session = front.session
    session.notice = None
    for screen in front.app.screen_stack:
        if isinstance(screen, ConsoleScreen):
            _retell(screen)
    front.say(_("Language: {name}").format(name=NAMES[current_language()]))


def _retell(screen: ConsoleScreen) -> None:
    nodes: list[DOMNode] = [screen, *screen.query("*")]
    for node in nodes:
        if isinstance(node, Retelling):
            node.retell()
    for line in screen.query(StatusLine):
        line.show()
    for widget in screen.query("*"):
        widget.refresh(layout=not isinstance(widget, KeyLine))
    if screen.session.desk is None:
        return
    if isinstance(screen, WritingScreen):
        screen.store_changed(StoreChanged(frozenset()))
    else:
        screen.desk_opened()
