"""What an agent decides about outgoing mails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import on
from textual.widgets import OptionList

from agent_console.desk.states import (
    LEFT,
    TAKEN_BACK_FROM,
    UNDECIDED,
    OutboxKind,
    OutboxState,
    outbox_word,
)
from agent_console.desk.views import OutboxItem
from agent_console.i18n import _
from agent_console.screens.outbox_list import OutboxListScreen
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Tone
from agent_console.screens.widgets.later_prompt import LaterPrompt, later_text

_MOVED = (OutboxState.QUEUED, OutboxState.HELD, OutboxState.DEFERRED)
_HURRIED = (OutboxState.QUEUED, OutboxState.DEFERRED, OutboxState.PARTIAL)
_SENT_AGAIN = (*UNDECIDED, OutboxState.PARTIAL)


class OutboxScreen(OutboxListScreen):
    """The outbox with its keys: one decision for the selected mail."""

    def _may(self, item: OutboxItem, allowed: tuple[OutboxState, ...]) -> bool:
        """Tell whether a mail stands where it can be decided upon; say it where it does not."""
        if item.state in allowed:
            return True
        text = _("Not possible: this mail is “{state}”.").format(state=outbox_word(item.state))
        self.say(text, tone=Tone.WARNING)
        return False

    def _decide(
        self,
        what: str,
        allowed: tuple[OutboxState, ...],
        work: Callable[[DeskPort, int], object],
        said: str,
        *,
        gone: bool = False,
    ) -> None:
        item = self.item
        if item is None or not self._may(item, allowed):
            return

        def done(result: object) -> None:
            if result is False:
                self.say(_("Too late: the mail has begun to leave."), tone=Tone.WARNING)
            else:
                if gone:
                    self.session.forget(item.id)
                self.say(said)
            if self.is_attached:
                self.reload()

        self.act(what, lambda desk: work(desk, item.id), done)

    def action_outbox_cancel(self) -> None:
        """Take back a mail that has not left."""
        said = _("Taken back; the text is the ticket’s draft again.")
        if self.item is not None and self.item.kind is OutboxKind.NEW:
            said = _("Taken back; N in the queue goes on writing.")
        self._decide(
            "outbox: take back",
            TAKEN_BACK_FROM,
            lambda desk, number: desk.outbox.cancel(number),
            said,
            gone=True,
        )

    def action_outbox_now(self) -> None:
        """End the undo time, or the time until the next try."""
        item = self.item
        waits = item is not None and item.state is OutboxState.QUEUED

        def hurry(desk: DeskPort, number: int) -> object:
            sent = desk.outbox.send_now(number) if waits else desk.outbox.send_again(number)
            desk.engine.nudge()
            return sent

        self._decide("outbox: now", _HURRIED, hurry, _("It leaves now."))

    def action_outbox_again(self) -> None:
        """Queue a mail again that did not get through, was held, or of which nobody knows."""
        item = self.item
        held = item is not None and item.state is OutboxState.HELD

        def again(desk: DeskPort, number: int) -> object:
            outbox = desk.outbox
            item = outbox.send_regardless(number) if held else outbox.send_again(number)
            desk.engine.nudge()
            return item

        said = _("It is sent again, the very same mail.")
        if held:
            said = _("It leaves now, as it was written.")
        self._decide("outbox: again", _SENT_AGAIN, again, said)

    def action_outbox_look(self) -> None:
        """Look in the mailbox once more for a mail of which nobody knows."""

        def look(desk: DeskPort, number: int) -> object:
            item = desk.outbox.look_again(number)
            desk.engine.nudge()
            return item

        said = _("The mailbox is asked; what is found stands here.")
        self._decide("outbox: look", (OutboxState.UNKNOWN,), look, said)

    def action_outbox_sent(self) -> None:
        """Record that a mail did leave."""
        self._decide(
            "outbox: sent",
            (OutboxState.UNKNOWN,),
            lambda desk, number: desk.outbox.mark_sent(number),
            _("Marked as sent."),
        )

    def action_outbox_later(self) -> None:
        """Ask at which other time the mail shall leave."""
        if self.item is not None and self._may(self.item, _MOVED) and not self.asks:
            self.open_panel(LaterPrompt(self.session))

    @on(LaterPrompt.Picked)
    def _later_picked(self, event: LaterPrompt.Picked) -> None:
        at: datetime = event.at
        moment = later_text(at, self.session.now(), self.session.zone)
        self._decide(
            "outbox: later",
            _MOVED,
            lambda desk, number: desk.outbox.reschedule(number, at),
            _("Leaves {moment}").format(moment=moment),
        )

    def action_outbox_source(self) -> None:
        """Show the bytes of the mail as they go."""
        from agent_console.screens.source import SourceScreen

        if self.item is not None:
            self.show_screen(SourceScreen(self.session, self.item))

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_outbox_open()

    def action_outbox_open(self) -> None:
        """Open the ticket of the selected mail."""
        from agent_console.screens.ticket import TicketScreen

        item = self.item
        if item is None:
            return
        if item.kind is OutboxKind.NEW and item.state not in LEFT:
            self.say(_("This mail opens its ticket when it has left."))
            return
        self.show_screen(TicketScreen(self.session, item.ticket))
