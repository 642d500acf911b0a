"""Rows of the outbox as values: what is shown of a mail, and all that its delivery needs."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.attempts import Standing
from agent_console.desk.events import TextFact, facts_from_json
from agent_console.desk.states import OutboxKind, OutboxState
from agent_console.desk.views import OutboxItem
from agent_console.store.times import from_text, maybe_from_text


@dataclass(frozen=True, slots=True)
class Known:
    """What a ticket held when a mail was begun: keys of mails, Message-IDs of our replies."""

    mails: frozenset[str] = frozenset()
    replies: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes through the wire, who wrote it knowing what, and how it stands.

    ``agent`` is "" for what the program sends by itself: it asks for no mail about its fate. The
    ticket comes back at ``follow_up``; ``acts`` are recorded once it has left.

    ``regardless`` says that an agent wants it to leave whatever happened; ``receipt`` that the
    sender gets a copy, ``left_at`` when a server took it first.
    """

    id: int
    ticket: str
    message_id: str
    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    agent: str
    text: str
    seen: datetime | None
    kind: OutboxKind
    queued_at: datetime
    known: Known
    standing: Standing
    regardless: bool
    receipt: bool
    left_at: datetime | None
    follow_up: datetime | None = None
    acts: tuple[TextFact, ...] = ()

    @property
    def by_machine(self) -> bool:
        """Whether nobody wrote it (RFC 3834)."""
        return not self.agent


def letter_of(row: sqlite3.Row) -> Letter:
    """Return a row of the outbox as its delivery needs it."""
    return Letter(
        id=row["id"],
        ticket=row["ticket"],
        message_id=row["message_id"],
        raw=row["raw"],
        sender=row["sender"],
        recipients=tuple(json.loads(row["recipients"])),
        agent=row["agent"],
        text=row["text"],
        seen=maybe_from_text(row["seen"]),
        kind=OutboxKind(row["kind"]),
        queued_at=from_text(row["queued_at"]),
        known=_known(row),
        standing=standing_of(row),
        regardless=bool(row["regardless"]),
        receipt=bool(row["receipt"]),
        left_at=maybe_from_text(row["left_at"]),
        follow_up=maybe_from_text(row["follow_up"]),
        acts=facts_from_json(row["acts"]),
    )


def standing_of(row: sqlite3.Row) -> Standing:
    """Return where a mail stands with its recipients."""
    return Standing(
        OutboxState(row["state"]),
        tuple(json.loads(row["pending"])),
        json.loads(row["refused"]),
        tuple(json.loads(row["trying"])),
        row["left_at"] is not None,
    )


def _known(row: sqlite3.Row) -> Known:
    known = json.loads(row["known"])
    return Known(frozenset(known.get("mails", ())), frozenset(known.get("replies", ())))


def known_json(known: Known) -> str:
    """Return what an agent knew as it is kept."""
    return json.dumps({"mails": sorted(known.mails), "replies": sorted(known.replies)})


def item_of(row: sqlite3.Row) -> OutboxItem:
    """Return a row of the outbox as people are shown it."""
    return OutboxItem(
        id=row["id"],
        ticket=row["ticket"],
        message_id=row["message_id"],
        subject=row["subject"],
        sender=row["sender"],
        recipients=tuple(json.loads(row["recipients"])),
        state=OutboxState(row["state"]),
        queued_at=from_text(row["queued_at"]),
        not_before=from_text(row["not_before"]),
        attempts=row["attempts"],
        next_try=maybe_from_text(row["next_try"]),
        detail=row["detail"],
        sent_copy=bool(row["sent_copy"]),
        kind=OutboxKind(row["kind"]),
        pending=tuple(json.loads(row["pending"])),
        refused=tuple(json.loads(row["refused"]).items()),
    )
