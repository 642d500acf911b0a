"""The section [calendar]: when the team works."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from agent_console.durations import Hours, Weekday, parse_frame
from agent_console.i18n import _
from agent_console.look import ZONE

_LEAP_YEAR = 2000


def read_day(text: str) -> tuple[int | None, int, int]:
    """Read ``"2026-12-24"`` or, for every year, ``"12-24"``; ValueError for anything else."""
    try:
        if len(text) == len("12-24"):
            day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
            return None, day.month, day.day
        if len(text) != len("2026-12-24"):
            raise ValueError(text)
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(_('write a day such as "2026-12-24", or "12-24" for every year')) from None
    return day.year, day.month, day.day


def _day(text: str) -> str:
    read_day(text)
    return text


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(_("unknown time zone; write one such as Europe/Berlin")) from error
    return value


Zone = Annotated[str, AfterValidator(_known_zone)]
Day = Annotated[str, AfterValidator(_day)]


class CalendarConfig(BaseModel):
    """When the team works.

    A date in ``special`` has exactly those hours, holiday or not. A day of every year (``12-24``)
    has them where the desk would be open, an empty list closes it. An end at or before the start
    lies on the next day; ``00:00-24:00`` is the whole day.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    zone: Zone = ZONE
    """The time zone of all hours and days here."""
    country: str = "DE"
    """Whose public holidays are closed, as a code of two letters; empty: none."""
    subdivision: str = ""
    """The state or region whose holidays count, such as ``BY``."""
    hours: dict[Weekday, tuple[Hours, ...]] = Field(
        default_factory=lambda: {
            day: (parse_frame("09:00-17:00"),) for day in ("mon", "tue", "wed", "thu", "fri")
        },
        validate_default=True,
    )
    """Opening hours for each day, ``mon`` to ``sun``; a day that is left out is closed."""
    closed: tuple[date, ...] = ()
    """Further days on which nobody answers."""
    special: dict[Day, tuple[Hours, ...]] = Field(default_factory=dict, max_length=400)
    """Hours of single days (``"2026-12-24"``) or of a day of every year (``"12-24"``); an empty
    list closes it.
    """

    @model_validator(mode="after")
    def _no_day_twice(self) -> CalendarConfig:
        for day in self.closed:
            if day.isoformat() in self.special:
                words = _("{day} is in closed and in special; write it once")
                raise ValueError(words.format(day=day.isoformat()))
        return self
