"""The other tickets of a ticket's customer, and how often the customer wrote."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.views import Contacts
from agent_console.store import queue_sql
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_MOST = 200
_OTHERS = """
SELECT ref FROM ticket
WHERE customer_email = (SELECT customer_email FROM ticket WHERE ref = :ref)
    AND customer_email <> '' AND ref <> :ref
ORDER BY last_at DESC, ref LIMIT :most
"""
_WRITTEN = """
SELECT COUNT(*), COUNT(DISTINCT mail.ticket)
FROM ticket JOIN mail ON mail.ticket = ticket.ref AND mail.received >= :since
WHERE ticket.customer_email = (SELECT customer_email FROM ticket WHERE ref = :ref)
    AND ticket.customer_email <> '' AND ticket.last_at >= :since AND ticket.state <> 'spam'
    AND mail.direction = 'in' AND mail.kind = 'human'
"""


def others(session: Session, ref: str, now: datetime) -> tuple[QueueRow, ...]:
    """Return the other tickets of the customer of ``ref``, the newest first, at most 200."""
    ask = driver(session)
    refs = [one for (one,) in ask.execute(_OTHERS, {"ref": ref, "most": _MOST})]
    parameters = {"refs": listed(refs), "now": to_text(now)}
    found = map(queue_sql.queue_row, ask.execute(queue_sql.ROWS, parameters))
    rows = {row.ref: row for row in found}
    return tuple(rows[one] for one in refs if one in rows)


def contacts(session: Session, ref: str, since: datetime) -> Contacts:
    """Return how often the customer of ``ref`` has written since a moment.

    Mails of machines, and spam, do not count.
    """
    found = driver(session).execute(_WRITTEN, {"ref": ref, "since": to_text(since)}).fetchone()
    return Contacts(*found)
