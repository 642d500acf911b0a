"""One period of a report: each question is put to the store once, and its answer kept."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from agent_console.desk.metrics import SETTLED_AFTER, Measure
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Which
from agent_console.store import reports_asked as stored
from agent_console.store.reports_asked import Days, Sum

_BY_AGENT = frozenset({Measure.FIRST, Measure.ONCE, Measure.AGAIN, Measure.ANSWERED})
_BY_AGENT |= {Measure.WORKED, Measure.REMEDY}
"""Whose work it was is known of these; of the others an agent's report shows all."""


class Asking:
    """What was measured in a period, of some tickets."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        period: Period,
        which: Which,
        now: datetime,
        zone: ZoneInfo,
    ) -> None:
        self.connection = connection
        self.period = period
        self.which = which
        self.zone = zone
        self.days = Days(period.first.toordinal(), period.last.toordinal(), now)
        self.today = now.astimezone(zone).date().toordinal()
        self._sums: dict[Measure, list[Sum]] = {}
        self._spreads: dict[Measure, Mapping[int, tuple[array[int], array[int]]]] = {}
        self._buckets: dict[Measure, Sequence[Sequence[int]]] = {}
        self._before: int | None = None

    def which_of(self, what: Measure) -> Which:
        """Return what a measure is limited to: by agent only where it is the work of one."""
        return self.which if what in _BY_AGENT else replace(self.which, agent="")

    def days_of(self, what: Measure) -> Days:
        """Return the days; of what is settled seven days later only those that are."""
        if what is not Measure.ONCE:
            return self.days
        return replace(self.days, until=self.days.until - SETTLED_AFTER)

    def sums(self, what: Measure) -> Sequence[Sum]:
        """Return the sums by day and ``more``."""
        if what not in self._sums:
            days, which = self.days_of(what), self.which_of(what)
            self._sums[what] = stored.sums(self.connection, what, days, which)
        return self._sums[what]

    def spreads(self, what: Measure) -> Mapping[int, tuple[array[int], array[int]]]:
        """Return values and walls of each day, in order."""
        if what not in self._spreads:
            which = self.which_of(what)
            self._spreads[what] = stored.spreads(self.connection, what, self.days, which)
        return self._spreads[what]

    def total(self, what: Measure, more: str | None = None) -> tuple[int, int]:
        """Return how many rows there are, and the sum of their values."""
        found = [one for one in self.sums(what) if more is None or one.more == more]
        return sum(one.n for one in found), sum(one.value for one in found)

    def by_day(self, what: Measure, more: Collection[str] = ()) -> dict[int, tuple[int, int]]:
        """Return for each day how many rows there are, and the sum of their values."""
        found: dict[int, tuple[int, int]] = {}
        for one in self.sums(what):
            if not more or one.more in more:
                n, value = found.get(one.day, (0, 0))
                found[one.day] = (n + one.n, value + one.value)
        return found

    def by_more(self, what: Measure) -> dict[str, tuple[int, int]]:
        """Return by ``more`` how many rows there are, and the sum of their values."""
        found: dict[str, tuple[int, int]] = {}
        for one in self.sums(what):
            n, value = found.get(one.more, (0, 0))
            found[one.more] = (n + one.n, value + one.value)
        return found

    def by_bucket(self, what: Measure) -> Sequence[Sequence[int]]:
        """Return the values of each bucket, in order."""
        if what not in self._buckets:
            days = self.spreads(what)
            self._buckets[what] = [
                sorted(chain.from_iterable(days[day][0] for day in bucket if day in days))
                for bucket in self.buckets()
            ]
        return self._buckets[what]

    def walls(self, what: Measure) -> Sequence[Sequence[int]]:
        """Return the walls of each day, in order."""
        return [walls for _values, walls in self.spreads(what).values()]

    def counts(self, what: Measure) -> Counter[int]:
        """Return how many rows there are of each value."""
        days = self.spreads(what).values()
        return Counter(chain.from_iterable(values for values, _walls in days))

    def words(self, what: Measure, trait: str) -> dict[str, tuple[int, int, int]]:
        """Return by a trait how many rows there are, and the sums of their numbers."""
        days, which = self.days_of(what), self.which_of(what)
        return stored.by_word(self.connection, what, days, which, trait)

    def stock_before(self) -> int:
        """Return how many tickets were not closed when the period began."""
        if self._before is None:
            days = Days(0, self.days.first - 1, self.days.until)
            which = self.which_of(Measure.OPENED)
            came, went = (
                stored.stock(self.connection, what, days, which)
                for what in (Measure.OPENED, Measure.CLOSED)
            )
            self._before = came - went
        return self._before

    def buckets(self) -> list[range]:
        """Return the days that are drawn as one, bucket by bucket."""
        first, last, each = self.days.first, self.days.last, self.period.each
        return [range(day, min(day + each, last + 1)) for day in range(first, last + 1, each)]
