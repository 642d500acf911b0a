"""Occasions to write to a customer, as suggestions: an anniversary, thanks for so many orders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agent_console.i18n import _, ngettext

WINDOW = timedelta(days=7)
"""So long after the day an anniversary is suggested: nobody looks every day."""

_FEBRUARY, _LEAP_DAY = 2, 29


class OccasionKind(StrEnum):
    """What there is to write about."""

    ANNIVERSARY = "anniversary"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One suggestion: ``number`` years, or orders; ``day`` is when it was so."""

    kind: OccasionKind
    person: str
    name: str
    number: int
    day: date

    @property
    def key(self) -> str:
        """What it is called on every console, so that it is not suggested twice."""
        return f"{self.kind} {self.number} {self.person}"


def occasion_words(occasion: Occasion) -> str:
    """Say what there is to write about."""
    n = occasion.number
    if occasion.kind is OccasionKind.ANNIVERSARY:
        return ngettext("a customer for {n} year", "a customer for {n} years", n).format(n=n)
    return _("order no. {n}").format(n=n)


@dataclass(frozen=True, slots=True)
class Acquainted:
    """A customer and the day on which they wrote first."""

    person: str
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Ordered:
    """A customer, how many orders they made, and the day of the last."""

    person: str
    name: str
    orders: int
    last: date


def anniversaries(known: Iterable[Acquainted], today: date) -> Iterator[Occasion]:
    """Yield the anniversaries of the last week, from the first year on."""
    for one in known:
        for year in (today.year, today.year - 1):
            day = _in_year(one.since, year)
            years = year - one.since.year
            if years > 0 and timedelta() <= today - day <= WINDOW:
                yield Occasion(OccasionKind.ANNIVERSARY, one.person, one.name, years, day)


def thanks(ordered: Iterable[Ordered], after: Iterable[int], today: date) -> Iterator[Occasion]:
    """Yield who made one of these numbers of orders within the last two weeks."""
    wanted = frozenset(after)
    for one in ordered:
        if one.orders in wanted and timedelta() <= today - one.last <= 2 * WINDOW:
            yield Occasion(OccasionKind.THANKS, one.person, one.name, one.orders, one.last)


ANSWERS: Mapping[OccasionKind, str] = {
    OccasionKind.ANNIVERSARY: "anniversary",
    OccasionKind.THANKS: "thanks-orders",
}
"""The shipped canned answer for each."""


def _in_year(day: date, year: int) -> date:
    """Return the day in another year; the 29th of February is the 28th in most."""
    if (day.month, day.day) == (_FEBRUARY, _LEAP_DAY):
        return date(year, 3, 1) - timedelta(days=1)
    return day.replace(year=year)
