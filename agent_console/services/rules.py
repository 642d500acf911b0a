"""The desk's rules with this desk's settings: calendar, promises and place in the queue."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from threading import Lock
from zoneinfo import ZoneInfo

from agent_console.calendar_config import read_day
from agent_console.config import Config
from agent_console.desk.clocks import Clock
from agent_console.desk.hours import Calendar, Frame, years_around
from agent_console.desk.labels import NOTHING_ASKED
from agent_console.desk.priority import Pull, Signals, pulls, reasons
from agent_console.desk.promises import Reckoning, clocks_of, leading
from agent_console.desk.sla import clock_of, explain
from agent_console.desk.targets import Policy, Traits, group_of
from agent_console.desk.ticket import EMAIL, Step, Ticket
from agent_console.durations import Weekday
from agent_console.services.kept_holidays import kept_holidays
from agent_console.services.promised import promises_of, weights_of

_DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_EMAIL = Traits(channel=EMAIL)
_NOTHING_KNOWN = Signals()
_RAISED = {"high": 1, "urgent": 2}
_Hours = tuple[tuple[time, time], ...]


class Rules:
    """Answers what the rules say of a ticket; safe to use from any thread.

    The calendar of a year is kept. Where the holidays of a year were never asked for on this
    machine, the first question about it takes half a second.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._promises = promises_of(config.sla)
        self._weights = weights_of(config.priority)
        self._zone = ZoneInfo(config.calendar.zone)
        self._week: Mapping[int, tuple[Frame, ...]] = {
            number: _frames(config.calendar.hours.get(day, ())) for number, day in enumerate(_DAYS)
        }
        self._calendars: dict[int, Calendar] = {}
        self._lock = Lock()

    @property
    def config(self) -> Config:
        """The settings of this desk."""
        return self._config

    def level_of(self, request_type: str) -> int:
        """Return the level that answering a request type needs, 1 for one that nobody knows."""
        from agent_console.services.own_rules import own_request_types

        found = own_request_types().get(request_type)
        return found.level if found else 1

    def calendar(self, at: datetime) -> Calendar:
        """Return the opening hours, with the holidays of the years around ``at``."""
        year = at.astimezone(self._zone).year
        known = self._calendars.get(year)
        if known is not None:
            return known
        with self._lock:
            if year not in self._calendars:
                self._calendars[year] = self._make_calendar(at)
            return self._calendars[year]

    def check(self, now: datetime) -> None:
        """Raise ConfigError in words when the calendar names no known holidays or never opens.

        Worth asking before the first mail is read: otherwise the first ticket would fail of it.
        """
        self.calendar(now).next_opening(now)

    def traits(self, ticket: Ticket) -> Traits:
        """Return what of a ticket decides what is promised to the one who waits."""
        groups = self._config.sla.groups
        group = group_of(ticket.customer.email, groups) if groups else ""
        kind, priority = ticket.asks.type, ticket.labels.priority
        channel = ticket.waits_on or ticket.channel
        if channel == EMAIL and not (group or kind or priority):
            return _EMAIL
        return Traits(channel=channel, request_type=kind, group=group, priority=priority)

    def policy(self, ticket: Ticket) -> Policy:
        """Return what is promised to a ticket now."""
        return self._promises.policy(self.traits(ticket))

    def promises_more(self, ticket: Ticket) -> bool:
        """Return whether more than answers is promised to a ticket now."""
        policy = self.policy(ticket)
        return policy.solution is not None or policy.keep_informed is not None

    def clock(self, ticket: Ticket) -> Clock | None:
        """Return the answer target that is running on ``ticket``, or None."""
        if ticket.waiting_since is None:
            return None
        return clock_of(ticket, self.policy(ticket), self.calendar(ticket.waiting_since))

    def leading_clock(self, ticket: Ticket, steps: Callable[[], Sequence[Step]]) -> Clock | None:
        """Return the clock that ends first of those that run on a ticket.

        ``steps`` tells what it went through; it is asked only if more than answers is promised.
        """
        if not self.promises_more(ticket):
            return self.clock(ticket)
        return leading(self.clocks(ticket, steps()))

    def clocks(self, ticket: Ticket, steps: Sequence[Step]) -> tuple[Clock, ...]:
        """Return every clock of a ticket that went through ``steps``, running or ended."""
        traits = self.traits(ticket)
        return clocks_of(steps, Reckoning(self._promises, traits, self.calendar, self._zone))

    def policy_of(self, clock: Clock, ticket: Ticket) -> Policy:
        """Return the promises by which a clock of ``ticket`` is judged."""
        day = clock.met_at.astimezone(self._zone).date() if clock.met_at else None
        traits = self.traits(ticket)
        if clock.channel and clock.channel != traits.channel:
            traits = replace(traits, channel=clock.channel)
        return self._promises.policy(traits, day)

    def pulls(self, ticket: Ticket, *, woken: bool = False) -> tuple[Pull, ...]:
        """Return what moves a ticket forward; ``woken`` says that its snooze has ended."""
        traits, asks = self.traits(ticket), ticket.asks
        signals = _NOTHING_KNOWN
        if traits is not _EMAIL or asks != NOTHING_ASKED:
            signals = Signals(
                complaint=asks.complaint,
                frustration=asks.frustration,
                level=asks.level,
                group=traits.group,
                raised=_RAISED.get(ticket.labels.priority, 0),
            )
        return pulls(ticket, signals, self._weights, woken=woken)

    def reasons(
        self, ticket: Ticket, now: datetime, clocks: Sequence[Clock] | None = None
    ) -> tuple[str, ...]:
        """Say in words why the ticket stands where it does and how its deadline came about.

        Of ``clocks``, all of the ticket, the leading one counts; without them only answers do.
        """
        clock = self.clock(ticket) if clocks is None else leading(clocks)
        state = ticket.state_at(now)
        woken = state is not ticket.state
        words = reasons(ticket, clock, self.pulls(ticket, woken=woken), state)
        if clock is None:
            return words
        return words + self.explain(clock, ticket, now)

    def explain(self, clock: Clock, ticket: Ticket, now: datetime) -> tuple[str, ...]:
        """Say in words what a clock of ``ticket`` promises and how its deadline came about."""
        calendar = self.calendar(clock.started_at)
        return explain(clock, self.policy_of(clock, ticket), calendar, now)

    def _make_calendar(self, at: datetime) -> Calendar:
        free = self._holidays(at)
        special = {day: _frames(hours) for day, hours in self._special(at, free)}
        special |= dict.fromkeys(self._config.calendar.closed, ())
        return Calendar(self._zone, self._week, free, special)

    def _special(self, at: datetime, free: Collection[date]) -> Iterator[tuple[date, _Hours]]:
        """Yield the days that have hours of their own, first those of every year."""
        given = [(read_day(day), hours) for day, hours in self._config.calendar.special.items()]
        for (year, month, day), hours in given:
            if year is None:
                for each in years_around(at, at):
                    found = _date(each, month, day)
                    if found and found not in free and self._week[found.weekday()]:
                        yield found, hours
        for (year, month, day), hours in given:
            if year is not None:
                yield date(year, month, day), hours

    def _holidays(self, at: datetime) -> frozenset[date]:
        """Return the holidays of the years around ``at``; none for a desk without a country."""
        settings = self._config.calendar
        if not settings.country:
            return frozenset()
        return kept_holidays(settings.country, settings.subdivision, years_around(at, at))


def _frames(hours: _Hours) -> tuple[Frame, ...]:
    return tuple(Frame(start, end) for start, end in hours)


def _date(year: int, month: int, day: int) -> date | None:
    """Return a day of a year, None for the 29th of February in most."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
