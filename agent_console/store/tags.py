"""The tags in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session

_KNOWN = "SELECT tag, count(*) FROM ticket_tag GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?"
_MOST = 2_000


def known(session: Session) -> tuple[tuple[str, int], ...]:
    """Return every tag with the number of its tickets, the most used first."""
    return tuple(driver(session).execute(_KNOWN, (_MOST,)))
