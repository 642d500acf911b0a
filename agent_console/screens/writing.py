"""What writing a reply and writing a note have in common."""

from __future__ import annotations

from textual import on
from textual.widgets import TextArea

from agent_console.desk.views import TicketView
from agent_console.i18n import _
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.drafting import DraftKeeper, SaveDraft
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session
from agent_console.screens.widgets.timeline import Timeline
from agent_console.screens.widgets.writing_area import WritingArea


class WritingScreen(ConsoleScreen):
    """An editor beside the ticket's timeline; what is written is kept all the time."""

    AUTO_FOCUS = "WritingArea"
    FILE_NAME = "text"

    def __init__(self, session: Session, view: TicketView, text: str, save: SaveDraft) -> None:
        super().__init__(session)
        self.ticket = view
        self.area = WritingArea(text)
        self.timeline = Timeline(session)
        self.keeper = DraftKeeper(self, self.area.text, save)

    def on_mount(self) -> None:
        """Show the ticket."""
        self.timeline.show(self.ticket)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.keeper.changed(self.area.text)

    def save_now(self, desk: DeskPort) -> None:
        """Keep the draft before the program ends."""
        self.keeper.save_now(desk)

    def action_draft_editor(self) -> None:
        """Go on writing in the agent's own editor."""
        writing = self.session.edit(self.app, self.area.text, self.FILE_NAME)
        self.await_then("draft: own editor", writing, self._edited)

    def _edited(self, text: str) -> None:
        self.area.rewrite(text)
        self.say(_("Taken over from your editor."))

    def action_screen_back(self) -> None:
        """Go back; the draft is kept."""
        self.keeper.keep(self.leave)

    def leave(self) -> None:
        """Close this screen, unless it is closed already."""
        if self.is_current:
            self.app.pop_screen()
