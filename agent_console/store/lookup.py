"""What the threading rules ask the store, answered as of one mail's arrival."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agent_console.desk.events import Closed
from agent_console.desk.ticket import TicketState, fold
from agent_console.store import codec, journal, tickets

_TICKET = "SELECT ticket FROM mail WHERE ticket = ? LIMIT 1"
_OUTGOING = "SELECT ticket FROM outbox WHERE message_id = ?"
_SUBJECT = "SELECT subject FROM mail WHERE ticket = ? ORDER BY received, id LIMIT 1"
_PEOPLE = "SELECT DISTINCT sender_email, reply_to, recipients, copies FROM mail WHERE ticket = ?"
_OWNER = """
SELECT mail.ticket FROM message_id JOIN mail ON mail.id = message_id.mail_id
WHERE message_id.id = ? AND message_id.own = 1 ORDER BY mail.id LIMIT 1
"""
_REFERRING = """
SELECT mail.ticket FROM message_id JOIN mail ON mail.id = message_id.mail_id
WHERE message_id.id = ? AND message_id.own = 0 ORDER BY mail.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class StoreLookup:
    """A :class:`agent_console.desk.threads.ThreadLookup` over the mails and events so far.

    Of the events, those up to place ``known_event`` and not younger than the mail (``at``) count: a
    rebuild, which has all events from the start, then decides as the day's work did.
    """

    session: Session
    own: Collection[str]
    at: datetime
    known_event: int

    def knows(self, ref: str) -> bool:
        """Return whether a mail of that ticket is here."""
        return self._first(_TICKET, ref) is not None

    def ticket_of_message_id(self, message_id: str) -> str | None:
        """Return the ticket of the first mail with that id, or of the answer leaving under it."""
        return self._first(_OWNER, message_id) or self.ticket_of_outgoing(message_id)

    def ticket_of_outgoing(self, message_id: str) -> str | None:
        """Return the ticket of a mail that was put into the outbox under that id."""
        return self._first(_OUTGOING, message_id)

    def ticket_referring_to(self, message_id: str) -> str | None:
        """Return the ticket of the first mail that refers to that id."""
        return self._first(_REFERRING, message_id)

    def follow_merge(self, ref: str) -> str:
        """Return ``ref``: no event merges tickets."""
        return ref

    def participants(self, ref: str) -> frozenset[str]:
        """Return every sender and recipient of the ticket's mails but ourselves.

        Of a mail from our own address, such as one of a form, Reply-To takes part as well.
        """
        found: set[str] = set()
        for sender, *lists in self.session.connection().exec_driver_sql(_PEOPLE, (ref,)):
            found.add(sender)
            from_form = sender.lower() in self.own
            for part in lists if from_form else lists[1:]:
                found.update(address.email for address in codec.addresses_from_json(part))
        return frozenset(email.lower() for email in found if email) - frozenset(self.own)

    def closed_since(self, ref: str) -> datetime | None:
        """Return when the ticket was closed, None while it is not."""
        events = journal.of_tickets(self.session, (ref,), up_to=self.known_event)[ref]
        events = [event for event in events if event.at <= self.at]
        if not any(isinstance(event.fact, Closed) for event in events):
            return None
        mails = tickets.ticket_mails(self.session, (ref,), self.own)[ref]
        before = [mail for mail in mails if mail.received <= self.at] or mails
        ticket = fold(ref, before, events)
        return ticket.closed_at if ticket.state is TicketState.CLOSED else None

    def subject(self, ref: str) -> str:
        """Return the subject of the oldest mail of the ticket."""
        return self._first(_SUBJECT, ref) or ""

    def _first(self, query: str, name: str) -> str | None:
        found = self.session.connection().exec_driver_sql(query, (name,)).first()
        return str(found[0]) if found else None
