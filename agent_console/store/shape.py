"""Whether a store has the tables that the classes describe: somebody may have had a hand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session


def misshapen(session: Session) -> tuple[str, ...]:
    """Return the tables that are missing, or have other columns than their class, by name."""
    from agent_console.store.tables import MetaRow

    described = MetaRow.metadata.tables
    strange: list[str] = []
    for name in sorted(described):
        question = "SELECT name FROM pragma_table_info(?)"
        columns = {column for (column,) in driver(session).execute(question, (name,))}
        if columns != set(described[name].columns.keys()):
            strange.append(name)
    return tuple(strange)
