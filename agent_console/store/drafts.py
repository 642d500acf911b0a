"""What an agent has begun to write: one reply and one note a ticket."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlmodel import Session

from agent_console.store.codec import clean
from agent_console.store.tables import DraftRow

DraftKind = Literal["reply", "note"]


def load(session: Session, ref: str, kind: DraftKind) -> str:
    """Return the kept text, "" when nothing has been begun."""
    row = session.get(DraftRow, (ref, kind))
    return row.text if row else ""


def save(session: Session, ref: str, kind: DraftKind, text: str, now: datetime) -> None:
    """Keep ``text`` in place of what was kept; an empty text discards the draft."""
    if not text:
        discard(session, ref, kind)
        return
    row = session.get(DraftRow, (ref, kind)) or DraftRow(
        ticket=ref, kind=kind, text="", updated=now
    )
    row.text = clean(text)
    row.updated = now
    session.add(row)
    session.flush()


def discard(session: Session, ref: str, kind: DraftKind) -> None:
    """Forget the draft; one that is not there is no error."""
    row = session.get(DraftRow, (ref, kind))
    if row is not None:
        session.delete(row)
        session.flush()
