"""The greeting of a mail put right with one key, and remembered for the customer."""

from __future__ import annotations

from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.attaching import AttachingScreen
from agent_console.screens.ports import DeskPort
from agent_console.screens.widgets.line_prompt import LinePrompt

NAME = "greeting"


def ask_greeting(screen: AttachingScreen) -> None:
    """Ask how the customer is greeted, with what is known so far to be corrected."""
    if screen.asks or screen.busy:
        return
    if screen.ticket is None:
        screen.say(_("There is no ticket yet, so nobody to greet."))
        return
    ref = screen.draft.ref

    def shown(value: str) -> None:
        text = _("Who is greeted, and du or Sie? “Frau Anna Müller, Sie”, “Anna, du”, “-”: no name")
        value = words.line(value)
        screen.open_panel(LinePrompt(screen.session, text, name=NAME, value=value))

    screen.ask("greeting: look", lambda desk: desk.greetings.shown(ref), shown)


def keep_greeting(screen: AttachingScreen, event: LinePrompt.Entered) -> None:
    """Remember the answer, and greet anew in the text where it still has the old greeting."""
    if event.prompt.name != NAME:
        return
    ref, said, text = screen.draft.ref, event.text, screen.area.text

    def keep(desk: DeskPort) -> str:
        return desk.greetings.keep(ref, said, text)

    def kept(found: str) -> None:
        if screen.area.text == text != found:
            screen.area.become(found)
            screen.keeper.touched()
            screen.say(_("The greeting is changed, and remembered for this customer."))
        else:
            screen.say(_("Remembered for this customer; the text stays as it is."))

    screen.ask("greeting: keep", keep, kept)
