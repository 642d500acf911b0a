"""The promises to customers: which clock runs on a ticket, when it ends, and the sum in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from agent_console.desk.clocks import Clock
from agent_console.desk.countdown import hours_text, weekday_name
from agent_console.desk.hours import Calendar, Span
from agent_console.desk.states import Target
from agent_console.desk.targets import Policy, rule_in_words
from agent_console.desk.ticket import Ticket
from agent_console.i18n import _, ngettext

MAX_EXPLAINED_SPANS = 8


def start_clock(target: Target, started_at: datetime, policy: Policy, calendar: Calendar) -> Clock:
    """Return the clock that starts at ``started_at``; ConfigError if the desk never opens.

    Raises ValueError where nothing is promised.
    """
    amount = policy.amount(target)
    if amount is None:
        raise ValueError(f"nothing is promised: {target}")
    return Clock(target, started_at, calendar.add(started_at, amount))


def clock_of(ticket: Ticket, policy: Policy, calendar: Calendar) -> Clock | None:
    """Return the clock that runs on a ticket, or None while no customer waits for an answer.

    Setting a ticket aside does not stop it: only an answer does.
    """
    if ticket.waiting_since is None:
        return None
    first = ticket.first_answered_at is None
    target = Target.FIRST_RESPONSE if first else Target.NEXT_RESPONSE
    clock = start_clock(target, ticket.waiting_since, policy, calendar)
    return replace(clock, channel=ticket.waits_on)


def pause(clock: Clock, at: datetime) -> Clock:
    """Return the clock stopped at ``at``; one that is paused or met stays as it is."""
    if clock.paused_at or clock.met_at:
        return clock
    return replace(clock, paused_at=at)


def resume(clock: Clock, at: datetime, calendar: Calendar) -> Clock:
    """Return the clock running again, with the business time that was left when it stopped.

    What was overdue stays overdue.
    """
    if clock.paused_at is None:
        return clock
    left = calendar.between(clock.paused_at, clock.due_at)
    overdue = clock.due_at <= clock.paused_at
    due_at = clock.due_at if overdue else calendar.add(at, left)
    return replace(clock, due_at=due_at, paused_at=None)


def explain(clock: Clock, policy: Policy, calendar: Calendar, now: datetime) -> tuple[str, ...]:
    """Return the arithmetic of a clock in words: promise, start, hours counted, due, standing."""
    return (
        _promise(clock.target, policy),
        _("Started {moment}").format(moment=_moment(clock.started_at, calendar.zone)),
        *_counted(clock, calendar),
        _("Due {moment}").format(moment=_moment(clock.due_at, calendar.zone)),
        _standing(clock, calendar, now),
    )


def _promise(target: Target, policy: Policy) -> str:
    hours = hours_text(policy.amount(target) or timedelta())
    words = {
        Target.FIRST_RESPONSE: _("First answer within {hours} business hours"),
        Target.NEXT_RESPONSE: _("Next answer within {hours} business hours"),
        Target.SOLUTION: _("Solution within {hours} business hours"),
        Target.KEEP_INFORMED: _("Word from us every {hours} business hours"),
    }[target].format(hours=hours)
    rule = policy.rules.get(target)
    return f"{words} ({rule_in_words(rule)})" if rule else words


def _counted(clock: Clock, calendar: Calendar) -> Iterator[str]:
    """Yield one line per opening that was counted, the middle ones of a long sum in one line."""
    spans = list(calendar.spans(clock.started_at, clock.due_at))
    head = spans if len(spans) <= MAX_EXPLAINED_SPANS else spans[: MAX_EXPLAINED_SPANS - 2]
    tail = spans[-1:] if head is not spans else []
    for span in head:
        yield _span_line(span, calendar.zone)
    if tail:
        middle = spans[len(head) : -1]
        hours = hours_text(sum((span.length for span in middle), timedelta()))
        yield ngettext(
            "{count} more opening counts {hours}",
            "{count} more openings count {hours}",
            len(middle),
        ).format(count=len(middle), hours=hours)
    for span in tail:
        yield _span_line(span, calendar.zone)


def _span_line(span: Span, zone: tzinfo) -> str:
    return _("{start} to {end:%H:%M} counts {hours}").format(
        start=_moment(span.start, zone),
        end=span.end.astimezone(zone),
        hours=hours_text(span.length),
    )


def _standing(clock: Clock, calendar: Calendar, now: datetime) -> str:
    if clock.met_at is not None:
        return _ended(clock, clock.met_at, calendar)
    if clock.paused_at is not None:
        return _("Paused since {moment}").format(moment=_moment(clock.paused_at, calendar.zone))
    if now < clock.due_at:
        return _("{hours} business hours are left").format(
            hours=hours_text(calendar.between(now, clock.due_at))
        )
    return _("Overdue by {hours} business hours").format(
        hours=hours_text(calendar.between(clock.due_at, now))
    )


def _ended(clock: Clock, met_at: datetime, calendar: Calendar) -> str:
    moment = _moment(met_at, calendar.zone)
    if not clock.is_missed(met_at):
        words = _("Ended in time, {moment}") if clock.settled else _("Answered in time, {moment}")
        return words.format(moment=moment)
    late = hours_text(calendar.between(clock.due_at, clock.paused_at or met_at))
    words = (
        _("Ended {moment}, {hours} business hours late")
        if clock.settled
        else _("Answered {moment}, {hours} business hours late")
    )
    return words.format(moment=moment, hours=late)


def _moment(at: datetime, zone: tzinfo) -> str:
    """Return weekday, date and time in the calendar's zone."""
    local = at.astimezone(zone)
    return _("{weekday} {date:%Y-%m-%d} {date:%H:%M}").format(
        weekday=weekday_name(local.weekday()), date=local
    )
