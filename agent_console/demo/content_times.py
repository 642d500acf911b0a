"""When things happened in the demo: moments told relative to now, in working time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SHOP_ZONE = ZoneInfo("Europe/Berlin")

_MINUTES = re.compile(r"(\d+)m")
_WORKING = re.compile(r"b(\d+):(\d\d)")
_DAY = re.compile(r"d(\d+) (\d\d):(\d\d)")
_SATURDAY = 5
# Day counts start before the working time that "b" moments can reach back to.
_REACH = timedelta(hours=5)


@dataclass(frozen=True, slots=True)
class Opening:
    """When the shop answers, every day, in whole hours of its own zone."""

    opens: int
    closes: int


DAY_SHIFT = Opening(8, 20)
ROUND_THE_CLOCK = Opening(0, 24)


def opening_for(now: datetime) -> Opening:
    """Return opening hours in which the clocks run for at least an hour from ``now``.

    By day that is the day shift; at night the demo is open round the clock, because nobody
    starts a demonstration to look at clocks that stand still.
    """
    hour = now.astimezone(SHOP_ZONE).hour
    awake = DAY_SHIFT.opens <= hour < DAY_SHIFT.closes - 1
    return DAY_SHIFT if awake else ROUND_THE_CLOCK


def moment(told: str, now: datetime) -> datetime:
    """Return the UTC moment that ``told`` names.

    ``7m`` is seven minutes ago, ``b3:20`` is three hours and twenty minutes of opening time ago,
    ``d2 09:14`` is 09:14 at the shop on the second working day before. A larger ``d`` is always
    earlier than a smaller one, and every ``d`` earlier than every ``b`` of up to five hours.

    Raises ValueError for anything else.
    """
    if found := _MINUTES.fullmatch(told):
        return now - timedelta(minutes=int(found[1]))
    if found := _WORKING.fullmatch(told):
        return opening_time_before(now, timedelta(hours=int(found[1]), minutes=int(found[2])))
    if found := _DAY.fullmatch(told):
        day = working_day(opening_time_before(now, _REACH), -int(found[1]))
        local = day.replace(hour=int(found[2]), minute=int(found[3]), second=0, microsecond=0)
        return local.astimezone(UTC)
    raise ValueError(f"not a moment: {told!r}")


def opening_time_before(now: datetime, amount: timedelta) -> datetime:
    """Return the UTC moment since which ``amount`` of opening time has passed."""
    opening = opening_for(now)
    day = now.astimezone(SHOP_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    while True:
        opened = (day + timedelta(hours=opening.opens)).astimezone(UTC)
        closed = (day + timedelta(hours=opening.closes)).astimezone(UTC)
        open_for = max(timedelta(0), min(now, closed) - opened)
        if open_for >= amount:
            return opened + open_for - amount
        amount -= open_for
        day -= timedelta(days=1)


def working_day(start: datetime, count: int) -> datetime:
    """Return the shop's local time ``count`` working days after ``start`` (before, if negative)."""
    local = start.astimezone(SHOP_ZONE)
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left > 0:
        local += step
        left -= local.weekday() < _SATURDAY
    return local
