"""Calls, chats, visits, social messages and letters: what a logged one amounts to for its ticket.

A contact stands among the mails of its ticket at the moment when it began. Who called and was
spoken to is answered at that moment; whom we called is answered then, if we reached them. What we
still owe counts from the end of the talk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from agent_console.desk.contact_facts import Contacted
from agent_console.desk.events import Event, standing
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.ticket import EMAIL, Talk, TicketMail
from agent_console.i18n import _, pgettext

MAX_SECONDS = 24 * 60 * 60
_MAX_SUBJECT = 120


class ContactChannel(StrEnum):
    """The ways to us that the mailbox does not see."""

    PHONE = "phone"
    CHAT = "chat"
    VISIT = "in-person"
    MESSAGE = "message"
    SOCIAL = "social"
    LETTER = "letter"


class ContactResult(StrEnum):
    """How a contact ended: solved, our turn, the customer's turn, or nobody was reached."""

    SOLVED = "solved"
    OPEN = "open"
    WAITING = "waiting"
    MISSED = "missed"


_LIVE = frozenset({ContactChannel.PHONE, ContactChannel.CHAT, ContactChannel.VISIT})


@dataclass(frozen=True, slots=True)
class Person:
    """The one on the other side, as far as known: a name, an address, a number."""

    name: str = ""
    email: str = ""
    phone: str = ""

    @property
    def address(self) -> Address:
        """The person as a ticket keeps its customer; a number stands for a name."""
        return Address(self.email.strip().lower(), self.name.strip() or self.phone.strip())


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as its fact tells it; ``began`` is an aware moment."""

    channel: ContactChannel
    direction: Direction
    began: datetime
    length: timedelta
    person: Person
    result: ContactResult
    who: str = ""
    order: str = ""
    kind: str = ""
    summary: str = ""
    opens: bool = False

    @property
    def end(self) -> datetime:
        """When the talk was over."""
        return self.began + self.length

    @property
    def is_live(self) -> bool:
        """Whether both were there at the same time: what is asked then is answered then."""
        return self.channel in _LIVE

    @property
    def subject(self) -> str:
        """What a ticket is called that begins with it."""
        first = next((line.strip() for line in self.summary.splitlines() if line.strip()), "")
        return first[:_MAX_SUBJECT] or channel_title(self.channel)

    @property
    def fact(self) -> Contacted:
        """The contact as it is recorded."""
        return Contacted(
            channel=self.channel.value,
            direction=self.direction.value,
            began=self.began.astimezone(UTC).isoformat(),
            seconds=str(int(self.length.total_seconds())),
            who=self.who,
            name=self.person.name.strip(),
            email=self.person.email.strip().lower(),
            phone=self.person.phone.strip(),
            order=self.order.strip(),
            kind=self.kind,
            summary=self.summary.strip(),
            result=self.result.value,
            opens="yes" if self.opens else "",
        )


def contact_of(fact: Contacted, at: datetime) -> Contact:
    """Read a fact that was recorded at ``at``; what nobody understands is as harmless as can be."""
    channels, results = set(ContactChannel), set(ContactResult)
    return Contact(
        channel=ContactChannel(fact.channel) if fact.channel in channels else ContactChannel.PHONE,
        direction=Direction.OUT if fact.direction == Direction.OUT else Direction.IN,
        began=_moment(fact.began, at),
        length=_length(fact.seconds),
        person=Person(fact.name, fact.email, fact.phone),
        result=ContactResult(fact.result) if fact.result in results else ContactResult.OPEN,
        who=fact.who,
        order=fact.order,
        kind=fact.kind,
        summary=fact.summary,
        opens=bool(fact.opens),
    )


def _moment(text: str, otherwise: datetime) -> datetime:
    """Return a moment in UTC; nothing begins after it was recorded."""
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return otherwise
    return min(moment, otherwise)


def _length(seconds: str) -> timedelta:
    known = seconds.isascii() and seconds.isdigit() and len(seconds) <= len(str(MAX_SECONDS))
    return timedelta(seconds=min(int(seconds), MAX_SECONDS) if known else 0)


def talks_of(ref: str, events: Sequence[Event]) -> Iterator[TicketMail]:
    """Yield what the contacts among the standing events of a ticket are for its fold."""
    for event in events:
        if isinstance(event.fact, Contacted):
            contact = contact_of(event.fact, event.at)
            home = "" if event.ticket == ref else event.ticket
            yield from (replace(one, home=home) for one in _parts(contact, event.id))


def _parts(contact: Contact, event: str) -> Iterator[TicketMail]:
    first = TicketMail(
        key=event,
        message_id="",
        received=contact.began,
        direction=contact.direction,
        kind=MailKind.HUMAN,
        sender=contact.person.address,
        recipients=(contact.person.address,),
        subject=contact.subject,
        channel=contact.channel.value,
        talk=Talk(event, contact.opens, reached=contact.result is not ContactResult.MISSED),
    )
    yield first
    answered = _answered_at(contact)
    silent = Talk(event, counts=False)
    if answered is not None:
        key = f"{event}/answer"
        yield replace(first, key=key, direction=Direction.OUT, received=answered, talk=silent)
    if contact.result is ContactResult.OPEN and (answered or contact.direction is Direction.OUT):
        yield replace(
            first,
            key=f"{event}/owed",
            direction=Direction.IN,
            received=contact.end,
            channel=EMAIL if contact.channel is ContactChannel.CHAT else contact.channel.value,
            talk=silent,
        )


def _answered_at(contact: Contact) -> datetime | None:
    """Return when who came to us was answered: in a talk at once, else once it was dealt with."""
    if contact.direction is Direction.OUT or contact.result is ContactResult.MISSED:
        return None
    if contact.is_live:
        return contact.began
    return None if contact.result is ContactResult.OPEN else contact.end


def opening(ordered: Sequence[TicketMail]) -> TicketMail:
    """Return what a ticket began with: a contact that opened it, else its first mail."""
    if ordered[0].talk is None:
        return ordered[0]
    began = next((one for one in ordered if one.talk is not None and one.talk.opens), None)
    return began or next((one for one in ordered if one.talk is None), ordered[0])


def is_begun(mails: Sequence[object], events: Sequence[Event]) -> bool:
    """Return whether there is a ticket: a mail, or a logged contact that nobody took back."""
    if mails:
        return True
    logged = any(isinstance(event.fact, Contacted) for event in events)
    return logged and any(isinstance(event.fact, Contacted) for event in standing(events))


def channel_title(channel: ContactChannel) -> str:
    """Return what a contact is called."""
    return {
        ContactChannel.PHONE: _("Phone call"),
        ContactChannel.CHAT: pgettext("contact", "Chat"),
        ContactChannel.VISIT: _("Visit"),
        ContactChannel.MESSAGE: pgettext("contact", "Message"),
        ContactChannel.SOCIAL: _("Message on a social network"),
        ContactChannel.LETTER: pgettext("contact", "Letter"),
    }[channel]


def result_word(result: ContactResult) -> str:
    """Return the word for how a contact ended."""
    return {
        ContactResult.SOLVED: pgettext("contact", "solved"),
        ContactResult.OPEN: _("we get back to them"),
        ContactResult.WAITING: _("the customer gets back to us"),
        ContactResult.MISSED: _("not reached"),
    }[result]
