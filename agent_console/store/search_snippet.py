"""The piece of a found text that shows why it was found, with the words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent_console.desk.views import HIT_END, HIT_START
from agent_console.store.search_words import Forms, Word, folded, plain, variants

_LONGEST_TEXT = 100_000
_BEFORE = 40
_LENGTH = 140
_MOST_TERMS = 60
_TOKEN = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sought:
    """How one word is recognised in a folded text of one ``column`` ("" for any).

    It is one of the ``texts``, or what the ``pattern`` finds where it consists of several words;
    with ``part`` it may begin inside a word, with ``open`` end inside one.
    """

    column: str
    texts: tuple[str, ...]
    pattern: re.Pattern[str] | None
    part: bool
    open: bool

    def find(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Return where the first one at or after ``start`` is, from end to end of its words."""
        if self.pattern is not None:
            found = self.pattern.search(text, start)
            return found.span() if found else None
        spans = (self._find(text, one, start) for one in self.texts)
        return min((span for span in spans if span), default=None)

    def _find(self, text: str, one: str, start: int) -> tuple[int, int] | None:
        at = text.find(one, start)
        while at >= 0:
            low, high = at, at + len(one)
            while low > start and text[low - 1].isalnum():
                low -= 1
            while high < len(text) and text[high].isalnum():
                high += 1
            if (self.part or low == at) and (self.open or high == at + len(one)):
                return low, high
            at = text.find(one, high)
        return None


def sought(words: Iterable[Word], forms: Mapping[Word, Forms]) -> tuple[Sought, ...]:
    """Return how ``words`` with the terms that count as them are recognised."""
    return tuple(_sought(word, forms.get(word, Forms())) for word in words)


def _sought(word: Word, forms: Forms) -> Sought:
    if not word.bare:
        spelled = (word.text,) if word.exact else variants(word.text)
        texts = dict.fromkeys("[\\W_]+".join(_TOKEN.findall(folded(text))) for text in spelled)
        end = "[^\\W_]*" if word.open else "(?![^\\W_])"
        pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(texts)}){end}")
        return Sought(word.column, (), pattern, word.part, word.open)
    spelled = tuple(dict.fromkeys(folded(text) for text in variants(word.text)))
    others = [term for term in forms.terms if not any(text in term for text in spelled)]
    return Sought(word.column, (*spelled, *others[:_MOST_TERMS]), None, word.part, word.open)


def has_beginning(text: str, word: Word) -> bool:
    """Return whether a word in ``text`` begins with ``word`` (or, for a part, holds it)."""
    lowered = text.lower()
    if any(_begins(lowered, spelled, part=word.part) for spelled in variants(word.text)):
        return True
    return _begins(plain(lowered), plain(word.text), part=word.part)


def _begins(text: str, key: str, *, part: bool) -> bool:
    at = text.find(key)
    while not part and at > 0 and text[at - 1].isalnum():
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
            found
            for seeker in seekers
            if seeker.column in ("", name) and (found := seeker.find(seen))
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
    spans = []
    for seeker in seekers:
        span = seeker.find(seen)
        while span:
            spans.append(span)
            span = seeker.find(seen, span[1])
    return sorted(spans)


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
