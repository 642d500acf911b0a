"""What a person typed into the search line, as questions to the search indexes. Pure text.

Words stand for themselves; every sign in them is quoted, so that nothing is an operator. A text in
double quotes is looked for exactly as it stands, ``subject:`` and the like name a part of the mail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from agent_console.store.codec import clean

MIN_PREFIX: Final = 2
MIN_PART: Final = 4
_MAX_PART: Final = 40
_MAX_WORDS: Final = 16
_MAX_VARIANTS: Final = 8
_SPELLINGS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß"))
_PLAIN = (("ß", "ss"), ("ae", "a"), ("oe", "o"), ("ue", "u"))
# What a text may hold so often that it is worth a way of its own.
_FREQUENT = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("é", "e"))
_OTHER = re.compile("[^\x00-\x7fß€„“”–…]+")
_LETTER = re.compile(r"[^\W_]")
_TYPED = re.compile(r'(?:([^\W\d_]+):)?(?:"([^"]*)"|(\S+))')
# A person may type the name of the part in English or German.
_FIELDS = {
    "from": "people",
    "von": "people",
    "subject": "subject",
    "betreff": "subject",
    "file": "files",
    "datei": "files",
}


class _Bases(dict[str, str]):
    """Letters without their accents, each computed when it first occurs."""

    def __missing__(self, char: str) -> str:
        parts = unicodedata.normalize("NFD", char)
        base = "".join(part for part in parts if not unicodedata.combining(part))
        self[char] = base if len(base) < 2 else char
        return self[char]


_BASES = _Bases()


@dataclass(frozen=True, slots=True)
class Word:
    """One word or quoted text that was typed.

    ``column`` is the only part of the mail that counts, "" for all. ``exact`` texts stood in
    quotes; ``prefix`` words may go on.
    """

    text: str
    column: str = ""
    exact: bool = False
    prefix: bool = False

    @property
    def bare(self) -> bool:
        """Whether this is a single word of letters alone, whose other forms can be looked up."""
        return not self.exact and folded(self.text).isalpha()

    @property
    def part(self) -> bool:
        """Whether the word is also looked for inside longer ones."""
        return self.bare and MIN_PART <= len(plain(self.text)) <= _MAX_PART

    @property
    def open(self) -> bool:
        """Whether words that only begin with it count."""
        return self.prefix or self.part


@dataclass(frozen=True, slots=True)
class Forms:
    """The terms of the index that count as a word, besides those that begin with it.

    With ``begun`` the terms beginning with it are among ``terms`` already.
    """

    terms: tuple[str, ...] = ()
    begun: bool = False


def typed_words(text: str) -> tuple[Word, ...]:
    """Return the words in ``text`` that can be looked for; only the last may go on."""
    words = []
    ends_open = False
    for found in _TYPED.finditer(clean(text)):
        name, quoted, single = found.groups()
        column = _FIELDS.get((name or "").lower(), "")
        whole = quoted if quoted is not None else single
        if name and not column:
            whole = f"{name} {whole}" if quoted is not None else f"{name}:{whole}"
        if _LETTER.search(whole):
            words.append(Word(whole.lower(), column, exact=quoted is not None))
            ends_open = quoted is None
        else:
            ends_open = ends_open and quoted is None
    words = words[:_MAX_WORDS]
    if words and ends_open and len(_LETTER.findall(words[-1].text)) >= MIN_PREFIX:
        words[-1] = replace(words[-1], prefix=True)
    return tuple(words)


def without_begun_letter(text: str) -> str:
    """Return ``text`` without the single letter at its end, of which a word may become; else "".

    One letter is too little to look for beginnings, and as a word of its own it is rarely meant.
    """
    before, _space, last = text.rpartition(" ")
    return before if len(last) == 1 and last.isalpha() and typed_words(before) else ""


def match_text(words: Iterable[Word], forms: Callable[[Word], Forms]) -> str:
    """Return the FTS5 query for mails that hold all ``words``, each in one of its ``forms``."""
    return " AND ".join(_question(word, forms(word)) for word in words)


def variants(word: str) -> tuple[str, ...]:
    """Return the ways to spell a word with and without umlauts and sharp s; itself first."""
    word = word.lower()
    found = [word]
    for plain_form, umlaut in _SPELLINGS:
        found += [item.replace(plain_form, umlaut) for item in found if plain_form in item]
        found += [item.replace(umlaut, plain_form) for item in found if umlaut in item]
    return tuple(dict.fromkeys(found))[:_MAX_VARIANTS]


def folded(text: str) -> str:
    """Return a text in lower case and without accents, as the search indexes keep its words."""
    text = text.lower()
    if text.isascii():
        return text
    for letter, base in _FREQUENT:
        text = text.replace(letter, base)
    return _OTHER.sub(_without_accents, text)


def _without_accents(found: re.Match[str]) -> str:
    return "".join(_BASES[char] for char in found[0])


def plain(text: str) -> str:
    """Return the one spelling that ä, ae and a have in common, and so on; ß is ss."""
    text = folded(text)
    for long, short in _PLAIN:
        text = text.replace(long, short)
    return text


def _question(word: Word, forms: Forms) -> str:
    star = "*" if word.open and not forms.begun else ""
    known = set(forms.terms)
    asked = [
        _quoted(variant) + star
        for variant in ((word.text,) if word.exact else variants(word.text))
        if star or folded(variant) not in known
    ]
    asked += [_quoted(term) for term in forms.terms]
    text = f"({' OR '.join(asked)})" if len(asked) > 1 or word.column else asked[0]
    return f"{word.column} : {text}" if word.column else text


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
