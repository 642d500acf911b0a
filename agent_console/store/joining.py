"""Tickets that could be one, or have to do with each other."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.refs import normalise_ref
from agent_console.store import kin, queue_sql
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_MOST = 50
_OF_CUSTOMER = """
SELECT ref FROM ticket WHERE customer_email = (SELECT customer_email FROM ticket WHERE ref = :ref)
    AND ref <> :ref AND customer_email <> ''
ORDER BY state IN ('closed', 'spam'), last_at DESC, ref LIMIT :most
"""
_TEXT = "lower(subject || char(10) || customer_name || char(10) || customer_email)"
# SQLite's own lower() leaves umlauts alone; where none is typed, that does.
_WITH_UMLAUTS = f"replace(replace(replace({_TEXT}, 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')"
_TYPED = """
SELECT ref FROM ticket
WHERE ref <> :ref AND (ref >= :prefix AND ref < :prefix || '~' OR instr({text}, :text) > 0)
ORDER BY customer_email = (SELECT customer_email FROM ticket WHERE ref = :ref) DESC,
    state IN ('closed', 'spam'), last_at DESC, ref LIMIT :most
"""
_TAKEN = """
SELECT EXISTS (SELECT 1 FROM ticket WHERE ref = :ref) OR EXISTS (SELECT 1 FROM kin WHERE ref = :ref)
    OR EXISTS (SELECT 1 FROM event WHERE ticket = :ref)
"""


def candidates(session: Session, ref: str, text: str, now: datetime) -> tuple[QueueRow, ...]:
    """Return the other tickets of a customer, or those that fit to ``text``, the likeliest first.

    A text is looked for in refs, at their beginning, in subjects and in the customers' names and
    addresses.
    """
    ask, known = driver(session), {"ref": ref, "most": _MOST}
    wanted = text.strip().lower()
    if wanted:
        prefix = normalise_ref(wanted.lstrip("#")) or "~"
        sql = _TYPED.format(text=_TEXT if wanted.isascii() else _WITH_UMLAUTS)
        found = ask.execute(sql, {**known, "text": wanted, "prefix": prefix}).fetchall()
    else:
        found = ask.execute(_OF_CUSTOMER, known).fetchall()
    refs = [one for (one,) in found]
    parameters = {"refs": listed(refs), "now": to_text(now)}
    rows = [queue_sql.queue_row(row) for row in ask.execute(queue_sql.ROWS, parameters)]
    places = {one: place for place, one in enumerate(refs)}
    return tuple(sorted(rows, key=lambda row: places[row.ref]))


def is_taken(session: Session, ref: str) -> bool:
    """Return whether a ticket has or had this name."""
    return bool(driver(session).execute(_TAKEN, {"ref": ref}).fetchone()[0])


def link_pairs(session: Session, ref: str, other: str) -> list[tuple[str, str]]:
    """Return the links between two tickets and what lives on in them, as they were made."""
    ask = driver(session)
    ones = {ref, *kin.merged_into(session, ref)}
    others = {other, *kin.merged_into(session, other)}
    pairs = ask.execute(
        "SELECT one, other FROM ticket_link WHERE one IN (SELECT value FROM json_each(?))"
        " AND other IN (SELECT value FROM json_each(?)) ORDER BY one, other",
        (listed(ones), listed(others)),
    )
    return pairs.fetchall()
