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
from agent_console.screens.session import Session, Tone

if TYPE_CHECKING:
    from agent_console.desk.views import OutboxItem
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.widgets.line_prompt import LinePrompt
    from agent_console.screens.widgets.snooze_picker import SnoozePicker


class VerbScreen(OpeningScreen):
    """A screen with a selected ticket that can be changed: mine, close, reopen, snooze, undo."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._steps: list[tuple[str, str]] = []

    def changed(self, row: QueueRow) -> None:
        """Take the new row of a ticket that was just changed here."""
        self.reload()

    def record(
        self,
        what: str,
        ref: str,
        work: Callable[[DeskPort], QueueRow],
        said: str | Callable[[QueueRow], str],
    ) -> None:
        """Change a ticket; a second key on it counts only when the first has done its work.

        ``said`` are the words for it, or tells them of the ticket's new row.
        """
        acting = self.session.acting
        if ref in acting:
            return

        def done(row: QueueRow) -> None:
            acting.discard(ref)
            self.session.did()
            text = said if isinstance(said, str) else said(row)
            self.say(f"{text} · {self.way_back()}")
            if self.is_attached:
                self.changed(row)
                self._go_on(row)

        def failed() -> None:
            acting.discard(ref)
            self._steps.clear()

        if self.act(what, work, done, otherwise=failed):
            acting.add(ref)

    def action_say(self, what: str) -> None:
        """Say what the ticket is or whose; a step pressed while one is taken comes after it."""
        from agent_console.screens import label_verbs

        if (row := self.chosen()) is None:
            return
        if row.ref not in self.session.acting:
            label_verbs.say(self, row, what)
        elif what in label_verbs.STEPS:
            self._steps.append((row.ref, what))

    def action_handle(self, what: str) -> None:
        """Do something with the ticket besides answering it."""
        from agent_console.screens import handling_verbs

        if (row := self.chosen()) is not None and row.ref not in self.session.acting:
            handling_verbs.handle(self, row, what)

    def _go_on(self, row: QueueRow) -> None:
        """Take the next step that was pressed meanwhile."""
        steps = [what for ref, what in self._steps if ref == row.ref]
        self._steps = [(row.ref, what) for what in steps[1:]]
        if steps:
            from agent_console.screens import label_verbs

            label_verbs.say(self, row, steps[0])

    def action_ticket_explain(self) -> None:
        """Show why the ticket is what it is and stands where it does."""
        from agent_console.screens.explain import ExplainScreen

        if (row := self.chosen()) is not None and self._desk() is not None:
            self.quiet()
            self.show_screen(ExplainScreen(self.session, row.ref, row.subject))

    def action_ticket_claim(self) -> None:
        """Take the ticket, or give it back when it is mine."""
        if (row := self.chosen()) is None:
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        if row.owner == self.session.agent:
            self.record(
                "ticket: release",
                ref,
                lambda desk: desk.tickets.release(ref),
                _("{ref} is nobody’s now").format(ref=shown),
            )
            return
        self.record(
            "ticket: take",
            ref,
            lambda desk: desk.tickets.take(ref),
            _("{ref} is yours now").format(ref=shown),
        )

    def action_ticket_close(self) -> None:
        """Settle the ticket; a complaint whose last step is open wants a reason."""
        from agent_console.screens import complaint_verbs

        if (row := self.chosen()) is None:
            return
        if complaint_verbs.is_unsettled(row):
            complaint_verbs.ask_reason(self, row)
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        said = _("{ref} is closed").format(ref=shown)
        if row.draft:
            said += " · " + _("what is half written stays as a draft")
        self.record("ticket: close", ref, lambda desk: desk.tickets.close(ref), said)

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Close a complaint for the reason that was given, or run the command."""
        from agent_console.screens import complaint_verbs, tool_verbs

        if not tool_verbs.entered(self, event):
            complaint_verbs.close_for(self, event)

    def action_ticket_grant(self) -> None:
        """Grant the remedy that somebody asks leave for."""
        from agent_console.screens import complaint_verbs

        if (row := self.chosen()) is not None:
            complaint_verbs.grant(self, row)

    def action_ticket_reopen(self) -> None:
        """Take a closed or waiting ticket back into work."""
        if (row := self.chosen()) is None:
            return
        ref, shown = row.ref, f"#{words.line(row.ref)}"
        self.record(
            "ticket: reopen",
            ref,
            lambda desk: desk.tickets.reopen(ref),
            _("{ref} is open again").format(ref=shown),
        )

    def action_ticket_snooze(self) -> None:
        """Ask until when the ticket shall sleep."""
        from agent_console.screens.widgets.snooze_picker import SnoozePicker

        if (row := self.chosen()) is None:
            return
        if row.state is TicketState.CLOSED:
            self.say(_("A closed ticket sleeps already."), tone=Tone.WARNING)
            return
        self.open_panel(SnoozePicker(row.ref, self.session))

    def on_snooze_picker_picked(self, event: SnoozePicker.Picked) -> None:
        """Let the ticket sleep until the chosen time."""
        ref, until = event.ref, event.until
        shown = self._moment(until)
        self.record(
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
            self.say(words.not_left(item))
            return editor_for(self.session, prepared)

        self.open_editor("outbox: take back", take_back, editor)

    def _undone(self, what: str) -> None:
        self.say(words.line(what))
        if self.is_attached:
            self.reload()

    def reload(self) -> None:
        """Read again what is shown."""
