"""A logged contact in words: in the timeline of its ticket, and where it is taken back."""

from __future__ import annotations

from datetime import timedelta

from agent_console.desk.contacts import (
    Contact,
    ContactChannel,
    channel_title,
    contact_of,
    result_word,
)
from agent_console.desk.events import Contacted, Event
from agent_console.desk.mail import Direction
from agent_console.desk.views import EntryKind, TimelineEntry
from agent_console.i18n import _, ngettext

_MINUTE = 60


def contact_entry(event: Event, fact: Contacted) -> TimelineEntry:
    """Return a contact as it stands in the timeline, at the moment when it began."""
    contact = contact_of(fact, event.at)
    return TimelineEntry(
        key=event.id,
        kind=EntryKind.CONTACT,
        at=contact.began,
        who=person_words(contact),
        text="\n\n".join(filter(None, (contact.summary, details(contact)))),
        subject=title(contact),
        sender=contact.person.address if contact.person.email else None,
        state=contact.direction.value,
    )


def title(contact: Contact) -> str:
    """Say what kind of contact it was, how long it took and how it ended."""
    way = _("from us") if contact.direction is Direction.OUT else ""
    parts = (channel_title(contact.channel), way, length_words(contact.length))
    return " · ".join(filter(None, (*parts, result_word(contact.result))))


def details(contact: Contact) -> str:
    """Say what else is known of a contact, in one line."""
    told = (
        (_("phone {number}"), "number", contact.person.phone),
        (_("order {number}"), "number", contact.order),
        (_("spoken to by {name}"), "name", contact.who),
    )
    return " · ".join(words.format(**{name: value}) for words, name, value in told if value)


def person_words(contact: Contact) -> str:
    """Return who was on the other side, as far as known."""
    person = contact.person
    return person.name or person.email or person.phone or _("unknown caller")


def length_words(length: timedelta) -> str:
    """Return how long a contact took; "" where nobody measured it."""
    seconds = int(length.total_seconds())
    if not seconds:
        return ""
    if seconds < _MINUTE:
        return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    minutes = -(-seconds // _MINUTE)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


def undo_words(fact: Contacted) -> str:
    """Return what was taken back."""
    known = fact.channel in set(ContactChannel)
    channel = ContactChannel(fact.channel) if known else ContactChannel.PHONE
    return _("logged contact: {what}").format(what=channel_title(channel))
