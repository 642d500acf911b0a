"""The tickets of a saved view, in the order in which the queue reads them."""

from __future__ import annotations

import sqlite3

from agent_console.desk.states import QueueSort
from agent_console.store.driver import listed
from agent_console.store.query_sql import Asked

MOST = 5_000
"""How many tickets a saved view holds at most."""

_WOKEN = "t.state = 'snoozed' AND t.wake_at <= :now"
_ORDERS = {
    QueueSort.PRIORITY: (
        f"t.state = 'closed', CASE WHEN {_WOKEN} THEN 0 ELSE t.sort_group END,"
        f" CASE WHEN {_WOKEN} THEN t.woken_at ELSE t.sort_at END, t.ref"
    ),
    QueueSort.DEADLINE: "t.due_at IS NULL, t.due_at, t.ref",
    QueueSort.AGE: "t.opened_at, t.ref",
    QueueSort.CUSTOMER: "t.customer_sort, t.ref",
}
_WITH_MAIL = "EXISTS (SELECT 1 FROM mail WHERE mail.ticket = t.ref AND {mail})"
_NAMED = "t.ref IN (SELECT value FROM json_each(:refs))"
_REFS = "SELECT t.ref FROM ticket AS t WHERE {where} ORDER BY {order} LIMIT :most"


def ordered(
    connection: sqlite3.Connection,
    asked: Asked,
    found: tuple[str, ...] | None,
    sort: QueueSort,
    now: str,
) -> list[str]:
    """Return the refs of the tickets for which everything holds, in the order ``sort``.

    ``found`` are those in which the words of the search occur, None where it has no words.
    """
    known = {"now": now, "most": MOST, **(asked.parameters or {})}
    parts = [asked.ticket] if asked.ticket else []
    if found is not None:
        known["refs"] = listed(found)
        parts.append(_NAMED)
    elif asked.mail:
        parts.append(_WITH_MAIL.format(mail=asked.mail))
    sql = _REFS.format(where=" AND ".join(parts) or "1", order=_ORDERS[sort])
    return [ref for (ref,) in connection.execute(sql, known)]
