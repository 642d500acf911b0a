"""Mails put where merges and splits say they belong: in the day's work as in a rebuild."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from agent_console.desk.events import Event, Fact, Linked, Merged, Split, Undone
from agent_console.desk.families import Families, families_of
from agent_console.store import contacts, feedback, kin, notes, returns, standing
from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session

_MOST_STEPS = 20


def families(session: Session) -> Families:
    """Return all merges, splits and links that stand."""
    return families_of([event for _place, event in kin.moves(driver(session))])


def settle(session: Session, refs: Collection[str]) -> frozenset[str]:
    """Put the mails of ``refs`` and of all their kin on the tickets where they belong now.

    Return the tickets that must be computed anew; those without mails are let go.
    """
    connection = driver(session)
    known = families(session)
    group = known.kin_of(refs)
    mails = kin.mails_of(connection, group)
    members = known.members([mail for _number, _ticket, mail in mails])
    moved = [
        (number, ticket, known.root(members[mail.key]), mail.home)
        for number, ticket, mail in mails
        if known.root(members[mail.key]) != ticket
    ]
    kin.move(connection, [(number, now, home) for number, _before, now, home in moved])
    kin.keep_roots(connection, known, group)
    kin.look_again(connection, {ref for _n, before, now, _h in moved for ref in (before, now)})
    empty = kin.without_mails(connection, group)
    empty -= {known.root(ref) for ref in contacts.begun_among(connection, group)}
    standing.remove(connection, empty)
    notes.write(session, dict.fromkeys(empty, ()))
    returns.write(connection, dict.fromkeys(empty, ()))
    feedback.write(connection, empty, ())
    return group - empty


def settle_all(session: Session) -> None:
    """Make what is kept of merges, splits and links anew, before any mail is there."""
    connection = driver(session)
    known = families(session)
    kin.keep_roots(connection, known, known.kin)
    kin.keep_links(connection, known.links)


def after(session: Session, event: Event) -> frozenset[str]:
    """Settle what ``event``, recorded just now, changes; return the tickets to compute anew."""
    about = _about(session, event)
    if about is None:
        return frozenset()
    ticket, fact = about
    if isinstance(fact, Linked):
        kin.keep_links(driver(session), families(session).links)
        return frozenset()
    other = fact.into if isinstance(fact, Merged) else fact.ref if isinstance(fact, Split) else ""
    return settle(session, {ticket, other} - {""})


def _about(session: Session, event: Event) -> tuple[str, Fact] | None:
    """Return what an event says of families, itself or by what it takes back in some steps."""
    if isinstance(event.fact, Merged | Split | Linked):
        return event.ticket, event.fact
    if not isinstance(event.fact, Undone):
        return None
    by_id = {one.id: one for _place, one in kin.moves(driver(session))}
    found: Event | None = event
    for _step in range(_MOST_STEPS):
        if found is None or not isinstance(found.fact, Undone):
            break
        found = by_id.get(found.fact.event)
    if found is None or not isinstance(found.fact, Merged | Split | Linked):
        return None
    return found.ticket, found.fact
