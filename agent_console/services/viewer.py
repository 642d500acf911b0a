"""Who looks at the queue, by the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.listing import Viewer

if TYPE_CHECKING:
    from agent_console.config import Config


def colleagues_of(config: Config) -> tuple[Viewer, ...]:
    """Return those who work at other consoles."""
    return tuple(Viewer(one.name, one.level, one.languages, one.types) for one in config.colleagues)


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
