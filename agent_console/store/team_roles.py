"""Which role the team gave to whom, as its journal says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session


def keep_roles(session: Session, roles: Mapping[str, str]) -> None:
    """Keep these roles and no others."""
    if roles_of_team(session) == dict(roles):
        return
    ask = driver(session)
    ask.execute("DELETE FROM team_role")
    ask.executemany("INSERT INTO team_role (agent, role) VALUES (?, ?)", sorted(roles.items()))


def roles_of_team(session: Session) -> dict[str, str]:
    """Return the roles by the names of agents; whoever is not named has none of their own."""
    return dict(driver(session).execute("SELECT agent, role FROM team_role").fetchall())


def agent_in_team(session: Session) -> str | None:
    """Return as whom this console takes part in a team; None without one."""
    row = driver(session).execute("SELECT agent FROM team").fetchone()
    return str(row[0]) if row else None
