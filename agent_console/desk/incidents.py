"""Known issues: many customers have the same trouble, and one text answers them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.desk.events import Event, standing
from agent_console.desk.notice_facts import IncidentClosed, IncidentJoined, IncidentWritten


@dataclass(frozen=True, slots=True)
class Incident:
    """One known issue; customers are told the canned answer ``answer``, or ``text``.

    ``tickets`` are those that belong to it.
    """

    name: str
    title: str
    answer: str
    text: str
    agent: str
    at: datetime
    closed_at: datetime | None = None
    tickets: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.closed_at is None

    @property
    def has_words(self) -> bool:
        """Whether there is something to tell customers."""
        return bool(self.answer or self.text.strip())


def incident_of(name: str, events: Sequence[Event]) -> Incident | None:
    """Return a known issue as the events about it tell, None where nothing was written."""
    found: Incident | None = None
    for event in standing(events):
        fact = event.fact
        if isinstance(fact, IncidentWritten):
            if found is None:
                found = Incident(name, "", "", "", event.agent, event.at)
            found = replace(found, title=fact.title, answer=fact.answer, text=fact.text)
        elif isinstance(fact, IncidentClosed) and found is not None:
            found = replace(found, closed_at=None if fact.off else event.at)
    return found


def incident_of_ticket(events: Sequence[Event]) -> str:
    """Return the known issue that a ticket belongs to by its events, "" for none.

    The one it was put on last counts.
    """
    found = ""
    for event in standing(events):
        fact = event.fact
        if isinstance(fact, IncidentJoined):
            if not fact.off:
                found = fact.incident
            elif found == fact.incident:
                found = ""
    return found
