"""Findings: what customers said again and again, who sees to it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from agent_console.desk.events import Event, FindingJoined, FindingSaid, FindingWritten, standing


class FindingState(StrEnum):
    """How far it is."""

    OPEN = "open"
    DECIDED = "decided"
    DONE = "done"
    DROPPED = "dropped"


class FindingField(StrEnum):
    """What is said of it, besides its title and its tickets."""

    OWNER = "owner"
    ACTION = "action"
    STATE = "state"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: ``owner`` sees to it, ``action`` is what is done, until ``due``.

    ``tickets`` are those of the customers who raised it. ``agent`` began it at ``at``;
    ``state_at`` is when it came to its state.
    """

    name: str
    title: str
    agent: str
    at: datetime
    owner: str = ""
    action: str = ""
    state: FindingState = FindingState.OPEN
    state_at: datetime | None = None
    due: date | None = None
    tickets: tuple[str, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether something is still to be done."""
        return self.state in (FindingState.OPEN, FindingState.DECIDED)

    def is_late(self, today: date) -> bool:
        """Tell whether it should have been done by now."""
        return self.is_live and self.due is not None and self.due < today


def finding_of(name: str, events: Sequence[Event]) -> Finding | None:
    """Return a finding as the events about it tell, None where nothing stands.

    Where its title was erased, what else was said of it still stands.
    """
    found: Finding | None = None
    for event in standing(events):
        fact = event.fact
        if not isinstance(fact, FindingWritten | FindingSaid | FindingJoined):
            continue
        found = found or Finding(name, "", event.agent, event.at)
        if isinstance(fact, FindingWritten):
            found = replace(found, title=fact.title)
        elif isinstance(fact, FindingSaid):
            found = _said(found, fact, event.at)
        else:
            found = replace(found, tickets=_joined(found.tickets, fact))
    return found


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return them as they are worked on: those still to be done, by their day; then the newest."""
    return tuple(
        sorted(
            findings,
            key=lambda one: (
                not one.is_live,
                (one.due or date.max) if one.is_live else date.max,
                -one.at.timestamp(),
                one.name,
            ),
        )
    )


def day_of(value: str) -> date | None:
    """Read a day as events write it; None for what is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _said(found: Finding, fact: FindingSaid, at: datetime) -> Finding:
    """Return the finding with one thing said; what only a newer program knows changes nothing."""
    match fact.field:
        case FindingField.OWNER:
            return replace(found, owner=fact.value)
        case FindingField.ACTION:
            return replace(found, action=fact.value)
        case FindingField.DUE:
            return replace(found, due=day_of(fact.value))
        case FindingField.STATE if fact.value in set(FindingState):
            return replace(found, state=FindingState(fact.value), state_at=at)
        case _:
            return found


def _joined(tickets: tuple[str, ...], fact: FindingJoined) -> tuple[str, ...]:
    named = fact.tickets.split()
    if fact.off:
        return tuple(ref for ref in tickets if ref not in named)
    return tuple(dict.fromkeys((*tickets, *named)))
