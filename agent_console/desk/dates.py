"""Dates in a line of text, absolute and simply relative, German and English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from agent_console.desk.facts import Fact, FactKind, Line

_MONTHS = (
    ("januar", "jänner", "january", "jan"),
    ("februar", "feber", "february", "feb"),
    ("märz", "maerz", "march", "mar", "mär"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("dezember", "december", "dez", "dec"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAYS = (
    ("montag", "monday"),
    ("dienstag", "tuesday"),
    ("mittwoch", "wednesday"),
    ("donnerstag", "thursday"),
    ("freitag", "friday"),
    ("samstag", "sonnabend", "saturday"),
    ("sonntag", "sunday"),
)
_DAY_OF = {name: number for number, names in enumerate(_DAYS) for name in names}
_AHEAD = 10
_COUNTS = {
    **dict.fromkeys(("einem", "einer", "ein", "one", "a"), 1),
    **dict.fromkeys(("zwei", "two"), 2),
    **dict.fromkeys(("drei", "three"), 3),
    **dict.fromkeys(("vier", "four"), 4),
    **dict.fromkeys(("fünf", "five"), 5),
    **dict.fromkeys(("sechs", "six"), 6),
    **dict.fromkeys(("sieben", "seven"), 7),
    **dict.fromkeys(("acht", "eight"), 8),
    **dict.fromkeys(("zehn", "ten"), 10),
}
_WORDS = {
    "heute": 0,
    "today": 0,
    "gestern": -1,
    "yesterday": -1,
    "vorgestern": -2,
    "morgen": 1,
    "tomorrow": 1,
    "übermorgen": 2,
}
_MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_WEEKDAY = "|".join(_DAY_OF)
_COUNT = rf"(\d{{1,2}}|{'|'.join(_COUNTS)})"
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_DOTTED = re.compile(r"(?<![\w.,])(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2}(?![:\d])))?(?!\.?\w)")
_INTRODUCED = re.compile(
    r"(?:\b(?:am|vom|zum|bis|seit|ab|den|dem|der|für|(?:mo|di|mi|do|fr|sa|so)[a-z]{0,8})[,.]?"
    r"|[–-])\s{0,2}$",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w/.])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\w/])")
_DAY_MONTH = re.compile(
    rf"(?<![\w.,])(\d{{1,2}})(?:\.|st|nd|rd|th)? ?(?:of )?({_MONTH})\b\.?(?:,? (\d{{4}}))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?!\.\d|:)(?:,? (\d{{4}}))?", re.IGNORECASE
)
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b", re.IGNORECASE)
_MORNING = re.compile(r"(?:\b(?:guten?|good|am|den|dem|diesen|jeden)|\d)\s{1,3}$", re.IGNORECASE)
_AGO = re.compile(
    rf"\b(?:vor {_COUNT} (tag|woche)(?:en?|n)?\b|{_COUNT} (day|week)s? ago\b)", re.IGNORECASE
)
_IN = re.compile(rf"\bin {_COUNT} (tag|woche|day|week)(?:en?|n|s)?\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_HINTS = frozenset((*_WORDS, "vor", "ago", "in", "letzten", "letzter", "vergangenen", "vorigen"))
_HINTS |= {"last", "past", "nächsten", "kommenden", "next", "coming"}
_LAST = re.compile(
    r"\b(letzten|letzter|vergangenen|vorigen|last|past|nächsten|kommenden|next|coming)"
    rf" ({_WEEKDAY})\b",
    re.IGNORECASE,
)
_PAST = frozenset(("letzten", "letzter", "vergangenen", "vorigen", "last", "past"))


def find_dates(line: Line, today: date) -> Iterator[Fact]:
    """Yield dates as ISO days; one without a year is the nearest to ``today``.

    A date with slashes is read as day and month, and is not ``sure`` where both would do.
    """
    if _DIGIT.search(line.text):
        yield from _numbered(line, today)
    if _HINTS.isdisjoint(_LETTERS.findall(line.text.lower())):
        return
    for pattern, day in _RELATIVE:
        for match in pattern.finditer(line.text):
            found = day(match, today, line)
            if found is not None:
                yield _fact(match, found)


def _numbered(line: Line, today: date) -> Iterator[Fact]:
    for match in _ISO.finditer(line.text):
        yield from _day(match, match.group(3), match.group(2), match.group(1), today)
    for match in _DOTTED.finditer(line.text):
        day, month, year = match.groups()
        if (
            len(year or "") == 4
            or len(day + month) > (2 if year else 3)
            or _INTRODUCED.search(line.text[max(0, match.start() - 16) : match.start()])
        ):
            yield from _day(match, day, month, year, today)
    for match in _SLASHED.finditer(line.text):
        day, month, year = match.groups()
        if int(month) > 12:
            day, month = month, day
        yield from _day(match, day, month, year, today, slashed=True)
    for match in _DAY_MONTH.finditer(line.text):
        month = match.group(2).lower()
        if match.group(2) != "may":
            yield from _day(match, match.group(1), str(_MONTH_OF[month]), match.group(3), today)
    for match in _MONTH_DAY.finditer(line.text):
        month = match.group(1).lower()
        if match.group(1)[0].isupper():
            yield from _day(match, match.group(2), str(_MONTH_OF[month]), match.group(3), today)


def _day(
    match: re.Match[str],
    day: str,
    month: str,
    year: str | None,
    today: date,
    *,
    slashed: bool = False,
) -> Iterator[Fact]:
    found = _made(year, month, day, today) if year else _nearest(int(day), int(month), today)
    if found is not None:
        both = slashed and int(day) <= 12 and int(month) <= 12 and int(day) != int(month)
        yield _fact(match, found, sure=not both)


def _fact(match: re.Match[str], day: date, *, sure: bool = True) -> Fact:
    return Fact(FactKind.DATE, day.isoformat(), match.start(), match.end(), sure=sure)


def _made(year: str, month: str, day: str, today: date) -> date | None:
    full = int(year)
    if len(year) == 2:
        full += 2000 if full + 2000 <= today.year + _AHEAD else 1900
    return _valid(full, int(month), int(day)) if 1900 <= full < 2100 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(day: int, month: int, today: date) -> date | None:
    around = (_valid(today.year + step, month, day) for step in (-1, 0, 1))
    days = [one for one in around if one is not None]
    return min(days, key=lambda one: abs(one - today), default=None)


def _by_word(match: re.Match[str], today: date, line: Line) -> date | None:
    word = match.group(1)
    if word.lower() == "morgen":
        before = line.text[max(0, match.start() - 12) : match.start()]
        if word != "morgen" or _MORNING.search(before):
            return None
    return today + timedelta(days=_WORDS[word.lower()])


def _by_count(match: re.Match[str], today: date, sign: int) -> date:
    count, unit = (group for group in match.groups() if group)
    days = int(count) if count.isdigit() else _COUNTS[count.lower()]
    weeks = unit.lower() in ("woche", "week")
    return today + timedelta(days=sign * days * (7 if weeks else 1))


def _ago(match: re.Match[str], today: date, _line: Line) -> date | None:
    return _by_count(match, today, -1)


def _ahead(match: re.Match[str], today: date, _line: Line) -> date | None:
    return _by_count(match, today, 1)


def _weekday(match: re.Match[str], today: date, _line: Line) -> date | None:
    wanted = _DAY_OF[match.group(2).lower()]
    if match.group(1).lower() in _PAST:
        return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


_RELATIVE: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], date, Line], date | None]], ...
] = (
    (_WORD, _by_word),
    (_AGO, _ago),
    (_IN, _ahead),
    (_LAST, _weekday),
)
