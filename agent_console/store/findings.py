"""Findings, read from the events about them: there are few, and nothing else is kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.findings import Finding, finding_of, in_order
from agent_console.desk.records import RecordKind, record_of
from agent_console.store import journal

if TYPE_CHECKING:
    from sqlmodel import Session


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
