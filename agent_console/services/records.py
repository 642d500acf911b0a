"""What is kept of customers, notices and other records, made from the events about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from agent_console.desk.events import Event
from agent_console.desk.records import RecordKind, record_of
from agent_console.store import journal

if TYPE_CHECKING:
    from sqlmodel import Session

Settle = Callable[["Session", Mapping[str, tuple[Event, ...]]], None]
"""Brings the records with these names up to date; the events about each are in their order."""


def _settlers() -> Iterator[tuple[RecordKind, Settle]]:
    """Yield who keeps which kind of records."""
    from agent_console.services import customer_records

    yield RecordKind.CUSTOMER, customer_records.settle
    from agent_console.store import incidents, notices

    yield RecordKind.NOTICE, notices.settle
    yield RecordKind.INCIDENT, incidents.settle


def settle(session: Session, refs: Collection[str]) -> None:
    """Bring what is kept of these records up to date, in the caller's transaction.

    Kinds of a newer program are left alone: their events are kept.
    """
    named: dict[RecordKind, dict[str, str]] = {}
    for ref in refs:
        if (about := record_of(ref)) is not None:
            named.setdefault(about[0], {})[ref] = about[1]
    if not named:
        return
    for kind, keep in _settlers():
        if names := named.get(kind):
            events = journal.of_tickets(session, names)
            keep(session, {name: tuple(events.get(ref, ())) for ref, name in names.items()})


def settle_all(session: Session) -> None:
    """Make what is kept of all records anew, as in a rebuild."""
    settle(session, journal.records(session))
