"""Tickets written to the store: the fold, the running promise and the place in the queue."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col, select

from agent_console.desk.mail import MailKind
from agent_console.desk.ticket import Ticket
from agent_console.desk.views import Target
from agent_console.store.codec import clean
from agent_console.store.tables import AttachmentRow, MailRow, TicketRow

_NO_POINTERS = {"earlier_ref": "", "hint_ref": ""}


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket and its place; ``woken_at`` is where it stands once its snooze has ended."""

    ticket: Ticket
    group: int
    at: datetime
    woken_at: datetime
    target: Target | None = None
    span_from: datetime | None = None
    due_at: datetime | None = None


def write(session: Session, standings: Collection[Standing]) -> None:
    """Put the rows of tickets in place of the ones that were there."""
    if not standings:
        return
    refs = [standing.ticket.ref for standing in standings]
    files = _with_attachments(session, refs)
    pointers = _pointers(session, refs)
    rows = [
        {
            **_ticket_columns(standing.ticket),
            **_place_columns(standing),
            "attachments": standing.ticket.ref in files,
            **pointers.get(standing.ticket.ref, _NO_POINTERS),
        }
        for standing in standings
    ]
    statement = insert(TicketRow)
    changes = {name: statement.excluded[name] for name in rows[0] if name != "ref"}
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=["ref"], set_=changes), rows
    )


def _ticket_columns(ticket: Ticket) -> dict[str, Any]:
    return {
        "ref": ticket.ref,
        "subject": clean(ticket.subject),
        "customer_email": clean(ticket.customer.email).lower(),
        "customer_name": clean(ticket.customer.name),
        "kind": ticket.kind.value,
        "state": ticket.state.value,
        "owner": clean(ticket.owner),
        "automatic": is_automatic(ticket),
        "opened_at": ticket.opened_at,
        "waiting_since": ticket.waiting_since,
        "last_customer_at": ticket.last_customer_at,
        "first_answered_at": ticket.first_answered_at,
        "last_answered_at": ticket.last_answered_at,
        "closed_at": ticket.closed_at,
        "wake_at": ticket.wake_at,
        "last_at": ticket.last_at,
        "reopened": ticket.reopened,
        "bounced": ticket.bounced,
        "mails_in": ticket.mails_in,
        "mails_out": ticket.mails_out,
        "notes": ticket.notes,
    }


def _place_columns(standing: Standing) -> dict[str, Any]:
    return {
        "target": standing.target.value if standing.target else None,
        "span_from": standing.span_from,
        "due_at": standing.due_at,
        "sort_group": standing.group,
        "sort_at": standing.at,
        "woken_at": standing.woken_at,
    }


def is_automatic(ticket: Ticket) -> bool:
    """Return whether only machines have spoken on a ticket and nobody has taken it."""
    return (
        ticket.kind is not MailKind.HUMAN
        and ticket.last_customer_at is None
        and ticket.first_answered_at is None
        and not ticket.owner
    )


def _with_attachments(session: Session, refs: Collection[str]) -> frozenset[str]:
    query = (
        select(MailRow.ticket)
        .join(AttachmentRow, col(AttachmentRow.mail_id) == col(MailRow.id))
        .where(col(MailRow.ticket).in_(refs), col(AttachmentRow.inline).is_(False))
    )
    return frozenset(session.exec(query.distinct()))


def _pointers(session: Session, refs: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the tickets that the mail that opened each continues and mentions."""
    query = (
        select(MailRow.ticket, MailRow.linked_ref, MailRow.hint_ref)
        .where(col(MailRow.ticket).in_(refs))
        .order_by(col(MailRow.id))
    )
    found: dict[str, dict[str, str]] = {}
    for ref, linked, hint in session.exec(query):
        found.setdefault(ref, {"earlier_ref": linked, "hint_ref": hint})
    return found
