"""Who answers which ticket: in turn or by load, among those who can and are there.

Whoever is away until a day is passed over; what only they can answer goes to whoever stands in for
them. A ticket that nobody can answer stays where it is, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from agent_console.desk.labels import NOTHING_ASKED, Asks
from agent_console.desk.listing import Viewer
from agent_console.desk.routing import can_answer
from agent_console.desk.states import TicketState
from agent_console.i18n import _

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)
_DONE = frozenset({TicketState.CLOSED, TicketState.SPAM})


class How(StrEnum):
    """How tickets are shared out."""

    HAND = "hand"
    TURN = "turn"
    """One after the other, whoever got the last one waits longest."""

    LOAD = "load"
    """To whoever has the fewest in hand."""


class Unassigned(StrEnum):
    """Why nobody gets a ticket."""

    NOBODY_CAN = "nobody-can"
    ALL_AWAY = "all-away"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is not there up to and including the day ``until``; "" for no substitute."""

    name: str
    until: date
    substitute: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether they are away on ``day``."""
        return day <= self.until


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be given tickets; ``load`` is how many they have in hand.

    ``last`` is when they were given the last one, None for never.
    """

    who: Viewer
    load: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A ticket that nobody has, in the order in which they are to be answered."""

    ref: str
    asks: Asks = NOTHING_ASKED
    language: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who gets a ticket, "" for nobody; ``instead_of`` is whom they stand in for."""

    ref: str
    agent: str = ""
    instead_of: str = ""
    why_not: Unassigned | None = None


@dataclass(frozen=True, slots=True)
class InHand:
    """A ticket as it is handed over at the end of a shift."""

    ref: str
    subject: str
    customer: str
    state: TicketState
    due_at: datetime | None = None
    wake_at: datetime | None = None
    draft: bool = False

    @property
    def next_at(self) -> datetime | None:
        """When something is to happen next: its deadline, or when it wakes."""
        return min((at for at in (self.due_at, self.wake_at) if at is not None), default=None)


def assign(
    tickets: Iterable[Unclaimed],
    agents: Sequence[Candidate],
    how: How,
    *,
    day: date,
    away: Iterable[Away] = (),
) -> tuple[Assignment, ...]:
    """Share tickets out, in their order; ``day`` is today where the team works.

    Ties go to who was given something least lately, then by name, so that all consoles come to the
    same. By hand nobody gets anything.
    """
    absent = {one.name: one.substitute for one in away if one.holds(day)}
    known = {one.who.name: one for one in agents}
    loads = {name: one.load for name, one in known.items()}
    turns = _turns(agents)
    given: list[Assignment] = []
    for ticket in tickets:
        found = _chosen(ticket, known, absent, loads, turns, how)
        given.append(found)
        if found.agent:
            loads[found.agent] += 1
            turns[found.agent] = max(turns.values()) + 1
    return tuple(given)


def stand_in(name: str, absent: Mapping[str, str]) -> str:
    """Return who does the work of ``name``: they themselves, or whoever stands in; "" for nobody.

    A substitute who is away, too, has one of their own; going round in circles ends with nobody.
    """
    seen: set[str] = set()
    while name in absent:
        if name in seen:
            return ""
        seen.add(name)
        name = absent[name]
    return name


def hand_over_list(tickets: Iterable[InHand]) -> tuple[InHand, ...]:
    """Return what somebody has in hand, for who comes after: what is due first, first.

    What is closed or spam is not handed over; what has no next moment comes last.
    """
    left = (one for one in tickets if one.state not in _DONE)
    return tuple(sorted(left, key=_moment))


def why_not_words(why: Unassigned) -> str:
    """Say why nobody gets a ticket."""
    return {
        Unassigned.NOBODY_CAN: _("nobody answers this level, language and type"),
        Unassigned.ALL_AWAY: _("all who can answer it are away"),
        Unassigned.BY_HAND: _("tickets are given out by hand"),
    }[why]


def _turns(agents: Sequence[Candidate]) -> dict[str, int]:
    """Return for each the place in turn: who was given something least lately comes first."""
    order = sorted(agents, key=lambda one: (one.last or _LONG_AGO, one.who.name))
    return {one.who.name: place for place, one in enumerate(order)}


def _chosen(
    ticket: Unclaimed,
    known: Mapping[str, Candidate],
    absent: Mapping[str, str],
    loads: Mapping[str, int],
    turns: Mapping[str, int],
    how: How,
) -> Assignment:
    if how is How.HAND:
        return Assignment(ticket.ref, why_not=Unassigned.BY_HAND)
    able = [
        name for name, one in known.items() if can_answer(one.who, ticket.asks, ticket.language)
    ]
    if not able:
        return Assignment(ticket.ref, why_not=Unassigned.NOBODY_CAN)
    hands = _hands(able, known, absent)
    if not hands:
        return Assignment(ticket.ref, why_not=Unassigned.ALL_AWAY)

    def rank(name: str) -> tuple[int, int, str]:
        return (loads[name] if how is How.LOAD else 0, turns[name], name)

    agent = min(hands, key=rank)
    return Assignment(ticket.ref, agent, hands[agent])


def _hands(
    able: Collection[str], known: Collection[str], absent: Mapping[str, str]
) -> dict[str, str]:
    """Return who can take a ticket now, and for whom they stand in ("": for themselves).

    Whoever is there comes before those who stand in: they do what only the absent can answer.
    """
    there = {name: "" for name in able if name not in absent}
    if there:
        return there
    standing = {stand_in(name, absent): name for name in sorted(able, reverse=True)}
    return {name: whom for name, whom in standing.items() if name in known}


def _moment(one: InHand) -> tuple[datetime, str]:
    return (one.next_at or _NEVER, one.ref)
