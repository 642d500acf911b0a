"""Whether what people recorded here is still what they recorded: the audit chain looked at."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.desk.audit import (
    START,
    Fault,
    Flaw,
    Link,
    commitment,
    head_of,
    link_hash,
    number_of,
)
from agent_console.desk.erasure import Blanked, Erased, erased_events
from agent_console.desk.events import Event, event_from_json
from agent_console.store import audit, journal, meta
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What is here of a colleague's console: events, and how many below the highest are not."""

    console: str
    events: int
    missing: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What the look at the chain found; ``fault`` is the first thing wrong, None for nothing.

    ``head`` is the hash of the newest link: written down elsewhere, it proves all before it.
    """

    console: str
    events: int
    erased: int
    head: str
    fault: Fault | None
    colleagues: tuple[Witnessed, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None


class AuditService:
    """Looks at the chain; costs a few seconds for a hundred thousand events."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def verify(self) -> AuditReport:
        """Look at every link from the first to the newest."""
        with self._store.read() as session:
            return verify(session)


def verify(session: Session) -> AuditReport:
    """Look at every link from the first to the newest."""
    from agent_console.store.driver import driver

    connection = driver(session)
    console = meta.console_id(session)
    walk = _Walk(_named_by_erasures(connection))
    for link, text in audit.links(connection):
        if fault := walk.step(link, text):
            break
    else:
        fault = _around(session, connection, console, walk)
    others = audit.others(connection, console)
    colleagues = tuple(Witnessed(name, n, max(0, top - n)) for name, n, top in others)
    return AuditReport(console, walk.events, walk.erased, walk.head, fault, colleagues)


class _Walk:
    """The look from link to link."""

    def __init__(self, named: dict[str, frozenset[str]]) -> None:
        self.head = START
        self.events = 0
        self.erased = 0
        self.seen: set[str] = set()
        self._named = named

    def step(self, link: Link, text: str | None) -> Fault | None:
        """Look at the next link and its event; return what is wrong with them."""
        if text is None:
            return Fault(link.event, Flaw.MISSING)
        try:
            event = event_from_json(text)
        except ValueError:
            return Fault(link.event, Flaw.CHANGED)
        flaw = self._flaw(link, event, text)
        if flaw is not None:
            return Fault(link.event, flaw)
        self.head = link.hash
        self.events += 1
        self.seen.add(link.event)
        return None

    def _flaw(self, link: Link, event: Event, text: str) -> Flaw | None:
        if event.id != link.event:
            return Flaw.CHANGED
        if isinstance(event.fact, Blanked):
            self.erased += 1
            if link.event not in self._named.get(event.fact.by, frozenset()):
                return Flaw.UNEXPLAINED
        elif not link.salt or commitment(link.salt, text) != link.commitment:
            return Flaw.CHANGED
        same = link_hash(self.head, head_of(event), link.commitment) == link.hash
        return None if same else Flaw.BROKEN


def _around(
    session: Session, connection: sqlite3.Connection, console: str, walk: _Walk
) -> Fault | None:
    """Return what is wrong besides the links: events without one, or the newest ones cut off."""
    begun = min(map(number_of, walk.seen), default=0)
    newest = max(map(number_of, walk.seen), default=0)
    for event in audit.own_events(connection, console):
        if event not in walk.seen and (number_of(event) > begun > 0):
            return Fault(event, Flaw.UNCHAINED)
    if walk.seen and newest < meta.event_number(session):
        return Fault(f"{console}.{newest + 1}", Flaw.CUT)
    return None


def _named_by_erasures(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    named: dict[str, frozenset[str]] = {}
    for event in journal.erasures(connection):
        if isinstance(event.fact, Erased):
            found = named.get(event.ticket, frozenset())
            named[event.ticket] = found | erased_events(event.fact)
    return named
