"""A customer's name taken apart: honorific, title, first and last name; nothing is guessed.

Whether somebody is addressed as Frau or Herr comes only from words they use of themselves (Herr,
Frau, Mr, Ms, Professorin, Gräfin, pronouns in brackets), never from a first name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from agent_console.desk.name_words import (
    FEMALE_NOBLES,
    FEMALE_TITLES,
    GIVEN_NAMES,
    HONORIFICS,
    MALE_NOBLES,
    NEUTRAL_NOBLES,
    NO_PEOPLE,
    PARTICLES,
    POSTNOMINALS,
    PRONOUNS,
    TITLES,
)
from agent_console.desk.text import to_screen

_MAX_INPUT = 120
_MAX_WORDS = 7
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TAIL = re.compile(r"\s+[|/–—-]\s+.*|\s+(?:via|bei|at|from|aus|@|c/o)\s+.*|\s*\|.*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:\.?['’\u00b4`.-][^\W\d_]+)*\.?")
_QUOTES = "\"'“”„‘’«»*_ ,;.-–"
_LATIN_LIMIT = "\u0250"
_LEAST_NAME = 2


class Gender(StrEnum):
    """How somebody is addressed: as Frau, as Herr, or by name alone."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person as far as their name tells; every part may be empty.

    ``full`` is the name for addressing somebody without Frau or Herr: first and last name, title
    in front. ``honorific`` is Mrs, Miss or Mx where somebody calls themselves so, ``noble`` a
    title before the last name (Gräfin). ``several`` are people who write together.
    """

    first: str = ""
    last: str = ""
    full: str = ""
    gender: Gender = Gender.UNKNOWN
    title: str = ""
    honorific: str = ""
    noble: str = ""
    several: bool = False

    def __bool__(self) -> bool:
        return bool(self.full)


NOBODY = PersonName()


def read_name(text: str, *, signed: bool = False) -> PersonName:
    """Take a name apart as it stands in From or, ``signed``, below a mail; NOBODY for no person.

    A single word is a first name where somebody signs with it, and says too little elsewhere.
    """
    plain, gender = _plain(text)
    words = _words(plain)
    if not words or len(words) > _MAX_WORDS:
        return NOBODY
    if any(word.lower().strip(".") in ("und", "and", "&", "+", "u") for word in words):
        return _together(words)
    return _person(words, gender, signed=signed)


def known_person(signature: str, sender: str) -> PersonName:
    """Return who the customer is, by signature and From name together."""
    written, shown = read_name(signature, signed=True), read_name(sender)
    if not written or not shown:
        return written or shown
    if not _same_person(written, shown):
        return written
    fuller, other = (shown, written) if shown.last and shown.first else (written, shown)
    title = fuller.title or other.title
    full = fuller.full if fuller.title else " ".join(filter(None, (title, fuller.full)))
    return replace(
        fuller,
        full=full,
        gender=fuller.gender or other.gender,
        title=title,
        honorific=fuller.honorific or other.honorific,
        noble=fuller.noble or other.noble,
    )


def _same_person(written: PersonName, shown: PersonName) -> bool:
    """Tell whether all that one of two names says is also in the other."""
    if shown.several or written.several:
        return False
    ours, theirs = _parts(written), _parts(shown)
    return ours <= theirs or theirs <= ours


def _parts(person: PersonName) -> frozenset[str]:
    return frozenset(f"{person.first} {person.last}".lower().split())


def _plain(text: str) -> tuple[str, Gender]:
    """Return a name without remarks, signs and company, and what pronouns in brackets say."""
    line = unicodedata.normalize("NFC", to_screen(text[:_MAX_INPUT], one_line=True))
    gender = Gender.UNKNOWN
    for found in _BRACKETS.finditer(line):
        gender = Gender(PRONOUNS.get(found[1].lower().replace(" ", ""), gender))
    line = _TAIL.sub("", _BRACKETS.sub(" ", line))
    line = "".join(" " if _is_sign(char) else char for char in line)
    return " ".join(line.split()).strip(_QUOTES + " "), gender


def _is_sign(char: str) -> bool:
    if char in "\u00b4`":
        return False
    return (
        unicodedata.category(char) in ("So", "Sk", "Cf", "Cn", "Co") or "\ufe00" <= char <= "\ufe0f"
    )


def _words(plain: str) -> list[str]:
    """Return the words in the order first name, last name; [] for what is no name of people."""
    first, *others = [part.split() for part in plain.split(",") if part.strip()] or [[]]
    others = [part for part in others if not (_is_postnominal(part) or _is_no_person(part))]
    if _is_no_person(first) or len(others) > 1:
        return []
    ordered = [word for part in (*others, first) for word in part]
    if not all(_WORD.fullmatch(word) or word in ("&", "+") for word in ordered):
        return []
    while len(ordered) > 2 and _is_postnominal(ordered[-1:]):
        ordered.pop()
    return ordered


def _is_postnominal(words: Sequence[str]) -> bool:
    return all(_key(word) in POSTNOMINALS for word in words)


def _is_no_person(words: Sequence[str]) -> bool:
    return any(_key(word) in NO_PEOPLE for word in words)


def _key(word: str) -> str:
    return word.lower().replace(".", "")


def _together(words: list[str]) -> PersonName:
    """Return people who write together, called as they call themselves."""
    named = [word for word in words if word not in ("&", "+")]
    if len(named) < _LEAST_NAME or not all(len(_key(word)) > 1 or word == "u." for word in named):
        return NOBODY
    return PersonName(full=" ".join(_cased(words)), several=True)


def _person(words: list[str], gender: Gender, *, signed: bool) -> PersonName:
    honorifics, titles, rest = _taken_off(words)
    gender = gender or _gender_of(honorifics, titles)
    mixed = len({HONORIFICS[one] for one in honorifics} - {""}) > 1
    gender = Gender.UNKNOWN if mixed else gender
    if not rest or not any(len(_key(word)) >= _LEAST_NAME for word in rest):
        return NOBODY
    title = _highest(titles)
    honorific = next((one.capitalize() for one in honorifics if one in ("mrs", "miss", "mx")), "")
    named = _first_and_last(rest, alone_is_last=bool(honorifics or titles), signed=signed)
    full = " ".join(part for part in (title, named.full) if part)
    noble_gender = _noble_gender(named.noble)
    return replace(
        named, full=full, gender=gender or noble_gender, title=title, honorific=honorific
    )


def _taken_off(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the honorifics and titles before a name, and the name: Michael Herr is no Herr."""
    keys = [_key(word) for word in words]
    known = (n for n, key in enumerate(keys) if key not in HONORIFICS and key not in TITLES)
    end = next(known, len(words))
    honorifics = [key for key in keys[:end] if key in HONORIFICS]
    return honorifics, [key for key in keys[:end] if key in TITLES], words[end:]


def _gender_of(honorifics: Sequence[str], titles: Sequence[str]) -> Gender:
    said = next((HONORIFICS[one] for one in honorifics), "")
    if not said and any(one in FEMALE_TITLES for one in titles):
        said = Gender.FEMALE.value
    return Gender(said)


def _noble_gender(noble: str) -> Gender:
    return (
        Gender.FEMALE
        if noble.lower() in FEMALE_NOBLES
        else (Gender.MALE if noble.lower() in MALE_NOBLES else Gender.UNKNOWN)
    )


def _highest(titles: Sequence[str]) -> str:
    """Return the one title that is spoken."""
    known = [TITLES[one] for one in titles if TITLES[one]]
    return next((one for one in ("Prof.", "Dr.", "Mag.") if one in known), "")


def _first_and_last(words: list[str], *, alone_is_last: bool, signed: bool) -> PersonName:
    if _is_shouted_first(words):
        words = [*words[1:], words[0]]
    words = _cased(words)
    full = " ".join(words)
    if not all(char < _LATIN_LIMIT or char in "’‘" for char in full):
        return PersonName(full=full)
    if len(words) == 1:
        return _one_word(words[0], alone_is_last=alone_is_last, signed=signed)
    at = next((n for n, word in enumerate(words) if _begins_last(words, n, word)), len(words) - 1)
    last, noble = words[at:], ""
    if last[0].lower() in NEUTRAL_NOBLES | FEMALE_NOBLES | MALE_NOBLES and len(last) > 1:
        noble, last = last[0], last[1:]
    first = words[0] if at > 0 and len(_key(words[0])) >= _LEAST_NAME else ""
    return PersonName(first=first, last=" ".join(last), full=full, noble=noble)


def _begins_last(words: list[str], at: int, word: str) -> bool:
    if at == len(words) - 1:
        return False
    lower = word.lower()
    return lower in PARTICLES or lower in NEUTRAL_NOBLES | FEMALE_NOBLES | MALE_NOBLES


def _one_word(word: str, *, alone_is_last: bool, signed: bool) -> PersonName:
    given = word.lower() in GIVEN_NAMES
    if alone_is_last and not given:
        return PersonName(last=word, full=word)
    if signed or given:
        return PersonName(first=word, full=word)
    return PersonName(full=word)


def _is_shouted_first(words: list[str]) -> bool:
    """Tell whether the last name comes first in capitals, as in "MÜLLER Anna"."""
    return len(words) == 2 and len(words[0]) > 2 and words[0].isupper() and not words[1].isupper()


def _cased(words: list[str]) -> list[str]:
    """Return words as names are written where everything was in capitals or in small letters."""
    return [_cased_word(word, first=at == 0) for at, word in enumerate(words)]


def _cased_word(word: str, *, first: bool) -> str:
    if word.lower() in PARTICLES or word.lower() in ("und", "and"):
        return (
            word[:1].upper() + word[1:].lower()
            if first and word.isupper()
            else (word.lower() if word.isupper() else word)
        )
    if len(word) > 1 and (word.isupper() or word.islower()):
        return re.sub(r"[^\W\d_]+", _capital, word)
    return word


def _capital(found: re.Match[str]) -> str:
    word = found[0].lower()
    if word.startswith("mc") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return word[:1].upper() + word[1:]
