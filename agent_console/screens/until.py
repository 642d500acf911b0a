"""Until when something shall wait: read from what an agent types, in German or in English."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_MORNING = time(8, 0)
_AMOUNT = re.compile(r"(\d{1,4})\s*([a-z]{1,8})\.?")
_UNITS = (
    (timedelta(minutes=1), ("m", "min", "mins", "minute", "minutes", "minuten")),
    (timedelta(hours=1), ("h", "hour", "hours", "std", "stunde", "stunden")),
    (timedelta(days=1), ("d", "day", "days", "t", "tg", "tag", "tage", "tagen")),
    (timedelta(weeks=1), ("w", "week", "weeks", "wo", "woche", "wochen")),
)
_AT_CLOCK = re.compile(
    r"(?P<day>.*?)[\s,]*(?:\b(?:at|um)\s+)?"
    r"(?<![\d.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:\s*uhr)?|\s*uhr)"
)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_DAYS = {"today": 0, "heute": 0, "tomorrow": 1, "morgen": 1, "übermorgen": 2}
_WEEKDAYS = (
    ("monday", "montag"),
    ("tuesday", "dienstag"),
    ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"),
    ("friday", "freitag"),
    ("saturday", "samstag"),
    ("sunday", "sonntag"),
)


def tomorrow_morning(now: datetime, zone: tzinfo) -> datetime:
    """Return 8:00 of the next day in ``zone``."""
    return _at(now.astimezone(zone).date() + timedelta(days=1), _MORNING, zone)


def next_monday(now: datetime, zone: tzinfo) -> datetime:
    """Return 8:00 of the Monday after today in ``zone``."""
    today = now.astimezone(zone).date()
    return _at(today + timedelta(days=7 - today.weekday()), _MORNING, zone)


def parse_until(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Read an amount (``90 min``, ``4 h``, ``2 Tage``), a time (``14:30``, ``8 Uhr``), or a day
    with or without a time (``Fri``, ``morgen 9:00``, ``Montag um 8 Uhr``, a date).

    Return None for anything else. A day without a time means 8:00.
    """
    text = " ".join(text.casefold().split())
    if (later := _later(text, now)) is not None:
        return later
    day_text, clock = text, None
    if found := _AT_CLOCK.fullmatch(text):
        clock = _clock(int(found["hour"]), int(found["minute"] or 0))
        day_text = found["day"] if clock else text
    try:
        return _day_and_time(day_text, clock, now, zone)
    except ValueError:
        return None


def _later(text: str, now: datetime) -> datetime | None:
    if amount := _AMOUNT.fullmatch(text):
        for length, names in _UNITS:
            if amount[2] in names:
                return now + int(amount[1]) * length
    return None


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def _day_and_time(
    day_text: str, clock: time | None, now: datetime, zone: tzinfo
) -> datetime | None:
    today = now.astimezone(zone).date()
    if not day_text:
        if clock is None:
            return None
        moment = _at(today, clock, zone)
        return moment if moment > now else _at(today + timedelta(days=1), clock, zone)
    day = _named_day(day_text, today) or _date(day_text, today)
    return _at(day, clock or _MORNING, zone) if day else None


def _named_day(text: str, today: date) -> date | None:
    if text in _DAYS:
        return today + timedelta(days=_DAYS[text])
    text = text.removesuffix(".")
    for number, names in enumerate(_WEEKDAYS):
        if len(text) >= 2 and any(name.startswith(text) for name in names):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _date(text: str, today: date) -> date | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    if found[1]:
        return date(int(found[1]), int(found[2]), int(found[3]))
    day = date(int(found[6] or today.year), int(found[5]), int(found[4]))
    return day if found[6] or day >= today else day.replace(year=day.year + 1)


def _at(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
