"""Reports over what was measured of tickets, each made once and kept until something changes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.clocks import Clock as PromiseClock
from agent_console.desk.events import AgentsShown, standing
from agent_console.desk.labels import asks_of
from agent_console.desk.listing import QueueRow
from agent_console.desk.metrics import Measure, Measured, measures_of
from agent_console.desk.metrics_behind import BEHIND, TODAY, Behind, behind_part
from agent_console.desk.metrics_history import history_of
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import (
    CompanyLine,
    Listed,
    Name,
    Now,
    Report,
    Standing,
    Which,
)
from agent_console.desk.pulse import MOST_WEEKS, Week, weeks_of, weeks_within
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.roles import Act, may
from agent_console.desk.ticket import Step, Ticket
from agent_console.services.acting import Acts
from agent_console.services.company import company_figures
from agent_console.services.refold import steps_of, ticket_of, worked_since
from agent_console.services.reports_asking import Asking
from agent_console.services.reports_counting import counted
from agent_console.services.reports_lists import span_of
from agent_console.services.reports_scores import refs_behind
from agent_console.services.rules import Rules
from agent_console.services.team_roles import role_here
from agent_console.services.time_spent import TimeService
from agent_console.store import journal, kin
from agent_console.store import pulse as stored_pulse
from agent_console.store import queue as stored_queue
from agent_console.store import reports as stored
from agent_console.store import reports_asked as asked
from agent_console.store.driver import driver
from agent_console.store.filed import Story, read_stories
from agent_console.store.reports_tally import is_tallied, tally_next
from agent_console.store.standing import is_automatic

_AT_ONCE = 200
_SOON = timedelta(hours=4)
_VERSION = "3"
_AGENTS = record_ref(RecordKind.REPORTS, "agents")
_KEPT = 32
Told = Callable[[int, int], None]


def _quiet(_done: int, _all: int) -> None:
    """Say nothing of how far the counting is."""


class ReportService:
    """Measures what changed, then counts; safe to use from several threads."""

    def __init__(self, acts: Acts, config: Config) -> None:
        self._acts = acts
        self._store = acts.store
        self._config = config
        self._clock = acts.clock
        self._agent = acts.agent
        self.zone = ZoneInfo(config.calendar.zone)
        self._made: dict[tuple[object, ...], Report] = {}

    @property
    def times(self) -> TimeService:
        """The time that agents spend on tickets."""
        return TimeService(self._acts, self._config)

    def today(self) -> date:
        """Return the day at the desk."""
        return self._clock.now().astimezone(self.zone).date()

    def sees_all(self) -> bool:
        """Whether who works here sees the team's numbers, and not only what was done by himself."""
        return may(role_here(self._store, self._agent), Act.REPORTS)

    def shows_agents(self) -> bool:
        """Whether what each agent did is shown: the team switched it on, and a lead looks."""
        with self._store.read() as session:
            events = journal.of_tickets(session, (_AGENTS,)).get(_AGENTS, [])
        said = [one.fact.on for one in standing(events) if isinstance(one.fact, AgentsShown)]
        return bool(said and said[-1]) and self.sees_all()

    def show_agents(self, *, on: bool) -> None:
        """Switch for the whole team whether leads see what each agent did; recorded as any act.

        Raises ActionRefusedError for somebody who is no lead.
        """
        self._acts.record_about(_AGENTS, (AgentsShown("yes" if on else ""),))

    def measure(self, tell: Told = _quiet) -> int:
        """Measure every ticket that changed; return how many. ``tell`` hears how far it is."""
        rules = Rules(self._config)
        stamp = _stamp(self._config)
        with self._store.look() as connection:
            known, waiting = stored.stamp(connection), stored.count_unmeasured(connection)
        if known != stamp:
            with self._store.write(durable=False) as session:
                stored.begin_again(driver(session), stamp)
                waiting = stored.count_unmeasured(driver(session))
        done = 0
        while done < waiting or not done:
            with self._store.look() as connection:
                if not stored.unmeasured(connection, 1):
                    break
            with self._store.write(durable=False) as session:
                refs = stored.unmeasured(driver(session), _AT_ONCE)
                stories = read_stories(driver(session), refs)
                roots = kin.roots_of(driver(session), refs)
                own = (story for ref, story in stories.items() if roots[ref] == ref)
                rows = {story.ref: measured(story, rules) for story in own}
                stored.keep(driver(session), refs, rows, self.zone)
            done += len(refs)
            tell(done, max(waiting, done))
        self._make_sums()
        return done

    def _make_sums(self) -> None:
        """Make the daily sums that are missing, one transaction for each measure."""
        while True:
            with self._store.look() as connection:
                if is_tallied(connection):
                    return
            with self._store.write(durable=False) as session:
                tally_next(driver(session))

    def report(
        self, period: Period, which: Which | None = None, *, compare: bool = False
    ) -> Report:
        """Return the report of a period; an agent who is no lead sees what was done by himself."""
        self.measure()
        which = self._seen(which or Which())
        by_agent = bool(which.agent) or self.shows_agents()
        now = self._clock.now()
        minute = now.replace(second=0, microsecond=0)
        with self._store.look() as connection:
            version = stored.revision(connection)
            key = (period, which, compare, minute, version, by_agent)
            if key not in self._made:
                if len(self._made) >= _KEPT:
                    self._made.clear()
                found = counted(
                    connection,
                    period,
                    which,
                    now,
                    self.zone,
                    compare=compare,
                    by_agent=by_agent,
                )
                company = self._company(connection, period) if which.is_all else ()
                pulse = self._pulse(connection, period) if which.is_all else ()
                self._made[key] = replace(found, company=company, pulse=pulse)
        return self._made[key]

    def _pulse(self, connection: sqlite3.Connection, period: Period) -> tuple[Week, ...]:
        reading = stored_pulse.reading(connection)
        if not self._config.pulse.ask or reading.read is None:
            return ()
        weeks = weeks_of(stored_pulse.answers(connection), reading.read, MOST_WEEKS)
        return weeks_within(weeks, period)

    def _company(self, connection: sqlite3.Connection, period: Period) -> tuple[CompanyLine, ...]:
        found = company_figures(connection, self._config, period.first, period.last, self.zone)
        return tuple(
            CompanyLine(one.name.value, one.value, one.n, one.formula, one.currency)
            for one in found.figures
        )

    def now(self) -> Now:
        """Return how the desk stands at this moment, and what was done today."""
        self.measure()
        now = self._clock.now()
        with self._store.look() as connection:
            standing = asked.standing_now(connection, now, now + _SOON, self._agent)
            asking = self._asking_today(connection, now)
            return replace(
                standing,
                arrived=asking.total(Measure.ARRIVED)[0],
                closed=asking.total(Measure.CLOSED)[0],
                answered=asking.total(Measure.ANSWERED)[0],
                seconds=asking.total(Measure.WORKED)[1],
            )

    def tickets_now(self, standing: Standing, limit: int = 500) -> tuple[QueueRow, ...]:
        """Return the tickets behind a number of today, those that are due first in front."""
        now = self._clock.now()
        with self._store.look() as connection:
            if standing in TODAY:
                refs = _rows(self._asking_today(connection, now), TODAY[standing], limit)
            else:
                moments = (now, now + _SOON)
                refs = asked.refs_now(connection, standing, moments, self._agent, limit)
            return _in_order(stored_queue.rows_of(connection, now, refs), refs)

    def _asking_today(self, connection: sqlite3.Connection, now: datetime) -> Asking:
        today = self.today()
        mine = Which(agent=self._agent or "\0")
        return Asking(connection, Period(today, today, ""), mine, now, self.zone)

    def tickets(
        self, period: Period, name: Name, which: Which | None = None, limit: int = 500
    ) -> tuple[QueueRow, ...]:
        """Return the tickets behind a figure, the newest first."""

        def refs(asking: Asking) -> Sequence[str]:
            if name is Name.BACKLOG:
                which = asking.which_of(Measure.OPENED)
                return asked.open_at_the_end(asking.connection, asking.days, which, limit)
            if name in (Name.CSAT, Name.NPS, Name.CES):
                return refs_behind(asking, name)[:limit]
            return _rows(asking, BEHIND[name], limit) if name in BEHIND else ()

        return self._found(period, which, refs)

    def tickets_of_part(
        self,
        period: Period,
        listed: Listed,
        key: str,
        which: Which | None = None,
        limit: int = 500,
    ) -> tuple[QueueRow, ...]:
        """Return the tickets behind a part of a list; ``key`` of the heat map is a weekday."""

        def refs(asking: Asking) -> Sequence[str]:
            if listed is Listed.RETURNS:
                since, until = span_of(asking)
                return asked.refs_of_returns(asking.connection, since, until, key, limit)
            behind = behind_part(listed, key, asking.which)
            if behind is None:
                return ()
            asking.which = behind[1]
            return _rows(asking, behind[0], limit)

        return self._found(period, which, refs)

    def _found(
        self, period: Period, which: Which | None, refs_of: Callable[[Asking], Sequence[str]]
    ) -> tuple[QueueRow, ...]:
        self.measure()
        now = self._clock.now()
        with self._store.look() as connection:
            asking = Asking(connection, period, self._seen(which or Which()), now, self.zone)
            refs = refs_of(asking)
            return _in_order(stored_queue.rows_of(connection, now, refs), refs)

    def _seen(self, which: Which) -> Which:
        return which if self.sees_all() else replace(which, agent=self._agent or "\0")


def _in_order(rows: Sequence[QueueRow], refs: Sequence[str]) -> tuple[QueueRow, ...]:
    found = {row.ref: row for row in rows}
    return tuple(found[ref] for ref in refs if ref in found)


def _rows(asking: Asking, behind: Behind, limit: int) -> Sequence[str]:
    return asked.refs(
        asking.connection,
        behind.what,
        asking.days_of(behind.what),
        asking.which_of(behind.what),
        more=behind.more,
        word=behind.word,
        values=behind.values,
        limit=limit,
    )


def measured(story: Story, rules: Rules) -> tuple[Measured, ...]:
    """Return what is measured of a ticket: nothing of spam and of what only machines wrote.

    What was merged into another ticket is no story of its own.
    """
    if not story.is_begun:
        return ()
    own, since = rules.config.own_addresses, worked_since(rules)
    ticket = ticket_of(story, rules, own, since)
    if ticket.is_spam or is_automatic(ticket):
        return ()
    steps = steps_of(story, own, since)
    clocks = clocks_as_begun(ticket, steps, story, rules)
    mails = story.for_fold(own)
    history = history_of(
        story.ref,
        mails,
        story.acts,
        steps,
        clocks,
        complaint=ticket.asks.complaint,
        since=since,
    )
    return measures_of(history, rules.calendar, ZoneInfo(rules.config.calendar.zone))


def clocks_as_begun(
    ticket: Ticket, steps: Sequence[Step], story: Story, rules: Rules
) -> tuple[PromiseClock, ...]:
    """Return the clocks of a ticket, each by the type and priority that held when it started.

    What somebody says of a ticket later changes no promise that ran before.
    """
    if not steps:
        return ()
    said = [(step.at, step.ticket.labels) for step in steps]
    kinds = {(labels.type, labels.priority): labels for _at, labels in said}
    if len(kinds) == 1:
        return rules.clocks(ticket, steps)
    found: list[PromiseClock] = []
    for kind, labels in kinds.items():
        asks = asks_of(story.found, labels, rules.level_of)
        as_then = replace(ticket, labels=labels, asks=asks)
        for clock in rules.clocks(as_then, steps):
            held = [one for at, one in said if at <= clock.started_at] or [said[0][1]]
            if (held[-1].type, held[-1].priority) == kind:
                found.append(clock)
    return tuple(sorted(found, key=lambda one: (one.started_at, one.target.value)))


def _stamp(config: Config) -> str:
    """Return what tells these promises, opening hours and own addresses from others."""
    parts = [_VERSION, config.sla.model_dump_json(), config.calendar.model_dump_json()]
    parts += [str(config.sync.tickets_since), *sorted(config.own_addresses)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
