"""From a selected ticket to the screens that show it or answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.screen import Screen

from agent_console.desk.views import QueueRow
from agent_console.i18n import _
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session

T = TypeVar("T")


class OpeningScreen(ConsoleScreen):
    """A screen with a selected ticket that can be opened, answered and noted upon."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._opening = False

    @property
    def row(self) -> QueueRow | None:
        """The selected ticket's row; None while none is selected."""
        return None

    def on_key(self, event: events.Key) -> None:
        """Let no key act here while an editor opens: what is typed ahead is meant for that."""
        if self._opening:
            event.stop()
            event.prevent_default()

    def failed(self, error: BaseException) -> None:
        """Listen to keys again, and say what happened."""
        self._opening = False
        super().failed(error)

    def _open_editor(
        self, what: str, work: Callable[[DeskPort], T], screen: Callable[[T], Screen[None]]
    ) -> None:
        def opened(prepared: T) -> None:
            self._opening = False
            self.app.push_screen(screen(prepared))

        self._opening = self.ask(what, work, opened, group="open")

    def open_ticket(self, ref: str) -> None:
        """Show a ticket's timeline."""
        from agent_console.screens.ticket import TicketScreen

        if self.session.desk is None:
            self.say(_("One moment: the store is being opened."))
            return
        self.quiet()
        self.app.push_screen(TicketScreen(self.session, ref))

    def action_reply_begin(self) -> None:
        """Answer the customer."""
        self._write(everyone=False)

    def action_reply_everyone(self) -> None:
        """Answer the customer and all others of the conversation."""
        self._write(everyone=True)

    def _write(self, *, everyone: bool) -> None:
        self.quiet()
        if self.row is not None:
            self.write_reply(self.row.ref, everyone=everyone)

    def write_reply(self, ref: str, *, everyone: bool = False) -> None:
        """Open the reply editor with what the desk has prepared, or with the kept draft."""
        from agent_console.screens.reply import Prepared, ReplyScreen, prepare

        def begin(desk: DeskPort) -> Prepared:
            return prepare(desk, ref, everyone=everyone)

        self._open_editor("reply: begin", begin, lambda found: ReplyScreen(self.session, found))

    def action_note_begin(self) -> None:
        """Write an internal note."""
        from agent_console.screens.note import NoteScreen

        self.quiet()
        if (row := self.row) is None:
            return
        self._open_editor(
            "note: begin",
            lambda desk: desk.tickets.view(row.ref),
            lambda view: NoteScreen(self.session, view),
        )
