"""What the answer to a survey does to its ticket."""

from __future__ import annotations

from dataclasses import replace

from agent_console.desk.states import TicketState
from agent_console.desk.tags import BAD_SCORE, with_tag
from agent_console.desk.ticket import Ticket, TicketMail


def after_score(ticket: Ticket, mail: TicketMail) -> Ticket:
    """Return the ticket after a mail: it stays as it is, unless that gives a bad score.

    A bad one wakes a closed ticket at once, as if it had slept, so that somebody finds out why; it
    is closed still for all that counts how often tickets are taken up again.
    """
    if mail.scored:
        ticket = replace(ticket, last_customer_at=mail.received)
    if not mail.bad:
        return ticket
    ticket = replace(ticket, tags=with_tag(ticket.tags, BAD_SCORE, on=True))
    if not mail.scored or ticket.state is not TicketState.CLOSED:
        return ticket
    return replace(ticket, state=TicketState.SNOOZED, wake_at=mail.received)
