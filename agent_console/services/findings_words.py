"""Findings in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from agent_console.desk.events import Fact, FindingJoined, FindingSaid, FindingWritten, standing
from agent_console.desk.findings import FindingField, FindingState, finding_of
from agent_console.desk.views import EntryKind, TimelineEntry
from agent_console.i18n import _, pgettext
from agent_console.store import findings as stored

if TYPE_CHECKING:
    from sqlmodel import Session


def finding_state_word(state: FindingState) -> str:
    """Return the word for how far a finding is."""
    return {
        FindingState.OPEN: pgettext("finding", "open"),
        FindingState.DECIDED: pgettext("finding", "decided"),
        FindingState.DONE: pgettext("finding", "done"),
        FindingState.DROPPED: pgettext("finding", "dropped"),
    }[state]


def finding_words(fact: Fact) -> str:
    """Say what was recorded of a finding, "" for anything else."""
    match fact:
        case FindingWritten(title=title):
            return _("finding “{title}” written").format(title=title)
        case FindingJoined(off=""):
            return _("tickets put on a finding")
        case FindingJoined():
            return _("tickets taken off a finding")
        case FindingSaid(field=FindingField.OWNER, value=value):
            return _("owner of a finding: {name}").format(name=value or "-")
        case FindingSaid(field=FindingField.STATE, value=value) if value in set(FindingState):
            state = finding_state_word(FindingState(value))
            return _("state of a finding: {state}").format(state=state)
        case FindingSaid(field=FindingField.DUE, value=value):
            return _("a finding is due: {day}").format(day=value or "-")
        case FindingSaid():
            return _("what is done about a finding")
        case _:
            return ""


def finding_entries(session: Session, refs: Collection[str]) -> Iterator[TimelineEntry]:
    """Yield when a ticket, called by any of its ``refs``, was put on a finding or taken off."""
    for record, events in stored.events_naming(session, refs).items():
        found = finding_of(record, events)
        for event in standing(events):
            fact = event.fact
            if found is None or not isinstance(fact, FindingJoined):
                continue
            if not set(refs).isdisjoint(fact.tickets.split()):
                words = _("put the ticket on the finding “{title}”")
                if fact.off:
                    words = _("took the ticket off the finding “{title}”")
                text = words.format(title=found.title or "–")
                yield TimelineEntry(event.id, EntryKind.EVENT, event.at, event.agent, text)
