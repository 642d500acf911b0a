"""What the queue shows: windows of rows in priority order, and how many each view holds.

Every question is put to a session, or to a plain connection (``Store.look``), which costs less: the
queue asks at every key and at every change of the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueCounts, QueuePage, QueueRow, Viewer
from agent_console.desk.states import QueueSort, QueueView
from agent_console.store import queue_sql
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session


def page(
    session: Session | sqlite3.Connection,
    view: QueueView,
    viewer: Viewer,
    now: datetime,
    offset: int,
    limit: int,
    sort: QueueSort = QueueSort.PRIORITY,
) -> QueuePage:
    """Return up to ``limit`` rows of ``view`` from ``offset`` on, in the order ``sort``.

    A snoozed ticket whose time has come at ``now`` counts among the open ones. By priority, closed
    and automatic tickets come newest first.
    """
    known = queue_sql.parameters(viewer, now, limit=limit, offset=offset)
    ask = driver(session).execute
    rows = tuple(map(queue_sql.queue_row, ask(queue_sql.page_sql(view, sort), known)))
    return QueuePage(rows, int(ask(queue_sql.total_sql(view), known).fetchone()[0]), offset)


def counts(session: Session | sqlite3.Connection, viewer: Viewer, now: datetime) -> QueueCounts:
    """Return how many tickets each view holds for ``viewer``, and how many answers wait."""
    known = queue_sql.parameters(viewer, now)
    return queue_sql.queue_counts(driver(session).execute(queue_sql.COUNTS, known).fetchone())


def row(
    session: Session | sqlite3.Connection, ref: str, now: datetime | None = None
) -> QueueRow | None:
    """Return the line of one ticket, or None when there is none.

    With ``now`` a snooze that has ended shows as open, without it the state is the recorded one.
    """
    known = {"ref": ref, **queue_sql.moment(now)}
    found = driver(session).execute(queue_sql.ROW, known).fetchone()
    return queue_sql.queue_row(found) if found else None


def due(
    session: Session | sqlite3.Connection,
    now: datetime,
    before: datetime,
    since: datetime | None = None,
) -> tuple[QueueRow, ...]:
    """Return what needs an answer until ``before``, the longest due first.

    With ``since``, only what is due after that moment. A snooze that has ended at ``now`` counts.
    """
    known = {
        "before": to_text(before),
        "since": to_text(since) if since else "",
        "now": to_text(now),
    }
    return tuple(map(queue_sql.queue_row, driver(session).execute(queue_sql.DUE, known)))


def overdue_for(session: Session | sqlite3.Connection, viewer: Viewer, now: datetime) -> int:
    """Return how many of the tickets for ``viewer`` are overdue."""
    known = queue_sql.parameters(viewer, now)
    found = driver(session).execute(queue_sql.OVERDUE_FOR_ME, known)
    return int(found.fetchone()[0])


def position(
    session: Session | sqlite3.Connection,
    view: QueueView,
    viewer: Viewer,
    now: datetime,
    ref: str,
    sort: QueueSort = QueueSort.PRIORITY,
) -> int | None:
    """Return the place of a ticket in ``view``, from 0, or None when it is not in it."""
    known = queue_sql.parameters(viewer, now, ref=ref)
    found = driver(session).execute(queue_sql.position_sql(view, sort), known).fetchone()
    return None if found is None else int(found[0])


def members(
    session: Session | sqlite3.Connection,
    view: QueueView,
    viewer: Viewer,
    now: datetime,
    refs: Collection[str],
) -> tuple[QueueRow, ...]:
    """Return the lines of those tickets that are in ``view``, in no order."""
    ask = driver(session).execute
    known = queue_sql.parameters(viewer, now, refs=listed(refs))
    found = [ref for (ref,) in ask(queue_sql.members_sql(view), known)]
    return rows_of(session, now, found)


def rows_of(
    session: Session | sqlite3.Connection, now: datetime, refs: Collection[str]
) -> tuple[QueueRow, ...]:
    """Return the lines of tickets as they stand at ``now``, in no order."""
    known = {"refs": listed(refs), **queue_sql.moment(now)}
    return tuple(map(queue_sql.queue_row, driver(session).execute(queue_sql.ROWS, known)))
