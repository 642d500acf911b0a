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

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from agent_console.desk.ticket import Ticket, TicketState
from agent_console.desk.views import Target
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


@dataclass(frozen=True, slots=True)
class PriorityFacts:
    """What the order depends on; moments in UTC.

    ``waiting_since`` is when the oldest unanswered customer mail came, ``last_contact_at`` the last
    mail of the customer or answer of ours, ``due_at`` and ``target`` the running promise.
    """

    state: TicketState
    opened_at: datetime
    target: Target | None = None
    due_at: datetime | None = None
    waiting_since: datetime | None = None
    last_contact_at: datetime | None = None
    wake_at: datetime | None = None
    closed_at: datetime | None = None
    reopened: int = 0
    bounced: bool = False


@dataclass(frozen=True, slots=True)
class Priority:
    """A place in the queue, and why it is there."""

    group: Group
    at: datetime
    reasons: tuple[str, ...]


def facts_of(
    ticket: Ticket, target: Target | None = None, due_at: datetime | None = None
) -> PriorityFacts:
    """Return what the order needs to know of a ticket and its running promise."""
    contacts = (at for at in (ticket.last_customer_at, ticket.last_answered_at) if at)
    return PriorityFacts(
        state=ticket.state,
        opened_at=ticket.opened_at,
        target=target,
        due_at=due_at,
        waiting_since=ticket.waiting_since,
        last_contact_at=max(contacts, default=None),
        wake_at=ticket.wake_at,
        closed_at=ticket.closed_at,
        reopened=ticket.reopened,
        bounced=ticket.bounced,
    )


def rank(facts: PriorityFacts) -> Priority:
    """Return the place of a ticket in the queue; the same facts always give the same place."""
    group, at = spot(facts)
    return Priority(group, at, _reasons(facts, group))


def spot(facts: PriorityFacts) -> tuple[Group, datetime]:
    """Return the place alone, without the reasons."""
    return _spot(facts, facts.state, facts.last_contact_at or facts.opened_at, facts.due_at)


def spot_of(
    ticket: Ticket, due_at: datetime | None, state: TicketState | None = None
) -> tuple[Group, datetime]:
    """Return the place of a ticket whose promise ends at ``due_at``; in another state, if given."""
    asked, answered = ticket.last_customer_at, ticket.last_answered_at
    last = max(asked, answered) if asked and answered else asked or answered or ticket.opened_at
    return _spot(ticket, state or ticket.state, last, due_at)


def _spot(
    facts: PriorityFacts | Ticket, state: TicketState, last: datetime, due_at: datetime | None
) -> tuple[Group, datetime]:
    group = _GROUPS[state]
    if group is Group.NEEDS_ANSWER:
        at = due_at or (facts.waiting_since or last) + UNPROMISED
    elif group is Group.SNOOZED:
        at = facts.wake_at or last
    elif group is Group.CLOSED:
        at = facts.closed_at or last
    else:
        at = last
    return group, at


def _reasons(facts: PriorityFacts, group: Group) -> tuple[str, ...]:
    reasons = [_main_reason(facts, group)]
    if group is Group.NEEDS_ANSWER:
        if facts.bounced:
            reasons.append(_("our answer could not be delivered"))
        if facts.reopened:
            reasons.append(
                ngettext(
                    "was closed once before", "was closed {count} times before", facts.reopened
                ).format(count=facts.reopened)
            )
        if facts.due_at is None:
            reasons.append(_("no answer time is promised: sorted as if it were one day"))
    return tuple(reasons)


def _main_reason(facts: PriorityFacts, group: Group) -> str:
    if group is Group.WAITING:
        return _("we wait for the customer: the longest silence comes first")
    if group is Group.SNOOZED:
        return _("set aside until its time comes")
    if group is Group.CLOSED:
        return _("closed")
    if facts.target is Target.NEXT_RESPONSE:
        return _("the customer wrote again: sorted by when the next answer is due")
    return _("nobody has answered yet: sorted by when the first answer is due")
