"""What a store amounts to in three short words, to see at a glance whether two consoles agree."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from agent_console.desk.journal_book import JournalBook
from agent_console.store import journal_state
from agent_console.store.driver import driver
from agent_console.store.engine import Store

_LETTERS = 16


@dataclass(frozen=True, slots=True)
class TeamDigest:
    """Digests that are equal on two consoles that read the same journal and mailbox.

    ``journal`` is that of the fold: who has which ticket, who may send, what was told; ``events``
    of all that agents did, in the order that counts; ``tickets`` of what follows from mails and
    events. ``cursor`` is up to where the journal was read: before two are compared it is the same.
    """

    cursor: int
    journal: str
    events: str
    tickets: str


def team_digest(store: Store) -> TeamDigest | None:
    """Return the digests of what the store holds; None without a team."""
    with store.read() as session:
        place = journal_state.place(session)
        if place is None:
            return None
        base, _previous = journal_state.snapshots(session)
        upto = base.upto if base else 0
        kept = [one for one in journal_state.entries(session) if one.uid > upto]
        events = driver(session).execute("SELECT json_text FROM event ORDER BY seq").fetchall()
        tickets = driver(session).execute("SELECT * FROM ticket ORDER BY ref").fetchall()
    fold = JournalBook(place.folder or 0, base, kept).fold
    return TeamDigest(place.cursor, fold.digest()[:_LETTERS], _of(events), _of(tickets))


def _of(rows: Iterable[object]) -> str:
    told = hashlib.sha256()
    for row in rows:
        told.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return told.hexdigest()[:_LETTERS]
