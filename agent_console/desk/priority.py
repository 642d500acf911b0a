"""The order of the queue, as a key that does not depend on the time, so that a store can index it.

Tickets are sorted by ``(group, at)``, both ascending:

0. needs an answer: by the moment the answer is due. Overdue ones come first by themselves, since
   their moment is the oldest. Without a promise the moment is a day after the customer wrote.
1. waiting for the customer: by the last contact, the longest silence first.
2. set aside: by the moment it comes back. From then on it belongs to group 0; a reader who knows
   the time treats it so (``Ticket.state_at``).
3. closed: by the moment it was closed (lists of closed tickets read this backwards).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import IntEnum

from agent_console.desk.clocks import Clock
from agent_console.desk.states import Target, TicketState
from agent_console.desk.ticket import Ticket
from agent_console.i18n import _, ngettext

UNPROMISED = timedelta(days=1)


class Group(IntEnum):
    """The four parts of the queue, in their order."""

    NEEDS_ANSWER = 0
    WAITING = 1
    SNOOZED = 2
    CLOSED = 3


_GROUPS = {
    TicketState.NEW: Group.NEEDS_ANSWER,
    TicketState.OPEN: Group.NEEDS_ANSWER,
    TicketState.WAITING: Group.WAITING,
    TicketState.SNOOZED: Group.SNOOZED,
    TicketState.CLOSED: Group.CLOSED,
}


def spot_of(
    ticket: Ticket, due_at: datetime | None, state: TicketState | None = None
) -> tuple[Group, datetime]:
    """Return the place of a ticket whose promise ends at ``due_at``; in another state, if given."""
    asked, answered = ticket.last_customer_at, ticket.last_answered_at
    last = max(asked, answered) if asked and answered else asked or answered or ticket.opened_at
    group = _GROUPS[state or ticket.state]
    if group is Group.NEEDS_ANSWER:
        return group, due_at or (ticket.waiting_since or last) + UNPROMISED
    if group is Group.SNOOZED:
        return group, ticket.wake_at or last
    if group is Group.CLOSED:
        return group, ticket.closed_at or last
    return group, last


def reasons(ticket: Ticket, clock: Clock | None) -> tuple[str, ...]:
    """Say in words why a ticket on which ``clock`` runs has its place."""
    group = _GROUPS[ticket.state]
    more = _more(ticket, clock) if group is Group.NEEDS_ANSWER else ()
    return (_main_reason(group, clock), *more)


def _main_reason(group: Group, clock: Clock | None) -> str:
    if group is Group.WAITING:
        return _("we wait for the customer: the longest silence comes first")
    if group is Group.SNOOZED:
        return _("set aside until its time comes")
    if group is Group.CLOSED:
        return _("closed")
    if clock is not None and clock.target is Target.NEXT_RESPONSE:
        return _("the customer wrote again: sorted by when the next answer is due")
    return _("nobody has answered yet: sorted by when the first answer is due")


def _more(ticket: Ticket, clock: Clock | None) -> Iterator[str]:
    if ticket.bounced:
        yield _("our answer could not be delivered")
    if ticket.reopened:
        yield ngettext(
            "was closed once before", "was closed {count} times before", ticket.reopened
        ).format(count=ticket.reopened)
    if clock is None:
        yield _("no answer time is promised: sorted as if it were one day")
