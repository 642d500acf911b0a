"""The history of one ticket from its mails, its events and the steps that its fold goes through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from agent_console.desk.clocks import Clock
from agent_console.desk.contacts import contact_of, talks_of
from agent_console.desk.events import (
    Apologised,
    Contacted,
    Event,
    Forwarded,
    Judged,
    Replied,
    TimeSpent,
    standing,
)
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.metrics import Answer, Grant, History, Work
from agent_console.desk.states import TicketState
from agent_console.desk.ticket import Step, Ticket, TicketMail
from agent_console.desk.time_facts import seconds_of


def history_of(
    ref: str,
    mails: Sequence[TicketMail],
    events: Sequence[Event],
    steps: Sequence[Step],
    clocks: Sequence[Clock],
    *,
    complaint: bool,
    since: datetime | None = None,
) -> History:
    """Return what is measured of a ticket; mails from before ``since`` count for nothing."""
    valid = standing(events)
    told = [
        mail
        for mail in _as_they_are([*mails, *talks_of(ref, valid)], valid)
        if mail.kind is MailKind.HUMAN and (since is None or mail.received >= since)
    ]
    said = {e.fact.message_id: e for e in valid if isinstance(e.fact, Replied)}
    answers = {mail.key: _answer(mail, said) for mail in told if _answers(mail, valid)}
    lonely = _without_mail(valid, mails)
    return History(
        ref=ref,
        turns=tuple(_turns(steps)),
        asks=tuple(sorted(mail.received for mail in told if _asks(mail))),
        answers=tuple(sorted([*answers.values(), *lonely], key=lambda one: (one.at, one.agent))),
        clocks=tuple(clocks),
        steps=(steps[-1].ticket.steps if steps else 0) if complaint else None,
        grants=tuple(_grants(valid)),
        work=tuple(_work(valid)),
    )


def _as_they_are(mails: Sequence[TicketMail], events: Sequence[Event]) -> Iterator[TicketMail]:
    """Yield the mails as what agents said they are, ours at the moments at which they left."""
    kinds = {e.fact.mail: e.fact.kind for e in events if isinstance(e.fact, Judged)}
    left = {e.fact.message_id: e.at for e in events if isinstance(e.fact, Replied | Forwarded)}
    for mail in mails:
        kind = kinds.get(mail.key, mail.kind.value)
        out = mail.direction is Direction.OUT
        yield replace(
            mail,
            kind=MailKind(kind) if kind in set(MailKind) else mail.kind,
            received=left.get(mail.message_id, mail.received) if out else mail.received,
        )


def _asks(mail: TicketMail) -> bool:
    counts = mail.talk is None or mail.talk.counts
    return mail.direction is Direction.IN and counts and not mail.thanks


def _answers(mail: TicketMail, events: Sequence[Event]) -> bool:
    """Return whether a mail of ours answers: what was sent on, or as a notice, does not."""
    if mail.direction is not Direction.OUT or (mail.talk is not None and not mail.talk.reached):
        return False
    sent_on = (e.fact.message_id for e in events if isinstance(e.fact, Forwarded))
    return not mail.message_id or mail.message_id not in set(sent_on)


def _answer(mail: TicketMail, said: Mapping[str, Event]) -> Answer:
    event = said.get(mail.message_id) if mail.message_id else None
    if event is not None and isinstance(event.fact, Replied):
        return Answer(mail.received, event.agent, event.fact.answers)
    return Answer(mail.received)


def _without_mail(events: Sequence[Event], mails: Sequence[TicketMail]) -> Iterator[Answer]:
    """Yield the replies that left, of which the mailbox has not shown the mail yet."""
    here = {mail.message_id for mail in mails if mail.direction is Direction.OUT}
    for event in events:
        if isinstance(event.fact, Replied) and event.fact.message_id not in here:
            yield Answer(event.at, event.agent, event.fact.answers)


def _turns(steps: Sequence[Step]) -> Iterator[tuple[datetime, bool]]:
    """Yield when a ticket was opened and closed; one that was old when work began: reopened first.

    What was settled as old mail before the mailbox was worked on began nothing here; what somebody
    took for spam by mistake was not closed.
    """
    closed = True
    latest: datetime | None = None
    for step in steps:
        latest = step.at if latest is None else max(latest, step.at)
        if step.ticket.state is TicketState.SPAM:
            continue
        now = step.ticket.state is TicketState.CLOSED or _is_woken(step.ticket)
        if now is not closed:
            yield latest, now
        closed = now


def _is_woken(ticket: Ticket) -> bool:
    """Return whether a bad score woke a closed ticket, and nothing was done since."""
    return ticket.state is TicketState.SNOOZED and ticket.closed_at is not None


def _grants(events: Sequence[Event]) -> Iterator[Grant]:
    for event in events:
        fact = event.fact
        if isinstance(fact, Apologised) and fact.remedy:
            yield Grant(event.at, fact.value, fact.cost, fact.currency, event.agent)


def _work(events: Sequence[Event]) -> Iterator[Work]:
    """Yield how long agents had the ticket in front, and how long they talked."""
    for event in events:
        if isinstance(event.fact, TimeSpent) and (spent := seconds_of(event.fact)):
            yield Work(event.at, spent, event.agent)
        if isinstance(event.fact, Contacted):
            contact = contact_of(event.fact, event.at)
            seconds = int(contact.length.total_seconds())
            if seconds:
                yield Work(contact.began, seconds, contact.who or event.agent)
