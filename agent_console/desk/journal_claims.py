"""Who has which ticket: the first claim in the journal wins, leases run by the server's clock.

Every console judges alike, because nothing counts but the order of the entries and the moments at
which the server received them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.desk.journal_entry import Claimed, Entry, Released, Renewed, TakenOver

LEASE_LEAST = 60
LEASE_MOST = 86_400


class Verdict(StrEnum):
    """What became of a fact in the journal."""

    COUNTED = "counted"
    REPEATED = "repeated"
    OLD_KEY = "old-key"
    TOO_NEW = "too-new"
    UNREAD = "unread"
    TAKEN = "taken"
    NOT_HOLDER = "not-holder"
    EARLY = "early"
    BUSY = "busy"
    ANSWERED = "answered"
    NOT_SENDING = "not-sending"


@dataclass(frozen=True, slots=True)
class Claim:
    """A ticket in somebody's hands; ``id`` is the entry that began it, ``lease`` in seconds."""

    console: str
    agent: str
    id: str
    renewed: datetime
    lease: int

    @property
    def expires(self) -> datetime:
        """When others may take over, by the server's clock."""
        return self.renewed + timedelta(seconds=self.lease)


Claims = dict[str, Claim]
ClaimFact = Claimed | Renewed | Released | TakenOver


def judge_claim(claims: Claims, entry: Entry, fact: ClaimFact) -> tuple[Verdict, str]:
    """Let a fact count in ``claims``; return what became of it and which console is in the way."""
    held = claims.get(fact.ticket)
    mine = held is not None and held.console == entry.payload.console
    if isinstance(fact, Claimed):
        return _claimed(claims, entry, fact)
    if held is None:
        return Verdict.NOT_HOLDER, ""
    if isinstance(fact, TakenOver):
        return _taken_over(claims, entry, fact, held)
    if not mine:
        return Verdict.NOT_HOLDER, held.console
    if isinstance(fact, Released):
        del claims[fact.ticket]
    else:
        claims[fact.ticket] = replace(held, renewed=max(held.renewed, entry.arrived))
    return Verdict.COUNTED, ""


def _claimed(claims: Claims, entry: Entry, fact: Claimed) -> tuple[Verdict, str]:
    held = claims.get(fact.ticket)
    if held is None:
        claims[fact.ticket] = _begun(entry, fact)
        return Verdict.COUNTED, ""
    if held.console != entry.payload.console:
        return Verdict.TAKEN, held.console
    claims[fact.ticket] = replace(held, renewed=max(held.renewed, entry.arrived))
    return Verdict.COUNTED, ""


def _taken_over(claims: Claims, entry: Entry, fact: TakenOver, held: Claim) -> tuple[Verdict, str]:
    if held.id != fact.of:
        return Verdict.TAKEN, held.console
    if entry.arrived < held.expires:
        return Verdict.EARLY, held.console
    claims[fact.ticket] = _begun(entry, fact)
    return Verdict.COUNTED, ""


def _begun(entry: Entry, fact: Claimed | TakenOver) -> Claim:
    lease = min(max(fact.lease, LEASE_LEAST), LEASE_MOST)
    return Claim(entry.payload.console, fact.agent, entry.id, entry.arrived, lease)
