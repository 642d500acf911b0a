"""A last look at the ticket before a mail leaves."""

from __future__ import annotations

from sqlmodel import Session

from agent_console.desk.news import Written, news_since
from agent_console.desk.states import LEFT, OutboxKind, OutboxState
from agent_console.store import journal
from agent_console.store import outbox as stored
from agent_console.store import tickets as stored_tickets
from agent_console.store.outbox import Letter

_GONE = (*LEFT, OutboxState.SENDING, OutboxState.UNKNOWN)
_ANSWERS_NOBODY = (OutboxKind.FORWARD, OutboxKind.BULK)


def news_of(session: Session, letter: Letter, own: frozenset[str]) -> tuple[str, ...]:
    """Say what happened on the ticket since ``letter`` was written; ``own`` are our addresses.

    Nothing is said of a mail that some have already, nor of notices, nor where an agent wants it
    to leave regardless.
    """
    if letter.regardless or letter.standing.left or letter.kind is OutboxKind.BULK:
        return ()
    items = stored.of_ticket(session, letter.ticket)
    others = {one.message_id for one in items if one.state in _GONE}
    silent = {one.message_id for one in items if one.kind in _ANSWERS_NOBODY}
    mails = stored_tickets.ticket_mails(session, (letter.ticket,), own).get(letter.ticket, [])
    written = Written(
        letter.message_id,
        letter.agent,
        letter.queued_at,
        letter.known.mails,
        letter.known.replies,
    )
    events = journal.of_ticket(session, letter.ticket)
    return news_since(written, mails, others, events, no_answers=silent)
