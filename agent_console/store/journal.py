"""The events this console knows, in the order in which it learnt of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col, select

from agent_console.desk.events import MAX_JSON, Event, event_from_json, event_to_json
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.store import meta
from agent_console.store.codec import clean
from agent_console.store.tables import EventRow


def next_event_id(session: Session) -> str:
    """Return a fresh id, ``<console>.<running number>``; it is never given twice."""
    return f"{meta.console_id(session)}.{meta.next_event_number(session)}"


def append(session: Session, event: Event) -> bool:
    """Keep ``event``; return False when it is known already.

    Raises ActionRefusedError for one that is too long to be read again.
    """
    text = clean(event_to_json(event))
    if len(text) > MAX_JSON:
        raise ActionRefusedError(
            _("Note"), _("the text is too long"), _("Shorten it, or write several notes.")
        )
    row = insert(EventRow).values(id=event.id, ticket=event.ticket, at=event.at, json_text=text)
    kept = session.connection().execute(row.on_conflict_do_nothing(index_elements=["id"]))
    return kept.rowcount == 1


def of_ticket(session: Session, ref: str) -> tuple[Event, ...]:
    """Return the events of one ticket, in their order."""
    return tuple(of_tickets(session, (ref,)).get(ref, ()))


def of_tickets(
    session: Session, refs: Collection[str], *, up_to: int | None = None
) -> dict[str, list[Event]]:
    """Return the events of several tickets, by ticket; ``up_to`` is the last place that counts."""
    found: dict[str, list[Event]] = defaultdict(list)
    query = select(EventRow.ticket, EventRow.json_text).where(col(EventRow.ticket).in_(refs))
    if up_to is not None:
        query = query.where(col(EventRow.seq) <= up_to)
    for ref, text in session.exec(query.order_by(col(EventRow.seq))):
        found[ref].append(event_from_json(text))
    return found


def newest(session: Session) -> int:
    """Return the place of the newest event, 0 when there is none."""
    return session.exec(select(func.max(EventRow.seq))).one() or 0
