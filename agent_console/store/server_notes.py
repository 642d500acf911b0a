"""What a mailbox's servers told about themselves when they were last spoken to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.store.tables import MetaRow

if TYPE_CHECKING:
    from sqlmodel import Session

_SIZE = "size_limit:"


def size_limit(session: Session, address: str) -> int | None:
    """Return the most bytes the sending server of a mailbox takes, None when it never said."""
    row = session.get(MetaRow, _SIZE + address.lower())
    return int(row.value) if row else None


def keep_size_limit(session: Session, address: str, limit: int) -> None:
    """Keep what the sending server of a mailbox takes at most, in bytes (RFC 1870)."""
    row = session.get(MetaRow, _SIZE + address.lower())
    row = row or MetaRow(key=_SIZE + address.lower(), value="")
    row.value = str(limit)
    session.add(row)
