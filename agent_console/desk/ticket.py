"""One matter with a customer: a fold of its mails and of what agents recorded about it.

The fold is pure and looks at no clock: the same mails and events give the same ticket on every
console and after every rebuild.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from agent_console.desk.events import (
    Assigned,
    Closed,
    Event,
    Noted,
    Reopened,
    Replied,
    Snoozed,
    Undone,
)
from agent_console.desk.mail import Address, Direction, MailKind


class TicketState(StrEnum):
    """Whose turn it is."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TicketMail:
    """What the fold needs to know of one mail; ``received`` is the server's INTERNALDATE."""

    key: str
    message_id: str
    received: datetime
    direction: Direction
    kind: MailKind
    sender: Address | None
    recipients: tuple[Address, ...] = ()
    subject: str = ""
    hard_bounce: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """One matter, as it stands.

    ``waiting_since`` is the arrival of the first customer mail that nobody has answered;
    ``first_answered_at`` the first human answer ever; ``wake_at`` when a snooze ends.
    ``kind`` is the kind of the mail that opened it.
    """

    ref: str
    subject: str
    customer: Address
    kind: MailKind
    opened_at: datetime
    state: TicketState = TicketState.NEW
    owner: str = ""
    waiting_since: datetime | None = None
    last_customer_at: datetime | None = None
    first_answered_at: datetime | None = None
    last_answered_at: datetime | None = None
    closed_at: datetime | None = None
    wake_at: datetime | None = None
    last_at: datetime | None = None
    reopened: int = 0
    bounced: bool = False
    mails_in: int = 0
    mails_out: int = 0
    notes: int = 0

    def state_at(self, now: datetime) -> TicketState:
        """Return the state at ``now``: a snooze that has ended leaves an open ticket."""
        if self.state is TicketState.SNOOZED and self.wake_at and self.wake_at <= now:
            return TicketState.OPEN
        return self.state


def fold(ref: str, mails: Sequence[TicketMail], events: Sequence[Event]) -> Ticket:
    """Return the ticket that ``mails`` (any order) and ``events`` (in their order) amount to.

    Raises ValueError without a mail: a ticket begins with one.
    """
    if not mails:
        raise ValueError("a ticket begins with a mail")
    ordered = sorted(mails, key=lambda mail: (mail.received, mail.key))
    valid = _without_undone(events)
    told = {e.fact.message_id for e in valid if isinstance(e.fact, Replied)}
    ticket = _opened(ref, ordered)
    for item in _in_order(ordered, valid):
        if isinstance(item, Event):
            ticket = _after_event(ticket, item)
        else:
            ticket = _after_mail(ticket, item, already_told=item.message_id in told)
    return ticket


def _opened(ref: str, ordered: Sequence[TicketMail]) -> Ticket:
    first = ordered[0]
    if first.direction is Direction.IN:
        customer = first.sender or Address("")
    else:
        customer = next(iter(first.recipients), Address(""))
    return Ticket(
        ref=ref,
        subject=first.subject,
        customer=customer,
        kind=first.kind,
        opened_at=first.received,
    )


def _without_undone(events: Sequence[Event]) -> list[Event]:
    undone: set[str] = set()
    for event in reversed(events):
        if isinstance(event.fact, Undone) and event.id not in undone:
            undone.add(event.fact.event)
    return [e for e in events if e.id not in undone and not isinstance(e.fact, Undone)]


def _in_order(mails: Sequence[TicketMail], events: Sequence[Event]) -> list[TicketMail | Event]:
    """Merge both: an event comes right after the newest mail that its agent had seen."""
    merged: list[TicketMail | Event] = []
    rest = list(mails)
    reached: datetime | None = None
    for event in events:
        seen = event.seen or event.at
        reached = max(reached, seen) if reached else seen
        while rest and rest[0].received <= reached:
            merged.append(rest.pop(0))
        merged.append(event)
    return merged + list(rest)


def _after_mail(ticket: Ticket, mail: TicketMail, *, already_told: bool) -> Ticket:
    ticket = replace(ticket, last_at=_later(ticket.last_at, mail.received))
    if mail.direction is Direction.OUT:
        ticket = replace(ticket, mails_out=ticket.mails_out + 1)
        if already_told or mail.kind is not MailKind.HUMAN:
            return ticket
        return _answered(ticket, mail.received)
    ticket = replace(ticket, mails_in=ticket.mails_in + 1)
    if mail.kind is MailKind.HUMAN:
        return _customer_wrote(ticket, mail.received)
    if mail.hard_bounce:
        return replace(_needs_answer(ticket, mail.received), bounced=True)
    return ticket


def _customer_wrote(ticket: Ticket, at: datetime) -> Ticket:
    return replace(_needs_answer(ticket, at), last_customer_at=at, bounced=False)


def _needs_answer(ticket: Ticket, at: datetime) -> Ticket:
    was_closed = ticket.state is TicketState.CLOSED
    fresh = ticket.state is TicketState.NEW and ticket.mails_out == 0
    return replace(
        ticket,
        state=TicketState.NEW if fresh else TicketState.OPEN,
        waiting_since=ticket.waiting_since or at,
        closed_at=None,
        wake_at=None,
        reopened=ticket.reopened + was_closed,
    )


def _answered(ticket: Ticket, at: datetime) -> Ticket:
    closed = ticket.state is TicketState.CLOSED
    return replace(
        ticket,
        state=TicketState.CLOSED if closed else TicketState.WAITING,
        waiting_since=None,
        wake_at=None,
        bounced=False,
        first_answered_at=ticket.first_answered_at or at,
        last_answered_at=at,
        last_at=_later(ticket.last_at, at),
    )


def _after_event(ticket: Ticket, event: Event) -> Ticket:
    ticket = replace(ticket, last_at=_later(ticket.last_at, event.at))
    match event.fact:
        case Assigned(owner=owner):
            return replace(ticket, owner=owner)
        case Noted():
            return replace(ticket, notes=ticket.notes + 1)
        case Replied():
            return _answered(ticket, event.at)
        case Closed():
            return replace(
                ticket,
                state=TicketState.CLOSED,
                closed_at=event.at,
                waiting_since=None,
                wake_at=None,
            )
        case Reopened():
            return replace(
                ticket,
                state=TicketState.OPEN,
                waiting_since=ticket.waiting_since or event.at,
                closed_at=None,
                wake_at=None,
                reopened=ticket.reopened + (ticket.state is TicketState.CLOSED),
            )
        case Snoozed(until=until):
            return replace(ticket, state=TicketState.SNOOZED, wake_at=until, closed_at=None)
        case _:
            return ticket


def _later(a: datetime | None, b: datetime) -> datetime:
    return max(a, b) if a else b
