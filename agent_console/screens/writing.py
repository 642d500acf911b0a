"""What writing a reply and writing a note have in common."""

from __future__ import annotations

from textual import on
from textual.widgets import TextArea

from agent_console.desk.text import to_screen
from agent_console.desk.views import EntryKind, TicketView
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.drafting import DraftKeeper, SaveDraft
from agent_console.screens.hints import hint
from agent_console.screens.messages import StoreChanged
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session
from agent_console.screens.spelled import SpelledScreen
from agent_console.screens.widgets.timeline import Timeline
from agent_console.screens.widgets.writing_area import WritingArea


class WritingScreen(SpelledScreen):
    """An editor beside the ticket's timeline; what is written is kept all the time."""

    AUTO_FOCUS = "WritingArea"
    FILE_NAME = "text"
    ANSWERS = True
    """Whether what is written answers the customer: then it matters who else does."""

    def __init__(
        self, session: Session, view: TicketView | None, text: str, save: SaveDraft
    ) -> None:
        """``view`` is None where there is no ticket yet."""
        super().__init__(session)
        self.ticket = view
        self.area = WritingArea(text)
        self.timeline = Timeline(session)
        self.keeper = DraftKeeper(self, self.area.text, save, self.show_saved)
        self._outside = False
        self._rival = ""

    def on_mount(self) -> None:
        """Show the ticket."""
        if self.ticket is not None:
            self.timeline.show(self.ticket)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.keeper.changed(self.area.text)

    @property
    def busy(self) -> bool:
        """Whether the text is being sent, kept or edited elsewhere: then no key changes it."""
        return self.area.read_only

    def begin_work(self) -> bool:
        """Stop writing while something is done with the text; False when that is so already."""
        if self.busy:
            return False
        self.area.read_only = True
        return True

    def end_work(self) -> None:
        """Let the agent write again."""
        self.area.read_only = False

    def store_changed(self, change: StoreChanged) -> None:
        """Read the ticket again when it may have changed."""
        if self.ticket is None:
            return
        ref = self.ticket.row.ref
        if not change.refs or ref in change.refs:
            self.ask(
                "ticket: read again",
                lambda desk: (desk.tickets.view(ref), desk.colleagues.rival(ref)),
                self._read_again,
                group="ticket",
                exclusive=True,
            )

    def _read_again(self, found: tuple[TicketView, str]) -> None:
        view, rival = found
        old, self.ticket = self.ticket, view
        if rival and rival != self._rival and self.ANSWERS:
            self.tell(words.line(rival))
        self._rival = rival
        self.timeline.show(view)
        if old is not None and incoming(view) > incoming(old):
            self.tell(_("A new mail came to this ticket; it stands in the timeline."))

    def show_saved(self) -> None:
        """Show whether what was written is on the disk."""

    def save_now(self, desk: DeskPort) -> None:
        """Keep the draft before the program ends, also what stands in the agent's own editor."""
        text = self.session.outside.rescue() if self._outside else None
        if text is not None:
            self.keeper.replace(to_screen(text))
        self.keeper.save_now(desk)

    def action_draft_editor(self) -> None:
        """Go on writing in the agent's own editor."""
        if not self.begin_work():
            return
        self.session.editing = self._outside = True
        writing = self.session.edit(self.app, self.area.text, self.FILE_NAME)
        self.await_then("draft: own editor", writing, self._edited, otherwise=self._not_edited)

    def _not_edited(self) -> None:
        self.session.editing = self._outside = False
        self.end_work()

    def _edited(self, text: str) -> None:
        self._not_edited()
        self.area.rewrite(text)
        self.say(_("Taken over from your editor."))

    def action_screen_back(self) -> None:
        """Go back; the draft is kept."""
        if self.begin_work():
            self.keeper.keep(self.go_back, otherwise=self.end_work)

    def go_back(self) -> None:
        """Close this screen because the agent goes back."""
        self.leave()

    def leave(self) -> None:
        """Close this screen with what was said of it, unless it is closed already."""
        if self.is_current:
            for said in (hint(self.SCOPE, self.session.keys), *words.all_not_left()):
                self.session.untell(said)
            self.app.pop_screen()


def incoming(view: TicketView) -> int:
    """Return how many mails of the customer a timeline holds."""
    return sum(entry.kind is EntryKind.MAIL_IN for entry in view.entries)
