"""Words and phrases looked for in a text: umlauts, endings, German compounds, gaps, misspellings.

A phrase is one or more words with blanks between. A word may be

* ``order|purchase`` – one or the other,
* ``storn*`` – a beginning, ``*etikett`` – an ending, ``*rechnung*`` – a part of a compound,
* ``..`` – up to six words, or none.

With ``&`` between them words stand near each other in any order: ``geld & zurück``.

Upper and lower case, ``ü`` and ``ue``, ``ß`` and ``ss`` are the same. Words stay within a sentence.
Of long words one letter may be wrong. All work is in proportion to the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

MAX_WORDS = 1_500
GAP = ".."
_MAX_GAP = 6
_NEAR = 12
TOGETHER = "&"
_LEAST_PART = 3
_LEAST_MISSPELT = 6
_LEAST_SWAPPED = 8
_LEAST_MISSPELT_HEAD = 7
_LONGEST_HEAD = 12
_MOST_MISSPELT = 400
_LONGEST = 40
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:['’][^\W\d_]{1,3}\b)?")
_BREAK = re.compile(r"[!?;…]|\n\s*\n")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
_SIGNS = str.maketrans("", "", "'’")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as it is compared, its place, and the number of its sentence."""

    plain: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row; each is a set of forms, and ``gaps`` says before which others may stand.

    The words of a ``loose`` phrase stand in any order.
    """

    text: str
    words: tuple[tuple[str, ...], ...]
    gaps: tuple[bool, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Find:
    """Where a phrase stands: the words from ``first`` to ``last`` (inclusive) of the text."""

    phrase: Phrase
    first: int
    last: int


def plain_word(word: str) -> str:
    """Return a word as it is compared: lower case, umlauts and accents written out."""
    lower = unicodedata.normalize("NFC", word).lower().translate(_LETTERS).translate(_SIGNS)
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(char for char in parts if not unicodedata.combining(char))


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text, at most 1,500, with their places and sentences."""
    words: list[Word] = []
    sentence = before = 0
    for found in _WORD.finditer(text):
        between = text[before : found.start()]
        if _BREAK.search(between) or ("." in between and found[0][0].isupper()):
            sentence += 1
        before = found.end()
        words.append(Word(plain_word(found[0]), found.start(), found.end(), sentence))
        if len(words) == MAX_WORDS:
            break
    return tuple(words)


def parse_phrase(text: str) -> Phrase:
    """Read a phrase; raises ValueError that says what is wrong with it."""
    pieces = text.split()
    if TOGETHER in pieces:
        return _loose(text, pieces)
    words: list[tuple[str, ...]] = []
    gaps: list[bool] = []
    gap = False
    for piece in pieces:
        if piece == GAP:
            gap = True
            continue
        words.append(tuple(_form(form, text) for form in piece.split("|")))
        gaps.append(gap and len(words) > 1)
        gap = False
    if not words:
        raise ValueError(f"{text!r}: a phrase needs a word")
    return Phrase(text, tuple(words), tuple(gaps))


def _loose(text: str, pieces: Sequence[str]) -> Phrase:
    if len(pieces) < 3 or set(pieces[1::2]) != {TOGETHER} or pieces[-1] in (TOGETHER, GAP):
        raise ValueError(f"{text!r}: single words stand around &")
    words = tuple(tuple(_form(form, text) for form in one.split("|")) for one in pieces[::2])
    return Phrase(text, words, (False,) * len(words), loose=True)


def _form(form: str, phrase: str) -> str:
    bare = form.strip("*")
    plain = plain_word(bare)
    if not plain.isalnum():
        raise ValueError(f"{phrase!r}: {form!r} is no word")
    if bare != form and len(plain) < _LEAST_PART:
        raise ValueError(f"{phrase!r}: {form!r} is too short for a part of a word")
    return f"{'*' * form.startswith('*')}{plain}{'*' * form.endswith('*')}"


@dataclass(slots=True)
class _Forms:
    """All forms of a word book, by how they are found."""

    whole: set[str] = field(default_factory=set)
    heads: dict[str, list[str]] = field(default_factory=dict)
    parts: list[tuple[str, str]] = field(default_factory=list)
    ends: list[tuple[str, str]] = field(default_factory=list)
    near: dict[str, set[str]] = field(default_factory=dict)


class WordBook:
    """Many phrases that are looked for at once; ``exact`` words are never a misspelling."""

    def __init__(self, phrases: Iterable[Phrase], exact: Iterable[str] = ()) -> None:
        self._exact = frozenset(map(plain_word, exact))
        self._forms = _Forms()
        self._by_first: dict[str, list[Phrase]] = {}
        self._known: dict[str, frozenset[str]] = {}
        for phrase in dict.fromkeys(phrases):
            for forms in phrase.words if phrase.loose else phrase.words[:1]:
                for form in forms:
                    self._by_first.setdefault(form, []).append(phrase)
            for forms in phrase.words:
                for form in forms:
                    self._add(form)

    def _add(self, form: str) -> None:
        forms, bare = self._forms, form.strip("*")
        if form.startswith("*"):
            (forms.parts if form.endswith("*") else forms.ends).append((bare, form))
            return
        if form.endswith("*"):
            forms.heads.setdefault(bare[:_LEAST_PART], []).append(bare)
        else:
            forms.whole.add(form)
        if _LEAST_MISSPELT <= len(bare) <= _LONGEST:
            for key in _without_one(bare):
                forms.near.setdefault(key, set()).add(form)

    def find(self, words: Sequence[Word]) -> Iterator[Find]:
        """Yield every phrase at every place where it stands, by place.

        Misspellings are looked for among the first 400 words.
        """
        forms = [
            self._forms_of(word.plain, lenient=number < _MOST_MISSPELT)
            for number, word in enumerate(words)
        ]
        for place, here in enumerate(forms):
            phrases = (phrase for form in sorted(here) for phrase in self._by_first.get(form, ()))
            for phrase in dict.fromkeys(phrases):
                last = (_last_of_loose if phrase.loose else _last_word)(phrase, place, words, forms)
                if last >= 0:
                    yield Find(phrase, place, last)

    def _forms_of(self, word: str, *, lenient: bool) -> frozenset[str]:
        """Return the forms that fit a word: as it is, or else with one letter wrong."""
        known = _fitting(word, self._forms)
        if known or not lenient or not _LEAST_MISSPELT <= len(word) <= _LONGEST:
            return known
        return known if word in self._exact else _misspelt(word, self._forms.near)


def _fitting(word: str, forms: _Forms) -> frozenset[str]:
    found = {word} if word in forms.whole else set()
    found |= {f"{h}*" for h in forms.heads.get(word[:_LEAST_PART], ()) if word.startswith(h)}
    found |= {form for part, form in forms.parts if part in word}
    found |= {form for end, form in forms.ends if word.endswith(end)}
    return frozenset(found)


def _misspelt(word: str, near: Mapping[str, set[str]]) -> frozenset[str]:
    """Return the forms that ``word`` may mean: one letter lost, added, swapped or wrong."""
    found: set[str] = set()
    for key in _without_one(word):
        found |= {form for form in near.get(key, ()) if form[-1] != "*" and _is_near(word, form)}
    for length in range(_LEAST_MISSPELT, min(len(word), _LONGEST_HEAD) + 1):
        begin = word[:length]
        for key in _without_one(begin):
            found |= {form for form in near.get(key, ()) if _begins_near(begin, form)}
    return frozenset(found)


def _without_one(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _begins_near(begin: str, form: str) -> bool:
    """Tell whether a word's beginning is that of ``form``, misspelt before its last letter."""
    head = form[:-1]
    if form[-1] != "*" or len(head) < _LEAST_MISSPELT_HEAD or begin[-1] != head[-1]:
        return False
    return not head.startswith(begin) and _is_near(begin, head)


def _is_near(word: str, meant: str) -> bool:
    """Tell whether two words that are the same without one letter are close enough.

    A wrong letter counts in long words only, and never the first or the last one: another ending
    is another word.
    """
    if len(word) != len(meant):
        return abs(len(word) - len(meant)) == 1 and word[-1] == meant[-1]
    wrong = [place for place in range(len(word)) if word[place] != meant[place]]
    if len(wrong) == 1:
        return len(word) >= _LEAST_SWAPPED and 0 < wrong[0] < len(word) - 1
    first, second = wrong[0], wrong[-1]
    swapped = word[first : second + 1] == meant[second] + meant[first]
    return len(wrong) == 2 and second == first + 1 and swapped


def _last_word(
    phrase: Phrase, place: int, words: Sequence[Word], forms: Sequence[frozenset[str]]
) -> int:
    """Return where ``phrase`` ends that begins at ``place``, or -1."""
    sentence = words[place].sentence
    for wanted, gap in zip(phrase.words[1:], phrase.gaps[1:], strict=True):
        reach = place + 2 + (_MAX_GAP if gap else 0)
        for later in range(place + 1, min(reach, len(words))):
            if words[later].sentence != sentence:
                return -1
            if not forms[later].isdisjoint(wanted):
                place = later
                break
        else:
            return -1
    return place


def _last_of_loose(
    phrase: Phrase, place: int, words: Sequence[Word], forms: Sequence[frozenset[str]]
) -> int:
    """Return where a loose ``phrase`` ends that begins at ``place``, or -1."""
    missing = list(phrase.words)
    for later in range(place, min(place + _NEAR + 1, len(words))):
        if words[later].sentence != words[place].sentence:
            return -1
        fitting = next((one for one in missing if not forms[later].isdisjoint(one)), None)
        if fitting is not None:
            missing.remove(fitting)
            if not missing:
                return later
    return -1
