"""What agents do with a ticket, from wherever one is selected: the queue or its own screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import on

from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxItem, QueueRow
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Tone
from agent_console.screens.widgets.snooze_picker import SnoozePicker


class VerbScreen(ConsoleScreen):
    """A screen with a selected ticket: reply, note, mine, close, reopen, snooze, undo."""

    @property
    def row(self) -> QueueRow | None:
        """The selected ticket's row; None while none is selected."""
        return None

    def changed(self, row: QueueRow) -> None:
        """Take the new row of a ticket that was just changed here."""
        self.reload()

    def open_ticket(self, ref: str) -> None:
        """Show a ticket's timeline."""
        from agent_console.screens.ticket import TicketScreen

        if self.session.desk is None:
            self.say(_("One moment: the store is being opened."))
            return
        self.quiet()
        self.app.push_screen(TicketScreen(self.session, ref))

    def _record(
        self, what: str, work: Callable[[DeskPort], QueueRow], said: Callable[[QueueRow], str]
    ) -> None:
        def done(row: QueueRow) -> None:
            self.session.did()
            self.say(said(row) + " · " + _("u takes it back"))
            self.changed(row)

        self.ask(what, work, done)

    def action_ticket_claim(self) -> None:
        """Take the ticket, or give it back when it is mine."""
        if (row := self.row) is None:
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        if row.owner == self.session.agent:
            self._record(
                "ticket: release",
                lambda desk: desk.tickets.release(ref),
                lambda _row: _("{ref} is nobody’s now").format(ref=shown),
            )
            return
        self._record(
            "ticket: take",
            lambda desk: desk.tickets.take(ref),
            lambda _row: _("{ref} is yours now").format(ref=shown),
        )

    def action_ticket_close(self) -> None:
        """Settle the ticket."""
        if (row := self.row) is None:
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        self._record(
            "ticket: close",
            lambda desk: desk.tickets.close(ref),
            lambda _row: _("{ref} is closed").format(ref=shown),
        )

    def action_ticket_reopen(self) -> None:
        """Take a closed or waiting ticket back into work."""
        if (row := self.row) is None:
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        self._record(
            "ticket: reopen",
            lambda desk: desk.tickets.reopen(ref),
            lambda _row: _("{ref} is open again").format(ref=shown),
        )

    def action_ticket_snooze(self) -> None:
        """Ask until when the ticket shall sleep."""
        if (row := self.row) is None:
            return
        if row.state is TicketState.CLOSED:
            self.say(_("A closed ticket sleeps already."), tone=Tone.WARNING)
            return
        self.open_panel(SnoozePicker(row.ref, self.session))

    @on(SnoozePicker.Picked)
    def snooze(self, event: SnoozePicker.Picked) -> None:
        """Let the ticket sleep until the chosen time."""
        ref, until = event.ref, event.until
        shown = self._moment(until)
        self._record(
            "ticket: snooze",
            lambda desk: desk.tickets.snooze(ref, until),
            lambda _row: _("#{ref} sleeps until {time}").format(ref=ref, time=shown),
        )

    def _moment(self, at: datetime) -> str:
        return words.moment_text(at, self.session.now(), self.session.zone)

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

        self.ask(
            "reply: begin",
            begin,
            lambda prepared: self.app.push_screen(ReplyScreen(self.session, prepared)),
        )

    def action_note_begin(self) -> None:
        """Write an internal note."""
        from agent_console.screens.note import NoteScreen

        self.quiet()
        if (row := self.row) is None:
            return
        self.ask(
            "note: begin",
            lambda desk: desk.tickets.view(row.ref),
            lambda view: self.app.push_screen(NoteScreen(self.session, view)),
        )

    def action_desk_undo(self) -> None:
        """Take back what was done last: a reply that still waits, or a recorded change."""
        item = self.session.takes_back()
        if item is not None:
            self.ask(
                "outbox: take back",
                lambda desk: desk.outbox.cancel(item.id),
                lambda cancelled: self._taken_back(item, cancelled=cancelled),
            )
            return
        self.ask("undo", lambda desk: desk.tickets.undo_last(), self._undone)

    def _taken_back(self, item: OutboxItem, *, cancelled: bool) -> None:
        self.session.forget(item.id)
        if not cancelled:
            self.say(_("Too late: the reply has begun to leave."), tone=Tone.WARNING)
            return
        self.say(_("The reply did not leave; go on writing."))
        self.write_reply(item.ticket)

    def _undone(self, what: str) -> None:
        if self.session.acts:
            self.session.acts.pop()
        self.say(words.line(what))
        self.reload()

    def reload(self) -> None:
        """Read again what is shown."""
