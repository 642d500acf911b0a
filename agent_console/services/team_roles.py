"""The one door at which roles are asked: who works at this console, and may they do that?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from agent_console.clock import Clock
from agent_console.desk.journal_entry import RoleGiven
from agent_console.desk.roles import Act, Role, leads_of, may, need, role_of
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _
from agent_console.store import journal_people, journal_state, journal_waiting, team_roles
from agent_console.store.engine import Store

_TOLD_SECONDS = 20.0
_LOOK_SECONDS = 0.05


def role_here(store: Store, agent: str) -> Role:
    """Return the role of who works at this console; lead where there is no team."""
    with store.read() as session:
        if journal_state.place(session) is None:
            return Role.LEAD
        return role_of(agent, team_roles.roles_of_team(session))


def need_role(store: Store, agent: str, act: Act) -> None:
    """Raise ActionRefusedError in words unless ``agent`` may do this at this console.

    Where nobody is lead any more, everybody may give roles.
    """
    role = role_here(store, agent)
    if may(role, act):
        return
    with store.read() as session:
        leads = leads_of(team_roles.roles_of_team(session))
    if act is not Act.ROLES or leads:
        need(role, act, leads)


def roles_in_team(store: Store) -> dict[str, str]:
    """Return the roles that were given, by the names of agents."""
    with store.read() as session:
        return team_roles.roles_of_team(session)


def give_role(store: Store, agent: str, name: str, role: Role, known: Iterable[str]) -> str:
    """Let the team know which role ``name`` has; return the name as the team knows it.

    It counts when it was read back (:func:`is_told`). ``known`` are names besides those that work
    at a console. Raises ActionRefusedError, also for the last lead, and NotFoundError.
    """
    need_role(store, agent, Act.ROLES)
    with store.write(durable=True) as session:
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
