"""Writing an internal note: another place, another colour, and nobody it could be sent to."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from agent_console.desk.mentions import completed, mentions, strangers
from agent_console.desk.people import TeamLook
from agent_console.desk.views import QueueRow, TicketView
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session
from agent_console.screens.widgets.told import Told
from agent_console.screens.writing import WritingScreen


class NoteScreen(WritingScreen):
    """The note editor, above the conversation."""

    SCOPE = Scope.NOTE
    CSS_PATH = "note.tcss"
    FILE_NAME = "note"
    ANSWERS = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.NOTE)

    def __init__(self, session: Session, view: TicketView, text: str) -> None:
        super().__init__(session, view, text, self._save)
        self.ref = view.ticket.ref
        self._people: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(self._head, id="note-head")
        yield self.area
        yield self.timeline
        yield self.foot()

    def on_mount(self) -> None:
        """Show the ticket, and learn who can be asked."""
        super().on_mount()
        self.ask("note: people", lambda desk: desk.colleagues.look(), self._meet, group="people")

    def _meet(self, look: TeamLook) -> None:
        self._people = tuple(person.name for person in look.people if not person.me)
        self.show_saved()

    def _head(self) -> str:
        said = _("# Internal note on #{ref} · only the team sees it").format(
            ref=words.line(self.ref)
        )
        asks = asked_words(self.area.text, self._people)
        return " · ".join(part for part in (said, asks, self.keeper.words) if part)

    @on(TextArea.Changed)
    def _asks_changed(self) -> None:
        self.show_saved()

    def action_note_complete(self) -> None:
        """Write on the name that was begun with an @."""
        row, column = self.area.cursor_location
        rest = completed(self.area.document.get_line(row)[:column], self._people)
        if rest and not self.busy:
            self.area.insert(rest)

    def show_saved(self) -> None:
        """Show whether the note is on the disk."""
        if self.is_attached:
            self.query_one("#note-head", Told).retell()

    def _save(self, desk: DeskPort, text: str) -> None:
        """Keep the draft of the note."""
        desk.replies.save_note(self.ref, text)

    def action_note_keep(self) -> None:
        """Record the note."""
        if not self.begin_work():
            return
        text = self.area.text

        def keep(desk: DeskPort) -> QueueRow:
            return self.keeper.finish(lambda: desk.tickets.note(self.ref, text))

        self.act("note: keep", keep, self._recorded, otherwise=self.end_work)

    def _recorded(self, _row: QueueRow) -> None:
        self.session.did()
        self.say(_("Note kept") + " · " + self.way_back())
        self.leave()


def asked_words(text: str, people: tuple[str, ...]) -> str:
    """Say whom a note asks, and which names are nobody's; "" without a team."""
    if not people:
        return ""
    asked, unknown = mentions(text, people), strangers(text, people)
    said = []
    if asked:
        said.append(_("asks {names}").format(names=", ".join(map(words.line, asked))))
    if unknown:
        names = ", ".join(f"@{words.line(one)}" for one in unknown)
        said.append(_("nobody is called {names}").format(names=names))
    return " · ".join(said)
