"""The day from which mail is worked on: what came before it is settled, kept and searchable.

A mailbox that is read for the first time holds years of mail that somebody answered elsewhere or
never will. As if all of it had been closed on that day: no clock runs for it, and a customer who
writes again in an old thread is waiting since then, not since years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent_console.desk.course import course, fold, moves, opened
from agent_console.desk.events import Closed, Event
from agent_console.desk.states import TicketState
from agent_console.desk.ticket import Step, Ticket, TicketMail


def beginning_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which ``day`` begins where the desk is."""
    return datetime.combine(day, time(), zone)


def fold_since(
    ref: str, mails: Sequence[TicketMail], events: Sequence[Event], since: datetime | None
) -> Ticket:
    """Fold a ticket whose mails from before ``since`` are settled; all count without ``since``.

    What was not touched since then is closed as of its newest mail.
    """
    alone = len(mails) == 1 and not events
    if since is None or not any(mail.received < since for mail in mails):
        return opened(ref, mails[0]) if alone else fold(ref, mails, events)
    if alone:
        return _closed(opened(ref, mails[0]))
    ticket = fold(ref, mails, _settled(ref, mails, events, since))
    newest = max([mail.received for mail in mails] + [event.at for event in events if moves(event)])
    if ticket.state is TicketState.CLOSED and ticket.closed_at == since:
        return _closed(replace(ticket, last_at=newest))
    return replace(ticket, last_at=newest, reopened=max(0, ticket.reopened - 1))


def course_since(
    ref: str, mails: Sequence[TicketMail], events: Sequence[Event], since: datetime | None
) -> tuple[Step, ...]:
    """Return what a ticket went through, from ``since`` on if mails are older than that."""
    if since is None or not any(mail.received < since for mail in mails):
        return tuple(course(ref, mails, events))
    steps = course(ref, mails, _settled(ref, mails, events, since))
    return tuple(step for step in steps if step.at >= since)


def _settled(
    ref: str, mails: Sequence[TicketMail], events: Sequence[Event], since: datetime
) -> list[Event]:
    before = [event for event in events if event.at < since]
    after = [event for event in events if event.at >= since]
    seen = since - timedelta.resolution
    homes = dict.fromkeys(mail.home or ref for mail in mails)
    settling = [Event("", home, since, "", Closed(), seen) for home in homes]
    return [*before, *settling, *after]


def _closed(ticket: Ticket) -> Ticket:
    if ticket.state is TicketState.SPAM:
        return ticket
    return replace(
        ticket,
        state=TicketState.CLOSED,
        closed_at=ticket.last_at,
        waiting_since=None,
        wake_at=None,
    )
