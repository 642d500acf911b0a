"""What a mailbox's servers told about themselves when they were last spoken to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session

_SIZE = "size_limit:"
_KNOWN = "SELECT value FROM meta WHERE key = ?"
_KEEP = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"


def size_limit(session: Session, address: str) -> int | None:
    """Return the most bytes the sending server of a mailbox takes, None when it never said."""
    row = driver(session).execute(_KNOWN, (_SIZE + address.lower(),)).fetchone()
    return int(row[0]) if row else None


def keep_size_limit(session: Session, address: str, limit: int) -> None:
    """Keep what the sending server of a mailbox takes at most, in bytes (RFC 1870)."""
    driver(session).execute(_KEEP, (_SIZE + address.lower(), str(limit)))
