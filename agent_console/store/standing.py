"""Tickets written to the store: the fold, the running promise and the place in the queue."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from agent_console.desk.mail import MailKind
from agent_console.desk.mentions import to_column
from agent_console.desk.ticket import Ticket
from agent_console.desk.views import Target
from agent_console.store import codec
from agent_console.store.codec import clean
from agent_console.store.driver import driver, insert_into, listed
from agent_console.store.filed import Story, read_stories
from agent_console.store.times import maybe_to_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_KEY_LETTERS = 60
_COLUMNS = (
    *("ref", "subject", "customer_email", "customer_name", "kind", "state", "owner", "automatic"),
    *("opened_at", "waiting_since", "last_customer_at", "first_answered_at", "last_answered_at"),
    *("closed_at", "wake_at", "last_at", "reopened", "bounced", "mails_in", "mails_out", "notes"),
    *("contacts", "handed_on", "ignores_thanks", "steps", "labels", "priority", "type", "level"),
    *("complaint", "frustration", "language"),
    *("target", "span_from", "due_at", "sort_group", "sort_at", "woken_at", "attachments"),
    *("earlier_ref", "hint_ref", "customer_sort", "tags", "asked"),
    *("channel", "waits_on"),
)
_CHANGED = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
_PUT = f"{insert_into('ticket', _COLUMNS)} ON CONFLICT (ref) DO UPDATE SET {_CHANGED}"
_NOT_CLOSED = (
    "SELECT ref FROM ticket INDEXED BY ticket_state"
    " WHERE state IN ('new', 'open', 'waiting', 'snoozed')"
)
_REMOVE = "DELETE FROM ticket WHERE ref IN (SELECT value FROM json_each(?))"


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


def row(standing: Standing, story: Story) -> tuple[object, ...]:
    """Return the row of a ticket; ``story`` says what its mails bring besides."""
    ticket = standing.ticket
    return (
        ticket.ref,
        clean(ticket.subject),
        clean(ticket.customer.email).lower(),
        clean(ticket.customer.name),
        ticket.kind.value,
        ticket.state.value,
        clean(ticket.owner),
        is_automatic(ticket),
        to_text(ticket.opened_at),
        maybe_to_text(ticket.waiting_since),
        maybe_to_text(ticket.last_customer_at),
        maybe_to_text(ticket.first_answered_at),
        maybe_to_text(ticket.last_answered_at),
        maybe_to_text(ticket.closed_at),
        maybe_to_text(ticket.wake_at),
        maybe_to_text(ticket.last_at),
        ticket.reopened,
        ticket.bounced,
        ticket.mails_in,
        ticket.mails_out,
        ticket.notes,
        ticket.contacts,
        ticket.handed_on,
        ticket.ignores_thanks,
        ticket.steps,
        codec.labels_to_json(ticket.labels),
        ticket.labels.priority,
        clean(ticket.asks.type),
        ticket.asks.level,
        ticket.asks.complaint,
        ticket.asks.frustration,
        story.language,
        standing.target.value if standing.target else None,
        maybe_to_text(standing.span_from),
        maybe_to_text(standing.due_at),
        standing.group,
        to_text(standing.at),
        to_text(standing.woken_at),
        story.attached,
        *story.pointers,
        sort_key(clean(ticket.customer.name) or clean(ticket.customer.email)),
        ",".join(ticket.tags),
        clean(to_column(ticket.asked)),
        ticket.channel,
        ticket.waits_on,
    )


@lru_cache(maxsize=1024)
def sort_key(name: str) -> str:
    """Return what a name is sorted by: its letters without case and marks, from the first one."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return plain.lstrip(" \"'(<")[:_KEY_LETTERS] or name


def write(session: Session, standings: Collection[Standing]) -> None:
    """Put the rows of tickets in place of the ones that were there."""
    connection = driver(session)
    stories = read_stories(connection, [standing.ticket.ref for standing in standings])
    write_rows(connection, [row(one, stories[one.ticket.ref]) for one in standings])


def write_rows(connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    """Put rows of tickets in place of the ones that were there."""
    if rows:
        connection.executemany(_PUT, rows)


def not_closed(connection: sqlite3.Connection) -> list[str]:
    """Return the refs of all tickets that are not closed."""
    return [ref for (ref,) in connection.execute(_NOT_CLOSED)]


def remove(connection: sqlite3.Connection, refs: Collection[str]) -> None:
    """Let tickets go that have no mails any more."""
    if refs:
        connection.execute(_REMOVE, (listed(refs),))


def is_automatic(ticket: Ticket) -> bool:
    """Return whether only machines have spoken on a ticket and nobody has taken it."""
    return (
        ticket.kind is not MailKind.HUMAN
        and ticket.last_customer_at is None
        and ticket.first_answered_at is None
        and not ticket.owner
    )
