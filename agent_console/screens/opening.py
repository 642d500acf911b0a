"""From a selected ticket to the screens that show it or answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Scope
from agent_console.screens.session import Tone

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.prepared import Prepared

T = TypeVar("T")


class OpeningScreen(ConsoleScreen):
    """A screen with a selected ticket that can be opened, answered and noted upon."""

    @property
    def row(self) -> QueueRow | None:
        """The selected ticket's row; None while none is selected."""
        return None

    def chosen(self) -> QueueRow | None:
        """Return the row to act on; a queue without one says so."""
        row = self.row
        if row is None and self.SCOPE is Scope.QUEUE and self.session.desk is not None:
            self.say(_("No ticket is chosen here."))
        return row

    def open_editor(
        self, what: str, work: Callable[[DeskPort], T], screen: Callable[[T], Screen[None] | None]
    ) -> None:
        """Open the editor made by ``screen``; what is typed ahead is meant for that alone.

        It does not open any more when the store takes so long that the keys were given up.
        """
        typed = self.session.typed
        turn = self.hold_keys()

        def opened(prepared: T) -> None:
            in_time, editor = typed.is_turn(turn), screen(prepared)
            if editor is None:
                self.drop_keys()
            elif in_time:
                self.show_screen(editor)
            else:
                self.say(_("The store took long: press the key again to write."), tone=Tone.WARNING)

        if not self.act(what, work, opened, otherwise=self.drop_keys):
            self.drop_keys()

    def open_ticket(self, ref: str) -> None:
        """Show a ticket's timeline; what is known of it already can be acted upon at once."""
        from agent_console.screens.ticket import TicketScreen

        if self._desk() is None:
            return
        self.quiet()
        known = self.row if self.row and self.row.ref == ref else None
        self.show_screen(TicketScreen(self.session, ref, known))

    def action_reply_begin(self) -> None:
        """Answer the customer, and whoever else got the mail."""
        self._write(everyone=None)

    def action_reply_everyone(self) -> None:
        """Answer the customer and all others of the conversation."""
        self._write(everyone=True)

    def action_reply_alone(self) -> None:
        """Answer the customer and nobody else."""
        self._write(everyone=False)

    def _write(self, *, everyone: bool | None) -> None:
        self.quiet()
        if (row := self.chosen()) is not None:
            self.write_reply(row.ref, everyone=everyone)

    def write_reply(self, ref: str, *, everyone: bool | None = None) -> None:
        """Open the reply editor with what the desk has prepared, or with the kept draft."""
        from agent_console.screens.prepared import prepare

        self.write("reply: begin", lambda desk: prepare(desk, ref, everyone=everyone))

    def write(self, what: str, begin: Callable[[DeskPort], Prepared]) -> None:
        """Open the editor for a mail that ``begin`` prepares in a thread."""
        from agent_console.screens.reply import editor_for

        self.open_editor(what, begin, lambda found: editor_for(self.session, found))

    def action_answer_begin(self) -> None:
        """Answer the customer with the canned answer that fits best."""
        from agent_console.screens.answering import prepare_answer

        self.quiet()
        if (row := self.chosen()) is not None:
            ref = row.ref
            self.write("answer: begin", lambda desk: prepare_answer(desk, ref))

    def action_apology_begin(self) -> None:
        """Answer a complaint with the whole apology, or ask whether it is solved."""
        from agent_console.screens.answering import prepare_apology

        self.quiet()
        if (row := self.chosen()) is not None:
            ref = row.ref
            self.write("apology: begin", lambda desk: prepare_apology(desk, ref))

    def go_on(self, row: QueueRow) -> None:
        """Show the next ticket once one is answered: in place of a ticket, in front of a list."""
        from agent_console.screens.ticket import TicketScreen

        screen = TicketScreen(self.session, row.ref, row)
        if isinstance(self, TicketScreen):
            self.hold_keys(screen)
            self.app.switch_screen(screen)
        else:
            self.show_screen(screen)

    def action_forward_begin(self) -> None:
        """Send the customer's newest mail on, attached as it came."""
        self._forward(inline=False)

    def action_forward_inline(self) -> None:
        """Send the customer's newest mail on as text."""
        self._forward(inline=True)

    def _forward(self, *, inline: bool) -> None:
        from agent_console.screens.prepared import prepare_forward

        self.quiet()
        if (row := self.chosen()) is not None:
            ref = row.ref
            self.write("forward: begin", lambda desk: prepare_forward(desk, ref, inline=inline))

    def action_contact_begin(self) -> None:
        """Write a call down while the customer speaks; on a ticket's screen for that ticket."""
        from agent_console.screens.contact import begin

        row = self.row if self.SCOPE is Scope.TICKET else None
        begin(self, row.ref if row else "")

    def action_customer_find(self) -> None:
        """Find a customer by name, address, telephone or company."""
        from agent_console.screens import customer_verbs

        customer_verbs.find(self)

    def action_mail_begin(self) -> None:
        """Write to somebody who has no ticket."""
        from agent_console.screens.prepared import prepare_new

        self.quiet()
        self.write("mail: begin", prepare_new)

    def action_note_begin(self) -> None:
        """Write an internal note."""
        from agent_console.screens.note import NoteScreen

        self.quiet()
        if (row := self.chosen()) is None:
            return
        self.open_editor(
            "note: begin",
            lambda desk: (desk.tickets.view(row.ref), desk.replies.begin_note(row.ref)),
            lambda found: NoteScreen(self.session, *found),
        )
