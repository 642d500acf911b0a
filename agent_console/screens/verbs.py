"""What agents do with a ticket, from wherever one is selected: the queue or its own screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import on

from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxItem, QueueRow
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.opening import OpeningScreen
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Tone
from agent_console.screens.widgets.snooze_picker import SnoozePicker


class VerbScreen(OpeningScreen):
    """A screen with a selected ticket that can be changed: mine, close, reopen, snooze, undo."""

    def changed(self, row: QueueRow) -> None:
        """Take the new row of a ticket that was just changed here."""
        self.reload()

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
