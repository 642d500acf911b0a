"""How many mails to answer will come, by day and hour: from the same hours of the weeks before.

The expected number of an hour is the mean of two estimates: the mean of this weekday's hour over
the weeks known, and the weekday's daily mean spread over the hours as on all working days (or
weekends). The first knows what is special about an hour, the second is made of more mails. A
holiday counts for no weekday; a coming one is expected to be as those in the weeks known, else as
a Sunday.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, pi, sqrt

WEEKS, HELD_OUT = 8, 2
HOURS = 24
_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_NOBODY = (0.0,) * HOURS
Counts = Mapping[date, Sequence[int]]
Hours = tuple[float, ...]
IsHoliday = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Error:
    """How wrong a forecast was over ``days`` that it did not know.

    ``hourly`` and ``daily`` are the sum of what each hour or day was wrong by, divided by the sum
    of what came (WAPE). ``bias`` is positive where too much was expected. ``naive`` is the hourly
    error of "as in the last week known"; ``chance`` that of a forecast that knows the true means
    of arrivals that come independently (Poisson): less cannot be had. ``n`` mails came.
    """

    days: int
    n: int
    hourly: float
    daily: float
    bias: float
    naive: float
    chance: float


@dataclass(frozen=True, slots=True)
class Shape:
    """What was learnt of some weeks: 24 numbers for each weekday, and for a holiday."""

    week: tuple[Hours, ...]
    holiday: Hours
    days: int
    n: int

    def of(self, day: date, is_holiday: IsHoliday) -> Hours:
        """Return the number expected in each hour of a day."""
        return self.holiday if is_holiday(day) else self.week[day.weekday()]


def learnt(counts: Counts, first: date, last: date, is_holiday: IsHoliday) -> Shape:
    """Return the shape of the days from ``first`` to ``last``; a day that is missing had none."""
    days = [first + place * _DAY for place in range((last - first).days + 1)]
    plain = [day for day in days if not is_holiday(day)]
    own = [_mean(counts, [day for day in plain if day.weekday() == at]) for at in range(7)]
    week = tuple(
        tuple((hour + pooled) / 2 for hour, pooled in zip(own[at], _pooled(own, at), strict=True))
        for at in range(7)
    )
    free = [day for day in days if is_holiday(day)]
    return Shape(
        week=week,
        holiday=_mean(counts, free) if free else week[_SUNDAY],
        days=len(days),
        n=sum(sum(counts.get(day, ())) for day in days),
    )


def _mean(counts: Counts, days: Sequence[date]) -> Hours:
    known = [counts.get(day) or _NOBODY for day in days]
    if not known:
        return _NOBODY
    return tuple(sum(hours) / len(known) for hours in zip(*known, strict=True))


def _pooled(own: Sequence[Hours], weekday: int) -> Hours:
    """Return the day's mean, spread over the hours as on all days of its kind."""
    alike = range(_SATURDAY) if weekday < _SATURDAY else range(_SATURDAY, 7)
    hours = [sum(own[at][hour] for at in alike) for hour in range(HOURS)]
    total = sum(hours)
    if not total:
        return _NOBODY
    level = sum(own[weekday])
    return tuple(level * hour / total for hour in hours)


def error_of(counts: Counts, first: date, last: date, is_holiday: IsHoliday) -> Error | None:
    """Return how wrong the forecast of the last two weeks up to ``last`` would have been.

    It is made of the eight weeks before them, as far back as ``first``, without them. None where
    less than two weeks are known before, or nothing came.
    """
    held = [last - place * _DAY for place in reversed(range(HELD_OUT * 7))]
    end = held[0] - _DAY
    start = max(first, end - (WEEKS * 7 - 1) * _DAY)
    if (end - start).days + 1 < HELD_OUT * 7:
        return None
    shape = learnt(counts, start, end, is_holiday)
    pairs, naive = list[tuple[Hours, Sequence[int]]](), list[tuple[Sequence[int], Sequence[int]]]()
    for place, day in enumerate(held):
        came = counts.get(day) or (0,) * HOURS
        week_before = end - (6 - place % 7) * _DAY
        pairs.append((shape.of(day, is_holiday), came))
        naive.append((counts.get(week_before) or (0,) * HOURS, came))
    n = sum(sum(came) for _expected, came in pairs)
    if not n:
        return None
    expected = sum(sum(hours) for hours, _came in pairs)
    return Error(
        days=len(held),
        n=n,
        hourly=_wrong(pairs) / n,
        daily=sum(abs(sum(hours) - sum(came)) for hours, came in pairs) / n,
        bias=(expected - n) / n,
        naive=_wrong(naive) / n,
        chance=sum(_by_chance(rate) for hours, _came in pairs for rate in hours) / n,
    )


def _wrong(pairs: Sequence[tuple[Sequence[float], Sequence[int]]]) -> float:
    return sum(
        abs(one - other) for hours, came in pairs for one, other in zip(hours, came, strict=True)
    )


def _by_chance(mean: float) -> float:
    """Return about how far a Poisson number is from its mean: sqrt(2m/π), 2m·e^-m for small ones.

    The mean absolute deviation is 2·e^-m·m^(k+1)/k! with k = floor(m) (Crow 1958).
    """
    if mean >= 20:
        return sqrt(2 * mean / pi)
    whole, factor = int(mean), 2.0 * mean
    for k in range(1, whole + 1):
        factor *= mean / k
    return factor * exp(-mean)
