"""The mails of tickets as the rules and the fold look at them, and what else a ticket knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from agent_console.desk.contacts import is_begun
from agent_console.desk.events import (
    Event,
    Forwarded,
    Merged,
    Replied,
    SurveyAsked,
    event_from_json,
)
from agent_console.desk.families import Families, families_of
from agent_console.desk.labels import NOTHING_ASKED, Asks
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.ticket import EMAIL, TicketMail
from agent_console.store import codec, kin
from agent_console.store.driver import listed
from agent_console.store.times import from_text

_MAILS = """
SELECT id, ticket, key, message_id, received, direction, kind, hard_bounce, sender_email,
    sender_name, reply_to, recipients, copies, subject, proven, linked_ref, hint_ref, language,
    thanks, channel, writer_email, writer_name, score,
    EXISTS (SELECT 1 FROM attachment WHERE mail_id = mail.id AND inline = 0)
FROM mail WHERE ticket IN (SELECT value FROM json_each(?)) ORDER BY received, id
"""
_AT_HOME = _MAILS.replace("ORDER BY", "AND home = '' ORDER BY")
_AWAY = _MAILS.replace("ticket, key", "home, key").replace(
    "ticket IN (SELECT value FROM json_each(?))",
    "home <> '' AND home IN (SELECT value FROM json_each(?))",
)
_KIN = "SELECT root FROM kin WHERE root IN (SELECT value FROM json_each(?))"
_EVENTS = """
SELECT seq, ticket, json_text FROM event
WHERE ticket IN (SELECT value FROM json_each(?)) ORDER BY seq
"""
_FOUND = """
SELECT ticket, type, level, complaint, frustration FROM found
WHERE ticket IN (SELECT value FROM json_each(?))
"""


@dataclass(slots=True)
class FiledMail:
    """One mail of a ticket; the texts are as the store keeps them.

    ``linked_ref`` and ``hint_ref`` are the tickets that it continues and mentions, ``attached``
    says whether files came with it. ``home`` is the ticket it was on before that was merged.
    ``writer_email`` and ``writer_name`` are the customer of whom a site tells, "" for no site.
    ``score`` is what it says as an answer to a survey.
    """

    id: int
    ticket: str
    key: str
    message_id: str
    received: datetime
    direction: Direction
    kind: MailKind
    hard_bounce: bool
    sender_email: str
    sender_name: str
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    proven: bool = False
    linked_ref: str = ""
    hint_ref: str = ""
    attached: bool = False
    language: str = ""
    thanks: bool = False
    home: str = ""
    channel: str = EMAIL
    writer_email: str = ""
    writer_name: str = ""
    score: str = ""

    def for_fold(self, own: Collection[str]) -> TicketMail:
        """Return what the fold counts.

        Of a form on our own site (From is one of ``own``), Reply-To is the one who wrote. Anyone
        can write our address into From: such a mail answers nobody until the sent folder has it.
        """
        out = self.direction is Direction.OUT
        return TicketMail(
            key=self.key,
            message_id=self.message_id,
            received=self.received,
            direction=self.direction,
            kind=MailKind.AUTOMATIC if out and not self.proven else self.kind,
            sender=self._writer(own),
            recipients=self._reached(own) if out else (),
            subject=self.subject,
            hard_bounce=self.hard_bounce,
            thanks=self.thanks,
            home=self.home,
            channel=self.channel,
            reading=self.score,
        )

    def _writer(self, own: Collection[str]) -> Address | None:
        if self.writer_email or self.writer_name:
            return Address(self.writer_email, self.writer_name)
        if self.direction is Direction.IN and self.reply_to and self.sender_email.lower() in own:
            return self.reply_to[0]
        return Address(self.sender_email, self.sender_name) if self.sender_email else None

    def _reached(self, own: Collection[str]) -> tuple[Address, ...]:
        return tuple(one for one in (*self.to, *self.cc) if one.email.lower() not in own)

    def people(self, own: Collection[str]) -> set[str]:
        """Return who wrote and who was written to, in lower case, without ourselves.

        Of a mail from our own address, such as one of a form, Reply-To takes part as well.
        """
        sender = self.sender_email.lower()
        lists = (*self.reply_to, *self.to, *self.cc) if sender in own else (*self.to, *self.cc)
        people = {sender, self.writer_email, *[one.email.lower() for one in lists]}
        return people.difference(own, ("",))


@dataclass(slots=True)
class Story:
    """All that the store knows of one ticket: its mails by number, its events in their order.

    ``found`` is what the rules found that it asks for.
    """

    ref: str
    mails: dict[int, FiledMail] = field(default_factory=dict)
    events: list[tuple[int, Event]] = field(default_factory=list)
    found: Asks = NOTHING_ASKED
    _people: frozenset[str] = frozenset()
    _unread: list[FiledMail] = field(default_factory=list)

    def add(self, mail: FiledMail) -> None:
        """Take a mail in."""
        self.mails[mail.id] = mail
        self._unread.append(mail)

    def remove(self, mail_id: int) -> None:
        """Let a mail go."""
        del self.mails[mail_id]
        self._people = frozenset()
        self._unread = list(self.mails.values())

    def first(self) -> FiledMail:
        """Return the mail that came first."""
        return min(self.mails.values(), key=_by_arrival)

    def participants(self, own: Collection[str]) -> frozenset[str]:
        """Return every sender and recipient of its mails but ourselves."""
        if self._unread:
            self._people = self._people.union(*[mail.people(own) for mail in self._unread])
            self._unread = []
        return self._people

    def for_fold(self, own: Collection[str]) -> list[TicketMail]:
        """Return its mails as the fold counts them."""
        mails = [mail.for_fold(own) for mail in self.mails.values()]
        if not any(isinstance(event.fact, SurveyAsked) for _place, event in self.events):
            return mails
        from agent_console.desk.feedback import marked

        return marked(self.ref, mails, self.acts)

    @property
    def is_begun(self) -> bool:
        """Whether it is a ticket: a mail is here, or a logged contact that nobody took back."""
        return bool(self.mails) or (bool(self.events) and is_begun((), self.acts))

    @property
    def acts(self) -> list[Event]:
        """What people did, in order."""
        return [event for _place, event in self.events]

    @property
    def pointers(self) -> tuple[str, str]:
        """The tickets that the mail that opened it continues and mentions; empty for none."""
        if not self.mails:
            return "", ""
        first = self.first()
        return first.linked_ref, first.hint_ref

    @property
    def language(self) -> str:
        """The language that the customer wrote in last, "" for none that is known."""
        came = [one for one in self.mails.values() if one.direction is Direction.IN]
        return max(came, key=_by_arrival).language if came else ""

    @property
    def attached(self) -> bool:
        """Whether files came with any of its mails."""
        return any(mail.attached for mail in self.mails.values())


def _by_arrival(mail: FiledMail) -> tuple[datetime, int]:
    return mail.received, mail.id


def read_stories(connection: sqlite3.Connection, refs: Collection[str]) -> dict[str, Story]:
    """Return what is known of each of ``refs``; a story without mails where there is no ticket.

    What was merged into one of them is a part of it.
    """
    found = {ref: Story(ref) for ref in refs}
    if not found:
        return found
    names = listed(refs)
    people = _People()
    for row in connection.execute(_MAILS, (names,)):
        found[row[1]].add(_filed(row, people))
    with_kin = {ref for (ref,) in connection.execute(_KIN, (names,))}
    _read_events(connection, found, found.keys() - with_kin)
    if with_kin:
        _join_kin(connection, {ref: found[ref] for ref in with_kin})
    _read_found(connection, found, names)
    return found


def read_home_stories(connection: sqlite3.Connection, refs: Collection[str]) -> dict[str, Story]:
    """Return the mails that the threading rules put on each of ``refs``, and its own events.

    Wherever merges and splits have moved them since.
    """
    found = {ref: Story(ref) for ref in refs}
    if not found:
        return found
    names, people = listed(refs), _People()
    for question in (_AT_HOME, _AWAY):
        for row in connection.execute(question, (names,)):
            found[row[1]].add(_filed(row, people))
    _read_events(connection, found, refs)
    _read_found(connection, found, names)
    return found


def _read_found(connection: sqlite3.Connection, stories: Mapping[str, Story], names: str) -> None:
    for ref, kind, level, complaint, frustration in connection.execute(_FOUND, (names,)):
        stories[ref].found = Asks(kind, level, bool(complaint), frustration)


def _read_events(
    connection: sqlite3.Connection, found: Mapping[str, Story], refs: Collection[str]
) -> None:
    for place, ref, text in connection.execute(_EVENTS, (listed(refs),)):
        found[ref].events.append((place, event_from_json(text)))


def _join_kin(connection: sqlite3.Connection, stories: Mapping[str, Story]) -> None:
    """Give tickets the events of all that live on in them; each mail knows its home."""
    families = families_of([event for _place, event in kin.moves(connection)])
    group = families.kin_of(stories)
    mails = [mail for _number, _ticket, mail in kin.mails_of(connection, group)]
    members = families.members(mails)
    for ref, story in stories.items():
        for mail in story.mails.values():
            member = members.get(mail.key, ref)
            mail.home = "" if member == ref else member
    moved = {
        mail.message_id: members[mail.key]
        for mail in mails
        if members[mail.key] != families.alias(mail.home)
    }
    for place, _ref, text in connection.execute(_EVENTS, (listed(group),)):
        event = event_from_json(text)
        member = families.alias(event.ticket)
        if isinstance(event.fact, Replied | Forwarded):
            member = moved.get(event.fact.message_id, member)
        if (root := families.root(member)) in stories:
            stories[root].events.append((place, _of_member(event, member, families)))


def _of_member(event: Event, member: str, families: Families) -> Event:
    """Return an event as one of ``member``; what was merged went into what that ticket is now."""
    if isinstance(event.fact, Merged):
        return replace(event, fact=Merged(families.alias(event.fact.into)))
    return event if member == event.ticket else replace(event, ticket=member)


class _People(dict[str, tuple[Address, ...]]):
    """Lists of addresses by their JSON text: in a ticket the same ones come again and again."""

    def __missing__(self, text: str) -> tuple[Address, ...]:
        self[text] = codec.addresses_from_json(text)
        return self[text]


def _filed(row: tuple[Any, ...], people: _People) -> FiledMail:
    number, ticket, key, message_id, received, direction, kind, hard, email, name, *rest = row
    reply_to, to, cc, subject, proven, linked, hint, language, thanks, *more = rest
    channel, writer_email, writer_name, score, attached = more
    return FiledMail(
        id=number,
        ticket=ticket,
        key=key,
        message_id=message_id,
        received=from_text(received),
        direction=Direction(direction),
        kind=MailKind(kind),
        hard_bounce=bool(hard),
        sender_email=email,
        sender_name=name,
        reply_to=people[reply_to],
        to=people[to],
        cc=people[cc],
        subject=subject,
        proven=bool(proven),
        linked_ref=linked,
        hint_ref=hint,
        attached=bool(attached),
        language=language,
        thanks=bool(thanks),
        channel=channel or EMAIL,
        writer_email=writer_email,
        writer_name=writer_name,
        score=score,
    )


def in_order(mails: Iterable[FiledMail]) -> list[FiledMail]:
    """Return mails in the order of their arrival."""
    return sorted(mails, key=_by_arrival)
