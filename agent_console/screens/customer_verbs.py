"""From a ticket to its customer: the card with the history, and the card beside the ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _
from agent_console.screens import words

if TYPE_CHECKING:
    from agent_console.screens.opening import OpeningScreen
    from agent_console.screens.verbs import VerbScreen


def show(screen: VerbScreen, row: QueueRow) -> None:
    """Show the customer of a ticket: the card, and everything there was.

    Of a caller without an address, whatever has the name, or the number that stands for it.
    """
    from agent_console.screens.customer import CustomerScreen

    screen.quiet()
    if not row.customer_email:
        screen.say(_("Of this customer no address is known."))
        if row.customer_name:
            from agent_console.screens.search import search_for

            name = words.line(row.customer_name).replace('"', " ")
            search_for(screen, f'"{name}"')
        return
    screen.show_screen(CustomerScreen(screen.session, row.customer_email, row.ref))


def find(screen: OpeningScreen) -> None:
    """Ask for a customer, and show who is chosen."""
    from agent_console.screens.customer import CustomerScreen
    from agent_console.screens.customer_editing import CustomerPicker

    def chosen(email: str) -> None:
        screen.show_screen(CustomerScreen(screen.session, email))

    if not screen.asks:
        screen.quiet()
        screen.open_panel(CustomerPicker(screen, _("Which customer?"), chosen))


def switch(screen: VerbScreen, row: QueueRow) -> None:
    """Show the card beside tickets, or no longer."""
    from agent_console.screens.widgets.customer_card import WIDE, BesideTicket

    session = screen.session
    session.card_beside = not session.card_beside
    if screen.app.size.width < WIDE:
        words = _("The card stands beside a ticket from {n} columns on; {key} opens it alone.")
        screen.say(words.format(n=WIDE, key=session.keys.key("ticket.customer")))
    for beside in screen.query(BesideTicket):
        beside.refresh_card()
