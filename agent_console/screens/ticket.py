"""One ticket: its head, and everything that happened on it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from agent_console.desk.views import EntryKind, QueueRow, TicketView
from agent_console.i18n import _
from agent_console.screens.asking import nothing
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.session import Session
from agent_console.screens.verbs import VerbScreen
from agent_console.screens.widgets.customer_card import BesideTicket
from agent_console.screens.widgets.ticket_head import TicketHead
from agent_console.screens.widgets.timeline import Timeline

WHOLE = 2
MAILS = frozenset(
    (EntryKind.MAIL_IN, EntryKind.MAIL_OUT, EntryKind.AUTOMATIC, EntryKind.DELIVERY_REPORT)
)


class TicketScreen(VerbScreen):
    """Shows a ticket's timeline, the newest entry first in view."""

    SCOPE = Scope.TICKET
    AUTO_FOCUS = "Timeline"
    CSS_PATH = "ticket.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.TICKET)

    def __init__(self, session: Session, ref: str, known: QueueRow | None = None) -> None:
        super().__init__(session)
        self.unread = known is None
        self.ref = ref
        self._known = known
        self.ticket: TicketView | None = None
        self.timeline = Timeline(session)
        self.beside = BesideTicket(session, self.timeline)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TicketHead(self.session)
        yield self.beside
        yield self.foot()

    def next_step(self) -> str:
        """Return how an agent goes on after a reply."""
        return _("Esc goes back to the queue")

    @property
    def row(self) -> QueueRow | None:
        """The ticket's row; until it is read, as the list knew it."""
        return self.ticket.row if self.ticket else self._known

    def on_screen_resume(self) -> None:
        """Read the ticket, the first time and after every other screen."""
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read again when this ticket may have changed."""
        if not change.refs or self.ref in change.refs:
            self.reload()

    def desk_opened(self) -> None:
        """Read the ticket."""
        super().desk_opened()
        self.reload()

    @on(TicketHead.Woken)
    def _woken(self) -> None:
        self.reload()

    def changed(self, row: QueueRow) -> None:
        """Show the new row at once, and read the rest."""
        self._known = row
        if self.ticket is not None:
            self.ticket = replace(self.ticket, row=row)
            self.query_one(TicketHead).show(self.ticket)
        self.reload()

    def reload(self) -> None:
        """Read the ticket; an older read that is still running no longer counts."""
        self._read(whole=False)

    def _read(self, *, whole: bool) -> None:
        ref = self.ref
        self.ask(
            "ticket: read",
            lambda desk: (desk.tickets.view(ref, whole=whole), desk.tickets.types()),
            lambda found: self._loaded(*found),
            otherwise=self.has_read,
            group="ticket",
            exclusive=True,
        )

    def _loaded(self, view: TicketView, types: tuple[tuple[str, str, int], ...]) -> None:
        self.has_read()
        self.ticket = view
        self.ref = view.row.ref
        self.query_one(TicketHead).name_types({one: name for one, name, _level in types})
        self.query_one(TicketHead).show(view)
        self.timeline.show(view)
        self.beside.show(view)
        if view.partial:
            self._read(whole=True)
        elif any(entry.depth < WHOLE for entry in view.entries):
            self.ask("ticket: want", lambda desk: desk.engine.want(self.ref), nothing, group="want")

    def action_timeline_fold(self) -> None:
        """Open or close quotes, signatures and the reasons in the head."""
        self.timeline.toggle_folds()
        self.query_one(TicketHead).show_reasons(full=self.timeline.unfolded)

    def action_timeline_source(self) -> None:
        """Show the current mail as it came, header and all, or read again."""
        entry = self.timeline.entry
        if entry is None or self.timeline.hide_source():
            return
        if entry.kind not in MAILS:
            self.say(_("Only a mail has headers: go to one with j and k."))
            return
        self.ask(
            "ticket: source",
            lambda desk: desk.tickets.source(entry.key),
            lambda text: self.timeline.show_source(entry.key, text),
            group="source",
            exclusive=True,
        )

    def action_ticket_files(self) -> None:
        """List the files of the mails, to be saved."""
        from agent_console.screens.files import FilesPanel

        if not self.asks:
            self.open_panel(FilesPanel(self, self.ref))

    def action_timeline_more(self) -> None:
        """Show the next part of a long mail."""
        if self.timeline.entry is not None and not self.timeline.show_more():
            self.say(_("This entry is shown completely."))

    def action_entry(self, step: int) -> None:
        """Go to the next or previous entry."""
        self.timeline.go_by(step)

    def action_scroll_by(self, by: int) -> None:
        """Scroll by lines."""
        self.timeline.scroll_lines(by)

    def action_page(self, by: int) -> None:
        """Scroll by a screenful."""
        self.timeline.scroll_lines(by * max(self.timeline.size.height - 1, 1))

    def action_edge(self, end: int) -> None:
        """Go to the beginning or the end."""
        self.timeline.go_to_edge(end)
