"""A span of days as people type it: a month, a quarter, a year, the last days, or two days."""

from __future__ import annotations

import re
from datetime import date, timedelta

_YEAR = re.compile(r"(\d{4})")
_QUARTER = re.compile(r"(\d{4})-?[qQ]([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_LAST = re.compile(r"(\d{1,4})d")
_BETWEEN = ".."


def read_period(text: str, today: date) -> tuple[date, date] | None:
    """Return the first day of a period and the day after its last; None for what is none.

    ``2026``, ``2026-Q4``, ``2026-11``, ``30d`` (today and the 29 days before), ``2026-11-20``
    and ``2026-11-01..2026-11-20``.
    """
    text = text.strip()
    try:
        if found := _LAST.fullmatch(text):
            return today - timedelta(days=max(int(found[1]), 1) - 1), today + timedelta(days=1)
        if found := _QUARTER.fullmatch(text):
            year, first = int(found[1]), 3 * int(found[2]) - 2
            return date(year, first, 1), _month_after(year, first + 2)
        if found := _YEAR.fullmatch(text):
            return date(int(found[1]), 1, 1), date(int(found[1]) + 1, 1, 1)
        if found := _MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
            return date(year, month, 1), _month_after(year, month)
        first_day, _dots, last_day = text.partition(_BETWEEN)
        begins = date.fromisoformat(first_day)
        ends = date.fromisoformat(last_day or first_day) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return (begins, ends) if begins < ends else None


def _month_after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
