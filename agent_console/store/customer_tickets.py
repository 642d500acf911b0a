"""The other tickets of a ticket's customer, and how often the customer wrote."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.mail import Direction
from agent_console.desk.views import Contacts
from agent_console.store import queue_sql
from agent_console.store.contacts import logged_among
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
SELECT mail.ticket, COUNT(*)
FROM ticket JOIN mail ON mail.ticket = ticket.ref AND mail.received >= :since
WHERE ticket.customer_email = (SELECT customer_email FROM ticket WHERE ref = :ref)
    AND ticket.customer_email <> '' AND ticket.last_at >= :since AND ticket.state <> 'spam'
    AND mail.direction = 'in' AND mail.kind = 'human'
GROUP BY mail.ticket
"""
_TICKETS = """
SELECT ref FROM ticket
WHERE customer_email = (SELECT customer_email FROM ticket WHERE ref = :ref)
    AND (customer_email <> '' OR ref = :ref) AND last_at >= :since AND state <> 'spam'
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
    """Return how often the customer of ``ref`` has written or come to us since a moment.

    Mails of machines, and spam, do not count.
    """
    connection, known = driver(session), {"ref": ref, "since": to_text(since)}
    found = Counter[str](dict(connection.execute(_WRITTEN, known).fetchall()))
    refs = [one for (one,) in connection.execute(_TICKETS, known)]
    for one, contact in logged_among(connection, refs):
        if contact.direction is Direction.IN and contact.began >= since:
            found[one] += 1
    return Contacts(found.total(), len(found))
