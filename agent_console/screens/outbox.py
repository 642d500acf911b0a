"""The outbox: what leaves, what has left, and what a person must decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent_console.desk.states import TAKEN_BACK_FROM, UNDECIDED, OutboxState, outbox_word
from agent_console.desk.views import OutboxItem
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session, Tone


class OutboxScreen(ConsoleScreen):
    """Lists outgoing mails, newest first, each with its state in words and the server's answer."""

    SCOPE = Scope.OUTBOX
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.OUTBOX)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._items: tuple[OutboxItem, ...] = ()
        self._list = OptionList(markup=False)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(Content(_("Outbox")), markup=False, classes="list-head")
        yield self._list
        yield self.foot()

    def on_mount(self) -> None:
        """Give the list the keys."""
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Read the outbox, the first time and after every other screen."""
        self.reload()

    def desk_opened(self) -> None:
        """Read the outbox, now that it can be read."""
        super().desk_opened()
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read again."""
        self.reload()

    def send_ended(self, item: OutboxItem) -> None:
        """Read again, and say how it ended."""
        super().send_ended(item)
        self.reload()

    def reload(self) -> None:
        """Read the outbox."""
        self.ask(
            "outbox: read",
            lambda desk: desk.outbox.items(),
            self._show,
            group="outbox",
            exclusive=True,
        )

    def _show(self, items: tuple[OutboxItem, ...]) -> None:
        selected = self.item.id if self.item else None
        self._items = items
        self._list.clear_options()
        self._list.add_options(Option(self._words(item), id=str(item.id)) for item in items)
        ids = [item.id for item in items]
        if items:
            self._list.highlighted = ids.index(selected) if selected in ids else 0
        else:
            self._list.add_option(Option(Content(_("Nothing has left yet.")), disabled=True))

    def _words(self, item: OutboxItem) -> Content:
        now, zone = self.session.now(), self.session.zone
        at = words.moment_text(item.queued_at, now, zone)
        who = words.recipients(item)
        state = f"{words.outbox_sign(item.state)} {outbox_word(item.state)}"
        subject, ref = words.line(item.subject), words.line(item.ticket)
        lines = [f"{state} · {who} · {subject} · {at} · #{ref}"]
        if item.next_try and item.state is OutboxState.DEFERRED:
            again = words.moment_text(item.next_try, now, zone)
            lines.append("    " + _("next try {time}").format(time=again))
        if item.state is OutboxState.UNKNOWN:
            lines.append("    " + _("Ask the customer or look into Sent; then m or a."))
        if item.detail:
            lines.append(f"    {words.line(item.detail)}")
        return Content("\n".join(lines))

    @property
    def item(self) -> OutboxItem | None:
        """The selected mail."""
        place = self._list.highlighted
        return self._items[place] if place is not None and place < len(self._items) else None

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
        if item is None:
            return
        if item.state not in allowed:
            state = outbox_word(item.state)
            text = _("Not possible: this mail is “{state}”.").format(state=state)
            self.say(text, tone=Tone.WARNING)
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
        self._decide(
            "outbox: take back",
            TAKEN_BACK_FROM,
            lambda desk, number: desk.outbox.cancel(number),
            _("Taken back; the text is the ticket’s draft again."),
            gone=True,
        )

    def action_outbox_now(self) -> None:
        """End the undo time."""

        def hurry(desk: DeskPort, number: int) -> bool:
            sent = desk.outbox.send_now(number)
            desk.engine.nudge()
            return sent

        self._decide("outbox: now", (OutboxState.QUEUED,), hurry, _("It leaves now."))

    def action_outbox_again(self) -> None:
        """Queue a mail again that did not get through, or of which nobody knows."""

        def again(desk: DeskPort, number: int) -> object:
            item = desk.outbox.send_again(number)
            desk.engine.nudge()
            return item

        self._decide("outbox: again", UNDECIDED, again, _("It is sent again, the very same mail."))

    def action_outbox_sent(self) -> None:
        """Record that a mail did leave."""
        self._decide(
            "outbox: sent",
            (OutboxState.UNKNOWN,),
            lambda desk, number: desk.outbox.mark_sent(number),
            _("Marked as sent."),
        )

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_outbox_open()

    def action_outbox_open(self) -> None:
        """Open the ticket of the selected mail."""
        from agent_console.screens.ticket import TicketScreen

        if self.item is not None:
            self.show_screen(TicketScreen(self.session, self.item.ticket))
