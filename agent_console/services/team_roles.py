"""The one door at which roles are asked: who works at this console, and may they do that?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.desk.events import AgentsShown, Approved, Fact, SettingShared
from agent_console.desk.roles import Act, Role, leads_of, need, role_of
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _
from agent_console.store import team_roles
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session

_TOLD_SECONDS = 20.0
_LOOK_SECONDS = 0.05


def role_here(store: Store, agent: str) -> Role:
    """Return the role of who works at this console; lead where there is no team."""
    with store.read() as session:
        if team_roles.agent_in_team(session) is None:
            return Role.LEAD
        return role_of(agent, team_roles.roles_of_team(session))


def need_role(session: Session, act: Act) -> None:
    """Raise ActionRefusedError in words unless who works at this console may do this.

    Without a team everybody may. Where nobody is lead any more, everybody may give roles.
    """
    agent = team_roles.agent_in_team(session)
    if agent is None:
        return
    roles = team_roles.roles_of_team(session)
    leads = leads_of(roles)
    if act is not Act.ROLES or leads:
        need(role_of(agent, roles), act, leads)


def need_role_for(session: Session, facts: Iterable[Fact]) -> None:
    """Raise ActionRefusedError in words unless these may be recorded at this console."""
    told = tuple(facts)
    if any(isinstance(fact, SettingShared | AgentsShown) for fact in told):
        need_role(session, Act.SETTINGS)
    approves = any(isinstance(fact, Approved) for fact in told)
    need_role(session, Act.APPROVE if approves else Act.WORK)


def roles_in_team(store: Store) -> dict[str, str]:
    """Return the roles that were given, by the names of agents."""
    with store.read() as session:
        return team_roles.roles_of_team(session)


def give_role(store: Store, name: str, role: Role, known: Iterable[str]) -> str:
    """Let the team know which role ``name`` has; return the name as the team knows it.

    It counts when it was read back (:func:`is_told`). ``known`` are names besides those that work
    at a console. Raises ActionRefusedError, also for the last lead, and NotFoundError.
    """
    from agent_console.desk.journal_entry import RoleGiven
    from agent_console.store import journal_people, journal_waiting

    with store.write(durable=True) as session:
        need_role(session, Act.ROLES)
        if not journal_waiting.is_team(session):
            raise ActionRefusedError(
                _("Role"), _("without a team there are no roles"), _("`agent-console team start`")
            )
        names = {one.agent for one in journal_people.members(session) if one.agent}
        found = _named(name, names | set(known))
        roles = team_roles.roles_of_team(session)
        if leads_of(roles) == (found,) and role is not Role.LEAD:
            raise ActionRefusedError(
                _("Role"),
                _("{name} is the only lead").format(name=found),
                _("Make somebody else lead first."),
            )
        journal_waiting.tell(session, RoleGiven(found, role.value))
    return found


def is_told(
    store: Store,
    clock: Clock,
    *,
    seconds: float = _TOLD_SECONDS,
    pause: Callable[[float], None] = time.sleep,
) -> bool:
    """Wait until the team has been told all that waits, at most so long; tell whether it was."""
    from agent_console.store import journal_waiting

    end = clock.monotonic() + seconds
    while True:
        with store.read() as session:
            if not journal_waiting.count(session):
                return True
        if clock.monotonic() >= end:
            return False
        pause(_LOOK_SECONDS)


def _named(name: str, known: set[str]) -> str:
    fitting = sorted(one for one in known if one.casefold() == name.casefold())
    if fitting:
        return name if name in fitting else fitting[0]
    raise NotFoundError(
        _("Role"),
        _("nobody in the team is called {name}").format(name=name),
        ", ".join(sorted(known)),
    )
