"""What stands on a ticket: known when a mail is written, looked at again before it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.mail import Direction
from agent_console.desk.news import Written, news_since
from agent_console.desk.states import LEFT, OutboxKind, OutboxState
from agent_console.desk.ticket import TicketMail
from agent_console.store import journal
from agent_console.store import outbox as stored
from agent_console.store import tickets as stored_tickets
from agent_console.store.outbox import Known, Letter

if TYPE_CHECKING:
    from sqlmodel import Session

_GONE = (*LEFT, OutboxState.SENDING, OutboxState.UNKNOWN)
_ANSWERS_NOBODY = (OutboxKind.FORWARD, OutboxKind.BULK)


def known_of(session: Session, ref: str) -> Known:
    """Return what stands on a ticket now."""
    mails = _mails(session, ref)
    left = {mail.message_id for mail in mails if mail.direction is Direction.OUT}
    items = stored.of_ticket(session, ref)
    return Known(
        mails=frozenset(mail.key for mail in mails),
        replies=frozenset(left | {item.message_id for item in items}),
    )


def news_of(session: Session, letter: Letter) -> tuple[str, ...]:
    """Say what happened on the ticket since ``letter`` was written.

    Nothing is said of a mail that some have already, nor of notices, nor where an agent wants it
    to leave regardless.
    """
    if letter.regardless or letter.standing.left or letter.kind is OutboxKind.BULK:
        return ()
    items = stored.of_ticket(session, letter.ticket)
    others = {one.message_id for one in items if one.state in _GONE}
    silent = {one.message_id for one in items if one.kind in _ANSWERS_NOBODY}
    written = Written(
        letter.message_id,
        letter.agent,
        letter.queued_at,
        letter.known.mails,
        letter.known.replies,
    )
    events = journal.of_ticket(session, letter.ticket)
    mails = _mails(session, letter.ticket)
    return news_since(written, mails, others, events, no_answers=silent)


def news_while_writing(
    session: Session, ref: str, message_id: str, known: Known, kind: OutboxKind
) -> tuple[str, ...]:
    """Say what happened on a ticket since a mail for it was begun; ``known`` is what stood there.

    A reply of somebody else that waits to leave counts as an answer, too.
    """
    if kind is OutboxKind.BULK:
        return ()
    items = stored.of_ticket(session, ref)
    others = {one.message_id for one in items if one.state is not OutboxState.CANCELLED}
    silent = {one.message_id for one in items if one.kind in _ANSWERS_NOBODY}
    written = Written(message_id, "", None, known.mails, known.replies)
    return news_since(written, _mails(session, ref), others, (), no_answers=silent)


def _mails(session: Session, ref: str) -> list[TicketMail]:
    return stored_tickets.ticket_mails(session, (ref,), ()).get(ref, [])
