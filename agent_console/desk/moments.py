"""A moment that lies ahead, read from what an agent types, in German or in English."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_MORNING = time(8)
_FILLER = re.compile(r"(?:in|on|next|until|am|bis|nächste[nr]|kommende[nr])\s+")
_AMOUNT = re.compile(r"(?:\+\s*)?(\d{1,4}(?:[.,]\d)?)\s*([a-z]{1,8})\.?")
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
_BARE_HOUR = re.compile(r"(?P<day>\D+?)[\s,]*(?:\b(?:at|um))?\s(?P<hour>\d{1,2})")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:\d\d)?")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}))?")
_CENTURY = 2000
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


def parse_moment(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the UTC moment that ``text`` names, None when it names none.

    It may be an amount from now (``90 min``, ``+4h``, ``2 Tage``), a time (``14:30``, ``8 Uhr``:
    the next one), a day with or without a time (``Fri``, ``mon 9``, ``morgen 9:00``, ``Montag um 8
    Uhr``, ``24.12.``, ``2026-12-24``), or ISO 8601 (``2026-12-24T09:00``). A day without a time
    means 8:00, a day without a year the next such day, a weekday never today; all in ``zone``.
    """
    text = " ".join(text.casefold().split())
    try:
        if _ISO.fullmatch(text):
            return _iso(text, zone)
        text = _FILLER.sub("", text, count=1) if _FILLER.match(text) else text
        return _later(text, now) or _day_and_time(text, now, zone)
    except (ValueError, OverflowError):
        return None


def tomorrow_morning(now: datetime, zone: tzinfo) -> datetime:
    """Return 8:00 of the next day in ``zone``, in UTC."""
    return _at(now.astimezone(zone).date() + timedelta(days=1), _MORNING, zone)


def next_monday(now: datetime, zone: tzinfo) -> datetime:
    """Return 8:00 of the Monday after today in ``zone``, in UTC."""
    today = now.astimezone(zone).date()
    return _at(today + timedelta(days=7 - today.weekday()), _MORNING, zone)


def _iso(text: str, zone: tzinfo) -> datetime:
    moment = datetime.fromisoformat(text.upper())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _later(text: str, now: datetime) -> datetime | None:
    found = _AMOUNT.fullmatch(text)
    for length, names in _UNITS:
        if found and found[2] in names:
            return now + float(found[1].replace(",", ".")) * length
    return None


def _day_and_time(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    today = now.astimezone(zone).date()
    day_text, clock = text, None
    if found := _AT_CLOCK.fullmatch(text):
        day_text, clock = found["day"], time(int(found["hour"]), int(found["minute"] or 0))
    elif (bare := _BARE_HOUR.fullmatch(text)) and _named_day(bare["day"], today):
        day_text, clock = bare["day"], time(int(bare["hour"]))
    if clock is not None and not day_text:
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
    if not found[6]:
        day = date(today.year, int(found[5]), int(found[4]))
        return day if day >= today else day.replace(year=day.year + 1)
    year = int(found[6])
    return date(year if year > 99 else _CENTURY + year, int(found[5]), int(found[4]))


def _at(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
