"""What the queue shows: windows of rows in priority order, and how many each view holds."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from agent_console.desk.views import QueueCounts, QueuePage, QueueRow, QueueView
from agent_console.store import queue_sql


def page(
    session: Session, view: QueueView, agent: str, now: datetime, offset: int, limit: int
) -> QueuePage:
    """Return up to ``limit`` rows of ``view`` from ``offset`` on, in the order of the queue.

    A snoozed ticket whose time has come at ``now`` counts among the open ones. Closed and automatic
    tickets come newest first.
    """
    known = queue_sql.parameters(agent, now)
    window = {**known, "limit": limit, "offset": offset}
    connection = session.connection()
    rows = connection.exec_driver_sql(queue_sql.page_sql(view), window).all()
    total = connection.exec_driver_sql(queue_sql.total_sql(view), known).scalar_one()
    return QueuePage(tuple(queue_sql.queue_row(row) for row in rows), int(total), offset)


def counts(session: Session, agent: str, now: datetime) -> QueueCounts:
    """Return how many tickets each view holds for ``agent``, and how many answers wait."""
    known = queue_sql.parameters(agent, now)
    return queue_sql.queue_counts(
        session.connection().exec_driver_sql(queue_sql.COUNTS, known).one()
    )


def row(session: Session, ref: str, now: datetime | None = None) -> QueueRow | None:
    """Return the line of one ticket, or None when there is none.

    With ``now`` a snooze that has ended shows as open, without it the state is the recorded one.
    """
    known = {"ref": ref, **queue_sql.moment(now)}
    found = session.connection().exec_driver_sql(queue_sql.ROW, known).one_or_none()
    return queue_sql.queue_row(found) if found else None


def position(session: Session, view: QueueView, agent: str, now: datetime, ref: str) -> int | None:
    """Return the place of a ticket in ``view``, from 0, or None when it is not in it."""
    known = queue_sql.parameters(agent, now, ref=ref)
    found = session.connection().exec_driver_sql(queue_sql.position_sql(view), known)
    place = found.scalar_one_or_none()
    return None if place is None else int(place)
