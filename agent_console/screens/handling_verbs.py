"""What agents do with the selected ticket besides answering it: spam."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.states import TicketState
from agent_console.i18n import _
from agent_console.screens import words

if TYPE_CHECKING:
    from agent_console.screens.verbs import VerbScreen

_ALONE, _SENDER = "ticket", "sender"


def handle(screen: VerbScreen, row: QueueRow, what: str) -> None:
    """Do what the action ``ticket.<what>`` promises on the ticket of ``row``."""
    verbs: dict[str, Callable[[VerbScreen, QueueRow], None]] = {"spam": _spam}
    verbs[what](screen, row)


def _spam(screen: VerbScreen, row: QueueRow) -> None:
    """Ask whether this ticket alone is spam, or all mail of its sender; or bring it back."""
    from agent_console.screens.widgets.pick_panel import Pick, PickPanel

    ref, shown = row.ref, _shown(row)
    if row.state is TicketState.SPAM:
        screen.record(
            "ticket: no spam",
            ref,
            lambda desk: desk.handling.not_spam(ref),
            _("{ref} is no spam").format(ref=shown),
        )
        return

    def chosen(value: str) -> None:
        said = _("{ref} is spam").format(ref=shown)
        if value == _SENDER:
            said += " · " + _("later mail of this sender is, too")
        screen.record(
            "ticket: spam",
            ref,
            lambda desk: desk.handling.spam(ref, sender=value == _SENDER),
            said,
        )

    panel = PickPanel(screen, _("{ref} is spam: nobody answers it").format(ref=shown), chosen)
    sender = words.line(row.customer_email)
    panel.offer(
        (
            Pick(_ALONE, _("This ticket alone"), current=True),
            Pick(_SENDER, _("This ticket, and all later mail of {address}").format(address=sender)),
        )
    )
    screen.open_panel(panel)


def _shown(row: QueueRow) -> str:
    return f"#{words.line(row.ref)}"
