"""Tickets computed anew from their mails and events, with promise and place, and written down."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from sqlmodel import Session

from agent_console.desk.ticket import Ticket, TicketState, fold
from agent_console.services.rules import Rules
from agent_console.store import journal, notes, standing, tickets
from agent_console.store.standing import Standing

_AT_ONCE = 200


def refold(session: Session, rules: Rules, own: frozenset[str], refs: Collection[str]) -> None:
    """Write the tickets called ``refs`` as their mails and events now say; unknown ones: nothing.

    ``own`` are our own addresses in lower case.
    """
    for some in _portions(sorted(refs)):
        mails = tickets.ticket_mails(session, some, own)
        events = journal.of_tickets(session, some)
        standing.write(
            session,
            [
                place(fold(ref, mails[ref], events.get(ref, ())), rules)
                for ref in some
                if ref in mails
            ],
        )
        notes.write(session, {ref: events.get(ref, ()) for ref in some if ref in mails})


def place(ticket: Ticket, rules: Rules) -> Standing:
    """Return a ticket with its running promise and its place in the queue."""
    clock = rules.clock(ticket)
    priority = rules.priority(ticket, clock)
    woken = rules.priority(replace(ticket, state=TicketState.OPEN), clock)
    return Standing(
        ticket=ticket,
        group=int(priority.group),
        at=priority.at,
        woken_at=woken.at,
        target=clock.target if clock else None,
        span_from=clock.started_at if clock else None,
        due_at=clock.due_at if clock else None,
    )


def _portions(refs: list[str]) -> Iterator[list[str]]:
    rest = iter(refs)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
