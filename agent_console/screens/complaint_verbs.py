"""What agents do with a complaint besides answering it: close it for a reason, grant a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.ticket import ALL_STEPS, TicketState
from agent_console.i18n import _
from agent_console.screens import words

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.verbs import VerbScreen
    from agent_console.screens.widgets.line_prompt import LinePrompt

_CLOSE = "close"
_SETTLED = (TicketState.CLOSED, TicketState.SPAM)


def is_unsettled(row: QueueRow) -> bool:
    """Return whether nobody has made sure yet that a complaint is solved."""
    return row.complaint and row.steps < ALL_STEPS and row.state not in _SETTLED


def ask_reason(screen: VerbScreen, row: QueueRow) -> None:
    """Ask why a complaint can be closed though nobody has made sure that it is solved."""
    from agent_console.screens.widgets.line_prompt import LinePrompt

    if screen.asks or row.ref in screen.session.acting:
        return
    text = _("#{ref} is a complaint: why need nobody ask whether it is solved?")
    question = text.format(ref=words.line(row.ref))
    screen.open_panel(LinePrompt(screen.session, question, name=_CLOSE, about=row.ref))


def close_for(screen: VerbScreen, event: LinePrompt.Entered) -> None:
    """Settle a complaint for a reason, and close it."""
    if event.prompt.name != _CLOSE:
        return
    ref, reason = event.prompt.about, event.text

    def close(desk: DeskPort) -> QueueRow:
        desk.tickets.make_sure(ref, reason)
        return desk.tickets.close(ref)

    shown = f"#{words.line(ref)}"
    screen.record("ticket: close", ref, close, _("{ref} is closed").format(ref=shown))


def grant(screen: VerbScreen, row: QueueRow) -> None:
    """Grant what somebody asks leave for; the desk refuses for who may not."""
    ref, shown = row.ref, f"#{words.line(row.ref)}"
    said = _("Granted on {ref}; press a there for an apology that offers it").format(ref=shown)
    screen.record("ticket: grant", ref, lambda desk: desk.complaints.grant(ref), said)
