"""The other tickets of the selected ticket's customer, listed to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _
from agent_console.screens import words

if TYPE_CHECKING:
    from agent_console.screens.verbs import VerbScreen


def others(screen: VerbScreen, row: QueueRow) -> None:
    """List them, the newest first; Enter opens one."""
    from agent_console.screens.widgets.customer_panel import CustomerPanel

    ref = row.ref
    who = words.line(row.customer_email) or words.line(row.customer_name)
    panel = CustomerPanel(screen, _("Other tickets of {who}").format(who=who), screen.open_ticket)
    if screen.ask(
        "ticket: others",
        lambda desk: desk.tickets.others(ref),
        panel.offer_tickets,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)
