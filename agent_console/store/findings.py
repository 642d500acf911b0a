"""Findings, read from the events about them: there are few, and nothing else is kept of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from agent_console.desk.events import Event
from agent_console.desk.findings import Finding, finding_of, in_order
from agent_console.desk.records import MARK, RecordKind, record_of
from agent_console.store import journal
from agent_console.store.driver import driver, listed

if TYPE_CHECKING:
    from sqlmodel import Session

_NAMING = """
SELECT DISTINCT event.ticket FROM event, json_each(?3) AS wanted
WHERE event.ticket >= ?1 AND event.ticket < ?2 AND instr(event.json_text, wanted.value) > 0
"""
_FIRST = f"{MARK}{RecordKind.FINDING}:"
_AFTER = f"{MARK}{RecordKind.FINDING};"


def findings(session: Session) -> tuple[Finding, ...]:
    """Return all findings, those still to be done in front."""
    named: dict[str, str] = {}
    for ref in journal.records(session):
        about = record_of(ref)
        if about is not None and about[0] is RecordKind.FINDING:
            named[ref] = about[1]
    events = journal.of_tickets(session, named) if named else {}
    told = (finding_of(name, events.get(ref, ())) for ref, name in named.items())
    return in_order(one for one in told if one is not None)


def events_naming(session: Session, refs: Collection[str]) -> dict[str, list[Event]]:
    """Return the events about each finding that one of these tickets was ever put on."""
    found = driver(session).execute(_NAMING, (_FIRST, _AFTER, listed(refs)))
    records = [record for (record,) in found]
    return journal.of_tickets(session, records) if records else {}
