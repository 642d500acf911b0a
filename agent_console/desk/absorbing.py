"""Two tickets that were merged, as one: what holds for it at that moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from agent_console.desk.labels import Labels
from agent_console.desk.mail import MailKind
from agent_console.desk.states import TicketState
from agent_console.desk.ticket import Ticket


def together(into: Ticket, other: Ticket) -> Ticket:
    """Return ``into`` with ``other`` merged into it.

    Somebody has to answer when one of the two needs that, since the longer wait; what agents said
    of ``into`` holds, and of the other where nothing was said.
    """
    state = _state(into, other)
    both = (into, other)
    return replace(
        into,
        kind=MailKind.HUMAN if MailKind.HUMAN in (into.kind, other.kind) else into.kind,
        state=state,
        owner=into.owner or other.owner,
        waiting_since=_first(one.waiting_since for one in both),
        waits_on=into.waits_on if into.waiting_since else other.waits_on,
        last_customer_at=_last(one.last_customer_at for one in both),
        first_answered_at=_first(one.first_answered_at for one in both),
        last_answered_at=_last(one.last_answered_at for one in both),
        closed_at=_last(one.closed_at for one in both) if state is TicketState.CLOSED else None,
        wake_at=_first(one.wake_at for one in both) if state is TicketState.SNOOZED else None,
        reopened=into.reopened + other.reopened,
        bounced=into.bounced or other.bounced,
        notes=into.notes + other.notes,
        contacts=into.contacts + other.contacts,
        handed_on=into.handed_on + other.handed_on,
        steps=into.steps if into.labels.complaint else max(into.steps, other.steps),
        tags=tuple(sorted({*into.tags, *other.tags})),
        asked=tuple(dict.fromkeys((*into.asked, *other.asked))),
        labels=_labels(into.labels, other.labels),
    )


def _state(into: Ticket, other: Ticket) -> TicketState:
    states = (into.state, other.state)
    if TicketState.NEW in states or TicketState.OPEN in states:
        answered = into.first_answered_at or other.first_answered_at
        is_new = into.state is TicketState.NEW and not answered
        return TicketState.NEW if is_new else TicketState.OPEN
    for state in (TicketState.SNOOZED, TicketState.WAITING):
        if state in states:
            return state
    return into.state


def _labels(into: Labels, other: Labels) -> Labels:
    return Labels(
        type=into.type or other.type,
        level=other.level if into.level is None else into.level,
        complaint=other.complaint if into.complaint is None else into.complaint,
        frustration=other.frustration if into.frustration is None else into.frustration,
        priority=into.priority or other.priority,
        spam=into.spam,
    )


def _first(moments: Iterable[datetime | None]) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)


def _last(moments: Iterable[datetime | None]) -> datetime | None:
    return max((one for one in moments if one is not None), default=None)
