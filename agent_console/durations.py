"""How the settings write lengths of time and opening hours."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator

from agent_console.i18n import _

_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>s|min|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "min": "minutes", "h": "hours", "d": "days"}
_LONGEST = timedelta(days=3650)
_FRAME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*-\s*([01]?\d|2[0-4]):([0-5]\d)")


def parse_duration(value: object) -> timedelta:
    """Read ``"90s"``, ``"15min"``, ``"4h"`` or ``"1d"``, at most ten years.

    Raises ValueError for anything else.
    """
    if isinstance(value, timedelta):
        return value
    found = _DURATION.fullmatch(str(value).strip())
    unit = timedelta(**{_UNITS[found["unit"]]: 1}) if found else timedelta()
    if not found or float(found["number"]) * (unit / _LONGEST) > 1:
        raise ValueError(_("write a duration such as 30s, 15min, 4h or 1d"))
    return float(found["number"]) * unit


def parse_promise(value: object) -> timedelta:
    """Read a duration that something can be done in: longer than nothing."""
    amount = parse_duration(value)
    if not amount:
        raise ValueError(_("write a duration longer than nothing"))
    return amount


def parse_frame(value: object) -> tuple[time, time]:
    """Read a span of the day such as ``"09:00-17:30"``; ``24:00`` means midnight."""
    if isinstance(value, tuple):
        return value
    found = _FRAME.fullmatch(str(value).strip())
    if not found:
        raise ValueError(_("write opening hours such as 09:00-17:30"))
    a, b, c, d = (int(part) for part in found.groups())
    if (a == 24) or (c == 24 and d):
        raise ValueError(_("write opening hours such as 09:00-17:30"))
    return time(a, b), time(c % 24, d)


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
Promised = Annotated[timedelta, BeforeValidator(parse_promise)]
Hours = Annotated[tuple[time, time], BeforeValidator(parse_frame)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
