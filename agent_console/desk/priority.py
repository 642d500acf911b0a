"""The order of the queue, as a key that does not depend on the time, so that a store can index it.

Tickets are sorted by ``(group, at)``, both ascending:

0. needs an answer: by the moment the answer is due, less what its reasons weigh. A weight is a
   length of time: a complaint that weighs an hour stands where another ticket stands that is due an
   hour sooner. All tickets age alike, so the order changes only when a ticket does: nothing jumps
   while time passes, and every ticket is the first one some day. Without a promise the moment is a
   day after the customer wrote.
1. waiting for the customer: by the last contact, the longest silence first.
2. set aside: by the moment it comes back. From then on it belongs to group 0; a reader who knows
   the time treats it so (``Ticket.state_at``).
3. closed: by the moment it was closed (lists of closed tickets read this backwards).
4. spam: by the last contact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from agent_console.desk.clocks import Clock
from agent_console.desk.countdown import hours_text
from agent_console.desk.states import Target, TicketState
from agent_console.desk.ticket import Ticket
from agent_console.i18n import _, ngettext

UNPROMISED = timedelta(days=1)
THIRD = 3
_NOTHING = timedelta()


class Group(IntEnum):
    """The parts of the queue, in their order."""

    NEEDS_ANSWER = 0
    WAITING = 1
    SNOOZED = 2
    CLOSED = 3
    SPAM = 4


class Reason(StrEnum):
    """What moves a ticket forward."""

    BUMPED = "bumped"
    COMPLAINT = "complaint"
    FRUSTRATION = "frustration"
    GROUP = "group"
    QUICK = "quick"
    REOPENED = "reopened"
    THIRD_CONTACT = "third-contact"
    UNDELIVERED = "undelivered"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a ticket besides its course; what is not known weighs nothing.

    ``group`` is the customer's; ``frustration`` is 0 to 3, ``level`` the competence that the
    request needs (0: not known), ``raised`` by how many steps somebody raised its priority.
    """

    complaint: bool = False
    frustration: int = 0
    level: int = 0
    group: str = ""
    raised: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """By how much each reason moves a ticket forward; a customer group by its name."""

    reasons: Mapping[Reason, timedelta] = field(default_factory=dict)
    groups: Mapping[str, timedelta] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pull:
    """One reason and what it weighs on this ticket."""

    reason: Reason
    amount: timedelta


def pulls(
    ticket: Ticket, signals: Signals, weights: Weights, *, woken: bool = False
) -> tuple[Pull, ...]:
    """Return what moves a ticket forward; ``woken`` says that its snooze has ended."""
    times = (
        (Reason.BUMPED, signals.raised),
        (Reason.COMPLAINT, int(signals.complaint)),
        (Reason.FRUSTRATION, signals.frustration),
        (Reason.QUICK, int(signals.level == 1)),
        (Reason.REOPENED, int(ticket.reopened > 0)),
        (Reason.THIRD_CONTACT, int(ticket.contacts >= THIRD)),
        (Reason.UNDELIVERED, int(ticket.bounced)),
        (Reason.FOLLOW_UP, int(woken)),
    )
    found = [Pull(one, weights.reasons.get(one, _NOTHING) * count) for one, count in times if count]
    if signals.group:
        found.append(Pull(Reason.GROUP, weights.groups.get(signals.group, _NOTHING)))
    return tuple([pull for pull in found if pull.amount])


def total(found: Sequence[Pull]) -> timedelta:
    """Return how much sooner a ticket stands than its deadline says."""
    return sum([pull.amount for pull in found], _NOTHING)


_GROUPS = {
    TicketState.NEW: Group.NEEDS_ANSWER,
    TicketState.OPEN: Group.NEEDS_ANSWER,
    TicketState.WAITING: Group.WAITING,
    TicketState.SNOOZED: Group.SNOOZED,
    TicketState.CLOSED: Group.CLOSED,
    TicketState.SPAM: Group.SPAM,
}


def spot_of(
    ticket: Ticket,
    due_at: datetime | None,
    state: TicketState | None = None,
    ahead: timedelta = _NOTHING,
) -> tuple[Group, datetime]:
    """Return the place of a ticket whose promise ends at ``due_at``; in another state, if given.

    ``ahead`` is what its reasons weigh together.
    """
    asked, answered = ticket.last_customer_at, ticket.last_answered_at
    last = max(asked, answered) if asked and answered else asked or answered or ticket.opened_at
    group = _GROUPS[state or ticket.state]
    if group is Group.NEEDS_ANSWER:
        return group, (due_at or (ticket.waiting_since or last) + UNPROMISED) - ahead
    if group is Group.SNOOZED:
        return group, ticket.wake_at or last
    if group is Group.CLOSED:
        return group, ticket.closed_at or last
    return group, last


def reasons(
    ticket: Ticket,
    clock: Clock | None,
    found: Sequence[Pull] = (),
    state: TicketState | None = None,
) -> tuple[str, ...]:
    """Say in words why a ticket on which ``clock`` runs has its place; in ``state``, if given.

    What moves it forward is shown as a sum.
    """
    group = _GROUPS[state or ticket.state]
    if ticket.state is TicketState.SNOOZED and ticket.closed_at is not None:
        return (_("the customer gave a bad score after it was closed: find out why"),)
    more = _more(ticket, clock, found) if group is Group.NEEDS_ANSWER else ()
    return (_main_reason(group, clock), *more)


def _main_reason(group: Group, clock: Clock | None) -> str:
    if group is Group.WAITING:
        return _("we wait for the customer: the longest silence comes first")
    if group is Group.SNOOZED:
        return _("set aside until its time comes")
    if group is Group.CLOSED:
        return _("closed")
    if group is Group.SPAM:
        return _("spam: nobody has to answer, and no clock runs")
    return {
        None: _("nobody has answered yet: sorted by when the first answer is due"),
        Target.FIRST_RESPONSE: _("nobody has answered yet: sorted by when the first answer is due"),
        Target.NEXT_RESPONSE: _("the customer wrote again: sorted by when the next answer is due"),
        Target.SOLUTION: _("sorted by when the solution is due"),
        Target.KEEP_INFORMED: _("sorted by when the customer is to hear from us"),
    }[clock.target if clock else None]


def _more(ticket: Ticket, clock: Clock | None, found: Sequence[Pull]) -> Iterator[str]:
    if ticket.bounced:
        yield _("our answer could not be delivered")
    if ticket.reopened:
        yield ngettext(
            "was closed once before", "was closed {count} times before", ticket.reopened
        ).format(count=ticket.reopened)
    if clock is None:
        yield _("no answer time is promised: sorted as if it were one day")
    if found:
        yield _("stands {hours} sooner than due: {sum}").format(
            hours=hours_text(total(found)),
            sum=" + ".join(
                f"{reason_word(pull.reason)} {hours_text(pull.amount)}" for pull in found
            ),
        )


def reason_word(reason: Reason) -> str:
    """Return the word for what moves a ticket forward."""
    return {
        Reason.BUMPED: _("moved up by hand"),
        Reason.COMPLAINT: _("complaint"),
        Reason.FRUSTRATION: _("frustration"),
        Reason.GROUP: _("customer group"),
        Reason.QUICK: _("quickly answered"),
        Reason.REOPENED: _("reopened"),
        Reason.THIRD_CONTACT: _("third contact"),
        Reason.UNDELIVERED: _("not delivered"),
        Reason.FOLLOW_UP: _("follow-up is due"),
    }[reason]


def _pull_in_words(pull: Pull) -> str:
    return f"{reason_word(pull.reason)} {hours_text(pull.amount)}"
