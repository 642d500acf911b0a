"""Spans of days to report on: 2026-W47, 2026-11, 2026, today, 30 for so many days up to today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_WEEK = re.compile(r"(\d{4})-[Ww](\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DAYS = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_DAY = timedelta(days=1)
_QUARTER = 92


class Span(StrEnum):
    """What a period is called after."""

    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included; ``name`` is how it is written."""

    first: date
    last: date
    name: str
    span: Span = Span.DAYS

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def each(self) -> int:
        """How many of its days are drawn as one: a week of what is longer than a quarter."""
        return 1 if self.days <= _QUARTER else 7

    @property
    def before(self) -> Period:
        """The period of the same kind right before this one."""
        if self.span is Span.DAYS:
            first = self.first - self.days * _DAY
            return Period(first, self.first - _DAY, f"{first}/{self.days}", self.span)
        return period_of(self.span, self.first - _DAY)

    @property
    def after(self) -> Period:
        """The period of the same kind right after this one."""
        if self.span is Span.DAYS:
            last = self.last + self.days * _DAY
            return Period(self.last + _DAY, last, f"{self.last + _DAY}/{self.days}", self.span)
        return period_of(self.span, self.last + _DAY)


def period_of(span: Span, day: date) -> Period:
    """Return the week, month or year in which ``day`` lies; of DAYS the day alone."""
    if span is Span.WEEK:
        first = day - day.weekday() * _DAY
        year, week, _weekday = first.isocalendar()
        return Period(first, first + 6 * _DAY, f"{year}-W{week:02}", span)
    if span is Span.MONTH:
        first = day.replace(day=1)
        last = (first + 31 * _DAY).replace(day=1) - _DAY
        return Period(first, last, f"{first:%Y-%m}", span)
    if span is Span.YEAR:
        return Period(date(day.year, 1, 1), date(day.year, 12, 31), f"{day.year:04}", span)
    return Period(day, day, day.isoformat())


def read_period(text: str, today: date) -> Period | None:
    """Read a period as people write it; None for what is none."""
    text = text.strip()
    try:
        if text in ("today", "heute"):
            return Period(today, today, "today")
        if found := _WEEK.fullmatch(text):
            day = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return period_of(Span.WEEK, day)
        if found := _MONTH.fullmatch(text):
            return period_of(Span.MONTH, date(int(found[1]), int(found[2]), 1))
        if _YEAR.fullmatch(text):
            return period_of(Span.YEAR, date(int(text), 1, 1))
        if _DAYS.fullmatch(text):
            return Period(today - (int(text) - 1) * _DAY, today, text)
        day = date.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return Period(day, day, day.isoformat())
