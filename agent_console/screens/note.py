"""Writing an internal note: another place, another colour, and nobody it could be sent to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

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
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.NOTE)

    def __init__(self, session: Session, view: TicketView, text: str) -> None:
        super().__init__(session, view, text, self._save)
        self.ref = view.ticket.ref

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(self._head, id="note-head")
        yield self.area
        yield self.timeline
        yield self.foot()

    def _head(self) -> str:
        said = _("# Internal note on #{ref} · only the team sees it").format(
            ref=words.line(self.ref)
        )
        return " · ".join(part for part in (said, self.keeper.words) if part)

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
