"""How a ticket came to stand as it does: a fold of its mails and of what agents recorded about it.

The fold is pure and looks at no clock: the same mails and events give the same ticket anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from agent_console.desk.absorbing import together
from agent_console.desk.contacts import opening, talks_of
from agent_console.desk.events import (
    Apologised,
    Assigned,
    Closed,
    Contacted,
    Event,
    Forwarded,
    Judged,
    Labelled,
    MadeSure,
    Noted,
    Reopened,
    Replied,
    Snoozed,
    Tagged,
    TimeSpent,
    standing,
)
from agent_console.desk.feedback_fold import after_score
from agent_console.desk.labels import labelled
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.mentions import asked_after
from agent_console.desk.states import TicketState
from agent_console.desk.streams import Stream, streams_of
from agent_console.desk.tags import with_tag
from agent_console.desk.ticket import ALL_STEPS, APOLOGISED, Step, Ticket, TicketMail


def fold(ref: str, mails: Sequence[TicketMail], events: Sequence[Event]) -> Ticket:
    """Return the ticket that ``mails`` (any order) and ``events`` (in their order) amount to.

    Raises ValueError without a mail or a logged contact: a ticket begins with one.
    """
    *_before, last = course(ref, mails, events)
    return last.ticket


def course(ref: str, mails: Sequence[TicketMail], events: Sequence[Event]) -> Iterator[Step]:
    """Yield the ticket after each mail and each event: what :func:`fold` goes through.

    Counts and the newest moment are those of the whole ticket from the start. Raises ValueError
    without a mail or a logged contact.
    """
    valid = standing(events)
    mails = [*mails, *talks_of(ref, valid)]
    if not mails:
        raise ValueError("a ticket begins with a mail or a logged contact")
    told = frozenset(e.fact.message_id for e in valid if isinstance(e.fact, Replied | Forwarded))
    judged = _when_they_left(_judged(mails, valid), valid)
    whole = streams_of(ref, judged, valid)
    first = _opened(ref, whole.mails, valid)
    if len(whole.mails) < len(judged):
        first = _of_all(first, judged)
    for at, story in _told(whole, first, told):
        yield Step(at, _without_spam(story.ticket))


def _told(whole: Stream, first: Ticket, told: frozenset[str]) -> Iterator[tuple[datetime, _Story]]:
    """Tell a ticket from its ``first`` mail on; another one that was merged into it joins it."""
    story = _Story(first, told)
    for item in _in_order(whole.mails, whole.events):
        if not isinstance(item, Event):
            story.receive(item)
            yield item.received, story
        elif item.id in whole.absorbed:
            other = whole.absorbed[item.id]
            *_before, (_at, joined) = _told(other, _opened("", other.mails, other.events), told)
            story.absorb(joined)
            yield item.at, story
        else:
            story.decide(item)
            yield item.at, story


def _of_all(ticket: Ticket, mails: Sequence[TicketMail]) -> Ticket:
    """Return a ticket with what is counted over those that are merged into it, too."""
    came, left = _counted(mails)
    moments = [mail.received for mail in mails]
    return replace(
        ticket,
        opened_at=min(moments),
        last_at=max([*moments, *([ticket.last_at] if ticket.last_at else [])]),
        mails_in=came,
        mails_out=left,
    )


def _counted(mails: Sequence[TicketMail]) -> tuple[int, int]:
    """Return how often the customer came to us, and we to the customer."""
    came = sum([mail.direction is Direction.IN for mail in mails])
    left = len(mails) - came
    for mail in mails:
        if mail.talk is not None and not mail.talk.counts:
            came, left = (came - 1, left) if mail.direction is Direction.IN else (came, left - 1)
    return came, left


def _without_spam(ticket: Ticket) -> Ticket:
    """Take spam out of everyone's way: it is nobody's turn, and no clock runs."""
    if not ticket.is_spam:
        return ticket
    return replace(ticket, state=TicketState.SPAM, waiting_since=None, wake_at=None, closed_at=None)


def _judged(mails: Sequence[TicketMail], events: Sequence[Event]) -> Sequence[TicketMail]:
    """Return the mails as what agents said they are."""
    said = {event.fact.mail: event.fact.kind for event in events if isinstance(event.fact, Judged)}
    kinds = {key: MailKind(kind) for key, kind in said.items() if kind in set(MailKind)}
    if not kinds:
        return mails
    return [
        replace(mail, kind=kinds[mail.key], hard_bounce=False) if mail.key in kinds else mail
        for mail in mails
    ]


def _when_they_left(mails: Sequence[TicketMail], events: Sequence[Event]) -> Sequence[TicketMail]:
    """Return the mails with ours at the moments that events tell.

    The console that sent one has it earlier than all others, who find it in the sent folder.
    """
    left = {e.fact.message_id: e.at for e in events if isinstance(e.fact, Replied | Forwarded)}
    if not left:
        return mails
    return [
        replace(mail, received=left[mail.message_id])
        if mail.direction is Direction.OUT and mail.message_id in left
        else mail
        for mail in mails
    ]


def opened(ref: str, mail: TicketMail) -> Ticket:
    """Return what :func:`fold` makes of one mail without any event, at less cost.

    Most tickets are such when a mailbox is read for the first time.
    """
    came = mail.direction is Direction.IN
    at = mail.received
    asks, human = _asks(mail), mail.kind is MailKind.HUMAN
    answered = at if _answers(mail) else None
    ticket = Ticket(
        ref,
        mail.subject,
        _customer(mail),
        mail.kind,
        at,
        state=TicketState.WAITING if answered else TicketState.NEW,
        waiting_since=at if asks else None,
        last_customer_at=at if asks and human else None,
        first_answered_at=answered,
        last_answered_at=answered,
        last_at=at,
        bounced=asks and not human,
        mails_in=int(came),
        mails_out=int(not came),
        contacts=int(asks and human),
        channel=mail.channel,
        waits_on=mail.channel if asks else "",
    )
    return _without_spam(ticket) if mail.kind is MailKind.SPAM else ticket


class _Story:
    """A ticket while it is told, and the mails that nothing has answered or settled so far.

    ``told`` are the Message-IDs of our mails that an event speaks of: those answer as events, if at
    all. Mails that closing alone settled wait for an answer again, since they came, on reopening.
    """

    def __init__(self, ticket: Ticket, told: frozenset[str]) -> None:
        self.ticket = ticket
        self._told = told
        self._asking: list[TicketMail] = []
        self._unanswered: list[TicketMail] = []
        self._logged: set[str] = set()

    def receive(self, mail: TicketMail) -> None:
        """Go on with a mail that came or went."""
        self.ticket = after_score(self.ticket, mail)
        if _asks(mail) and _leaves(self.ticket, mail):
            self.ticket = replace(self.ticket, last_customer_at=mail.received)
        elif _asks(mail):
            self._asking.append(mail)
            counts = mail.kind is MailKind.HUMAN and (mail.talk is None or mail.talk.counts)
            contacts = self.ticket.contacts + counts
            self.ticket = replace(_asked(self.ticket, mail), contacts=contacts)
        elif _answers(mail) and mail.message_id not in self._told:
            self._asking.clear()
            self._unanswered.clear()
            self.ticket = _answered(self.ticket, mail.received)

    def decide(self, event: Event) -> None:
        """Go on with what an agent did; it settles no mail that the agent had not seen."""
        self.ticket = _after_event(_after_question(self.ticket, event), event)
        if isinstance(event.fact, Reopened):
            self._take_up()
        if isinstance(event.fact, Contacted):
            self._logged.add(event.id)
        if not isinstance(event.fact, Replied | Closed | Snoozed):
            return
        unseen = [
            mail
            for mail in self._asking
            if self._is_news(mail, event) and not _leaves(self.ticket, mail)
        ]
        for mail in unseen:
            self.ticket = _asked(self.ticket, mail)
        if isinstance(event.fact, Snoozed):
            return
        settled = [mail for mail in self._asking if mail not in unseen]
        self._unanswered = self._unanswered + settled if isinstance(event.fact, Closed) else []
        self._asking = unseen

    def _is_news(self, mail: TicketMail, event: Event) -> bool:
        """Return whether who recorded ``event`` could not know of a mail, or a contact."""
        if mail.talk is not None:
            return mail.talk.event not in self._logged
        return mail.received > _seen(event)

    def absorb(self, other: _Story) -> None:
        """Go on as one with a ticket that was merged into this one."""
        self._logged |= other._logged
        self.ticket = together(self.ticket, other.ticket)
        self._asking = _by_arrival([*self._asking, *other._asking])
        self._unanswered = _by_arrival([*self._unanswered, *other._unanswered])

    def _take_up(self) -> None:
        """Let the clock run again from the mail that was closed without an answer, if any was."""
        if self._unanswered:
            first = self._unanswered[0]
            self.ticket = replace(self.ticket, waiting_since=first.received, waits_on=first.channel)
            self._asking = [*self._unanswered, *self._asking]
            self._unanswered = []


def _by_arrival(mails: Sequence[TicketMail]) -> list[TicketMail]:
    return sorted(mails, key=lambda mail: (mail.received, mail.key))


def _opened(ref: str, ordered: Sequence[TicketMail], events: Sequence[Event]) -> Ticket:
    """Return the ticket as its first mail opens it, with what is counted over all of them."""
    first = opening(ordered)
    came, left = _counted(ordered)
    return Ticket(
        ref=ref,
        subject=first.subject,
        customer=_customer(first),
        kind=first.kind,
        opened_at=ordered[0].received,
        last_at=max([ordered[-1].received, *(event.at for event in events if moves(event))]),
        mails_in=came,
        mails_out=left,
        channel=first.channel,
    )


def moves(event: Event) -> bool:
    """Return whether an event is news of a ticket: what somebody calls it is none."""
    return not isinstance(event.fact, Labelled | Judged | Tagged | TimeSpent)


def _customer(first: TicketMail) -> Address:
    """Return who is on the other side of the first mail."""
    if first.direction is Direction.IN:
        return first.sender or Address("")
    return next(iter(first.recipients), Address(""))


def _in_order(mails: Sequence[TicketMail], events: Sequence[Event]) -> Iterator[TicketMail | Event]:
    """Merge both: an event comes right after the newest mail that its agent had seen.

    It never comes before the event in front of it, so older mails may stand between the two. A
    contact comes at its time among the mails, but before the event that tells of it.
    """
    place, early = 0, set[str]()
    for event in events:
        while place < len(mails) and mails[place].received <= _seen(event):
            if mails[place].key not in early:
                yield mails[place]
            place += 1
        if isinstance(event.fact, Contacted):
            own = [mail for mail in mails[place:] if mail.talk and mail.talk.event == event.id]
            early.update(mail.key for mail in own)
            yield from own
        yield event
    yield from (mail for mail in mails[place:] if mail.key not in early)


def _seen(event: Event) -> datetime:
    return event.seen or event.at


def _asks(mail: TicketMail) -> bool:
    """Return whether somebody has to do something: a customer wrote, or our answer came back."""
    return mail.direction is Direction.IN and (mail.kind is MailKind.HUMAN or mail.hard_bounce)


def _leaves(ticket: Ticket, mail: TicketMail) -> bool:
    """Return whether a mail that only thanks leaves a ticket asleep, or closed if so agreed."""
    closed = ticket.state is TicketState.CLOSED and ticket.ignores_thanks
    return mail.thanks and (closed or ticket.state is TicketState.SNOOZED)


def _answers(mail: TicketMail) -> bool:
    reached = mail.talk is None or mail.talk.reached
    return mail.direction is Direction.OUT and mail.kind is MailKind.HUMAN and reached


def _asked(ticket: Ticket, mail: TicketMail) -> Ticket:
    human = mail.kind is MailKind.HUMAN
    return replace(
        ticket,
        state=TicketState.NEW if ticket.state is TicketState.NEW else TicketState.OPEN,
        waiting_since=ticket.waiting_since or mail.received,
        waits_on=ticket.waits_on if ticket.waiting_since else mail.channel,
        last_customer_at=mail.received if human else ticket.last_customer_at,
        closed_at=None,
        wake_at=None,
        reopened=ticket.reopened + (ticket.state is TicketState.CLOSED),
        bounced=not human,
    )


def _answered(ticket: Ticket, at: datetime) -> Ticket:
    closed = ticket.state is TicketState.CLOSED
    return replace(
        ticket,
        state=TicketState.CLOSED if closed else TicketState.WAITING,
        waiting_since=None,
        wake_at=None,
        closed_at=ticket.closed_at if closed else None,
        bounced=False,
        first_answered_at=ticket.first_answered_at or at,
        last_answered_at=at,
    )


def _after_question(ticket: Ticket, event: Event) -> Ticket:
    """Return the ticket with the questions to colleagues that are open after an event."""
    if not isinstance(event.fact, Noted | Replied | Closed):
        return ticket
    text = event.fact.text if isinstance(event.fact, Noted) else ""
    settled = isinstance(event.fact, Closed)
    asked = asked_after(ticket.asked, event.agent, text, settled=settled)
    return ticket if asked == ticket.asked else replace(ticket, asked=asked)


def _after_event(ticket: Ticket, event: Event) -> Ticket:
    match event.fact:
        case Assigned(owner=owner):
            on = bool(owner and ticket.owner and owner != ticket.owner)
            return replace(ticket, owner=owner, handed_on=ticket.handed_on + on)
        case Apologised():
            return replace(ticket, steps=APOLOGISED)
        case MadeSure():
            return replace(ticket, steps=ALL_STEPS)
        case Labelled():
            return replace(ticket, labels=labelled(ticket.labels, event.fact))
        case Tagged(tag=tag, off=off):
            return replace(ticket, tags=with_tag(ticket.tags, tag, on=not off))
        case Noted():
            return replace(ticket, notes=ticket.notes + 1)
        case Replied():
            return _answered(ticket, event.at)
        case Closed(ignore=ignore):
            return replace(
                ticket,
                state=TicketState.CLOSED,
                ignores_thanks=ignore == "thanks",
                closed_at=event.at,
                waiting_since=None,
                wake_at=None,
            )
        case Reopened():
            return replace(
                ticket,
                state=TicketState.OPEN,
                waiting_since=ticket.waiting_since or event.at,
                closed_at=None,
                wake_at=None,
                reopened=ticket.reopened + (ticket.state is TicketState.CLOSED),
            )
        case Snoozed(until=until):
            return replace(ticket, state=TicketState.SNOOZED, wake_at=until, closed_at=None)
        case _:
            return ticket
