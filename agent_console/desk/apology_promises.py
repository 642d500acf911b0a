"""What an apology offers and promises: a remedy with a date, a day on which we come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from agent_console.desk.apology_words import Words
from agent_console.desk.dates import find_dates
from agent_console.desk.deadlines import find_deadlines
from agent_console.desk.facts import Line
from agent_console.desk.hours import DAY, Calendar
from agent_console.desk.money import find_amounts
from agent_console.desk.own_words import Sentence

_INSTANT = timedelta(microseconds=1)
_SATURDAY = 5
_WE = re.compile(r"\b(?:ich|wir|mir|uns|mich|i|we|me|us|i['’]ll|we['’]ll)\b")
_WHETHER = re.compile(
    r"\b(?:ob|um|wie|whether|if|how|to see|to hear|to ask|to make|to be|that|dass)\b"
)
_MAY_BE_DATED = re.compile(
    r"\d|tag|woche|monat|morgen|heute|mittag|abend|wochenende|stunde|minute"
    r"|day|week|month|tomorrow|noon|morning|evening|hour|tonight|weekend"
    r"|montag|mittwoch|sonnabend"
)
_NAMED = re.compile(
    r"\d\s{0,2}\.|\d{4}-\d\d|tag\b|mittwoch|sonnabend|day\b|morgen|tomorrow|\d(?:st|nd|rd|th)?\s"
    r"|(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"innerhalb|binnen|within|\b(?:in|tagen?|days|woche|wochen|weeks?|months?|monats?|werktag\w{0,3})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that our words name, and their place in the text; ``exact`` when they name one day."""

    day: date
    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of ours: the days ahead and gone by in it, and what it is.

    ``ours`` says that we are its subject or object, ``done`` that the remedy is there already.
    """

    sentence: Sentence
    ahead: tuple[Dated, ...]
    past: tuple[Dated, ...]
    remedy: bool
    contact: bool
    ours: bool
    done: bool

    @property
    def promises(self) -> bool:
        """Return whether we say what we shall do."""
        return self.remedy or self.contact


def read_sentences(
    sentences: Sequence[Sentence], words: Words, now: datetime, calendar: Calendar
) -> tuple[Said, ...]:
    """Return what our sentences say, in their order."""
    today = now.astimezone(calendar.zone).date()
    return tuple(_read(one, words, now, today, calendar) for one in sentences)


def _read(sentence: Sentence, words: Words, now: datetime, today: date, calendar: Calendar) -> Said:
    plain = sentence.plain
    may_be_dated = _MAY_BE_DATED.search(plain) is not None
    ahead = tuple(_ahead(sentence, now, calendar)) if may_be_dated else ()
    past = tuple(_past(sentence, words, today)) if may_be_dated else ()
    asks = words.asks.search(plain) is not None
    ours = _WE.search(plain) is not None
    contact = ours and not asks and words.contact.search(plain) is not None
    offers = ours or bool(ahead) or words.receives.search(plain) is not None
    remedy = offers and _is_remedy(plain, words, contact=contact, dated=bool(ahead))
    done = ours and words.done.search(plain) is not None
    return Said(sentence, ahead, past, remedy, contact, ours, done)


def _is_remedy(plain: str, words: Words, *, contact: bool, dated: bool) -> bool:
    """Return whether a sentence says what is done for the customer, not what has happened."""
    whether = _WHETHER.search(plain) if contact else None
    head = plain[: whether.start()] if whether else plain
    if not words.remedy.search(head):
        return False
    if contact and not whether and not dated:
        return False
    told = words.theirs.match(plain) and words.past.search(plain)
    return not (told and not dated)


def _ahead(sentence: Sentence, now: datetime, calendar: Calendar) -> Iterator[Dated]:
    line = sentence.text.replace("\n", " ").replace("\r", " ")
    for found in find_deadlines(line, now, calendar):
        written = line[found.start : found.end]
        local = (found.moment - _INSTANT).astimezone(calendar.zone)
        exact = bool(_NAMED.search(written)) and not _PERIOD.search(written)
        start = sentence.start + found.start
        yield Dated(local.date(), start, sentence.start + found.end, exact)


def _past(sentence: Sentence, words: Words, today: date) -> Iterator[Dated]:
    """Yield days gone by that are named as if they were ahead."""
    told = words.past.search(sentence.plain) or words.theirs.match(sentence.plain)
    line = Line(sentence.text.replace("\n", " "), "")
    for fact in find_dates(line, today):
        day = date.fromisoformat(fact.value)
        before = sentence.plain[max(0, fact.start - 30) : fact.start]
        if day < today and (not told or words.firm.search(before)):
            yield Dated(day, sentence.start + fact.start, sentence.start + fact.end, exact=True)


def dated_near(said: Sequence[Said], place: int) -> bool:
    """Return whether a sentence or one beside it names a day ahead, or what we did by now."""
    return bool(said[place].ahead) or any(
        said[near].ahead and not said[near].contact
        for near in (place - 1, place + 1)
        if 0 <= near < len(said)
    )


def dated_beside(said: Sequence[Said], place: int) -> bool:
    """Return whether a sentence or one beside it in its paragraph names a day ahead."""
    paragraph = said[place].sentence.paragraph
    return bool(said[place].ahead) or any(
        said[near].ahead and not said[near].remedy and said[near].sentence.paragraph == paragraph
        for near in (place - 1, place + 1)
        if 0 <= near < len(said)
    )


def is_closed(dated: Dated, said: Said, words: Words, calendar: Calendar) -> bool:
    """Return whether a day is one on which nobody is there; parcels also come on Saturdays."""
    if not dated.exact or calendar.frames(dated.day):
        return False
    by_others = said.remedy and words.delivery.search(said.sentence.plain)
    return not (by_others and dated.day.weekday() == _SATURDAY)


def open_days(first: date, last: date, calendar: Calendar) -> int:
    """Return the number of open days after ``first`` until ``last``."""
    days = (last - first).days
    return sum(bool(calendar.frames(first + step * DAY)) for step in range(1, days + 1))


def amounts_of(said: Said) -> Iterator[tuple[Decimal, int, int]]:
    """Yield the amounts of money that a remedy names, with their places."""
    line = Line(said.sentence.text.replace("\n", " "), "")
    for fact in find_amounts(line):
        amount = Decimal(fact.value.split()[0])
        yield amount, said.sentence.start + fact.start, said.sentence.start + fact.end
