"""Deadlines named in a text, German and English: words with a place, and the moment they end.

A day without a time ends with that day, a week with its Sunday; ``follow_ups`` moves the end into
the opening hours. Umlauts may be written out, forgotten or decomposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from agent_console.desk.hours import DAY, MAX_CLOSED_DAYS, Calendar

_MAX_DAYS = 366
_CENTURY = 2000
_WEEK = 7
_LETTERS = {
    "ä": "(?:ä|ae?\N{COMBINING DIAERESIS}?)",
    "ö": "(?:ö|oe?\N{COMBINING DIAERESIS}?)",
    "ü": "(?:ü|ue?\N{COMBINING DIAERESIS}?)",
    "ß": "(?:ß|ss)",
    " ": r"(?:[ \t\u00a0]{1,3})",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """Words of a text that name a moment ahead; ``firm`` where they say "until then" at once.

    ``moment`` is the very end in UTC, not yet in the opening hours.
    """

    start: int
    end: int
    moment: datetime
    firm: bool


def spelled(text: str) -> re.Pattern[str]:
    """Compile a pattern of words whose umlauts may be spelled in any way, for any case."""
    return re.compile("".join(_LETTERS.get(char, char) for char in text), re.IGNORECASE)


_WEEKDAYS = (
    "montag|monday|mon",
    "dienstag|tuesday|tues?",
    "mittwoch|wednesday|wed",
    "donnerstag|thursday|thurs?",
    "freitag|friday|fri",
    "samstag|sonnabend|saturday|sat",
    "sonntag|sunday|sun",
)
_MONTHS = (
    "januar|jänner|january|jan",
    "februar|february|feb",
    "märz|march|mar",
    "april|apr",
    "mai|may",
    "juni|june|jun",
    "juli|july|jul",
    "august|aug",
    "september|sept|sep",
    "oktober|october|okt|oct",
    "november|nov",
    "dezember|december|dez|dec",
)
_NUMBERS = (
    ("ein(?:e[mnrs]?)?|one|an?|the next", 1),
    ("zwei|two", 2),
    ("drei|three", 3),
    ("vier|four", 4),
    ("fünf|five", 5),
    ("sechs|six", 6),
    ("sieben|seven", 7),
    ("acht|eight", 8),
    ("zehn|ten", 10),
    ("vierzehn|fourteen", 14),
)
_WEEKDAY_OF = [spelled(names) for names in _WEEKDAYS]
_MONTH_OF = [spelled(names) for names in _MONTHS]
_NUMBER_OF = [(spelled(words), number) for words, number in _NUMBERS]

_NUMBER = rf"\d{{1,3}}|{'|'.join(words for words, _number in _NUMBERS)}"
_WEEKDAY = "|".join(_WEEKDAYS)
_MONTH = "|".join(_MONTHS)
_CLOCK = (
    r"(?:,? ?(?:um|gegen|bis|at|around)? ?"
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<unit>uhr|h|[ap]\.?m\b\.?|o['’]clock)"
    r"|(?P<hour24>[012]?\d):(?P<minute24>[0-5]\d)))"
)
_PART = (
    r"(?: ?,? ?(?:am |in the )?(?P<part>früh|vormittags?|mittags?|nachmittags?|abends?"
    r"|morning|noon|afternoon|evening)\b)"
)
_TAIL = rf"{_PART}?{_CLOCK}?"
_WORD = (
    r"(?:(?:noch |later |first thing |den )?(?P<word>heute|today|tonight|übermorgen"
    r"|(?:the )?day after tomorrow|tomorrow|morgen(?!s)|(?:im laufe des )?morgigen tage?s?)"
    r"(?: noch)?)"
)
_WEEKDAY_POINT = (
    rf"(?:(?P<near>nächste[nrs]?|kommende[nrs]?|diese[nrs]?|next|this|coming)? ?(?:den |dem )?"
    rf"\b(?P<weekday>{_WEEKDAY})(?:\b\.?|(?=vormittag|mittag|nachmittag|abend|früh))"
    rf"(?P<later> (?:in )?(?:der )?(?:nächste[nr]?|kommende[nr]?) woche| (?:of )?next week)?)"
)
_DATE_POINT = (
    rf"(?:(?:(?:{_WEEKDAY})\b\.?,? ?(?:den |dem |the )?)?(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?: ?(?P<year>\d{4}|\d{2}(?![:\d.])))?"
    rf"|(?P<day2>\d{{1,2}})(?:\.|st|nd|rd|th)? ?(?:of )?(?P<name2>{_MONTH})\b\.?"
    r"(?:,? (?P<year2>\d{4}))?"
    rf"|(?P<name3>{_MONTH})\.? (?P<day3>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year3>\d{{4}}))?))"
)
_PERIOD = (
    r"(?:(?P<which>anfang|mitte|ende|early|mid(?:dle)?(?: of)?|late|(?:the )?end of"
    r"|(?:im laufe|im verlauf)(?: von)?|in the course of|during)?(?: |-)?"
    r"(?:(?P<week>(?:in )?(?:der )?(?P<next>nächste[nr]?|kommende[nr]?|next)(?: |-)"
    r"(?:woche|kalenderwoche|week)"
    r"|(?:in )?(?:dieser|diese|der|this|the) (?:woche|week)|wochenende|weekend)"
    r"|(?P<monthend>(?:des |diesen |dieses |the |this )?(?:monats|month\b)"
    r"|(?P<nextmonth>(?:des )?nächsten monats|next month)|monatsende)"
    r"|(?P<dayend>(?:des |the )?(?:heutigen )?(?:tag(?:es)?|day|business)\b)))"
)
_NOW = (
    r"(?:(?P<today>feierabend|tagesende|end of (?:the )?day|eod|cob|close of business"
    r"|heute abend|this (?:afternoon|evening))|(?P<noon>mittag|noon|midday))"
)
_BY = (
    r"(?:(?P<by>(?:noch |schon )?bis(?: spätestens)?(?: einschließlich)?(?: zum| zur| am| in)?"
    r"(?: spätestens)?"
    r"|(?:aller)?spätestens(?: bis(?: zum)?)?(?: am| zum| im)?"
    r"|(?:by|until|till|(?:not? later|nicht später) (?:than|als)|latest(?: by)?)(?: the latest)?"
    r"(?: (?:on|this|the))?)"
    r"|(?P<before>before|noch vor|vor)(?: dem| the)?)"
)
_FIRM = [
    spelled(rf"(?<!\w){_BY} {point}{tail}")
    for point, tail in (
        (_DATE_POINT, _TAIL),
        (_WEEKDAY_POINT, _TAIL),
        (_WORD, _TAIL),
        (_PERIOD, r"(?!\w)"),
        (_NOW, r"(?!\w)"),
        ("", _CLOCK),
    )
]
_LOOSE = [
    spelled(rf"(?<!\w)(?:am |on |den )(?:the )?{_DATE_POINT}{_TAIL}"),
    spelled(rf"(?<!\w)(?:am |on )?{_WEEKDAY_POINT}{_TAIL}(?!\w)"),
    spelled(rf"(?<!\w){_WORD}{_TAIL}(?!\w)"),
    spelled(
        r"(?<!\w)(?=(?:anfang|mitte|ende|early|mid|late|end|the end|im |in |during|nächste|kommende"
        rf"|next|diese|this)){_PERIOD}(?!\w)"
    ),
    spelled(rf"(?<!\w){_NOW}(?!\w)"),
]
_AMOUNT = spelled(
    r"(?<!\w)(?P<lead>innerhalb(?: von| der nächsten| der kommenden)?|binnen|within(?: the next)?"
    r"|(?:spätestens )?in(?: spätestens| etwa| ca\.?| rund| about| around| den nächsten"
    r"| den kommenden| der nächsten| the next| (?:maximal|höchstens|at most))?"
    r"|(?:dauert|takes|take)(?: noch| etwa| ca\.?| rund| about| around| up to| bis zu)*) "
    rf"(?:(?:{_NUMBER})(?: ?[-–] ?| bis | oder | to | or ))?(?:of )?(?P<count>{_NUMBER}) ?"
    r"(?P<kind>halben |weiteren |full |whole )?(?P<unit>werktag\w*|arbeitstag\w*|geschäftstag\w*"
    r"|(?:business|working|work) ?days?|(?:business|working) hours?|geschäftsstunden?"
    r"|arbeitsstunden?|tag(?:en?|e?s)?|days?|stunden?|std\.?|hours?|hrs?|h|wochen?|weeks?"
    r"|minuten?|min\.?|minutes?)(?!\w)"
)


def find_deadlines(text: str, now: datetime, calendar: Calendar) -> Iterator[Deadline]:
    """Yield the deadlines of one sentence in order, none overlapping; what is over is left out."""
    found = sorted(_all(text, now, calendar), key=lambda one: (one.start, -one.end))
    taken = 0
    for deadline in found:
        if deadline.start >= taken:
            taken = deadline.end
            if now < deadline.moment <= now + _MAX_DAYS * DAY:
                yield deadline


def _all(text: str, now: datetime, calendar: Calendar) -> Iterator[Deadline]:
    for patterns, firm in ((_FIRM, True), (_LOOSE, False)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                moment = _moment_of(match, now, calendar)
                if moment is not None:
                    yield Deadline(*_span(match), moment, firm)
    for match in _AMOUNT.finditer(text):
        lead = match["lead"].lower()
        firm = lead.startswith(("innerhalb", "binnen", "within"))
        yield Deadline(*_span(match), _after(match, now, calendar), firm)


def _span(match: re.Match[str]) -> tuple[int, int]:
    words = match.group().rstrip(" ,\t\u00a0")
    named = words[:-1] if words[-2:-1].isalpha() and words.endswith(".") else words
    return match.start(), match.start() + len(named)


def _moment_of(match: re.Match[str], now: datetime, calendar: Calendar) -> datetime | None:
    """Return the end that a match names; None where it names no day, or no such day."""
    today = now.astimezone(calendar.zone).date()
    groups = match.groupdict()
    try:
        day = _day(groups, today)
        if day is None or not -_MAX_DAYS < (day - today).days <= _MAX_DAYS:
            return None
        clock = _clock(groups)
        if clock or groups.get("before"):
            return _at(day, clock or time(), calendar)
        return _at(day + DAY, time(), calendar)
    except (ValueError, OverflowError):
        return None


def _at(day: date, clock: time, calendar: Calendar) -> datetime:
    return datetime.combine(day, clock, calendar.zone).astimezone(UTC)


def _day(groups: dict[str, str | None], today: date) -> date | None:
    for reader in _READERS:
        day = reader(groups, today)
        if day is not None:
            return day
    return None


def _written(groups: dict[str, str | None], today: date) -> date | None:
    if iso := groups.get("iso"):
        return date.fromisoformat(iso)
    for number, month, year in (
        ("day", "month", "year"),
        ("day2", "name2", "year2"),
        ("day3", "name3", "year3"),
    ):
        if text := groups.get(number):
            name = groups.get(month) or ""
            numbered = int(name) if name.isdigit() else _place(_MONTH_OF, name) + 1
            return _dated(int(text), numbered, groups.get(year), today)
    return None


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) if len(year) > 2 else _CENTURY + int(year), month, day)
    near = (date(today.year + step, month, day) for step in (-1, 0, 1))
    return min(near, key=lambda one: abs(one - today))


def _weekday(groups: dict[str, str | None], today: date) -> date | None:
    name = groups.get("weekday")
    if not name:
        return None
    wanted = _place(_WEEKDAY_OF, name)
    if groups.get("later"):
        return _monday(today) + timedelta(days=_WEEK + wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % _WEEK + 1)


def _word(groups: dict[str, str | None], today: date) -> date | None:
    word = (groups.get("word") or "").lower()
    if not word:
        return None
    if word in ("heute", "today", "tonight"):
        return today
    later = word.endswith("after tomorrow") or word.endswith("bermorgen")
    return today + (2 if later else 1) * DAY


def _period(groups: dict[str, str | None], today: date) -> date | None:
    which = (groups.get("which") or "").lower()
    if groups.get("week"):
        monday = _monday(today) + timedelta(days=_WEEK if groups.get("next") else 0)
        if which.startswith(("anfang", "early")):
            return monday + DAY
        return monday + timedelta(days=2 if which.startswith(("mitte", "mid")) else 6)
    if month := groups.get("monthend"):
        if not (which.startswith("ende") or which.endswith("end of") or month == "monatsende"):
            return None if month.lower() != "monatsende" else _month_end(today)
        last = _month_end(today)
        return _month_end(last + DAY) if groups.get("nextmonth") else last
    at_end = which.startswith(("ende", "im ")) or which.endswith("end of")
    return today if groups.get("dayend") and at_end else None


def _clock_alone(groups: dict[str, str | None], today: date) -> date | None:
    named = ("today", "noon", "hour", "hour24")
    return today if any(groups.get(name) for name in named) else None


_READERS: tuple[Callable[[dict[str, str | None], date], date | None], ...] = (
    _written,
    _weekday,
    _word,
    _period,
    _clock_alone,
)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


def _place(patterns: list[re.Pattern[str]], name: str) -> int:
    return next(i for i, pattern in enumerate(patterns) if pattern.fullmatch(name.rstrip(".")))


def _clock(groups: dict[str, str | None]) -> time | None:
    """Return the time of day that stands beside a day, None for its end."""
    if hour := groups.get("hour24"):
        return time(int(hour), int(groups["minute24"] or 0))
    if hour := groups.get("hour"):
        unit = (groups.get("unit") or "").lower()
        number = int(hour) % 24
        if unit[0] in "ap" and int(hour) <= 12:
            number = int(hour) % 12 + (12 if unit[0] == "p" else 0)
        return time(number, int(groups.get("minute") or 0))
    part = (groups.get("part") or "").lower()
    if part.startswith(("vormittag", "mittag", "morning", "noon")) or groups.get("noon"):
        return time(12)
    return time(10) if part.startswith("fr") else None


def _after(match: re.Match[str], now: datetime, calendar: Calendar) -> datetime:
    """Return the end of an amount of time from now."""
    unit, count = match["unit"].lower(), _number(match["count"])
    if unit.startswith(("werk", "arbeitst", "gesch", "business", "working", "work")):
        if "hour" in unit or "stunde" in unit:
            return calendar.add(now, timedelta(hours=count))
        return _open_days(count, now, calendar)
    if unit.startswith(("arbeitss", "geschäftss")):
        return calendar.add(now, timedelta(hours=count))
    if unit.startswith(("stunde", "std", "h")):
        half = (match["kind"] or "").startswith("halben")
        return now + timedelta(hours=count) / (2 if half else 1)
    if unit.startswith("min"):
        return now + timedelta(minutes=count)
    days = count * (_WEEK if unit[0] == "w" else 1)
    today = now.astimezone(calendar.zone).date()
    return _at(today + timedelta(days=days + 1), time(), calendar)


def _open_days(count: int, now: datetime, calendar: Calendar) -> datetime:
    """Return the end of the ``count``-th day after today on which the desk opens."""
    day, left = now.astimezone(calendar.zone).date(), min(count, _MAX_DAYS)
    closed = 0
    while left and closed < MAX_CLOSED_DAYS:
        day += DAY
        opens = bool(calendar.frames(day))
        left, closed = left - opens, 0 if opens else closed + 1
    return _at(day + DAY, time(), calendar)


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(number for pattern, number in _NUMBER_OF if pattern.fullmatch(word))
