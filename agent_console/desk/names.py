"""The name under which somebody signed a mail."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MAX_LINE = 80
_DISTANCE = 3
_CLOSING = re.compile(
    r"(?:(?:mit )?(?:ganz )?(?:freundliche[nmrs]?|beste[nr]?|herzliche[nr]?|liebe[nr]?|viele"
    r"|schöne[nr]?|sonnige) (?:grü(?:ß|ss)e?n?|gruß|gruss)|grü(?:ß|ss)e|gruß|gruss|mfg|lg|vg|bg"
    r"|hochachtungsvoll|(?:(?:with )?(?:kind|best|warm|many)(?:est)? )?regards|best wishes"
    r"|best|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|cheers|many thanks"
    r"|thanks(?: in advance)?|thank you|danke(?: schön| und gruß)?|vielen dank(?: im voraus)?"
    r"|(?:bien )?cordialement|(?:cordiali|distinti) saluti|saluti|met vriendelijke groet(?:en)?"
    r"|mvg|groet(?:en|jes)?)\b",
    re.IGNORECASE,
)
_FROM_PLACE = re.compile(r"\s{0,3}(?:aus|from) .{2,40}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]{0,24}(?:['’.-][^\W\d_]{1,24}){0,2}\.?")
_PARTICLES = frozenset(
    ("von", "vom", "van", "de", "der", "den", "di", "da", "dos", "la", "le", "zu", "zur", "ten")
)
_TITLES = frozenset(
    ("dr", "prof", "dipl", "ing", "herr", "frau", "mr", "mrs", "ms", "ihr", "ihre", "dein", "deine")
)
_NO_NAMES = re.compile(
    r"\b(?:gmbh|ag|kg|ug|ohg|gbr|inc|ltd|llc|corp|e\.v|team|support|service|kundenservice|abteilung"
    r"|leitung|leiter|manager|assistant|vertrieb|buchhaltung|einkauf|tel|telefon|phone|mobil|fax"
    r"|sent|gesendet|mein|meine|und|and|the|für|for|aus|from|hello|hallo|hi|hey|moin|dear|guten|all|bitte|please|danke|thanks|ich|wir|in)\b",
    re.IGNORECASE,
)


def find_name(lines: Sequence[str]) -> tuple[int, int, str] | None:
    """Return line, column and text of the name below the last closing words, None when unclear.

    ``lines`` are those the writer wrote himself; quoted ones are blank.
    """
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line == "-- ":
            found = _name_below(lines, number)
        elif len(line) <= _MAX_LINE and (match := _CLOSING.match(line.strip())):
            found = _behind(line, number, match) or _name_below(lines, number)
        else:
            continue
        if found:
            return found
    return None


def _behind(line: str, number: int, match: re.Match[str]) -> tuple[int, int, str] | None:
    """Find the name on the line of the closing words: "Gruß Anna"."""
    rest = line.strip()[match.end() :].lstrip(" ,.!-–")
    name = _as_name(rest)
    return (number, line.index(name), name) if name else None


def _name_below(lines: Sequence[str], number: int) -> tuple[int, int, str] | None:
    rest = lines[number].strip()
    closing = _CLOSING.match(rest)
    tail = rest[closing.end() :].strip(" ,.!-–*_") if closing else ""
    if tail and not _FROM_PLACE.fullmatch(f" {tail}"):
        return None
    for below in range(number + 1, min(number + 1 + _DISTANCE, len(lines))):
        if lines[below].strip():
            name = _as_name(lines[below].strip())
            return (below, lines[below].index(name), name) if name else None
    return None


def _as_name(text: str) -> str:
    """Return the name that a short line is, without titles; empty when it is something else."""
    text = text.strip(" *_,.;–-")
    if not 2 <= len(text) <= 50 or _NO_NAMES.search(text):
        return ""
    words = text.split()
    while words and words[0].lower().strip(".-") in _TITLES:
        words = words[1:]
    proper = [word for word in words if word.lower() not in _PARTICLES]
    if not 1 <= len(proper) <= 4 or len(words) > 6:
        return ""
    if not all(_WORD.fullmatch(word) and word[0].isupper() for word in proper):
        return ""
    return text[text.index(words[0]) :]
