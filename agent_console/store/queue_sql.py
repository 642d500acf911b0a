"""The queue's questions as SQL text, shared by the session and the first paint's plain sqlite3.

Each names its index and repeats the index's condition word for word: left alone, SQLite would sort
all open tickets, and without the index a query fails instead of getting slow. A ticket whose snooze
has ended is read from the small index of snoozed ones and merged in order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from agent_console.desk.listing import QueueCounts, QueueRow, Viewer
from agent_console.desk.states import QueueView, Target, TicketState
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
    " t.type, t.level, t.complaint, t.frustration, t.priority, t.handed_on, t.language, t.steps"
)
NEEDS_ANSWER = "state IN ('new', 'open') AND automatic = 0"
AUTOMATIC = "state IN ('new', 'open') AND automatic = 1"
WOKEN = "state = 'snoozed' AND wake_at <= :now"
ASLEEP = "state = 'snoozed' AND sort_at > :now"
MINE = "owner = :agent AND :agent <> ''"
_CAN_TAKE = (
    "level <= :level"
    " AND (:languages = '' OR language = '' OR instr(:languages, ',' || language || ',') > 0)"
    " AND (:types = '' OR type = '' OR instr(:types, ',' || type || ',') > 0)"
)
FOR_ME = f"({MINE} OR owner = '' AND {_CAN_TAKE} OR due_at <= :escalated)"
_PLACE = "rowid AS id, ref, sort_group AS g, sort_at AS at"
IN_OUTBOX = "state IN ('queued', 'sending', 'deferred', 'refused', 'unknown')"


@dataclass(frozen=True, slots=True)
class _View:
    """What a view holds, as a query for (id, ref, g, at), and in which direction it is read."""

    source: str
    descending: bool = False

    @property
    def order(self) -> str:
        names = ("at", "ref") if " 0 AS g" in self.source else ("g", "at", "ref")
        ending = " DESC" if self.descending else ""
        return ", ".join(name + ending for name in names)


def _select(*parts: str) -> str:
    """Put constants of this module together to one query."""
    return " ".join(("SELECT", *parts))


def _plain(index: str, condition: str) -> str:
    table = f"ticket INDEXED BY {index}"
    return _select("rowid AS id, ref, 0 AS g, sort_at AS at FROM", table, "WHERE", condition)


def _merged(index: str, condition: str) -> str:
    extra = ("AND", condition) if condition else ()
    awake = _select(
        f"{_PLACE} FROM ticket INDEXED BY {index} WHERE",
        NEEDS_ANSWER,
        *extra,
    )
    woken = _select(
        "rowid, ref, 0, woken_at FROM ticket INDEXED BY ticket_wake WHERE", WOKEN, *extra
    )
    return f"{awake} UNION ALL {woken}"


def _number(table: str, index: str, condition: str) -> str:
    counted = f"{table} INDEXED BY {index}"
    return f"({_select('count(*) FROM', counted, 'WHERE', condition)})"


def _needing(index: str, condition: str) -> str:
    """Count what needs an answer; two plain counts cost a fifth of one over both together."""
    waiting = _number("ticket", index, f"{NEEDS_ANSWER} AND {condition}")
    return f"({waiting} + {_number('ticket', 'ticket_wake', f'{WOKEN} AND {condition}')})"


_VIEWS: Mapping[QueueView, _View] = {
    QueueView.FOR_ME: _View(_merged("ticket_open", FOR_ME)),
    QueueView.OPEN: _View(_merged("ticket_open", "")),
    QueueView.MINE: _View(_merged("ticket_owner", MINE)),
    QueueView.UNCLAIMED: _View(_merged("ticket_owner", "owner = ''")),
    QueueView.WAITING: _View(_plain("ticket_state", "state = 'waiting'")),
    QueueView.SNOOZED: _View(_plain("ticket_state", ASLEEP)),
    QueueView.CLOSED: _View(_plain("ticket_state", "state = 'closed'"), descending=True),
    QueueView.AUTOMATIC: _View(_plain("ticket_automatic", AUTOMATIC), descending=True),
    QueueView.ALL: _View(_select(_PLACE, "FROM ticket INDEXED BY ticket_order")),
}

# Without a condition SQLite adds up the pages of its smallest index and looks at no row. Most
# tickets are closed, so the others are counted and taken from the sum.
_ALL = "(SELECT count(*) FROM ticket)"
_NOT_CLOSED = _number("ticket", "ticket_state", "state IN ('new', 'open', 'waiting', 'snoozed')")
_TOTALS: Mapping[QueueView, str] = {
    QueueView.FOR_ME: _needing("ticket_open", FOR_ME),
    QueueView.OPEN: _needing("ticket_open", "1"),
    QueueView.MINE: _needing("ticket_owner", MINE),
    QueueView.UNCLAIMED: _needing("ticket_owner", "owner = ''"),
    QueueView.WAITING: _number("ticket", "ticket_state", "state = 'waiting'"),
    QueueView.SNOOZED: _number("ticket", "ticket_state", ASLEEP),
    QueueView.CLOSED: f"{_ALL} - {_NOT_CLOSED}",
    QueueView.AUTOMATIC: _number("ticket", "ticket_automatic", AUTOMATIC),
    QueueView.ALL: _ALL,
}
_OVERDUE = _needing("ticket_due", "due_at <= :now")
_LEAVING = _number("outbox", "outbox_state", IN_OUTBOX)
_COUNTED = {**_TOTALS, QueueView.CLOSED: _NOT_CLOSED}
COUNTS = _select(", ".join((*(_COUNTED[view] for view in QueueView), _OVERDUE, _LEAVING)))


@cache
def page_sql(view: QueueView) -> str:
    """Return the query for a window of ``view`` (parameters as made below, limit, offset)."""
    chosen = _VIEWS[view]
    outer = ", ".join(f"w.{part}" for part in chosen.order.split(", "))
    window = f"({chosen.source} ORDER BY {chosen.order} LIMIT :limit OFFSET :offset) AS w"
    return _select(COLUMNS, "FROM", window, "JOIN ticket AS t ON t.rowid = w.id ORDER BY", outer)


@cache
def total_sql(view: QueueView) -> str:
    """Return the query for the number of tickets in ``view`` (parameters as made below)."""
    return _select(_TOTALS[view])


@cache
def position_sql(view: QueueView) -> str:
    """Return the query for how many of ``view`` stand before ``:ref``; no row: it is not in it."""
    chosen = _VIEWS[view]
    sign = ">" if chosen.descending else "<"
    before = f"(v.g, v.at, v.ref) {sign} (k.g, k.at, k.ref)"
    place = _select("count(*) FROM v WHERE", before)
    return f"WITH v AS ({chosen.source}) " + _select(f"({place}) FROM v AS k WHERE k.ref = :ref")


_DUE = "due_at > :since AND due_at <= :before"
DUE = _select(
    COLUMNS,
    "FROM",
    f"({_select('rowid AS id FROM ticket INDEXED BY ticket_due WHERE', NEEDS_ANSWER, 'AND', _DUE)}"
    " UNION ALL"
    f" {_select('rowid FROM ticket INDEXED BY ticket_wake WHERE', WOKEN, 'AND', _DUE)}) AS w",
    "JOIN ticket AS t ON t.rowid = w.id ORDER BY t.due_at, t.ref",
)
OVERDUE_FOR_ME = _select(_needing("ticket_open", f"due_at <= :now AND {FOR_ME}"))

ROWS = _select(COLUMNS, "FROM ticket AS t WHERE t.ref IN (SELECT value FROM json_each(:refs))")
ROW = _select(COLUMNS, "FROM ticket AS t WHERE t.ref = :ref")


def parameters(viewer: Viewer, now: datetime, **more: str | int) -> Parameters:
    """Return the parameters that all queries of the queue share, and ``more``."""
    return {
        "agent": viewer.name,
        "level": viewer.level,
        "languages": _names(viewer.languages),
        "types": _names(viewer.types),
        "escalated": _escalated(viewer, now),
        "now": to_text(now),
        **more,
    }


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
    kind, level, complaint, frustration, priority, handed_on, language, steps = asks
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
    )


def queue_counts(row: Row) -> QueueCounts:
    """Return the value for the one line of ``COUNTS``, which tells how many are not closed."""
    counted = QueueCounts(*row)
    return replace(counted, closed=counted.all - counted.closed)
