"""The queue's questions as SQL text, shared by the session and the first paint's plain sqlite3."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from agent_console.desk.listing import QueueCounts, QueueRow, Viewer
from agent_console.desk.mentions import from_column, handles_of
from agent_console.desk.states import QueueSort, QueueView, Target, TicketState
from agent_console.store.queue_views import (
    FOR_ME,
    VIEWS,
    Part,
    merged,
    number,
    select,
    view_of,
)
from agent_console.store.times import from_text, to_text

Row = tuple[Any, ...]
Parameters = dict[str, str | int]

_HIGHEST = 3
_STATES = {state.value: state for state in TicketState}
_TARGETS = {target.value: target for target in Target}

COLUMNS = (
    "t.ref, t.subject, t.customer_name, t.customer_email,"
    " CASE WHEN t.state = 'snoozed' AND t.wake_at <= :now THEN 'open' ELSE t.state END,"
    " t.owner, t.target, t.span_from, t.due_at, t.wake_at, t.last_at, t.mails_in + t.mails_out,"
    " t.notes, t.reopened, t.bounced, t.attachments,"
    " EXISTS (SELECT 1 FROM draft WHERE draft.ticket = t.ref),"
    " (SELECT count(*) FROM mail m JOIN duplicate d ON d.mail_id = m.id WHERE m.ticket = t.ref),"
    " t.type, t.level, t.complaint, t.frustration, t.priority, t.handed_on, t.language, t.steps,"
    " t.opened_at, CASE WHEN t.first_answered_at < t.waiting_since THEN t.last_customer_at END,"
    " t.tags, (SELECT c.agent FROM team_claim AS c WHERE c.ticket = t.ref AND c.expires > :now"
    " AND c.console <> (SELECT console FROM team WHERE id = 1)), t.asked, t.channel"
)
IN_OUTBOX = "state IN ('queued', 'sending', 'deferred', 'refused', 'unknown')"

# Without a condition SQLite adds up the pages of its smallest index and looks at no row. Most
# tickets are closed, so the others are counted and taken from the sum.
_ALL = "(SELECT count(*) FROM ticket)"
_NOT_CLOSED = number(
    "ticket", "ticket_state", "state IN ('new', 'open', 'waiting', 'snoozed', 'spam')"
)
_TOTALS: Mapping[QueueView, str] = {
    **{view: known.number for view, known in VIEWS.items() if known.parts[0].condition},
    QueueView.CLOSED: f"{_ALL} - {_NOT_CLOSED}",
    QueueView.ALL: _ALL,
}
_LEAVING = number("outbox", "outbox_state", IN_OUTBOX)
_COUNTED = {**_TOTALS, QueueView.CLOSED: _NOT_CLOSED}
COUNTS = select(", ".join((*(_COUNTED[view] for view in QueueView), _LEAVING)))


@cache
def page_sql(view: QueueView, sort: QueueSort = QueueSort.PRIORITY) -> str:
    """Return the query for a window of ``view`` (parameters as made below, limit, offset)."""
    chosen = view_of(view, sort)
    outer = ", ".join(f"w.{part}" for part in chosen.order)
    inner = ", ".join(chosen.order)
    window = f"({chosen.source} ORDER BY {inner} LIMIT :limit OFFSET :offset) AS w"
    return select(COLUMNS, "FROM", window, "JOIN ticket AS t ON t.rowid = w.id ORDER BY", outer)


@cache
def total_sql(view: QueueView) -> str:
    """Return the query for the number of tickets in ``view`` (parameters as made below)."""
    return select(_TOTALS[view])


@cache
def position_sql(view: QueueView, sort: QueueSort = QueueSort.PRIORITY) -> str:
    """Return the query for how many of ``view`` stand before ``:ref``; no row: it is not in it."""
    chosen = view_of(view, sort)
    sign = ">" if chosen.descending else "<"
    if len(chosen.parts) == 1:
        return _position_in(chosen.parts[0], sign)
    here, there = (", ".join(f"{one}.{part}" for part in chosen.key) for one in ("v", "k"))
    place = select(f"count(*) FROM v WHERE ({here}) {sign} ({there})")
    return f"WITH v AS ({chosen.source}) " + select(f"({place}) FROM v AS k WHERE k.ref = :ref")


def _position_in(part: Part, sign: str) -> str:
    """Return the query for a place in the order of one index: its end is counted, no more."""
    names = [name for name in (*part.key, "ref") if name != "0"]
    known = [part.condition] if part.condition else []
    own = ", ".join(f"{name} AS k{at}" for at, name in enumerate(names))
    one = " AND ".join(["ref = :ref", *known])
    there = ", ".join(f"k.k{at}" for at in range(len(names)))
    before = " AND ".join([*known, f"({', '.join(names)}) {sign} ({there})"])
    counted = number("ticket", part.index, before)
    return select(f"{counted} FROM", f"({select(own, 'FROM ticket WHERE', one)}) AS k")


@cache
def members_sql(view: QueueView) -> str:
    """Return the query for those of the JSON list ``:refs`` that are in ``view``."""
    named = select("value FROM json_each(:refs)")
    return select(f"ref FROM ({VIEWS[view].source}) WHERE ref IN ({named})")


_DUE = "due_at > :since AND due_at <= :before"
_DUE_OPEN, _DUE_WOKEN = (
    select("rowid AS id FROM ticket INDEXED BY", part.index, "WHERE", part.condition)
    for part in merged("ticket_due", _DUE).parts
)
DUE = select(
    COLUMNS,
    f"FROM ({_DUE_OPEN} UNION ALL {_DUE_WOKEN}) AS w",
    "JOIN ticket AS t ON t.rowid = w.id ORDER BY t.due_at, t.ref",
)
OVERDUE_FOR_ME = select(merged("ticket_open", "due_at <= :now", FOR_ME).number)
_UNREAD = "(state = 'new' OR first_answered_at < waiting_since)"
UNREAD_FOR_ME = select(merged("ticket_open", _UNREAD, FOR_ME).number)

ROWS = select(COLUMNS, "FROM ticket AS t WHERE t.ref IN (SELECT value FROM json_each(:refs))")
ROW = select(COLUMNS, "FROM ticket AS t WHERE t.ref = :ref")


def parameters(viewer: Viewer, now: datetime, **more: str | int) -> Parameters:
    """Return the parameters that all queries of the queue share, and ``more``."""
    whole, first = handles_of(viewer.name)
    return {
        "agent": viewer.name,
        "asked_whole": f"\n{whole}=",
        "asked_first": f"\n{first}=",
        "level": viewer.level,
        "languages": _names(viewer.languages),
        "types": _names(viewer.types),
        "escalated": _escalated(viewer, now),
        "now": to_text(now),
        "today": to_text(_midnight(viewer, now)),
        **more,
    }


def _midnight(viewer: Viewer, now: datetime) -> datetime:
    local = now.astimezone(ZoneInfo(viewer.zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _names(names: Collection[str]) -> str:
    """Return names with a comma before and after each; "" for none."""
    return f",{','.join(names)}," if names else ""


def _escalated(viewer: Viewer, now: datetime) -> str:
    """Return the moment before which what was due has been handed up, "" for nothing at all."""
    if viewer.escalates_after is None or viewer.level < _HIGHEST:
        return ""
    return to_text(now - viewer.escalates_after)


def moment(now: datetime | None) -> Parameters:
    """Return the parameter ``now``; with None, no snooze has ended."""
    return {"now": to_text(now) if now else ""}


@lru_cache(maxsize=1024)
def queue_row(row: Row) -> QueueRow:
    """Return the value for one line of ``COLUMNS``.

    The last ones are remembered: a queue that is read again has mostly the lines that it had.
    """
    ref, subject, name, email, state, owner, target, span_from, due_at, wake_at, last_at, *rest = (
        row
    )
    mails, notes, reopened, bounced, attachments, draft, copies, *asks = rest
    kind, level, complaint, frustration, priority, handed_on, language, steps, *more = asks
    opened_at, wrote_again_at = (from_text(time) if time else None for time in more[:2])
    tags, writer, asked, channel = more[2:]
    return QueueRow(
        ref,
        subject,
        name,
        email,
        _STATES[state],
        owner,
        _TARGETS[target] if target else None,
        from_text(span_from) if span_from else None,
        from_text(due_at) if due_at else None,
        from_text(wake_at) if wake_at else None,
        from_text(last_at) if last_at else None,
        mails,
        notes,
        reopened,
        bool(bounced),
        bool(attachments),
        bool(draft),
        copies,
        kind,
        level,
        bool(complaint),
        frustration,
        priority,
        handed_on,
        language,
        steps,
        opened_at,
        wrote_again_at,
        tuple(tags.split(",")) if tags else (),
        writer or "",
        from_column(asked),
        channel,
    )


def queue_counts(row: Row) -> QueueCounts:
    """Return the value for the one line of ``COUNTS``, which tells how many are not closed."""
    counted = QueueCounts(*row)
    return replace(counted, closed=counted.all - counted.closed)
