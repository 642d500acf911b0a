"""What the threading rules ask the store, answered as of one mail's arrival."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from agent_console.desk.ticket import TicketState, fold
from agent_console.store import codec, journal, tickets
from agent_console.store.tables import MailRow, MessageIdRow, OutboxRow


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
        return self._first(select(MailRow.ticket).where(MailRow.ticket == ref)) is not None

    def ticket_of_message_id(self, message_id: str) -> str | None:
        """Return the ticket of the first mail with that id, or of the answer leaving under it."""
        stored = self._by_id(message_id, own=True)
        return stored or self.ticket_of_outgoing(message_id)

    def ticket_of_outgoing(self, message_id: str) -> str | None:
        """Return the ticket of a mail that was put into the outbox under that id."""
        return self._first(select(OutboxRow.ticket).where(OutboxRow.message_id == message_id))

    def ticket_referring_to(self, message_id: str) -> str | None:
        """Return the ticket of the first mail that refers to that id."""
        return self._by_id(message_id, own=False)

    def follow_merge(self, ref: str) -> str:
        """Return ``ref``: no event merges tickets."""
        return ref

    def participants(self, ref: str) -> frozenset[str]:
        """Return every sender and recipient of the ticket's mails but ourselves.

        Of a mail from our own address, such as one of a form, Reply-To takes part as well.
        """
        query = select(MailRow.sender_email, MailRow.reply_to, MailRow.recipients, MailRow.copies)
        found: set[str] = set()
        for sender, *lists in self.session.exec(query.where(MailRow.ticket == ref)):
            found.add(sender)
            from_form = sender.lower() in self.own
            for part in lists if from_form else lists[1:]:
                found.update(address.email for address in codec.addresses_from_json(part))
        return frozenset(email.lower() for email in found if email) - frozenset(self.own)

    def closed_since(self, ref: str) -> datetime | None:
        """Return when the ticket was closed, None while it is not."""
        events = journal.of_tickets(self.session, (ref,), up_to=self.known_event)[ref]
        events = [event for event in events if event.at <= self.at]
        if not events:
            return None
        mails = tickets.ticket_mails(self.session, (ref,), self.own)[ref]
        before = [mail for mail in mails if mail.received <= self.at] or mails
        ticket = fold(ref, before, events)
        return ticket.closed_at if ticket.state is TicketState.CLOSED else None

    def subject(self, ref: str) -> str:
        """Return the subject of the oldest mail of the ticket."""
        query = select(MailRow.subject).where(MailRow.ticket == ref)
        return self._first(query.order_by(col(MailRow.received), col(MailRow.id))) or ""

    def _by_id(self, message_id: str, *, own: bool) -> str | None:
        return self._first(
            select(MailRow.ticket)
            .join(MessageIdRow, col(MessageIdRow.mail_id) == col(MailRow.id))
            .where(MessageIdRow.id == message_id, col(MessageIdRow.own).is_(own))
            .order_by(col(MailRow.id))
        )

    def _first(self, query: SelectOfScalar[str]) -> str | None:
        return self.session.exec(query.limit(1)).first()
