"""What agents do with a ticket, from wherever one is selected: the queue or its own screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.states import TicketState
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.opening import OpeningScreen
from agent_console.screens.session import Tone

if TYPE_CHECKING:
    from agent_console.desk.views import OutboxItem
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.widgets.snooze_picker import SnoozePicker


class VerbScreen(OpeningScreen):
    """A screen with a selected ticket that can be changed: mine, close, reopen, snooze, undo."""

    def changed(self, row: QueueRow) -> None:
        """Take the new row of a ticket that was just changed here."""
        self.reload()

    def _record(self, what: str, ref: str, work: Callable[[DeskPort], QueueRow], said: str) -> None:
        """Change a ticket; a second key on it counts only when the first has done its work."""
        acting = self.session.acting
        if ref in acting:
            return

        def done(row: QueueRow) -> None:
            acting.discard(ref)
            self.session.did()
            self.say(said + " · " + _("u takes it back"))
            if self.is_attached:
                self.changed(row)

        if self.act(what, work, done, otherwise=lambda: acting.discard(ref)):
            acting.add(ref)

    def action_ticket_claim(self) -> None:
        """Take the ticket, or give it back when it is mine."""
        if (row := self.row) is None:
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        if row.owner == self.session.agent:
            self._record(
                "ticket: release",
                ref,
                lambda desk: desk.tickets.release(ref),
                _("{ref} is nobody’s now").format(ref=shown),
            )
            return
        self._record(
            "ticket: take",
            ref,
            lambda desk: desk.tickets.take(ref),
            _("{ref} is yours now").format(ref=shown),
        )

    def action_ticket_close(self) -> None:
        """Settle the ticket."""
        if (row := self.row) is None:
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        self._record(
            "ticket: close",
            ref,
            lambda desk: desk.tickets.close(ref),
            _("{ref} is closed").format(ref=shown),
        )

    def action_ticket_reopen(self) -> None:
        """Take a closed or waiting ticket back into work."""
        if (row := self.row) is None:
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        self._record(
            "ticket: reopen",
            ref,
            lambda desk: desk.tickets.reopen(ref),
            _("{ref} is open again").format(ref=shown),
        )

    def action_ticket_snooze(self) -> None:
        """Ask until when the ticket shall sleep."""
        from agent_console.screens.widgets.snooze_picker import SnoozePicker

        if (row := self.row) is None:
            return
        if row.state is TicketState.CLOSED:
            self.say(_("A closed ticket sleeps already."), tone=Tone.WARNING)
            return
        self.open_panel(SnoozePicker(row.ref, self.session))

    def on_snooze_picker_picked(self, event: SnoozePicker.Picked) -> None:
        """Let the ticket sleep until the chosen time."""
        ref, until = event.ref, event.until
        shown = self._moment(until)
        self._record(
            "ticket: snooze",
            ref,
            lambda desk: desk.tickets.snooze(ref, until),
            _("#{ref} sleeps until {time}").format(ref=words.line(ref), time=shown),
        )

    def _moment(self, at: datetime) -> str:
        return words.moment_text(at, self.session.now(), self.session.zone)

    def action_desk_undo(self) -> None:
        """Take back what was done last: a reply that still waits, or a recorded change."""
        acts = self.session.acts
        if (gone := self.session.left_already()) is not None:
            acts.pop()
            who = words.recipients(gone)
            self.say(_("Too late: the reply to {who} has left.").format(who=who), tone=Tone.WARNING)
        elif (item := self.session.takes_back()) is not None:
            self._take_back(item)
        elif self.act("undo", lambda desk: desk.tickets.undo_last(), self._undone) and acts:
            acts.pop()

    def _take_back(self, item: OutboxItem) -> None:
        """Take a waiting reply back and open it in the editor."""
        from agent_console.screens.prepared import Prepared, prepare_again
        from agent_console.screens.reply import ReplyScreen, editor_for

        def take_back(desk: DeskPort) -> Prepared | None:
            return prepare_again(desk, item) if desk.outbox.cancel(item.id) else None

        def editor(prepared: Prepared | None) -> ReplyScreen | None:
            self.session.forget(item.id)
            if prepared is None:
                self.say(_("Too late: the reply has begun to leave."), tone=Tone.WARNING)
                return None
            self.say(_("The reply did not leave; go on writing."))
            return editor_for(self.session, prepared)

        self._open_editor("outbox: take back", take_back, editor)

    def _undone(self, what: str) -> None:
        self.say(words.line(what))
        if self.is_attached:
            self.reload()

    def reload(self) -> None:
        """Read again what is shown."""
