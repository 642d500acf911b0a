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
from agent_console.desk.wordings import folded

_INSTANT = timedelta(microseconds=1)
_SATURDAY = 5
_MOST_DATED = 300
_WE = re.compile(r"\b(?:ich|wir|mir|uns|mich|i|we|me|us|i['’]ll|we['’]ll)\b")
_WE_DO = re.compile(
    r"\b(?:ich|wir|von mir|von uns|i|we|(?:i|we)['’](?:ll|m|re|ve|d)|from me|from us)\b"
)
_WHETHER = re.compile(
    r"\b(?:ob|um|wie|whether|if|how|to see|to hear|to ask|to make|to be|that|dass)\b"
)
_MAY_BE_DATED = re.compile(
    r"\d|tag|woche|monat|morgen|heute|mittag|abend|wochenende|stunde|minute"
    r"|day|week|month|tomorrow|noon|morning|evening|hour|tonight|weekend"
    r"|montag|mittwoch|sonnabend"
)
# Days that are named in a way that no date can be computed from.
_SOME_DAY = re.compile(
    r"\b(?:um \d{1,2}(?:[:.]\d\d)? uhr|at \d{1,2}(?:[:.]\d\d)? ?(?:am|pm|sharp|o'clock)"
    r"|\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)|(?:january|february|march|april|june|july|august|september|october|november"
    r"|december) \d{1,2}|\d{1,2}(?:st|nd|rd|th)"
    r"|(?:am|zum|bis|den) \d{1,2}(?=\.(?! ?\d))|\d{1,2}/\d{1,2}"
    r"|(?:am|einen) tag (?:danach|darauf|nach|spater)|am (?:nachsten|folgenden) tag"
    r"|tags darauf|ubermorgen|day after tomorrow"
    r"|(?:anfang|mitte|ende) (?:januar|februar|marz|april|mai|juni|juli|august|september|oktober"
    r"|november|dezember|des monats)"
    r"|(?:end of|early|mid|late|beginning of)[ -](?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december|the month|this month)"
    r"|the (?:day|week|morning|monday) after|the (?:next|following) (?:day|morning|week)"
    r"|(?:a|one) (?:day|week) later|in (?:einer|zwei|acht|vierzehn) (?:woche|tage)\w{0,2}"
    r"|in a (?:week|fortnight)|that (?:same )?(?:day|evening|morning|afternoon)"
    r"|an (?:dem|diesem) tag"
    r"|(?:am|vom) (?:sel|gleich)\w{2,4} (?:tag|abend|vormittag|nachmittag)|noch am \w{1,8}tag"
    r"|(?:the|that) (?:very )?same (?:day|morning|afternoon|evening)"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?"
    r"(?:fruh|morgen|vormittag|mittag|nachmittag|abend)\w{0,2}"
    r"|taglich|jeden (?:tag|abend|morgen)|every (?:day|morning|evening|hour)|daily"
    r"|(?:eine|zwei|drei|vier) (?:woche|tage|wochen) (?:danach|darauf|spater|nach)\w{0,3}"
    r"|(?:a|one|two|three) (?:weeks?|days?) (?:after|from|on|later)"
    r"|(?:heute|morgen) in (?:acht|vierzehn) tagen|(?:today|tomorrow|\w{3,6}day) week"
    r"|(?:ende|mitte|anfang) (?:der|dieser|nachster|kommender) woche"
    r"|(?:erst|zweit|dritt|viert)e[nrs]? (?:advent|december|dezember|januar|januarwoche)"
    r"|(?:heilig|silvester|weihnachts)abend|nikolaus\w{0,3}|christmas eve"
    r"|new year['’]s (?:eve|day))\b"
)
# Words that point to a day named shortly before.
_THAT_DAY = re.compile(
    r"\b(?:(?:bei|zu|an|nach) (?:diese[mnr]|dem|der) (?:termin|besuch|tag|abend|gelegenheit|anlass"
    r"|uhrzeit|lieferung|abholung|einbau|montage|ubergabe|behandlung|untersuchung|kontrolle|stunde)"
    r"|dabei|vor ort|bei der gelegenheit|anschlie(?:s|ss)end|gleich danach"
    r"|(?:at|on|during|after) (?:that|this|the) (?:appointment|visit|day|occasion|point|time|call"
    r"|delivery|collection|meeting|session|lesson)|while (?:i|we)['’]?\w{0,4} there"
    r"|when (?:i|we) (?:see|meet|visit) you|in person that day)\b"
)
_ON = re.compile(r"(?:^|, )(?:am|on)(?: \w{2,12},?)?\s{0,2}$")
_GONE = re.compile(r"\b(?:vom|letzten|vergangenen|seit|last|since) \Z", re.IGNORECASE)
_RINGS = re.compile(r"\b(?:ruf\w{0,3}|anruf\w{0,3}|telefonier\w{0,3}|call|ring|phone)\b")
_MONEY = re.compile(r"\d\s?(?:€|eur|euro|£|\$)|[€£$]\s?\d")
_PAID_TODAY = re.compile(
    r"\b(?:was|were|has been|have been|is|are|wurden?|ist|sind)\b.{0,40}"
    r"\b(?:this morning|today|heute)\b"
)
_NAMED = re.compile(
    r"\d\s{0,2}\.|\d{4}-\d\d|tag\b|mittwoch|sonnabend|day\b|morgen|tomorrow|\d(?:st|nd|rd|th)?\s"
    r"|(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])",
    re.IGNORECASE,
)
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("montag", "monday"),
            ("dienstag", "tuesday"),
            ("mittwoch", "wednesday"),
            ("donnerstag", "thursday"),
            ("freitag", "friday"),
            ("samstag", "sonnabend", "saturday"),
            ("sonntag", "sunday"),
        )
    )
    for name in names
}
_WEEKDAY = re.compile("|".join(_WEEKDAYS))
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
    def dated(self) -> bool:
        """Return whether a day ahead is named."""
        return bool(self.ahead) or _SOME_DAY.search(self.sentence.plain) is not None

    @property
    def named_time(self) -> bool:
        """Return whether anything in it may be a time."""
        return self.dated or _MAY_BE_DATED.search(self.sentence.plain) is not None

    @property
    def pays(self) -> bool:
        """Return whether an amount of money is named."""
        return _MONEY.search(self.sentence.plain) is not None

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
    contact = _comes_back(sentence, words, dated=bool(ahead)) and (bool(ahead) or not asks)
    offers = ours or bool(ahead) or words.receives.search(plain) is not None
    paid = _MONEY.search(plain) is not None and _PAID_TODAY.search(plain) is not None
    pays = paid or (bool(ahead) and _MONEY.search(plain) is not None)
    filled = words.empty.sub("", plain)
    remedy = pays or (offers and _is_remedy(filled, words, contact=contact, dated=bool(ahead)))
    done = paid or (ours and words.done.search(plain) is not None)
    return Said(sentence, ahead, past, remedy, contact, ours, done)


def _comes_back(sentence: Sentence, words: Words, *, dated: bool) -> bool:
    """Return whether we say that we come back, or that one of us will."""
    plain = sentence.plain
    if _WE_DO.search(plain):
        return words.contact.search(plain) is not None
    addressed = dated and bool(words.you.search(sentence.text) or _WHETHER.search(plain))
    return addressed and words.calls.search(plain) is not None


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
    line = sentence.text[:_MOST_DATED].replace("\n", " ").replace("\r", " ")
    for found in find_deadlines(line, now, calendar):
        written = line[found.start : found.end]
        local = (found.moment - _INSTANT).astimezone(calendar.zone)
        exact = bool(_NAMED.search(written)) and not _PERIOD.search(written)
        start = sentence.start + found.start
        if _GONE.search(line, 0, found.start) or line.startswith(("'s", "’s"), found.end):
            continue
        yield Dated(local.date(), start, sentence.start + found.end, exact)


def _past(sentence: Sentence, words: Words, today: date) -> Iterator[Dated]:
    """Yield days gone by that are named as if they were ahead: after "by", or "on" of our doing."""
    told = words.past.search(sentence.plain) or words.theirs.match(sentence.plain)
    line = Line(sentence.text[:_MOST_DATED].replace("\n", " "), "")
    for fact in find_dates(line, today):
        day = date.fromisoformat(fact.value)
        if day >= today:
            continue
        before = sentence.plain[max(0, fact.start - 30) : fact.start]
        if words.firm.search(before) or (not told and _ON.search(before)):
            named = len(line.text[fact.start : fact.end].rstrip("."))
            start = sentence.start + fact.start
            yield Dated(day, start, start + named, exact=True)


def is_offered(said: Sequence[Said], number: int) -> bool:
    """Return whether a sentence says what is done and by when, itself or the one beside it."""
    one = said[number]
    if not one.remedy:
        return False
    return bool(
        one.dated
        or one.past
        or one.done
        or any(near.dated and not near.contact for near in _beside(said, number))
    )


def rings(one: Said) -> bool:
    """Return whether we say that we ring the customer on a day: that may be the remedy itself."""
    return one.ours and one.contact and one.dated and bool(_RINGS.search(one.sentence.plain))


def comes_back(said: Sequence[Said], number: int) -> bool:
    """Return whether a sentence says that we come back, and it or one beside it on which day."""
    one = said[number]
    if not one.contact:
        return False
    if one.dated:
        return True
    if _THAT_DAY.search(one.sentence.plain):
        return any(near.dated for near in said[max(0, number - 2) : number])
    paragraph = one.sentence.paragraph
    return any(
        near.dated and not near.remedy and near.sentence.paragraph == paragraph
        for near in _beside(said, number)
    )


def _beside(said: Sequence[Said], number: int) -> Sequence[Said]:
    return [said[near] for near in (number - 1, number + 1) if 0 <= near < len(said)]


def is_closed(dated: Dated, said: Said, words: Words, calendar: Calendar) -> bool:
    """Return whether a day is one on which nobody is there; parcels also come on Saturdays."""
    plain = said.sentence.plain
    if not dated.exact or calendar.frames(dated.day) or words.choice.search(plain):
        return False
    by_others = said.remedy and words.delivery.search(plain)
    return not (by_others and dated.day.weekday() == _SATURDAY)


def names_other_weekday(text: str, dated: Dated) -> bool:
    """Return whether a date stands beside the name of another weekday."""
    written = folded(text[dated.start : dated.end])
    named = _WEEKDAY.search(written)
    with_date = any(char.isdigit() for char in written)
    return bool(named and with_date and _WEEKDAYS[named.group()] != dated.day.weekday())


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
