"""Who looks at the queue, by the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.listing import Viewer
from agent_console.desk.roles import Role, role_of
from agent_console.store import team_roles

if TYPE_CHECKING:
    import sqlite3

    from agent_console.config import Config


def colleagues_of(config: Config) -> tuple[Viewer, ...]:
    """Return those who work at other consoles."""
    return tuple(Viewer(one.name, one.level, one.languages, one.types) for one in config.colleagues)


def others_of(config: Config, connection: sqlite3.Connection) -> tuple[Viewer, ...]:
    """Return whom a ticket can be given to: those of the settings, and the team's who work.

    Of whom the settings say nothing is taken for somebody who answers everything.
    """
    named = {one.name: one for one in colleagues_of(config)}
    members = {name: Viewer(name) for name in team_roles.agents_of_team(connection)}
    roles = team_roles.roles_of_team(connection)
    return tuple(
        who
        for name, who in {**members, **named}.items()
        if name != config.agent.name and role_of(name, roles) is not Role.READ_ONLY
    )


def viewer_of(config: Config) -> Viewer:
    """Return who looks at the queue at this console."""
    agent = config.agent
    return Viewer(
        agent.name,
        agent.level,
        agent.languages,
        agent.types,
        config.sla.escalate_after,
        config.calendar.zone,
    )
