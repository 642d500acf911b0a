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

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from agent_console.desk.words import Word, plain_word

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
_MOST_KNOWN = 20_000
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row; each is a set of forms, and ``gaps`` says before which others may stand.

    The words of a ``loose`` phrase stand in any order.
    """

    text: str
    words: tuple[tuple[str, ...], ...]
    gaps: tuple[bool, ...]
    loose: bool = False


class Find(NamedTuple):
    """Where a phrase stands: the words from ``first`` to ``last`` (inclusive) of the text."""

    phrase: Phrase
    first: int
    last: int


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
    if form.isascii() and form.isalnum():
        return form.lower()
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

    def add(self, form: str) -> None:
        """Add a form that is not among them."""
        bare = form.strip("*")
        if form.startswith("*"):
            (self.parts if form.endswith("*") else self.ends).append((bare, form))
        elif form.endswith("*"):
            self.heads.setdefault(bare[:_LEAST_PART], []).append(bare)
        else:
            self.whole.add(form)


@dataclass(frozen=True, slots=True)
class _Near:
    """Words and beginnings that may be misspelt, by what is left of them without one letter.

    ``starts`` are the first six letters of what is left of the beginnings.
    """

    whole: Mapping[str, Sequence[str]]
    heads: Mapping[str, Sequence[str]]
    starts: frozenset[str]


def _by_rest(words: Iterable[str], least: int) -> dict[str, list[str]]:
    by_rest: dict[str, list[str]] = {}
    for word in words:
        if least <= len(word) <= _LONGEST:
            for rest in _without_one(word):
                by_rest.setdefault(rest, []).append(word)
    return by_rest


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """A phrase as it is looked for: the forms of each word.

    ``later`` are the words after the first, each with how far it may be from the one before.
    """

    phrase: Phrase
    words: tuple[frozenset[str], ...]
    later: tuple[tuple[frozenset[str], int], ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """What a word of a text may be: its forms, the phrases it may begin, and be the key of."""

    forms: frozenset[str]
    begins: tuple[_Row, ...]
    opens: tuple[_Row, ...]


class _Fits(dict[str, _Fit]):
    """What words fit, each looked up once; when it is too much, all of it is forgotten."""

    def __init__(self, look_up: Callable[[str], _Fit]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, word: str) -> _Fit:
        """Look up a word that is new."""
        if len(self) >= _MOST_KNOWN:
            self.clear()
        fit = self[word] = self._look_up(word)
        return fit


_NO_FIT = _Fit(frozenset(), (), ())


class WordBook:
    """Many phrases that are looked for at once; ``exact`` words are never a misspelling.

    A phrase is tried only in a text that holds its rarest word, its key. What a word fits is looked
    up once and kept.
    """

    def __init__(self, phrases: Iterable[Phrase], exact: Iterable[str] = ()) -> None:
        self._exact = frozenset(map(plain_word, exact))
        self._forms = _Forms()
        self._by_first: dict[str, list[_Row]] = {}
        self._by_key: dict[str, list[_Row]] = {}
        self._written = _Fits(lambda word: self._fit(_fitting(word, self._forms)))
        self._meant = _Fits(lambda word: self._fit(self._forms_of(word)))
        rows = [_row(phrase) for phrase in dict.fromkeys(phrases)]
        common = Counter(form for row in rows for forms in row.words for form in forms)
        for form in common:
            self._forms.add(form)
        for row in rows:
            for forms in row.words if row.phrase.loose else row.words[:1]:
                _add_row(self._by_first, forms, row)
            key = min(row.words, key=lambda forms: sum(common[form] for form in forms))
            _add_row(self._by_key, key, row)

    @cached_property
    def _near(self) -> _Near:
        """Made when the first unknown word is met."""
        whole = _by_rest(self._forms.whole, _LEAST_MISSPELT)
        heads = chain.from_iterable(self._forms.heads.values())
        rests = _by_rest(heads, _LEAST_MISSPELT_HEAD)
        return _Near(whole, rests, frozenset(rest[:_LEAST_MISSPELT] for rest in rests))

    def find(self, words: Sequence[Word]) -> Iterator[Find]:
        """Yield every phrase at every place where it stands, by place.

        Misspellings are looked for among the first 400 words.
        """
        fits = [self._meant[word.plain] for word in words[:_MOST_MISSPELT]]
        fits += [self._written[word.plain] for word in words[_MOST_MISSPELT:]]
        forms = [fit.forms for fit in fits]
        possible = {row for fit in fits for row in fit.opens}
        for place, (fit, end) in enumerate(zip(fits, _ends(words), strict=True)):
            for row in fit.begins:
                if row in possible:
                    look = _last_of_loose if row.phrase.loose else _last_word
                    last = look(row, place, end, forms)
                    if last >= 0:
                        yield Find(row.phrase, place, last)

    def _fit(self, forms: frozenset[str]) -> _Fit:
        """Return what a word fits that has ``forms``."""
        if not forms:
            return _NO_FIT
        return _Fit(forms, _rows(self._by_first, forms), _rows(self._by_key, forms))

    def _forms_of(self, word: str) -> frozenset[str]:
        """Return the forms that fit a word: as it is, or else with one letter wrong."""
        known = _fitting(word, self._forms)
        if known or not _LEAST_MISSPELT <= len(word) <= _LONGEST:
            return known
        return known if word in self._exact else _misspelt(word, self._near)


def _row(phrase: Phrase) -> _Row:
    words = tuple(map(frozenset, phrase.words))
    reaches = (1 + _MAX_GAP * gap for gap in phrase.gaps)
    return _Row(phrase, words, tuple(zip(words, reaches, strict=True))[1:])


def _add_row(rows: dict[str, list[_Row]], forms: Iterable[str], row: _Row) -> None:
    for form in forms:
        rows.setdefault(form, []).append(row)


def _rows(rows: Mapping[str, Sequence[_Row]], forms: Iterable[str]) -> tuple[_Row, ...]:
    """Return the rows of all ``forms``, each once, in the order of the forms."""
    return tuple(dict.fromkeys(row for form in sorted(forms) for row in rows.get(form, ())))


def _fitting(word: str, forms: _Forms) -> frozenset[str]:
    found = [word] if word in forms.whole else []
    found += [f"{h}*" for h in forms.heads.get(word[:_LEAST_PART], ()) if word.startswith(h)]
    found += [form for part, form in forms.parts if part in word]
    found += [form for end, form in forms.ends if word.endswith(end)]
    return frozenset(found)


def _misspelt(word: str, near: _Near) -> frozenset[str]:
    """Return the forms that ``word`` may mean: one letter lost, added, swapped or wrong."""
    found = {
        whole
        for key in _without_one(word)
        for whole in near.whole.get(key, ())
        if _is_near(word, whole)
    }
    found.update(_misspelt_heads(word[:_LONGEST_HEAD], near))
    return frozenset(found)


def _misspelt_heads(word: str, near: _Near) -> Iterator[str]:
    """Yield the beginnings that ``word`` may begin with, one letter wrong."""
    for left in _without_one(word):
        if left[:_LEAST_MISSPELT] not in near.starts:
            continue
        for end in range(_LEAST_MISSPELT, len(left) + 1):
            begin = word[: end + len(word) - len(left)]
            for head in near.heads.get(left[:end], ()):
                if _begins_near(begin, head):
                    yield f"{head}*"


def _without_one(word: str) -> list[str]:
    return [word, *[word[:place] + word[place + 1 :] for place in range(len(word))]]


def _begins_near(begin: str, head: str) -> bool:
    """Tell whether a word's beginning is that of ``head``, misspelt before its last letter."""
    return begin[-1] == head[-1] and not head.startswith(begin) and _is_near(begin, head)


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


def _ends(words: Sequence[Word]) -> list[int]:
    """Return for each word the place after the last one of its sentence."""
    ends: list[int] = []
    for _sentence, some in groupby(words, key=attrgetter("sentence")):
        number = len(list(some))
        ends += [len(ends) + number] * number
    return ends


def _last_word(row: _Row, place: int, end: int, forms: Sequence[frozenset[str]]) -> int:
    """Return where the phrase of ``row`` ends that begins at ``place``, or -1.

    ``end`` is where the sentence ends.
    """
    for wanted, reach in row.later:
        for later in range(place + 1, min(place + 1 + reach, end)):
            if not wanted.isdisjoint(forms[later]):
                place = later
                break
        else:
            return -1
    return place


def _last_of_loose(row: _Row, place: int, end: int, forms: Sequence[frozenset[str]]) -> int:
    """Return where the loose phrase of ``row`` ends that begins at ``place``, or -1."""
    missing = list(row.words)
    for later in range(place, min(place + _NEAR + 1, end)):
        here = forms[later]
        for wanted in missing if here else ():
            if not here.isdisjoint(wanted):
                missing.remove(wanted)
                break
        if not missing:
            return later
    return -1
