"""Tickets computed anew from their mails and events, with promise and place, and written down."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.desk.clocks import Clock
from agent_console.desk.contacts import is_begun
from agent_console.desk.events import Blanked, Event, SurveyAsked, Undone
from agent_console.desk.horizon import beginning_of, course_since, fold_since
from agent_console.desk.labels import asks_of
from agent_console.desk.priority import Group, spot_of, total
from agent_console.desk.ticket import Step, Ticket, TicketState
from agent_console.services.rules import Rules
from agent_console.store import kin, notes, returns, standing
from agent_console.store.driver import driver
from agent_console.store.filed import Story, read_stories
from agent_console.store.standing import Standing

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

_AT_ONCE = 200


def refold(session: Session, rules: Rules, own: frozenset[str], refs: Collection[str]) -> None:
    """Write the tickets called ``refs`` as their mails and events now say; unknown ones: nothing.

    ``own`` are our own addresses in lower case.
    """
    ordered = sorted(set(kin.roots_of(driver(session), refs).values()))
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        stories = list(read_stories(driver(session), some).values())
        told = [story for story in stories if story.is_begun]
        standing.write_rows(driver(session), ticket_rows(told, rules, own))
        gone = [story for story in stories if not story.is_begun]
        standing.remove(driver(session), [story.ref for story in gone if story.events])
        acts = acts_of([*told, *(story for story in gone if story.events)])
        notes.write(session, acts)
        returns.write(driver(session), acts)
        keep_surveys(driver(session), stories, own)


def ticket_rows(
    stories: Iterable[Story], rules: Rules, own: frozenset[str]
) -> list[tuple[object, ...]]:
    """Return the rows of tickets as their mails and events say; they must have begun."""
    since = worked_since(rules)
    rows = []
    for story in stories:
        ticket = ticket_of(story, rules, own, since)
        clock = rules.leading_clock(ticket, partial(steps_of, story, own, since))
        rows.append(standing.row(place(ticket, clock, rules), story))
    return rows


def ticket_of(story: Story, rules: Rules, own: frozenset[str], since: datetime | None) -> Ticket:
    """Return the ticket that a story amounts to; it must have begun."""
    mails = story.for_fold(own)
    ticket = fold_since(story.ref, mails, story.acts if story.events else (), since)
    asks = asks_of(story.found, ticket.labels, rules.level_of)
    return replace(ticket, asks=asks) if asks != ticket.asks else ticket


def ticket_before(
    story: Story, at: datetime, own: frozenset[str], since: datetime | None
) -> Ticket | None:
    """Return the ticket as it stood right before ``at``, None where nothing had come by then."""
    mails = [mail for mail in story.for_fold(own) if mail.received < at]
    events = [event for event in story.acts if event.at < at]
    if not is_begun(mails, events):
        return None
    return fold_since(story.ref, mails, events, since)


def steps_of(story: Story, own: frozenset[str], since: datetime | None) -> tuple[Step, ...]:
    """Return what the ticket of a story went through; it must have begun."""
    return course_since(story.ref, story.for_fold(own), story.acts, since)


def worked_since(rules: Rules) -> datetime | None:
    """Return from when on mail is worked on, None when all of it is."""
    day = rules.config.sync.tickets_since
    return beginning_of(day, ZoneInfo(rules.config.calendar.zone)) if day else None


def keep_surveys(
    connection: sqlite3.Connection, stories: Sequence[Story], own: frozenset[str]
) -> None:
    """Keep what customers were asked and answered on these tickets."""
    told = [story for story in stories if story.events]
    if not any(
        isinstance(one.fact, SurveyAsked | Undone | Blanked) for story in told for one in story.acts
    ):
        return
    from agent_console.desk.feedback import answers_of
    from agent_console.store import feedback

    asked = [
        survey
        for story in told
        for survey in answers_of(
            story.ref, [mail.for_fold(own) for mail in story.mails.values()], story.acts
        ).asked
    ]
    feedback.write(connection, [story.ref for story in told], asked)


def acts_of(stories: Iterable[Story]) -> Mapping[str, list[Event]]:
    """Return what people did, by ticket."""
    return {story.ref: story.acts for story in stories}


def place(ticket: Ticket, clock: Clock | None, rules: Rules) -> Standing:
    """Return a ticket with the promise that runs on it and its place in the queue."""
    target, due_at = (clock.target, clock.due_at) if clock else (None, None)
    group, at = spot_of(ticket, due_at, ahead=total(rules.pulls(ticket)))
    woken_at = at
    if group is not Group.NEEDS_ANSWER:
        ahead = total(rules.pulls(ticket, woken=group is Group.SNOOZED))
        _group, woken_at = spot_of(ticket, due_at, TicketState.OPEN, ahead)
    return Standing(
        ticket=ticket,
        group=int(group),
        at=at,
        woken_at=woken_at,
        target=target,
        span_from=clock.started_at if clock else None,
        due_at=due_at,
    )
