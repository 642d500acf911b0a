"""The people of a team as one looks at them: who is here, what each has in hand and answers now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from agent_console.desk.assigning import Away
from agent_console.desk.roles import Role, role_of
from agent_console.desk.team_views import ClaimView, Member, TeamStatus


@dataclass(frozen=True, slots=True)
class Person:
    """One agent: ``in_hand`` waits for an answer, ``answering`` are tickets they write on now.

    ``seen`` is when a console of theirs was heard of last, None for never. ``away`` is said until
    a day, with who stands in.
    """

    name: str
    role: Role
    me: bool = False
    here: bool = False
    seen: datetime | None = None
    in_hand: int = 0
    answering: tuple[str, ...] = ()
    away: Away | None = None


@dataclass(frozen=True, slots=True)
class TeamLook:
    """The people at the moment ``at``; ``status`` is how the journal is, None without a team.

    ``shared`` counts the documents that the team shares.
    """

    at: datetime
    people: tuple[Person, ...]
    status: TeamStatus | None = None
    shared: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the people, each by the name of an agent."""

    me: str
    named: Collection[str]
    members: Collection[Member]
    claims: Collection[ClaimView]
    loads: Mapping[str, int]
    roles: Mapping[str, str]
    away: Collection[Away]


def people_of(known: Known, day: date, *, team: bool) -> tuple[Person, ...]:
    """Return everybody whom settings, journal or tickets name: here first, then by name.

    Without a ``team`` everybody is lead.
    """
    names = {known.me, *known.named, *(one.agent for one in known.members)}
    names |= {name for name, count in known.loads.items() if count}
    people = [_person(known, name, day, team=team) for name in names]
    return tuple(sorted(people, key=lambda one: (not one.here, one.name.casefold(), one.name)))


def _person(known: Known, name: str, day: date, *, team: bool) -> Person:
    consoles = [one for one in known.members if one.agent == name]
    away = (one for one in known.away if one.name == name and one.until >= day)
    return Person(
        name=name,
        role=role_of(name, known.roles) if team else Role.LEAD,
        me=name == known.me,
        here=name == known.me or any(one.here for one in consoles),
        seen=max((one.last_seen for one in consoles), default=None),
        in_hand=known.loads.get(name, 0),
        answering=tuple(sorted(one.ticket for one in known.claims if one.agent == name)),
        away=next(away, None),
    )
