"""What an agent decides about outgoing mails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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
from agent_console.screens import words
from agent_console.screens.keys import Action
from agent_console.screens.outbox_list import OutboxListScreen
from agent_console.screens.outgoing import waits
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.later_prompt import LaterPrompt, later_text
from agent_console.screens.widgets.question import Question, yes

_SENT = "sent"
_MOVED = (OutboxState.QUEUED, OutboxState.HELD, OutboxState.DEFERRED)
_HURRIED = (OutboxState.QUEUED, OutboxState.DEFERRED, OutboxState.PARTIAL)
_SENT_AGAIN = (*UNDECIDED, OutboxState.PARTIAL)
_ALLOWED = {
    "outbox.cancel": TAKEN_BACK_FROM,
    "outbox.now": _HURRIED,
    "outbox.again": _SENT_AGAIN,
    "outbox.sent": (OutboxState.UNKNOWN,),
    "outbox.look": (OutboxState.UNKNOWN,),
    "outbox.later": _MOVED,
}


def helps(action_id: str, item: OutboxItem) -> bool:
    """Tell whether a key of the outbox does something with a mail."""
    if action_id == "outbox.open":
        return has_ticket(item)
    if item.state is OutboxState.PARTIAL and action_id == "outbox.now":
        return waits(item)
    if item.state is OutboxState.PARTIAL and action_id == "outbox.again":
        return bool(item.pending or item.refused)
    return item.state in _ALLOWED.get(action_id, tuple(OutboxState))


def has_ticket(item: OutboxItem) -> bool:
    """Tell whether the ticket of a mail exists: a new mail opens it when it leaves."""
    return item.kind is not OutboxKind.NEW or item.state in LEFT


class OutboxScreen(OutboxListScreen):
    """The outbox with its keys: one decision for the selected mail."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._refusal = ""
        self._doubtful: OutboxItem | None = None

    def shown_key(self, action: Action) -> Action | None:
        """Name the keys that do something with the selected mail."""
        if self.panel_has_keys:
            return action if action.id == "screen.back" else None
        if not action.id.startswith("outbox."):
            return action
        item = self.item
        if item is None or not helps(action.id, item):
            return None
        if action.id == "outbox.again" and item.state is OutboxState.HELD:
            return replace(action, words=lambda: _("Send anyway"))
        return action

    @on(OptionList.OptionHighlighted)
    def _selected(self) -> None:
        self.show_keys()

    def action_screen_back(self) -> None:
        """Go back; what was not possible here is no news there."""
        self._unsay()
        super().action_screen_back()

    def _unsay(self) -> None:
        if self._refusal:
            self.session.untell(self._refusal)
            self._refusal = ""

    def _may(self, item: OutboxItem, allowed: tuple[OutboxState, ...]) -> bool:
        """Tell whether a mail stands where it can be decided upon; say it where it does not."""
        if item.state in allowed:
            return True
        text = _("Not possible: this mail is “{state}”.").format(state=outbox_word(item.state))
        self.say(text, tone=Tone.WARNING)
        self._refusal = text
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
        """Ask whether a mail did leave: nothing takes that back."""
        item = self.item
        if item is None or not self._may(item, (OutboxState.UNKNOWN,)) or self.asks:
            return
        self._doubtful = item
        text = _("Did it really leave? It is never sent again then: {who}, {subject}").format(
            who=words.recipients(item), subject=words.line(item.subject) or _("(no subject)")
        )
        self.open_panel(Question(text, (yes(_("yes, mark it as sent"), "yes"),), name=_SENT))

    @on(Question.Answered)
    def _sent_answered(self, event: Question.Answered) -> None:
        item, self._doubtful = self._doubtful, None
        if event.question.name != _SENT or not event.value or item is None:
            return

        def done(_item: object) -> None:
            self.say(_("Marked as sent."))
            if self.is_attached:
                self.reload()

        self.act("outbox: sent", lambda desk: desk.outbox.mark_sent(item.id), done)

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
        if not has_ticket(item):
            self.say(_("This mail opens its ticket when it has left."))
            return
        self._unsay()
        self.show_screen(TicketScreen(self.session, item.ticket))
