"""Every clock of a ticket, running and ended, from what the ticket went through.

Nothing is written down: the same mails, events, calendar and rules give the same clocks on every
console and after every rebuild. An ended clock is judged by the rules that held on the day it ended
(``since``), so a change of the promises leaves it as it was, and a miss stays one; a running clock
is computed from its start by the rules of now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from enum import Enum, auto

from agent_console.desk.clocks import Clock
from agent_console.desk.hours import Calendar
from agent_console.desk.sla import pause, resume, start_clock
from agent_console.desk.states import Target, TicketState
from agent_console.desk.targets import Policy, Promises, Traits
from agent_console.desk.ticket import Step, Ticket


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Time in which a promise ran; without an end it still runs."""

    target: Target
    start: datetime
    end: datetime | None = None
    answered: bool = False
    channel: str = ""


class _Turn(Enum):
    OURS = auto()
    THEIRS = auto()
    NOBODYS = auto()


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What clocks of one ticket are reckoned with; ``calendar`` is asked for a moment."""

    promises: Promises
    traits: Traits
    calendar: Callable[[datetime], Calendar]
    zone: tzinfo

    def policy(self, ended: datetime | None = None, channel: str = "") -> Policy:
        """Return what is promised to a clock that ended then, or runs, on this channel."""
        day = ended.astimezone(self.zone).date() if ended else None
        traits = self.traits
        if channel and channel != traits.channel:
            traits = replace(traits, channel=channel)
        return self.promises.policy(traits, day)


def clocks_of(steps: Sequence[Step], reckoning: Reckoning) -> tuple[Clock, ...]:
    """Return all clocks of a ticket, in the order of their starts."""
    found = [
        *(_clock(stretch, reckoning) for stretch in _answers(steps)),
        *(_clock(stretch, reckoning) for stretch in _silences(steps)),
        _solution(steps, reckoning),
    ]
    known = [clock for clock in found if clock is not None]
    return tuple(sorted(known, key=lambda clock: (clock.started_at, clock.target.value)))


def leading(clocks: Sequence[Clock]) -> Clock | None:
    """Return the clock that ends first of those that run, None when none does."""
    running = [clock for clock in clocks if clock.met_at is None and clock.paused_at is None]
    return min(running, key=lambda clock: clock.due_at, default=None)


def _clock(stretch: _Stretch, reckoning: Reckoning) -> Clock | None:
    policy = reckoning.policy(stretch.end, stretch.channel)
    if policy.amount(stretch.target) is None:
        return None
    calendar = reckoning.calendar(stretch.start)
    clock = start_clock(stretch.target, stretch.start, policy, calendar)
    ended = stretch.end is not None
    settled = ended and not stretch.answered
    return replace(clock, met_at=stretch.end, settled=settled, channel=stretch.channel)


def _answers(steps: Sequence[Step]) -> list[_Stretch]:
    """Return the times in which a customer waited for an answer.

    One that was closed without an answer and taken up again is one time, not two.
    """
    found: list[_Stretch] = []
    before: Ticket | None = None
    for step in steps:
        start = step.ticket.waiting_since
        last = before.waiting_since if before else None
        if before is not None and last is not None and start != last:
            answered = step.ticket.last_answered_at != before.last_answered_at
            found[-1] = replace(found[-1], end=max(step.at, last), answered=answered)
        if start is not None and start != last:
            first = step.ticket.first_answered_at is None
            target = Target.FIRST_RESPONSE if first else Target.NEXT_RESPONSE
            if found and (found[-1].target, found[-1].start) == (target, start):
                found.pop()
            found.append(_Stretch(target, start, channel=step.ticket.waits_on))
        before = step.ticket
    return found


def _silences(steps: Sequence[Step]) -> Iterator[_Stretch]:
    """Yield the times in which an answered customer heard nothing while we had set it aside."""
    running: _Stretch | None = None
    for step in steps:
        start = _silent_since(step.ticket)
        if running is not None and start != running.start:
            answered = step.ticket.last_answered_at != running.start
            yield replace(running, end=max(step.at, running.start), answered=answered)
            running = None
        if running is None and start is not None:
            running = _Stretch(Target.KEEP_INFORMED, start)
    if running is not None:
        yield running


def _silent_since(ticket: Ticket) -> datetime | None:
    aside = ticket.state is TicketState.SNOOZED and ticket.waiting_since is None
    return ticket.last_answered_at if aside else None


def _solution(steps: Sequence[Step], reckoning: Reckoning) -> Clock | None:
    """Return the clock of the solution, which stands still while it is the customer's turn."""
    begun = next((at for at, step in enumerate(steps) if step.ticket.waiting_since), None)
    if begun is None:
        return None
    start = steps[begun].ticket.waiting_since or steps[begun].at
    policy = reckoning.policy(_closed_since(steps))
    if policy.solution is None:
        return None
    clock = start_clock(Target.SOLUTION, start, policy, reckoning.calendar(start))
    for step in steps[begun:]:
        clock = _turned(clock, step, reckoning.calendar(step.at))
    return clock


def _closed_since(steps: Sequence[Step]) -> datetime | None:
    """Return when a ticket that is closed now was closed, None while it is not."""
    since: datetime | None = None
    for step in steps:
        closed = _turn(step.ticket) is _Turn.NOBODYS
        since = (since or step.at) if closed else None
    return since


def _turned(clock: Clock, step: Step, calendar: Calendar) -> Clock:
    at = max(step.at, clock.started_at)
    turn = _turn(step.ticket)
    if turn is _Turn.NOBODYS:
        return clock if clock.met_at else replace(clock, met_at=at)
    stopped = clock.met_at
    clock = replace(clock, met_at=None)
    if stopped is not None:
        clock = pause(clock, stopped)
    return pause(clock, at) if turn is _Turn.THEIRS else resume(clock, at, calendar)


def _turn(ticket: Ticket) -> _Turn:
    """Return whose turn it is, as the mails tell it: no click makes it the customer's."""
    if ticket.state in (TicketState.CLOSED, TicketState.SPAM):
        return _Turn.NOBODYS
    answered = ticket.waiting_since is None and ticket.last_answered_at is not None
    return _Turn.THEIRS if answered else _Turn.OURS
