"""The words of a text, as they are compared: lower case, without umlauts and accents."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import NamedTuple

MAX_WORDS = 1_500
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:['’][^\W\d_]{1,3}\b)?")
_BREAK = re.compile(r"[!?;…]|\n\s*\n")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
_SIGNS = str.maketrans("", "", "'’")


class Word(NamedTuple):
    """One word of a text: as it is compared, its place, and the number of its sentence."""

    plain: str
    start: int
    end: int
    sentence: int


def plain_word(word: str) -> str:
    """Return a word as it is compared: lower case, umlauts and accents written out."""
    if word.isascii():
        return word.lower().replace("'", "")
    lower = unicodedata.normalize("NFC", word).lower().translate(_LETTERS).translate(_SIGNS)
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(char for char in parts if not unicodedata.combining(char))


def plain_words(text: str, most: int) -> list[str]:
    """Return the first ``most`` words of a text as they are compared."""
    return [plain_word(found[0]) for found in islice(_WORD.finditer(text), most)]


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text, at most 1,500, with their places and sentences."""
    words: list[Word] = []
    sentence = before = 0
    for found in _WORD.finditer(text):
        written, (start, end) = found[0], found.span()
        between = text[before:start]
        if between != " " and _parts(between, written):
            sentence += 1
        before = end
        words.append(Word(plain_word(written), start, end, sentence))
        if len(words) == MAX_WORDS:
            break
    return tuple(words)


def _parts(between: str, word: str) -> bool:
    """Tell whether a sentence ends with the signs that stand ``between`` one and ``word``."""
    return bool(_BREAK.search(between)) or ("." in between and word[0].isupper())
