"""What each view of the queue holds and in which orders it is read, as SQL text.

Each names its index and repeats the index's condition word for word: left alone, SQLite would sort
all open tickets, and without the index a query fails instead of getting slow. A ticket whose snooze
has ended is read from the small index of snoozed ones and merged in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from agent_console.desk.listing import orders_of
from agent_console.desk.states import QueueSort, QueueView

NEEDS_ANSWER = "state IN ('new', 'open') AND automatic = 0"
AUTOMATIC = "state IN ('new', 'open') AND automatic = 1"
NOT_CLOSED = "state IN ('new', 'open', 'waiting', 'snoozed')"
COMPLAINT = f"complaint = 1 AND {NOT_CLOSED}"
WOKEN = "state = 'snoozed' AND wake_at <= :now"
ASLEEP = "state = 'snoozed' AND sort_at > :now"
MINE = "owner = :agent AND :agent <> ''"
_CAN_TAKE = (
    "level <= :level"
    " AND (:languages = '' OR language = '' OR instr(:languages, ',' || language || ',') > 0)"
    " AND (:types = '' OR type = '' OR instr(:types, ',' || type || ',') > 0)"
)
FOR_ME = f"({MINE} OR owner = '' AND {_CAN_TAKE} OR due_at <= :escalated)"
ASKED = "asked <> ''"
_ASKS_ME = (
    f"{ASKED} AND {NOT_CLOSED}"
    " AND (instr(asked, :asked_whole) > 0 OR instr(asked, :asked_first) > 0)"
    f" AND (({NEEDS_ANSWER} OR {WOKEN}) AND {FOR_ME}) IS NOT TRUE"
)
_PROMISED = "state = 'snoozed' AND waiting_since IS NULL AND last_answered_at IS NOT NULL"
_UNSETTLED = f"{COMPLAINT} AND (steps < 5 OR state IN ('new', 'open'))"
_OVERDUE = "due_at <= :now"
_TODAY = "state = 'closed' AND sort_at >= :today"
_PLACE = ("sort_group", "sort_at")
_WOKEN_PLACE = ("0", "woken_at")
_COMPLAINT_PLACE = (
    f"CASE WHEN {WOKEN} THEN 0 ELSE sort_group END",
    f"CASE WHEN {WOKEN} THEN woken_at ELSE sort_at END",
)
_KEYS: Mapping[QueueSort, tuple[str, str]] = {
    QueueSort.DEADLINE: ("due_at IS NULL", "coalesce(due_at, '')"),
    QueueSort.AGE: ("0", "opened_at"),
    QueueSort.CUSTOMER: ("0", "customer_sort"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Tickets of one index that fulfil ``condition``, placed by ``key`` (group, moment)."""

    index: str
    condition: str
    key: tuple[str, str] = ("0", "sort_at")

    @property
    def source(self) -> str:
        """The query for (id, ref, g, at)."""
        group, at = self.key
        where = f" WHERE {self.condition}" if self.condition else ""
        return (
            select(f"rowid AS id, ref, {group} AS g, {at} AS at FROM ticket INDEXED BY", self.index)
            + where
        )


@dataclass(frozen=True, slots=True)
class View:
    """What a view holds, in which order it is read, and whether from its end."""

    parts: tuple[Part, ...]
    descending: bool = False

    @property
    def source(self) -> str:
        """The query for (id, ref, g, at) of everything in it."""
        return " UNION ALL ".join(part.source for part in self.parts)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that it is ordered by; one that is the same for all tickets is left out."""
        return ("at", "ref") if all(part.key[0] == "0" for part in self.parts) else _FULL

    @property
    def order(self) -> tuple[str, ...]:
        """What follows ORDER BY."""
        ending = " DESC" if self.descending else ""
        return tuple(name + ending for name in self.key)

    @property
    def number(self) -> str:
        """The query for how many it holds; plain counts cost a fifth of one over all parts."""
        counted = " + ".join(number("ticket", part.index, part.condition) for part in self.parts)
        return f"({counted})"


_FULL = ("g", "at", "ref")


def select(*parts: str) -> str:
    """Put constants of these modules together to one query."""
    return " ".join(("SELECT", *parts))


def number(table: str, index: str, condition: str) -> str:
    """Return the query for how many rows fulfil a condition."""
    return f"({select('count(*) FROM', table, 'INDEXED BY', index, 'WHERE', condition)})"


def merged(index: str, *conditions: str) -> View:
    """Return the view of what needs an answer, with the tickets that have woken."""
    return View(
        (
            Part(index, " AND ".join((NEEDS_ANSWER, *conditions)), _PLACE),
            Part("ticket_wake", " AND ".join((WOKEN, *conditions)), _WOKEN_PLACE),
        )
    )


def _plain(index: str, condition: str, *, descending: bool = False) -> View:
    return View((Part(index, condition),), descending)


def _by_due(*views: View) -> View:
    parts = (replace(part, key=("0", "due_at")) for view in views for part in view.parts)
    return View(tuple(parts))


VIEWS: Mapping[QueueView, View] = {
    QueueView.FOR_ME: View(
        (*merged("ticket_open", FOR_ME).parts, Part("ticket_asked", _ASKS_ME, ("0", "sort_at")))
    ),
    QueueView.MINE: merged("ticket_owner", MINE),
    QueueView.UNCLAIMED: merged("ticket_owner", "owner = ''"),
    QueueView.OPEN: merged("ticket_open"),
    QueueView.WAITING: _plain("ticket_state", "state = 'waiting'"),
    QueueView.FOLLOW_UPS: View((Part("ticket_wake", _PROMISED, ("0", "wake_at")),)),
    QueueView.COMPLAINTS: View((Part("ticket_complaint", _UNSETTLED, _COMPLAINT_PLACE),)),
    QueueView.OVERDUE: _by_due(merged("ticket_due", _OVERDUE)),
    QueueView.SNOOZED: _plain("ticket_state", ASLEEP),
    QueueView.CLOSED_TODAY: _plain("ticket_state", _TODAY, descending=True),
    QueueView.CLOSED: _plain("ticket_state", "state = 'closed'", descending=True),
    QueueView.SPAM: _plain("ticket_state", "state = 'spam'", descending=True),
    QueueView.AUTOMATIC: _plain("ticket_automatic", AUTOMATIC, descending=True),
    QueueView.ALL: View((Part("ticket_order", "", _PLACE),)),
}
_LARGE = {QueueView.CLOSED: "state = 'closed'", QueueView.ALL: ""}
_FOR_ALL = {QueueSort.AGE: "ticket_age", QueueSort.CUSTOMER: "ticket_customer"}
_HAS_KEYS = {"ticket_owner": "ticket_open"}
"""An index that has what the other orders need in place of one that has not."""


def view_of(view: QueueView, sort: QueueSort) -> View:
    """Return a view in one of its orders; one that it does not have is its own."""
    own = VIEWS[view]
    if sort is QueueSort.PRIORITY or sort not in orders_of(view):
        return own
    parts = own.parts
    if view in _LARGE:
        parts = (Part(_FOR_ALL[sort], _LARGE[view]),)
    key = _KEYS[sort]
    indexes = (_HAS_KEYS.get(part.index, part.index) for part in parts)
    return View(
        tuple(
            replace(part, index=index, key=key) for part, index in zip(parts, indexes, strict=True)
        )
    )
