"""Business hours: when the desk is open, and sums of time that count only those hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from types import MappingProxyType
from zoneinfo import ZoneInfo

from agent_console.errors import ConfigError
from agent_console.i18n import _

DAY = timedelta(days=1)
_COUNTRY = re.compile("[A-Z]{2,3}")
MAX_CLOSED_DAYS = 400
_NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Frame:
    """One opening of a day in local time; an end at or before the start lies on the next day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of real time in UTC, end exclusive."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """Return the real time between start and end."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Calendar:
    """The opening hours of a desk.

    ``week`` maps weekdays (Monday is 0) to frames. A day in ``special`` has exactly those frames
    (none means closed), also when it is a holiday; otherwise a day in ``holidays`` is closed. A
    frame belongs to the day it starts on, so a night shift that runs into a holiday still counts.
    Frames may overlap; no minute counts twice. All sums are real elapsed time: the hour that a
    clock change removes or repeats is not counted or counted twice. Whoever builds a calendar
    passes the holidays of every year it will be asked about, see ``years_around``.
    """

    zone: ZoneInfo
    week: Mapping[int, tuple[Frame, ...]]
    holidays: frozenset[date] = frozenset()
    special: Mapping[date, tuple[Frame, ...]] = field(default_factory=lambda: MappingProxyType({}))
    _days: dict[date, list[Span]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """Return the moment at which ``amount`` of open time has passed since ``start``, in UTC.

        A sum that ends exactly at closing time ends at closing time. Nothing added outside the
        hours gives the next opening. Raises ValueError for a negative amount and ConfigError when
        the desk does not open again within 400 days.
        """
        if amount < timedelta():
            message = "only a positive amount of business time can be added"
            raise ValueError(message)
        left, begin = amount, start.astimezone(UTC)
        day = start.astimezone(self.zone).date() - DAY
        closed_days = 0
        while closed_days < MAX_CLOSED_DAYS:
            spans = self._spans_of(day)
            closed_days = 0 if spans else closed_days + 1
            for span in spans:
                begin = max(begin, span.start)
                length = span.end - begin
                if length > _NOTHING:
                    if left < length or (left == length and amount):
                        return begin + left
                    left -= length
                    begin = span.end
            day += DAY
        raise _never_open()

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Return the open time from ``a`` to ``b``; negative when ``b`` is the earlier one."""
        if b < a:
            return -self.between(b, a)
        return sum((span.length for span in self.spans(a, b)), timedelta())

    def is_open(self, at: datetime) -> bool:
        """Return whether the desk is open; it is at the opening minute, not at the closing one."""
        return any(True for _span in self.spans(at, at + timedelta.resolution))

    def next_opening(self, at: datetime) -> datetime:
        """Return ``at`` itself while open, else the next moment the desk opens, in UTC.

        Raises ConfigError when it does not open within 400 days.
        """
        for span in self._spans_from(at):
            return span.start
        raise _never_open()

    def spans(self, a: datetime, b: datetime) -> Iterator[Span]:
        """Yield the open spans from ``a`` to ``b``, in order, none overlapping."""
        last = b.astimezone(self.zone).date()
        yield from _clip(_disjoint(self._raw_spans(a, last)), a.astimezone(UTC), b.astimezone(UTC))

    def frames(self, day: date) -> tuple[Frame, ...]:
        """Return the frames that start on ``day``, with holidays and special days applied."""
        if day in self.special:
            return self.special[day]
        if day in self.holidays:
            return ()
        return self.week.get(day.weekday(), ())

    def _spans_from(self, at: datetime) -> Iterator[Span]:
        """Yield the open spans after ``at`` without end, until 400 days in a row stay closed."""
        start = at.astimezone(UTC)
        for span in _disjoint(self._raw_spans(at, None)):
            if span.end > start:
                yield Span(max(span.start, start), span.end)

    def _raw_spans(self, at: datetime, last: date | None) -> Iterator[Span]:
        """Yield spans ordered by start, from the eve of ``at``: a night shift reaches in."""
        day = at.astimezone(self.zone).date() - DAY
        closed_days = 0
        while closed_days < MAX_CLOSED_DAYS if last is None else day <= last:
            spans = self._spans_of(day)
            closed_days = 0 if spans else closed_days + 1
            yield from spans
            day += DAY

    def _spans_of(self, day: date) -> list[Span]:
        if day not in self._days:
            self._days[day] = self._computed(day)
        return self._days[day]

    def _computed(self, day: date) -> list[Span]:
        found = []
        for frame in self.frames(day):
            end_day = day if frame.end > frame.start else day + DAY
            start = datetime.combine(day, frame.start, self.zone).astimezone(UTC)
            end = datetime.combine(end_day, frame.end, self.zone).astimezone(UTC)
            if end > start:
                found.append(Span(start, end))
        return sorted(found, key=lambda span: span.start)


def years_around(first: datetime, now: datetime) -> range:
    """Return the years a calendar needs holidays for: from the oldest open clock to next year."""
    return range(min(first, now).year - 1, now.year + 2)


def public_holidays(
    country: str, subdivision: str | None, years: Iterable[int], language: str
) -> frozenset[date]:
    """Return the public holidays of a country (``DE``) and, when given, one part of it (``BY``).

    The first call for a country takes up to half a second: call it outside the screen's loop.
    Raises ConfigError, naming the nearest known one, for an unknown country or subdivision.
    """
    import holidays

    if not _has_holidays(country):
        raise _unknown_country(country, holidays.list_supported_countries())
    try:
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=list(years), language=language
        )
    except NotImplementedError:  # so the library says that it knows no such subdivision
        named = holidays.country_holidays(country, language=language)
        parts, names = named.subdivisions, named.subdivisions_aliases
        raise _unknown_subdivision(country, subdivision or "", parts, names) from None
    return frozenset(found)


def _has_holidays(country: str) -> bool:
    """Return whether the library knows a country; its own list of all loads each one's calendar."""
    from holidays.registry import COUNTRIES

    codes = (code for _name, *codes in COUNTRIES.values() for code in codes)
    return _COUNTRY.fullmatch(country) is not None and country in codes


def _disjoint(spans: Iterable[Span]) -> Iterator[Span]:
    """Cut away what an earlier span has covered; expects them ordered by start."""
    covered: datetime | None = None
    for span in spans:
        start = span.start if covered is None else max(span.start, covered)
        if span.end > start:
            yield Span(start, span.end)
            covered = span.end


def _clip(spans: Iterable[Span], start: datetime, end: datetime) -> Iterator[Span]:
    for span in spans:
        if span.start >= end:
            return
        if span.end > start:
            yield Span(max(span.start, start), min(span.end, end))


def _never_open() -> ConfigError:
    return ConfigError(
        _("Business hours"),
        _("The calendar has no opening hours within {days} days.").format(days=MAX_CLOSED_DAYS),
        _("Give at least one weekday opening hours in the configuration."),
    )


def _unknown_country(country: str, known: Iterable[str]) -> ConfigError:
    return ConfigError(
        _("Holidays"),
        _("There is no holiday calendar for the country {country}.").format(country=repr(country)),
        _nearest(country, known) or _("Use the two-letter code of the country, such as DE."),
    )


def _unknown_subdivision(
    country: str, part: str, known: Iterable[str], names: Iterable[str]
) -> ConfigError:
    return ConfigError(
        _("Holidays"),
        _("The country {country} has no part called {part}.").format(
            country=country, part=repr(part)
        ),
        _nearest(part, (*known, *names))
        or _("Use one of: {codes}.").format(codes=", ".join(sorted(known)) or "-"),
    )


def _nearest(word: str, known: Iterable[str]) -> str:
    by_upper = {code.upper(): code for code in known}
    matches = get_close_matches(word.upper(), by_upper, n=1, cutoff=0.5)
    return _("Did you mean {name}?").format(name=by_upper[matches[0]]) if matches else ""
