"""Why a ticket stands where it does: every clock with its sum, and what moves it forward."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_console.config import Config
from agent_console.desk.clocks import Clock, ClockState, state
from agent_console.desk.events import Judged, standing
from agent_console.desk.labels import Asks, Labels
from agent_console.desk.listing import Viewer
from agent_console.desk.mail import MailKind
from agent_console.desk.masking import hide_accounts
from agent_console.desk.mentions import who_asks
from agent_console.desk.priority import Pull, reasons, total
from agent_console.desk.promises import leading
from agent_console.desk.requests import Request
from agent_console.desk.routing import Colleague, circle_words, colleagues_for, routing_words
from agent_console.desk.states import Target
from agent_console.desk.ticket import Ticket
from agent_console.i18n import _
from agent_console.services.refold import steps_of, ticket_of, worked_since
from agent_console.services.rules import Rules
from agent_console.services.sorting import Sorter
from agent_console.services.viewer import colleagues_of, others_of, viewer_of
from agent_console.store.driver import driver
from agent_console.store.engine import Store
from agent_console.store.filed import Story, read_stories
from agent_console.store.mails import why_of_kind

if TYPE_CHECKING:
    from sqlmodel import Session

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock as it stands now; ``explanation`` is its arithmetic in words.

    ``missed`` says that the promise was broken; ``settled`` that it ended without an answer.
    """

    target: Target
    state: ClockState
    missed: bool
    started_at: datetime
    due_at: datetime
    met_at: datetime | None
    paused_at: datetime | None
    settled: bool
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """The mail that a ticket began with: what wrote it, and why we think so.

    ``judged_by`` is the agent who said so, "" where the rules did.
    """

    kind: MailKind
    reason: str
    judged_by: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a ticket asks for, and its place: reasons, pulls with their sum ``ahead``, clocks.

    ``asks`` is what holds, ``said`` what agents said of it, ``found`` why the rules think what they
    think; None where no customer has written. ``routing`` says who can take what is not for us,
    ``colleagues`` whom it can be given to.
    """

    ref: str
    subject: str
    asks: Asks
    said: Labels
    found: Request | None
    routing: tuple[str, ...]
    reasons: tuple[str, ...]
    ahead: timedelta
    pulls: tuple[Pull, ...]
    clocks: tuple[ClockView, ...]
    began: Beginning
    colleagues: tuple[Colleague, ...] = ()


def explain_tickets(
    store: Store, config: Config, refs: Sequence[str], now: datetime
) -> tuple[Explanation, ...]:
    """Return the explanation of each of ``refs``, in their order; unknown ones are left out."""
    return tuple(_explained(store, config, refs, now))


def place_in_words(
    session: Session, ticket: Ticket, rules: Rules, now: datetime
) -> tuple[str, ...]:
    """Say why a stored ticket stands where it does, and how its deadline came about."""
    if not rules.promises_more(ticket):
        return rules.reasons(ticket, now)
    story = read_stories(driver(session), [ticket.ref])[ticket.ref]
    steps = steps_of(story, rules.config.own_addresses, worked_since(rules))
    return rules.reasons(ticket, now, rules.clocks(ticket, steps))


def _explained(
    store: Store, config: Config, refs: Sequence[str], now: datetime
) -> Iterator[Explanation]:
    rules = Rules(config)
    sorter = Sorter(store, config)
    for start in range(0, len(refs), _AT_ONCE):
        some = refs[start : start + _AT_ONCE]
        with store.look() as connection:
            stories = read_stories(connection, some)
            known = [ref for ref in some if stories[ref].is_begun]
            found = {ref: sorter.request(connection, ref) for ref in known}
            begun = {ref: _beginning(connection, stories[ref]) for ref in known}
            people = others_of(config, connection)
        for ref in known:
            yield _explanation(stories[ref], found[ref], begun[ref], rules, people, now)


def _beginning(connection: sqlite3.Connection, story: Story) -> Beginning:
    if not story.mails:
        return Beginning(MailKind.HUMAN, _("a contact that was logged"))
    first = story.first()
    for event in reversed(standing(story.acts)):
        fact = event.fact
        if isinstance(fact, Judged) and fact.mail == first.key and fact.kind in set(MailKind):
            return Beginning(MailKind(fact.kind), "", event.agent)
    return Beginning(first.kind, why_of_kind(connection, first.id))


def _explanation(
    story: Story,
    request: Request | None,
    began: Beginning,
    rules: Rules,
    people: Sequence[Viewer],
    now: datetime,
) -> Explanation:
    own, since = rules.config.own_addresses, worked_since(rules)
    ticket = ticket_of(story, rules, own, since)
    clocks = rules.clocks(ticket, steps_of(story, own, since))
    current = ticket.state_at(now)
    found = rules.pulls(ticket, woken=current is not ticket.state)
    return Explanation(
        ref=ticket.ref,
        subject=hide_accounts(ticket.subject),
        asks=ticket.asks,
        said=ticket.labels,
        found=request,
        routing=routing(ticket, story.language, rules.config),
        reasons=reasons(ticket, leading(clocks), found, current),
        ahead=total(found),
        pulls=found,
        clocks=tuple(_view(clock, ticket, rules, now) for clock in clocks),
        began=began,
        colleagues=colleagues_for(people, ticket.asks, story.language),
    )


def routing(ticket: Ticket, language: str, config: Config) -> tuple[str, ...]:
    """Say who can take a ticket that is not for this console's agent, and what goes in circles."""
    me, colleagues = viewer_of(config), colleagues_of(config)
    words = routing_words(me, colleagues, ticket.asks, language)
    asker = who_asks(ticket.asked, me.name)
    asks = (_("{name} asks you in a note").format(name=asker),) if asker else ()
    return (*asks, *words, *circle_words(ticket.handed_on))


def _view(clock: Clock, ticket: Ticket, rules: Rules, now: datetime) -> ClockView:
    return ClockView(
        target=clock.target,
        state=state(clock, now),
        missed=clock.is_missed(now),
        started_at=clock.started_at,
        due_at=clock.due_at,
        met_at=clock.met_at,
        paused_at=clock.paused_at if clock.met_at is None else None,
        settled=clock.settled,
        explanation=rules.explain(clock, ticket, now),
    )
