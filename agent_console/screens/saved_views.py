"""Searches as views of the queue: kept from the search, shown by a digit, kept no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.states import SavedView
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.line_prompt import LinePrompt

if TYPE_CHECKING:
    from agent_console.screens.queue import QueueScreen

NAME = "view-name"
FIRST_DIGIT = 2
"""The digit of the first saved view: 1 is the canned answer."""

LAST_DIGIT = 9


def ask_name(screen: ConsoleScreen, search: str) -> None:
    """Ask how the view of a search shall be called."""
    if not search:
        screen.say(_("Type first what the view shall show."))
        return
    text = _("Keep “{search}” as a view: how is it called?").format(search=words.line(search))
    screen.open_panel(LinePrompt(screen.session, text, name=NAME, about=search))


def keep(screen: ConsoleScreen, event: LinePrompt.Entered) -> None:
    """Keep the search under the name that was given."""
    if event.prompt.name != NAME:
        return
    name, search = event.text, event.prompt.about

    def kept(views: tuple[SavedView, ...]) -> None:
        screen.session.saved = views
        digit = digit_of(screen.session, name)
        text = _("{name} is a view of the queue now").format(name=words.line(name))
        said = _("{digit} shows it there").format(digit=digit) if digit else ""
        screen.say(" · ".join(part for part in (text, said) if part))

    screen.act("view: keep", lambda desk: desk.views.keep(name, search), kept)


def digit_of(session: Session, name: str) -> str:
    """Return the digit that shows a saved view, "" for those behind the ninth."""
    names = [one.name.casefold() for one in session.saved]
    place = names.index(name.casefold()) + FIRST_DIGIT if name.casefold() in names else 0
    return str(place) if FIRST_DIGIT <= place <= LAST_DIGIT else ""


def show(screen: QueueScreen, digit: int) -> None:
    """Show the saved view of a digit."""
    views = screen.session.saved
    if digit - FIRST_DIGIT >= len(views):
        screen.say(
            _("There is no view {n} yet: / searches, and Ctrl+S keeps a search as one.").format(
                n=digit
            ),
            tone=Tone.WARNING,
        )
        return
    screen.action_view(screen.session.views.index(views[digit - FIRST_DIGIT]))


def forget(screen: QueueScreen) -> None:
    """Keep the view that is shown no longer."""
    view = screen.feed.view
    if not isinstance(view, SavedView):
        screen.say(_("This view is not one of your own."))
        return

    def gone(views: tuple[SavedView, ...]) -> None:
        screen.session.saved = views
        screen.action_view(0)
        screen.say(_("{name} is no view any more.").format(name=words.line(view.name)))

    screen.act("view: forget", lambda desk: desk.views.forget(view.name), gone)
