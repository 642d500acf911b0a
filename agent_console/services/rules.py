"""The desk's rules with this desk's settings: calendar, promises and place in the queue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from threading import Lock
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.clocks import Clock
from agent_console.desk.hours import Calendar, Frame, public_holidays, years_around
from agent_console.desk.priority import reasons
from agent_console.desk.sla import Policy, clock_of, explain
from agent_console.desk.ticket import Ticket
from agent_console.durations import Weekday

_DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Rules:
    """Answers what the rules say of a ticket; safe to use from any thread.

    Holidays are computed once per year and kept: the first question about a year may take half a
    second.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._policy = Policy(config.sla.first_response, config.sla.next_response)
        self._zone = ZoneInfo(config.calendar.zone)
        self._week: Mapping[int, tuple[Frame, ...]] = {
            number: tuple(Frame(start, end) for start, end in config.calendar.hours.get(day, ()))
            for number, day in enumerate(_DAYS)
        }
        self._calendars: dict[int, Calendar] = {}
        self._lock = Lock()

    @property
    def config(self) -> Config:
        """The settings of this desk."""
        return self._config

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

    def clock(self, ticket: Ticket) -> Clock | None:
        """Return the answer target that is running on ``ticket``, or None."""
        if ticket.waiting_since is None:
            return None
        return clock_of(ticket, self._policy, self.calendar(ticket.waiting_since))

    def reasons(self, ticket: Ticket, now: datetime) -> tuple[str, ...]:
        """Say in words why the ticket stands where it does and how its deadline came about."""
        clock = self.clock(ticket)
        words = reasons(ticket, clock)
        if clock is None:
            return words
        return words + explain(clock, self._policy, self.calendar(clock.started_at), now)

    def _make_calendar(self, at: datetime) -> Calendar:
        closed = dict.fromkeys(self._config.calendar.closed, ())
        return Calendar(self._zone, self._week, self._holidays(at), closed)

    def _holidays(self, at: datetime) -> frozenset[date]:
        """Return the holidays of the years around ``at``; none for a desk without a country."""
        settings = self._config.calendar
        if not settings.country:
            return frozenset()
        return public_holidays(
            settings.country, settings.subdivision or None, years_around(at, at), "en_US"
        )
