"""What follows from a mail having left: it stands on its ticket, and who sent it is recorded."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.attempts import proven
from agent_console.desk.events import Closed, Event, Fact, Forwarded, Replied, Snoozed
from agent_console.desk.notices import notice_of_acts
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.states import OutboxKind, TicketState
from agent_console.desk.views import OutboxItem
from agent_console.errors import NotFoundError
from agent_console.services.due import RETRY_AFTER
from agent_console.services.intake import Intake
from agent_console.services.team_fate import tell_fate
from agent_console.store import journal, tickets
from agent_console.store import outbox as stored
from agent_console.store.letters import Letter

if TYPE_CHECKING:
    from sqlmodel import Session


def record_sent(session: Session, intake: Intake, item: OutboxItem, now: datetime) -> None:
    """Put the mail of ``item`` on its ticket and append the events, in the caller's transaction.

    With a follow-up the ticket sleeps until then; a mail that the agent had not seen wakes it. A
    ticket that a notice opens is closed until the customer answers.
    """
    letter = stored.letter(session, item.id)
    notice = notice_of_acts(letter.acts)
    opens = notice is not None and item.ticket not in tickets.find(session, item.ticket)
    refs = intake.take_own(session, letter.raw, sent_at=now, ref=item.ticket)
    answers = letter.kind in (OutboxKind.REPLY, OutboxKind.NEW)
    facts: list[Fact] = [_left(letter) if answers else Forwarded(item.message_id)]
    facts += [fact for fact in letter.acts if not isinstance(fact, Replied)]
    if letter.follow_up is not None and not _is_closed(session, item.ticket):
        facts.append(Snoozed(letter.follow_up))
    if notice is not None and opens:
        facts.append(Closed(notice.title))
    told = [(item.ticket, fact) for fact in facts]
    if notice is not None:
        told.append((record_ref(RecordKind.NOTICE, notice.notice), notice))
    for about, fact in told:
        event = Event(
            id=journal.next_event_id(session),
            ticket=about,
            at=now,
            agent=letter.agent,
            fact=fact,
            seen=letter.seen,
        )
        journal.append(session, event)
    intake.refold(session, refs | {about for about, _fact in told})


def _left(letter: Letter) -> Replied:
    """Return the reply that left, with the canned answers that it was made of."""
    used = [fact.answers for fact in letter.acts if isinstance(fact, Replied)]
    return Replied(letter.message_id, ",".join(used))


def _is_closed(session: Session, ref: str) -> bool:
    """Tell whether an agent closed the ticket while the mail waited; a new one is not there yet."""
    with suppress(NotFoundError):
        return tickets.load(session, ref).state is TicketState.CLOSED
    return False


def settle(session: Session, intake: Intake, item: OutboxItem, now: datetime) -> bool:
    """Note that a mail in doubt did leave; False when it is not in doubt any more.

    Those whom the server put off before are tried again.
    """
    letter = stored.letter(session, item.id)
    before = letter.standing
    after = proven(before)
    again = now + RETRY_AFTER[0] if after.pending else None
    settled = stored.conclude(
        session, item.id, after, expected=(item.state,), now=now, next_try=again
    )
    if settled and not before.left:
        tell_fate(session, letter, after.state, left=True)
        record_sent(session, intake, item, now)
    return settled
