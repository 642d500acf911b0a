"""What the threading rules ask the store: read at once for a block of mails, answered per mail.

A block is filed in order, and what it adds is known at once. Ids are as the store keeps them,
cleaned; where several mails fit, the one that was received first counts.
"""

from __future__ import annotations

import sqlite3
from bisect import insort
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.desk.contacts import is_begun, talks_of
from agent_console.desk.course import fold
from agent_console.desk.events import Closed, Event, standing
from agent_console.desk.families import NO_FAMILIES, Families, families_of
from agent_console.desk.ticket import TicketState
from agent_console.store import kin
from agent_console.store.codec import clean
from agent_console.store.driver import listed
from agent_console.store.filed import FiledMail, Story, read_home_stories
from agent_console.store.times import from_text

_IDS = """
SELECT message_id.id, message_id.own, mail.received, mail.id,
    CASE WHEN mail.home = '' THEN mail.ticket ELSE mail.home END
FROM message_id CROSS JOIN mail ON mail.id = message_id.mail_id
WHERE message_id.id IN (SELECT value FROM json_each(?))
"""
_OUTGOING = """
SELECT message_id, ticket FROM outbox WHERE message_id IN (SELECT value FROM json_each(?1))
UNION ALL
SELECT message_id, ticket FROM team_left WHERE message_id IN (SELECT value FROM json_each(?1))
"""
_IDENTITIES = """
SELECT identity, id, CASE WHEN mail.home = '' THEN mail.ticket ELSE mail.home END
FROM mail WHERE identity IN (SELECT value FROM json_each(?))
"""
_OF_SOURCES = """
SELECT source.id, mail.id,
    CASE WHEN mail.home = '' THEN mail.ticket ELSE mail.home END
FROM source LEFT JOIN duplicate ON duplicate.source_id = source.id
JOIN mail ON mail.id = coalesce(duplicate.mail_id, source.id)
WHERE source.id IN (SELECT value FROM json_each(?))
"""

_Bearer = tuple[datetime, int, str]
_Bearers = dict[str, list[_Bearer]]


class _Moves:
    """Merges and splits, as they stood at any place in the events."""

    def __init__(self, said: list[tuple[int, Event]]) -> None:
        self._said = said
        self._known: dict[int, Families] = {}

    def families(self, up_to: int | None = None) -> Families:
        """Return those that stand by the events up to this place, or by all."""
        if not self._said:
            return NO_FAMILIES
        last = self._said[-1][0] if up_to is None else up_to
        if last not in self._known:
            self._known[last] = families_of([event for at, event in self._said if at <= last])
        return self._known[last]


class Known:
    """The part of the store that a block of mails may touch, kept in step with what it adds.

    What was not read at once is read when it is asked for. The ticket of a mail is its home here,
    wherever merges and splits have moved it since.
    """

    def __init__(self, connection: sqlite3.Connection, own: Collection[str]) -> None:
        self._ask = connection
        self.own = frozenset(own)
        self._owners: _Bearers = {}
        self._referring: _Bearers = {}
        self._outgoing: dict[str, str] = {}
        self._identities: dict[str, tuple[int, str] | None] = {}
        self._of_source: dict[int, tuple[int, str] | None] = {}
        self._stories: dict[str, Story] = {}
        self.moves = _Moves(kin.moves(connection))

    def read_ids(self, ids: Iterable[str]) -> None:
        """Read who has and who names these Message-IDs, and which of them leave from here."""
        new = {clean(one) for one in ids}.difference(self._owners)
        if not new:
            return
        self._owners.update({one: [] for one in new})
        self._referring.update({one: [] for one in new})
        names = listed(new)
        for message_id, own, received, number, ticket in self._ask.execute(_IDS, (names,)):
            bearers = self._owners if own else self._referring
            bearers[message_id].append((from_text(received), number, ticket))
        for bearers in (self._owners, self._referring):
            for message_id in new:
                if len(bearers[message_id]) > 1:
                    bearers[message_id].sort()
        self._outgoing.update(self._ask.execute(_OUTGOING, (names,)))

    def read_identities(self, identities: Iterable[str]) -> None:
        """Read which mails have these identities."""
        new = set(identities).difference(self._identities)
        if new:
            self._identities.update(dict.fromkeys(new))
            for identity, number, ticket in self._ask.execute(_IDENTITIES, (listed(new),)):
                self._identities[identity] = number, ticket

    def read_sources(self, numbers: Iterable[int]) -> None:
        """Read which mails these sources are, or repeat."""
        new = set(numbers).difference(self._of_source)
        if new:
            self._of_source.update(dict.fromkeys(new))
            for source_id, number, ticket in self._ask.execute(_OF_SOURCES, (listed(new),)):
                self._of_source[source_id] = number, ticket

    def read_tickets(self, refs: Iterable[str]) -> None:
        """Read the mails and events of these tickets."""
        new = set(refs).difference(self._stories)
        self._stories.update(read_home_stories(self._ask, new))

    def tickets_of(self, ids: Iterable[str]) -> set[str]:
        """Return the tickets of all mails that have or name one of these ids."""
        self.read_ids(ids)
        found: set[str] = set()
        for one in map(clean, ids):
            for bearers in (self._owners, self._referring):
                if bearers[one]:
                    found.update([ticket for _received, _number, ticket in bearers[one]])
            if one in self._outgoing:
                found.add(self._outgoing[one])
        return found

    def tickets_of_twins(self) -> set[str]:
        """Return the tickets of all mails that were read as twins or by their sources."""
        found = (*self._identities.values(), *self._of_source.values())
        return {place[1] for place in found if place}

    def story(self, ref: str) -> Story:
        """Return what is known of a ticket."""
        if ref not in self._stories:
            self.read_tickets((ref,))
        return self._stories[ref]

    def owner(self, message_id: str) -> FiledMail | None:
        """Return the first mail with that Message-ID."""
        return self._first(self._owners, message_id)

    def referring(self, message_id: str) -> FiledMail | None:
        """Return the first mail that refers to that Message-ID."""
        return self._first(self._referring, message_id)

    def bearers(self, message_id: str, received: datetime) -> list[int]:
        """Return the numbers of the mails with that Message-ID, received at that moment."""
        self.read_ids((message_id,))
        return [number for at, number, _ref in self._owners[clean(message_id)] if at == received]

    def outgoing(self, message_id: str) -> str | None:
        """Return the ticket of a mail that leaves under that id, from here or from a colleague."""
        key = clean(message_id)
        if key not in self._owners:
            self.read_ids((key,))
        return self._outgoing.get(key)

    def twin(self, identity: str) -> FiledMail | None:
        """Return the mail with that identity."""
        self.read_identities((identity,))
        return self._mail(self._identities[identity])

    def of_source(self, source_id: int) -> FiledMail | None:
        """Return the mail that a source is, or that it repeats; None when it is not filed."""
        self.read_sources((source_id,))
        return self._mail(self._of_source[source_id])

    def add(self, mail: FiledMail, identity: str, refers_to: Collection[str]) -> None:
        """Know a mail that was filed just now."""
        place = mail.id, mail.ticket
        self._identities[identity] = place
        self._of_source[mail.id] = place
        self.read_ids((mail.message_id, *refers_to))
        bearer = mail.received, *place
        if mail.message_id:
            insort(self._owners[mail.message_id], bearer)
        for message_id in refers_to:
            if message_id and message_id != mail.message_id:
                insort(self._referring[message_id], bearer)
        self.story(mail.ticket).add(mail)

    def add_repetition(self, source_id: int, mail: FiledMail) -> None:
        """Know that a source repeats ``mail``."""
        self._of_source[source_id] = mail.id, mail.ticket

    def remove(self, mail: FiledMail) -> None:
        """Forget a mail, under all its names."""
        place = mail.id, mail.ticket
        bearer = mail.received, *place
        for bearers in (*self._owners.values(), *self._referring.values()):
            if bearer in bearers:
                bearers.remove(bearer)
        for identity, known in self._identities.items():
            if known == place:
                self._identities[identity] = None
        self._of_source[mail.id] = None
        self.story(mail.ticket).remove(mail.id)

    def replace(self, mail: FiledMail, twin: FiledMail) -> None:
        """Forget a mail that is the same as ``twin``, and so are its other deliveries."""
        self.remove(mail)
        for source_id, place in self._of_source.items():
            if place == (mail.id, mail.ticket):
                self._of_source[source_id] = twin.id, twin.ticket

    def _first(self, bearers: _Bearers, message_id: str) -> FiledMail | None:
        key = clean(message_id)
        if key not in self._owners:
            self.read_ids((key,))
        found = bearers[key]
        return self._mail(found[0][1:]) if found else None

    def _mail(self, place: tuple[int, str] | None) -> FiledMail | None:
        return self.story(place[1]).mails[place[0]] if place else None


@dataclass(frozen=True, slots=True)
class StoreLookup:
    """A :class:`agent_console.desk.threads.ThreadLookup` over the mails and events so far.

    Of the events, those up to place ``known_event`` and not younger than the mail (``at``) count: a
    rebuild, which has all events from the start, then decides as the day's work did.
    """

    known: Known
    at: datetime
    known_event: int

    def knows(self, ref: str) -> bool:
        """Return whether a mail of that ticket is here, or a contact began it by then."""
        if self.known.story(ref).mails or self._mails(self.follow_merge(ref)):
            return True
        return bool(self.known.story(ref).events) and is_begun((), self._events(ref))

    def ticket_of_message_id(self, message_id: str) -> str | None:
        """Return the ticket of the first mail with that id, or of the answer leaving under it."""
        found = self.known.owner(message_id)
        return self._now(found) if found else self.ticket_of_outgoing(message_id)

    def ticket_of_outgoing(self, message_id: str) -> str | None:
        """Return the ticket of a mail that was put into the outbox under that id."""
        return self.known.outgoing(message_id)

    def ticket_referring_to(self, message_id: str) -> str | None:
        """Return the ticket of the first mail that refers to that id."""
        found = self.known.referring(message_id)
        return self._now(found) if found else None

    def follow_merge(self, ref: str) -> str:
        """Return the ticket that ``ref`` lives on in, as far as was known then."""
        return self._families.root(ref)

    def participants(self, ref: str) -> frozenset[str]:
        """Return every sender and recipient of the ticket's mails but ourselves."""
        spoken = self._spoken_to(ref) if self.known.story(ref).events else frozenset()
        if ref not in self._families.kin:
            return self.known.story(ref).participants(self.known.own) | spoken
        people = [mail.people(self.known.own) for mail in self._mails(ref)]
        return spoken.union(*people)

    def _spoken_to(self, ref: str) -> frozenset[str]:
        """Return the addresses of those with whom logged contacts of the ticket were."""
        talks = talks_of(ref, standing(self._events(ref)))
        emails = (talk.sender.email.lower() for talk in talks if talk.sender)
        return frozenset(emails) - {""}

    def closed_since(self, ref: str) -> datetime | None:
        """Return when the ticket was closed, None while it is not."""
        events = self._events(ref)
        if not any(isinstance(event.fact, Closed) for event in events):
            return None
        mails = [mail.for_fold(self.known.own) for mail in self._mails(ref)]
        before = [mail for mail in mails if mail.received <= self.at] or mails
        if not is_begun(before, events):
            return None
        ticket = fold(ref, before, events)
        return ticket.closed_at if ticket.state is TicketState.CLOSED else None

    def subject(self, ref: str) -> str:
        """Return the subject of the oldest mail of the ticket."""
        found = self._mails(ref)
        if found:
            return min(found, key=lambda mail: (mail.received, mail.id)).subject
        talks = talks_of(ref, standing(self._events(ref)))
        return next((talk.subject for talk in talks), "")

    @property
    def _families(self) -> Families:
        return self.known.moves.families(self.known_event)

    def _now(self, mail: FiledMail) -> str:
        """Return the ticket of a mail: its home, unless it was split off."""
        return self._families.moved_to(mail.key) or mail.ticket

    def _mails(self, ref: str) -> list[FiledMail]:
        """Return the mails of a ticket with those of what was merged into it, as known then."""
        families = self._families
        if ref not in families.kin:
            return list(self.known.story(ref).mails.values())
        found = []
        for one in sorted(families.kin_of((ref,))):
            for mail in self.known.story(one).mails.values():
                member = families.alias(self._now(mail))
                if families.root(member) == ref:
                    found.append(replace(mail, home="" if member == ref else member))
        return found

    def _events(self, ref: str) -> list[Event]:
        families = self._families
        told = [
            (place, replace(event, ticket=families.alias(one)))
            for one in families.kin_of((ref,))
            if families.root(one) == ref
            for place, event in self.known.story(one).events
            if place <= self.known_event and event.at <= self.at
        ]
        return [event for _place, event in sorted(told, key=lambda one: one[0])]
