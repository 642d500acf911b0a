"""What follows from messages of the journal, written in the transaction that keeps them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.desk.events import Event, Forwarded, Replied
from agent_console.desk.journal_book import JournalBook, Learnt
from agent_console.desk.journal_claims import Claim, Verdict
from agent_console.desk.journal_entry import Entry, Recorded, Restored, Sending, TeamFact
from agent_console.desk.journal_order import JournalFold, Outcome
from agent_console.services.intake import Intake
from agent_console.services.team_events import bring_in
from agent_console.store import (
    journal_people,
    journal_places,
    journal_state,
    journal_waiting,
    team_roles,
)
from agent_console.store.journal_people import StoredClaim, StoredMember

if TYPE_CHECKING:
    from sqlmodel import Session

_log = logging.getLogger(__name__)
_FACTS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes messages in: ``own`` are our own addresses in lower case."""

    intake: Intake
    own: frozenset[str]
    console: str


def follow(session: Session, book: JournalBook, learnt: Learnt, taking: Taking) -> frozenset[str]:
    """Write what follows from what was read; return the tickets that changed."""
    fold = book.fold
    pending = journal_state.message(session)
    if pending is not None and fold.numbers.has(taking.console, pending.number):
        _arrived(session, book, taking.console, pending.number)
    for fact in learnt.untold:
        journal_waiting.tell_event(session, fact.event.id)
    counted = list(fold.log) if learnt.refolded else [event.id for _one, event in _told(learnt)]
    refs: frozenset[str] = frozenset()
    if counted:
        told = {one: fold.log[one] for one in counted}
        refs = bring_in(session, taking.intake, taking.own, counted, told)
    journal_people.keep_left(session, _left(learnt))
    claims = [_claim(ref, claim) for ref, claim in fold.claims.items()]
    refs |= journal_people.keep_claims(session, claims)
    journal_people.keep_members(session, _members(fold))
    team_roles.keep_roles(session, fold.roles)
    team_roles.keep_away(session, fold.away)
    return refs


def ahead_of(session: Session, book: JournalBook) -> list[list[str]]:
    """Return the portions of a fold made anew for somebody who has little of it; not the last.

    Each may be brought in alone, in this order: a long transaction would keep everybody waiting.
    Who is broken off between them reads the snapshot anew and goes on.
    """
    ordered = list(book.fold.log)
    if len(ordered) <= _FACTS_AT_ONCE:
        return []
    if len(journal_waiting.provisional(session)) > _FACTS_AT_ONCE:
        return []
    first = journal_places.first_missing(session, ordered)
    if first is None:
        return []
    starts = range(first, len(ordered) - _FACTS_AT_ONCE, _FACTS_AT_ONCE)
    return [ordered[at : at + _FACTS_AT_ONCE] for at in starts]


def take_ahead(
    session: Session, book: JournalBook, some: list[str], taking: Taking
) -> frozenset[str]:
    """Bring in one portion; return the tickets that changed."""
    told = {one: book.fold.log[one] for one in some}
    return bring_in(session, taking.intake, taking.own, some, told)


def by_colleagues(learnt: Learnt, console: str) -> list[Event]:
    """Return the events that counted and were not recorded at ``console``."""
    return [event for one, event in _told(learnt) if one.entry.rpartition(".")[0] != console]


def portions_of(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Cut entries into what is taken in at once; the last portion may be empty."""
    portions: list[list[Entry]] = [[]]
    size = 0
    for entry in entries:
        if size + len(entry.payload.facts) > _FACTS_AT_ONCE and portions[-1]:
            portions.append([])
            size = 0
        portions[-1].append(entry)
        size += len(entry.payload.facts)
    return portions


def restored_by(book: JournalBook, entries: Iterable[Entry]) -> list[Entry]:
    """Return the messages that these tell again, as the book has taken them in."""
    told = {
        fact.uid
        for entry in entries
        for fact in entry.payload.facts
        if isinstance(fact, Restored) and fact.folder == book.folder
    }
    return [book.entries[uid] for uid in sorted(told) if uid in book.entries]


def _told(learnt: Learnt) -> Iterator[tuple[Outcome, Event]]:
    for one in learnt.outcomes:
        if isinstance(one.fact, Recorded) and one.verdict is Verdict.COUNTED:
            yield one, one.fact.event


def _arrived(session: Session, book: JournalBook, console: str, number: int) -> None:
    """Take the message under way as told.

    Where another console of our name took its number, what it says is told under another one.
    """
    own = (console, number)
    read = [e for e in book.entries.values() if (e.payload.console, e.payload.n) == own]
    waiting = [one.fact for one in journal_waiting.in_message(session, number)]
    if read and not _says(read, waiting):
        _log.error("team journal: two consoles have one name number=%d", number)
        journal_state.message_refused(session, number)
    else:
        journal_state.message_arrived(session, number)


def _says(entries: Iterable[Entry], facts: Iterable[TeamFact]) -> bool:
    """Tell whether one of these messages says just that."""
    wanted = [_named(fact) for fact in facts]
    return any([_named(fact) for fact in entry.payload.facts] == wanted for entry in entries)


def _named(fact: TeamFact) -> object:
    return fact.event.id if isinstance(fact, Recorded) else fact


def _left(learnt: Learnt) -> Iterator[tuple[str, str]]:
    """Yield Message-ID and ticket of the mails of ours that these facts tell of."""
    for one in learnt.outcomes:
        if isinstance(one.fact, Sending) and one.fact.ticket:
            yield one.fact.message_id, one.fact.ticket
    for _one, event in _told(learnt):
        if isinstance(event.fact, Replied | Forwarded):
            yield event.fact.message_id, event.ticket


def _members(fold: JournalFold) -> dict[str, StoredMember]:
    highest = fold.numbers.highest
    return {
        name: StoredMember(name, *fold.members.get(name, ("", "")), heard, highest.get(name, 0))
        for name, heard in fold.heard.items()
    }


def _claim(ref: str, claim: Claim) -> StoredClaim:
    return StoredClaim(ref, claim.console, claim.agent, claim.id, claim.renewed, claim.expires)
