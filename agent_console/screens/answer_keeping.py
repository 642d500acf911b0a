"""The library from inside a reply: an answer is changed, or the reply kept as a new one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.attaching import AttachingScreen
from agent_console.screens.session import Tone
from agent_console.screens.widgets.line_prompt import LinePrompt

if TYPE_CHECKING:
    from agent_console.desk.canned import Entry

KEEP = "keep-answer"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class AnswerChanging:
    """Opens an answer's file in the own editor; what is refused stays to be put right."""

    def __init__(self, screen: AttachingScreen) -> None:
        self._screen = screen
        self._refused: dict[str, str] = {}

    def begin(self, entry_id: str, then: Callable[[], object]) -> None:
        """Let the agent change an answer; ``then`` is called once it is kept."""
        if entry_id in self._refused:
            self._edit(entry_id, self._refused[entry_id], then)
            return
        self._screen.ask(
            "answer: file",
            lambda desk: desk.answers.file_text(entry_id),
            lambda text: self._edit(entry_id, text, then),
        )

    def _edit(self, entry_id: str, text: str, then: Callable[[], object]) -> None:
        screen, shown = self._screen, to_screen(text)

        def back() -> None:
            screen.session.editing = False

        def edited(changed: str) -> None:
            back()
            if changed == shown and entry_id not in self._refused:
                screen.say(_("Nothing was changed."))
            else:
                self._keep(entry_id, changed, then)

        screen.session.editing = True
        writing = screen.session.edit(screen.app, shown, entry_id)
        screen.await_then("answer: own editor", writing, edited, otherwise=back)

    def _keep(self, entry_id: str, text: str, then: Callable[[], object]) -> None:
        def kept(entry: Entry) -> None:
            self._refused.pop(entry_id, None)
            path = words.line(entry.name)
            self._screen.say(_("Kept for the whole team: {path}").format(path=path))
            then()

        def refused() -> None:
            self._refused[entry_id] = text

        self._screen.act(
            "answer: change",
            lambda desk: desk.answers.keep_text(entry_id, text),
            kept,
            otherwise=refused,
        )


def ask_name(screen: AttachingScreen) -> None:
    """Ask what the reply shall be called as a canned answer."""
    if screen.asks or screen.busy:
        return
    if screen.ticket is None:
        screen.say(_("There is no ticket yet that an answer could fit."))
        return
    text = _("Keep this text as a canned answer: its id, then a title. late-parcel Where it is")
    screen.open_panel(LinePrompt(screen.session, text, name=KEEP))


def keep_reply(screen: AttachingScreen, event: LinePrompt.Entered) -> None:
    """Keep the agent's own words as an answer of the team, under the name that was given."""
    if event.prompt.name != KEEP:
        return
    entry_id, _blank, title = event.text.partition(" ")
    own = screen.area.own_words
    if not _ID.fullmatch(entry_id):
        screen.say(
            _("An id is of small letters, digits and hyphens, such as late-parcel."),
            tone=Tone.WARNING,
        )
    elif not own.strip():
        screen.say(_("There is no text yet that could be kept."), tone=Tone.WARNING)
    else:
        ref = screen.draft.ref
        screen.act(
            "answer: keep",
            lambda desk: desk.answers.keep(ref, entry_id, own, title),
            lambda entry: screen.say(_kept(entry)),
        )


def _kept(entry: Entry) -> str:
    said = _("Kept as {id}: {path}. Read it once more before others send it.")
    return said.format(id=entry.id, path=words.line(entry.name))
