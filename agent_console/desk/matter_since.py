"""Since when a customer has waited: "seit drei Wochen", "for two weeks", "since 3 November"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
}
_NUMBERS = {language: words.split() for language, words in _WORDS.items()}
_UNITS = {"tag": "day", "woche": "week", "monat": "month", "jahr": "year"}
_GERMAN = {"day": "Tag", "week": "Woche", "month": "Monat", "year": "Jahr"}
_COUNT = "|".join((*_NUMBERS["de"][2:], *_NUMBERS["en"][1:], "eine[mr]", "an?", r"\d{1,3}"))
_MORE = r"mehr als|über|more than|over"
_SINCE = re.compile(
    rf"\b(?:seit|for)\s+(?:(?P<more>{_MORE})\s+)?(?:(?:nun|schon|now|fast|almost|nearly|about|gut)\s+)?"
    rf"(?:(?P<count>{_COUNT})\s+)?"
    r"(?P<unit>tag|woche|monat|jahr|day|week|month|year)(?P<many>e?n|s)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Since:
    """A stretch of time: ``count`` times ``unit`` (day, week, month, year); 0 is "for weeks"."""

    count: int
    unit: str
    more: bool = False


def since_in(sentence: str) -> Since | None:
    """Return how long something has lasted by a sentence, or None."""
    for match in _SINCE.finditer(sentence):
        unit = match["unit"].lower()
        count = _number(match["count"])
        if count or match["many"]:
            return Since(count, _UNITS.get(unit, unit), match["more"] is not None)
    return None


def since_words(since: Since, language: str) -> str:
    """Return a stretch in words, with its preposition."""
    more = since.more and since.count > 0
    if language == "de":
        return f"seit {'mehr als ' if more else ''}{_german(since)}"
    return f"for {'more than ' if more else ''}{_english(since)}"


def _number(written: str | None) -> int:
    word = (written or "").lower()
    if word.isdigit():
        return int(word)
    if word in ("einem", "einer", "a", "an"):
        return 1
    return next((names.index(word) for names in _NUMBERS.values() if word in names), 0)


def _counted(count: int, language: str) -> str:
    names = _NUMBERS[language]
    return names[count] if count < len(names) else str(count)


def _german(since: Since) -> str:
    noun = _GERMAN[since.unit]
    if since.count == 1:
        return f"eine{'r' if since.unit == 'week' else 'm'} {noun}"
    many = noun + ("n" if since.unit == "week" else "en")
    return many if not since.count else f"{_counted(since.count, 'de')} {many}"


def _english(since: Since) -> str:
    if since.count == 1:
        return f"a {since.unit}"
    return f"{_counted(since.count, 'en')} {since.unit}s" if since.count else f"{since.unit}s"
