"""Who has which ticket and who is in the team, as the journal says; for screens and scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.store.driver import driver
from agent_console.store.times import from_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_CLAIMS = "SELECT ticket, console, agent, begun, renewed, expires FROM team_claim"
_KEEP_CLAIM = """
INSERT OR REPLACE INTO team_claim (ticket, console, agent, begun, renewed, expires)
VALUES (?, ?, ?, ?, ?, ?)
"""
_MEMBERS = "SELECT console, agent, program, heard, number FROM team_member ORDER BY console"
_KEEP_MEMBER = """
INSERT OR REPLACE INTO team_member (console, agent, program, heard, number) VALUES (?, ?, ?, ?, ?)
"""
ClaimRow = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A ticket in somebody's hands until ``expires`` by the server's clock."""

    ticket: str
    console: str
    agent: str
    begun: str
    renewed: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class StoredMember:
    """A console of the team, when it was heard of last and up to which number."""

    console: str
    agent: str
    program: str
    heard: datetime
    number: int


def keep_claims(session: Session, claims: Iterable[StoredClaim]) -> frozenset[str]:
    """Keep who has which ticket now; return the tickets for which that has changed hands."""
    ask = driver(session)
    now = {one.ticket: _row(one) for one in claims}
    before: dict[str, ClaimRow] = {row[0]: row for row in ask.execute(_CLAIMS)}
    gone = before.keys() - now.keys()
    ask.executemany("DELETE FROM team_claim WHERE ticket = ?", [(ref,) for ref in sorted(gone)])
    changed = [row for ref, row in now.items() if before.get(ref) != row]
    ask.executemany(_KEEP_CLAIM, changed)
    moved = {row[0] for row in changed if row[0] not in before or before[row[0]][1:4] != row[1:4]}
    return frozenset(gone | moved)


def claim(session: Session, ref: str) -> StoredClaim | None:
    """Return who has a ticket, None for nobody."""
    row = driver(session).execute(f"{_CLAIMS} WHERE ticket = ?", (ref,)).fetchone()
    return _claim(row) if row else None


def claims(session: Session) -> dict[str, StoredClaim]:
    """Return who has which ticket."""
    return {row[0]: _claim(row) for row in driver(session).execute(_CLAIMS)}


def keep_left(session: Session, mails: Iterable[tuple[str, str]]) -> None:
    """Keep to which ticket mails of ours belong that leave from other consoles, by Message-ID."""
    statement = "INSERT OR IGNORE INTO team_left (message_id, ticket) VALUES (?, ?)"
    driver(session).executemany(statement, list(mails))


def keep_members(session: Session, members: Mapping[str, StoredMember]) -> None:
    """Keep who is in the team."""
    ask = driver(session)
    rows = [(m.console, m.agent, m.program, to_text(m.heard), m.number) for m in members.values()]
    before = set(ask.execute(_MEMBERS))
    ask.executemany(_KEEP_MEMBER, [row for row in rows if row not in before])


def members(session: Session) -> tuple[StoredMember, ...]:
    """Return all consoles that were ever heard of."""
    return tuple(
        StoredMember(console, agent, program, from_text(heard), number)
        for console, agent, program, heard, number in driver(session).execute(_MEMBERS)
    )


def _row(one: StoredClaim) -> ClaimRow:
    moments = to_text(one.renewed), to_text(one.expires)
    return (one.ticket, one.console, one.agent, one.begun, *moments)


def _claim(row: ClaimRow) -> StoredClaim:
    return StoredClaim(*row[:4], from_text(row[4]), from_text(row[5]))
