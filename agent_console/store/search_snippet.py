"""The piece of a found text that shows why it was found, with the words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agent_console.store.search_words import Forms, Word, folded, plain, variants

# Around a word that was found, in ``SearchHit.snippet``; never part of a stored text.
HIT_START: Final = "\x02"
HIT_END: Final = "\x03"

_LONGEST_TEXT = 100_000
_BEFORE = 40
_LENGTH = 140
_MOST_TERMS = 60
_TOKEN = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sought:
    """How one word is recognised in a folded text of one ``column`` ("" for any)."""

    column: str
    pattern: re.Pattern[str]


def sought(words: Iterable[Word], forms: Mapping[Word, Forms]) -> tuple[Sought, ...]:
    """Return how ``words`` with the terms that count as them are recognised."""
    return tuple(_sought(word, forms.get(word, Forms())) for word in words)


def _sought(word: Word, forms: Forms) -> Sought:
    spelled = (word.text,) if word.exact else (*variants(word.text), *forms.terms[:_MOST_TERMS])
    texts = dict.fromkeys("[\\W_]+".join(_TOKEN.findall(folded(text))) for text in spelled)
    either = "|".join(sorted(filter(None, texts), key=len, reverse=True))
    before = r"[^\W_]*?" if word.part else ""
    after = r"[^\W_]*" if word.open else r"(?![^\W_])"
    return Sought(word.column, re.compile(rf"(?<![^\W_]){before}(?:{either}){after}"))


def has_beginning(text: str, word: Word) -> bool:
    """Return whether a word in ``text`` begins with ``word`` (or, for a part, holds it)."""
    key = plain(word.text)
    text = plain(text)
    if word.part:
        return key in text
    at = text.find(key)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(key, at + 1)
    return at >= 0


def snippet(columns: Sequence[tuple[str, str]], seekers: Sequence[Sought]) -> str:
    """Return a line from the (name, text) of the columns in which most words are found.

    Of equals the first counts; where nothing is found, its beginning is returned, unmarked.
    """
    best, places, most = "", [], -1
    for name, text in columns:
        shown = unicodedata.normalize("NFC", text[:_LONGEST_TEXT])
        seen = folded(shown)
        if len(seen) != len(shown):
            seen = ""
        firsts = [
            found.span()
            for seeker in seekers
            if seeker.column in ("", name) and (found := seeker.pattern.search(seen))
        ]
        if len(firsts) > most:
            best, places, most = shown, firsts, len(firsts)
        if most == len(seekers):
            break
    start, end = _window(best, min(places)[0] if places else 0)
    marked = _marked(best[start:end], seekers if places else ())
    return f"{'…' if start else ''}{marked}{'…' if end < len(best) else ''}"


def _window(text: str, at: int) -> tuple[int, int]:
    """Return where to cut: around ``at``, between words."""
    start = max(at - _BEFORE, 0)
    if start:
        space = _SPACES.search(text, start, at)
        start = space.end() if space else at
    end = min(start + _LENGTH, len(text))
    if end < len(text):
        spaces = list(_SPACES.finditer(text, start + _LENGTH // 2, end))
        end = spaces[-1].start() if spaces else end
    return start, end


def _marked(text: str, seekers: Iterable[Sought]) -> str:
    text = text.replace(HIT_START, "").replace(HIT_END, "")
    parts, last = [], 0
    for start, end in _joined(_spans(folded(text), seekers)):
        parts += [text[last:start], HIT_START, text[start:end], HIT_END]
        last = end
    return " ".join("".join((*parts, text[last:])).split())


def _spans(seen: str, seekers: Iterable[Sought]) -> list[tuple[int, int]]:
    return sorted(found.span() for seeker in seekers for found in seeker.pattern.finditer(seen))


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Merge what overlaps."""
    start, end = -1, -1
    for low, high in spans:
        if low > end:
            if end > 0:
                yield start, end
            start, end = low, high
        end = max(end, high)
    if end > 0:
        yield start, end
