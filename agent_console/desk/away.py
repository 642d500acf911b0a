"""When the writer of an out-of-office answer is back, German and English; never guessed.

"ab 7.12. wieder da" and "back on Monday" name that day; "bis 4.12. im Urlaub" and "out until
Friday" name the last day of the absence: the writer is back on the next day the desk works. A day
counts only beside words of absence or return. Of those that do, the first return that lies ahead
is taken, else the first end of an absence. An absence that begins later says nothing about now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from agent_console.desk.away_words import (
    ABSENCE,
    GIVEN_BACK,
    MONTH,
    SOMEBODY_ELSE,
    STATES,
    WEEKDAY,
    Lead,
    State,
    lead_of,
)
from agent_console.desk.dates import find_dates
from agent_console.desk.deadlines import find_deadlines, spelled
from agent_console.desk.facts import Line
from agent_console.desk.hours import DAY, MAX_CLOSED_DAYS, Calendar

MAX_TEXT = 6_000
_MAX_SENTENCE = 600
_MAX_DAYS = 60
_YEAR = 366 * DAY
_EVE = 3 * DAY
_SLICE = 48
_CROSSED = 25
_COMMA = 6
_MERELY = 10
_REACH = {Lead.AT: 45, Lead.FROM: 90, Lead.AFTER: 60, Lead.BY: 45}
_FAR = 160
_SHORT = 25

_QUOTED = re.compile(
    r"^[ \t]*>.*$|^[ \t]*-{2,}[ \t]*(?:original|ursprüngliche|forwarded|weitergeleitete)(?s:.*)"
    r"|^[ \t]*(?:am|on)\b.{5,120}(?:schrieb\b.{0,80}|wrote):[ \t]*$(?s:.*)"
    r"|^[ \t]*(?:von|from):.{0,200}@(?s:.*)",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(
    r"(?:[^.!?\n]|\.(?!\s|$)|(?<=\d)\.|(?<=\b\w)\.|(?<=\b\w\w)\.|\.(?=\s+[a-zäöü\d(])"
    r"|\n(?![ \t]*\n))+[.!?]*"
)
_BREAK = spelled(
    r"[;:,()]|\s[-–—]\s|(?<!\d)\.\s|\b(?:und|and|but|aber|dann|then|sondern|danach|oder|or|while|sowie)\b"
)
_DOTTED = re.compile(
    r"(?<![\w.,/-])(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(20\d\d|\d\d(?!\d|[:.]\d|\s?(?:uhr|h)\b))"
    r"|\.|(?!\s?(?:uhr|h\b)|[\d.,:]))(?!\d)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w/.])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/])")
_WEEK_NUMBER = re.compile(r"\b(?:KW|Kalenderwoche|calendar week)\s?(\d{1,2})\b", re.IGNORECASE)
_SPAN = spelled(
    rf"({MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?\s?[-–]\s?(\d{{1,2}})(?:st|nd|rd|th)?(?!\w)"
    r"(?:,?\s(20\d\d))?"
)
_NEXT_WEEK = spelled(r"(?:der )?(?:nächste[nr]?|kommende[nr]?|next)(?: |-)(?:woche|week)(?!\w)")
_MONTH_END = spelled(rf"(?:the )?end(?:e)? (?:of )?({MONTH})(?!\w)(?:\s(20\d\d))?")
_STARTS = spelled(
    rf"(?<![\w.-])(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\s?\d{{1,2}}(?!\d)"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s?(?:of )?(?:{MONTH})\b|(?:{MONTH})\.? \d{{1,2}}(?!\d)"
    rf"|(?:(?:nächste|kommende|diese)[nrsm]?|next|this|coming) (?:{WEEKDAY}|woche|week)\b"
    rf"|(?:{WEEKDAY})\b|(?-i:Mon|Tue|Tues|Wed|Thu|Thurs|Fri)\b"
    r"|übermorgen|(?:the )?day after tomorrow|tomorrow|(?-i:morgen)\b"
    rf"|(?:the )?end(?:e)? (?:of )?(?:{MONTH}|der|dieser|des|the|this|next|nächster)\b"
    r"|monatsende|in \w{1,8} (?:tag|woche|werktag|arbeitstag|day|week|business day|working day)"
    r"|kw ?\d|kalenderwoche \d|calendar week \d)"
)
_GREETING = re.compile(r"\b(?:guten?|am|good)\s$", re.IGNORECASE)
_EVERY_WEEK = spelled(
    r"(?<!von\s)(?<!vom\s)(?<!from\s)(?<!diesen\s)(?<!this\s)"
    rf"\b(?:{WEEKDAY}|mo|di|mi|do|fr|sa|mon|tue|wed|thu|fri)\.?,?\s*(?:-|–|bis|to|through)\s*$"
)
_DIGIT = re.compile(r"\d")
_FIRST_DAY = spelled(
    r"(?<![\d.])(\d{1,2})(?:\.|st|nd|rd|th)?\s?(?:-|–|—|bis|to|until|and|und)"
    r"(?: zum| den| dem| the)?\s*$"
)
_COLON = re.compile(r":(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Return:
    """The day somebody is back, and the words that name it.

    They are characters ``start`` to ``end`` (exclusive) of the text, or stand in the subject
    where ``end`` is 0.
    """

    day: date
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that a sentence names; ``timed`` where a time of day stands with it."""

    day: date
    start: int
    end: int
    timed: bool = False
    whole_week: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A day somebody is back; ``said`` where it is named, not the end of the absence."""

    day: date
    start: int
    end: int
    said: bool


def back_on(subject: str, text: str, written: datetime, calendar: Calendar) -> Return | None:
    """Return when the writer of an automatic answer, written at ``written``, is back.

    ``calendar`` gives the zone and the days on which people work. None where no day is named, or
    one that is not ahead, or more than a year ahead, or one that can be read in two ways.
    """
    own = _QUOTED.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text[:MAX_TEXT])
    headline = _COLON.split(subject, maxsplit=1)[0]
    away = bool(ABSENCE.search(headline) or ABSENCE.search(own))
    for words, known in ((own, away), (headline, bool(ABSENCE.search(headline)))):
        found = _best(words, written, calendar, away=known)
        if found is not None:
            said = " ".join(words[found.start : found.end].split())
            inside = words is own
            return Return(found.day, said, found.start * inside, found.end * inside)
    return None


def opening(found: Return, calendar: Calendar) -> datetime:
    """Return when the desk opens on the day somebody is back, or next after it, in UTC.

    Raises ConfigError when the desk never opens.
    """
    return calendar.next_opening(datetime.combine(found.day, time(), calendar.zone))


def _best(text: str, written: datetime, calendar: Calendar, *, away: bool) -> _Found | None:
    """Return the return that is named first, else the end of an absence that is named first.

    Unless a writer or an absence is known (``away``), only words of return count.
    """
    today = written.astimezone(calendar.zone).date()
    found: list[_Found] = []
    begins: list[date] = []
    for sentence in _SENTENCE.finditer(text):
        line = sentence.group()[:_MAX_SENTENCE].replace("\n", " ").replace("\t", " ")
        reader = _Sentence(line, tuple(_days(line, written, calendar)), away=away)
        begins += [day for day in reader.begins() if day > today + _EVE]
        for one in reader.returns(calendar):
            place = sentence.start()
            found.append(_Found(one.day, one.start + place, one.end + place, one.said))
    latest = min(begins, default=date.max)
    ahead = [one for one in found if today < one.day <= min(today + _YEAR, latest)]
    return min(ahead, key=lambda one: not one.said, default=None)


class _Sentence:
    """One sentence with the days it names and what it says of its writer."""

    def __init__(self, line: str, days: tuple[_Day, ...], *, away: bool) -> None:
        self._line = line
        self._away = away
        self._days = days
        self._states = [
            (State(match.lastgroup or ""), match.start(), match.end())
            for match in STATES.finditer(line)
            if days and (away or match.lastgroup == State.BACK) and not self._is_elsewhere(match)
        ]
        self._leads = [lead_of(line[: one.start]) for one in days]

    def begins(self) -> Iterator[date]:
        """Yield the days on which an absence begins."""
        for one, lead in zip(self._days, self._leads, strict=True):
            if lead is Lead.FROM and self._state(one, lead) is not State.BACK:
                if self._state(one, lead) is State.AWAY or self._is_range(one):
                    yield one.day
            elif lead is Lead.UNTIL and (first := self._first_day(one)) is not None:
                yield first
            elif lead is Lead.AT and self._is_range(one):
                yield one.day

    def returns(self, calendar: Calendar) -> Iterator[_Found]:
        """Yield the days on which somebody is back."""
        for one, lead in zip(self._days, self._leads, strict=True):
            day = self._return_of(one, lead, calendar)
            if day is not None:
                said = lead not in (Lead.UNTIL, Lead.AFTER)
                yield _Found(day, one.start, one.end, said)

    def _return_of(self, one: _Day, lead: Lead, calendar: Calendar) -> date | None:
        state = self._state(one, lead)
        if lead is Lead.UNTIL:
            if self._is_opening_hours(one):
                return None
            return _next_open(one, calendar) if self._is_end(one, state) else None
        if state is None or lead is Lead.NONE or self._is_range(one):
            return None
        if lead is Lead.AFTER:
            return _next_open(one, calendar) if state is not State.AWAY else None
        if lead is Lead.NOT_BEFORE:
            return one.day
        if one.whole_week and lead is not Lead.FROM:
            return None
        wanted = (State.BACK, State.THERE) if lead is Lead.FROM else (State.BACK,)
        return one.day if state in wanted else None

    def _is_opening_hours(self, one: _Day) -> bool:
        """Return whether ``one`` ends a span of weekdays, as in "Montag bis Freitag"."""
        named = self._line[one.start : one.end]
        begun = _EVERY_WEEK.search(self._line[: one.start])
        return begun is not None and not _DIGIT.search(named)

    def _is_end(self, one: _Day, state: State | None) -> bool:
        """Return whether ``one`` ends an absence: it says so, or the day stands for itself."""
        if state is not None:
            return state is State.AWAY
        rest = self._line[: one.start] + self._line[one.end :]
        return self._away and not self._states and len(rest.strip()) <= _SHORT

    def _is_range(self, one: _Day) -> bool:
        """Return whether another day follows as the end of a span that ``one`` begins."""
        later = (
            two.start - one.end
            for two, lead in zip(self._days, self._leads, strict=True)
            if two.start >= one.end and lead is Lead.UNTIL
        )
        return any(gap <= _SHORT for gap in later)

    def _first_day(self, one: _Day) -> date | None:
        """Return the first day of "1. bis 14. Dezember", which names the month only once."""
        first = _FIRST_DAY.search(self._line[: one.start])
        if first is None or not 1 <= int(first[1]) < one.day.day:
            return None
        return one.day.replace(day=int(first[1]))

    def _state(self, one: _Day, lead: Lead) -> State | None:
        """Return what the nearest words of the sentence say; clauses in between count as far."""
        reach = _REACH.get(lead, _FAR)
        far = (
            (self._distance(one, start, end) + _MERELY * (state is State.THERE), state)
            for state, start, end in self._states
        )
        near = [each for each in far if each[0] <= reach]
        return min(near, key=lambda each: (each[0], each[1] is not State.AWAY))[1] if near else None

    def _distance(self, one: _Day, start: int, end: int) -> int:
        """Count the characters in between; a comma beside the day parts less than one elsewhere."""
        if end <= one.start:
            gap = self._line[end : one.start].rstrip()
            clause = gap.rstrip(" ,")
        else:
            gap = self._line[one.end : start].lstrip()
            clause = gap.lstrip(" ,")
        crossed = len(_BREAK.findall(clause))
        return len(clause.strip()) + _COMMA * (gap != clause) + _CROSSED * crossed

    def _is_elsewhere(self, match: re.Match[str]) -> bool:
        """Return whether something comes back, not the writer, or somebody else does."""
        breaks = [one.end() for one in _BREAK.finditer(self._line, 0, match.start())]
        behind = _BREAK.search(self._line, match.end())
        begin, end = breaks[-1] if breaks else 0, behind.start() if behind else len(self._line)
        if SOMEBODY_ELSE.search(self._line, begin, match.start()):
            return True
        word = match.group().lower()
        given = word.endswith("ck") and GIVEN_BACK.search(self._line, begin, end)
        return bool(given) and "wieder" not in word


def _next_open(one: _Day, calendar: Calendar) -> date | None:
    """Return the next day after ``one`` on which people work; the day itself from a time on."""
    day = one.day if one.timed else one.day + DAY
    for _number in range(MAX_CLOSED_DAYS):
        if calendar.frames(day):
            return day
        day += DAY
    return None


def _days(line: str, written: datetime, calendar: Calendar) -> Iterator[_Day]:
    """Yield the days ahead that a sentence names, in order."""
    taken = 0
    for number, match in enumerate(_STARTS.finditer(line)):
        if number >= _MAX_DAYS:
            return
        if match.start() < taken or _is_greeting(match, line):
            continue
        found = _day_at(line, match.start(), written, calendar)
        if found is not None:
            taken = found.end
            yield found


def _is_greeting(match: re.Match[str], line: str) -> bool:
    morning = match.group() == "morgen"
    return morning and bool(_GREETING.search(line[: match.start()]))


def _day_at(line: str, start: int, written: datetime, calendar: Calendar) -> _Day | None:
    """Read the day that begins at ``start``."""
    if dotted := _DOTTED.match(line, start):
        day, month, year = dotted.groups()
        numbers = f"{day}.{month}.{year or ''}"
        rest = line[dotted.end() : dotted.end() + _SLICE].lstrip(" ,")
        found = _read(f"{numbers}, {rest}", written, calendar)
        return found and _Day(found.day, start, dotted.end(), found.timed)
    if slashed := _SLASHED.match(line, start):
        return _slashed(slashed, written, calendar)
    if numbered := _WEEK_NUMBER.match(line, start):
        return _numbered(numbered, written, calendar)
    if span := _SPAN.match(line, start):
        found = _read(f"{span[1]} {span[2]} {span[3] or ''}", written, calendar)
        return found and _Day(found.day, span.start(2), span.end())
    if ended := _MONTH_END.match(line, start):
        found = _read(f"28. {ended[1]} {ended[2] or ''}", written, calendar)
        return found and _Day(_month_end(found.day), start, ended.end())
    found = _read(line[start : start + _SLICE], written, calendar)
    if found is None:
        return None
    week = bool(_NEXT_WEEK.match(line, start))
    day = found.day - 6 * DAY if week and not _until(line, start) else found.day
    return _Day(day, start, start + found.end, found.timed, week)


def _until(line: str, start: int) -> bool:
    return lead_of(line[:start]) is Lead.UNTIL


def _read(words: str, written: datetime, calendar: Calendar) -> _Day | None:
    """Return the day that ``words`` begin with, as far as it lies ahead."""
    amount = words[:3].lower() == "in "
    asked = words if amount else f"bis {words}"
    led = len(asked) - len(words)
    first = next(find_deadlines(asked, written, calendar), None)
    if first is None or first.start != 0:
        return None
    local = first.moment.astimezone(calendar.zone)
    timed = local.time() != time() and not amount
    return _Day(local.date() if timed else local.date() - DAY, 0, first.end - led, timed)


def _slashed(match: re.Match[str], written: datetime, calendar: Calendar) -> _Day | None:
    today = written.astimezone(calendar.zone).date()
    fact = next(find_dates(Line(match.group()), today), None)
    if fact is None or not fact.sure:
        return None
    return _Day(date.fromisoformat(fact.value), match.start(), match.end())


def _numbered(match: re.Match[str], written: datetime, calendar: Calendar) -> _Day | None:
    """Return the Monday of a week of the year, or its Sunday where it ends an absence."""
    today = written.astimezone(calendar.zone).date()
    week, weekday = int(match[1]), 7 if _until(match.string, match.start()) else 1
    try:
        days = [date.fromisocalendar(today.year + step, week, weekday) for step in (0, 1)]
    except ValueError:
        return None
    day = min(days, key=lambda one: abs(one - today))
    return _Day(day, match.start(), match.end(), whole_week=True)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY
