"""What follows from a mail having left: it stands on its ticket, and who sent it is recorded."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from agent_console.desk.attempts import proven
from agent_console.desk.events import Event, Forwarded, Replied
from agent_console.desk.states import OutboxKind
from agent_console.desk.views import OutboxItem
from agent_console.services.due import RETRY_AFTER
from agent_console.services.intake import Intake
from agent_console.store import journal
from agent_console.store import outbox as stored


def record_sent(session: Session, intake: Intake, item: OutboxItem, now: datetime) -> None:
    """Put the mail of ``item`` on its ticket and append the event, in the caller's transaction."""
    letter = stored.letter(session, item.id)
    refs = intake.take_own(session, letter.raw, sent_at=now, ref=item.ticket)
    answers = letter.kind in (OutboxKind.REPLY, OutboxKind.NEW)
    event = Event(
        id=journal.next_event_id(session),
        ticket=item.ticket,
        at=now,
        agent=letter.agent,
        fact=Replied(item.message_id) if answers else Forwarded(item.message_id),
        seen=letter.seen,
    )
    journal.append(session, event)
    intake.refold(session, refs | {item.ticket})


def settle(session: Session, intake: Intake, item: OutboxItem, now: datetime) -> bool:
    """Note that a mail in doubt did leave; False when it is not in doubt any more.

    Those whom the server put off before are tried again.
    """
    before = stored.letter(session, item.id).standing
    after = proven(before)
    again = now + RETRY_AFTER[0] if after.pending else None
    settled = stored.conclude(
        session, item.id, after, expected=(item.state,), now=now, next_try=again
    )
    if settled and not before.left:
        record_sent(session, intake, item, now)
    return settled
