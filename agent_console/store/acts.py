"""What people have done, as far as the intake asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session

_ANY = """
SELECT EXISTS (SELECT 1 FROM event WHERE ticket = :ref)
    OR EXISTS (SELECT 1 FROM outbox WHERE ticket = :ref)
    OR EXISTS (SELECT 1 FROM draft WHERE ticket = :ref)
"""


def any_on(session: Session, ref: str) -> bool:
    """Return whether an event, a draft or a mail that leaves belongs to the ticket."""
    return bool(driver(session).execute(_ANY, {"ref": ref}).fetchone()[0])
