"""Which role the team gave to whom and who is away, as its journal says."""

from __future__ import annotations

import sqlite3
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


def roles_of_team(session: Session | sqlite3.Connection) -> dict[str, str]:
    """Return the roles by the names of agents; whoever is not named has none of their own."""
    return dict(driver(session).execute("SELECT agent, role FROM team_role").fetchall())


def agent_in_team(session: Session) -> str | None:
    """Return as whom this console takes part in a team; None without one."""
    row = driver(session).execute("SELECT agent FROM team").fetchone()
    return str(row[0]) if row else None


def keep_away(session: Session, away: Mapping[str, tuple[str, str]]) -> None:
    """Keep who is away until which day, and who stands in."""
    if away_in_team(session) == dict(away):
        return
    ask = driver(session)
    ask.execute("DELETE FROM team_away")
    rows = [(agent, *said) for agent, said in sorted(away.items())]
    ask.executemany("INSERT INTO team_away (agent, until, substitute) VALUES (?, ?, ?)", rows)


def away_in_team(session: Session) -> dict[str, tuple[str, str]]:
    """Return until which day ("": is back) somebody is away and who stands in, by their names."""
    rows = driver(session).execute("SELECT agent, until, substitute FROM team_away").fetchall()
    return {agent: (until, substitute) for agent, until, substitute in rows}


def agents_of_team(session: Session | sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of all who work at a console of the team."""
    rows = driver(session).execute(
        "SELECT DISTINCT agent FROM team_member WHERE agent <> '' AND program <> '' ORDER BY agent"
    )
    return tuple(agent for (agent,) in rows)
