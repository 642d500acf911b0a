"""Which request type a text belongs to, by rules that show what they matched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from agent_console.desk.facts import FactKind, fact_word
from agent_console.desk.phrases import Find
from agent_console.desk.request_types import OTHER, RequestType, RequestTypes, Strength
from agent_console.desk.subjects import has_reply_prefix
from agent_console.desk.text import shorten, to_screen
from agent_console.desk.words import Word, words_of
from agent_console.i18n import _

MAX_TEXT = 12_000
_MAX_LINE = 1_000
_MAX_SHOWN = 4
_SHOWN_WIDTH = 48
_MOST = 12


@dataclass(frozen=True, slots=True)
class RequestVerdict:
    """The type of a request, the level it needs, and why, in words.

    ``score`` tells how much spoke for it; ``also`` are other types that the text speaks of, the
    strongest first. A text that no rule knows is ``other``, of level 1, with score 0.
    """

    type: str
    level: int
    reasons: tuple[str, ...]
    score: int = 0
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tally:
    """What was found for one type."""

    spans: list[tuple[int, int, Strength]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    extra: int = 0


def own_words(subject: str, body: str) -> str:
    """Return what the customer wrote this time: the body, and the subject unless it answers us.

    ``body`` is the text without quotes, signature and disclaimer.
    """
    head = "" if has_reply_prefix(subject) else subject.strip()
    return f"{head}\n\n{body}"[:MAX_TEXT]


def classify(
    text: str,
    types: RequestTypes,
    facts: Collection[FactKind] = frozenset(),
    *,
    words: Sequence[Word] | None = None,
) -> RequestVerdict:
    """Return the type of a text; ``facts`` are the kinds of facts that stand in it.

    Of two types that as much speaks for, the one that stands first among ``types`` is taken.
    ``words`` are those of the text, at most its first 12,000 characters, where they are known.
    """
    text = text[:MAX_TEXT]
    words = words_of(text) if words is None else words
    tallies = _tallies(types, words, text)
    scores = {one.id: _score(one, tallies.get(one.id), facts) for one in types.types}
    ranked = sorted((one for one in types.types if scores[one.id]), key=lambda o: -scores[o.id])
    if not ranked:
        return RequestVerdict(OTHER, 1, (_("no rule knows these words"),))
    best = ranked[0]
    reason = _matched(best, tallies[best.id].pieces, facts)
    also = tuple(one.id for one in ranked[1:])
    return RequestVerdict(best.id, best.level, (reason,), scores[best.id], also)


def _tallies(types: RequestTypes, words: Sequence[Word], text: str) -> dict[str, _Tally]:
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for find, type_id, strength in _strongest_first(types, words):
        tally = tallies[type_id]
        if strength is not Strength.AGAINST:
            if any(first <= find.last and find.first <= last for first, last, _s in tally.spans):
                continue
            piece = text[words[find.first].start : words[find.last].end]
            if _same_before(piece, tally.pieces):
                continue
            tally.pieces.append(piece)
        tally.spans.append((find.first, find.last, strength))
    lines = [line[:_MAX_LINE] for line in text.split("\n")]
    for one in types.types:
        for piece in _by_patterns(one, lines):
            tally = tallies[one.id]
            tally.extra += Strength.WORD
            tally.pieces.append(piece)
    return tallies


def _same_before(piece: str, pieces: Iterable[str]) -> bool:
    return piece.casefold() in (other.casefold() for other in pieces)


def _strongest_first(
    types: RequestTypes, words: Sequence[Word]
) -> Iterator[tuple[Find, str, Strength]]:
    found = [
        (find, type_id, strength)
        for find in types.book.find(words)
        for type_id, strength in types.cues[find.phrase]
    ]
    yield from sorted(found, key=lambda one: (-one[2], one[0].first - one[0].last, one[0].first))


def _by_patterns(one: RequestType, lines: Sequence[str]) -> Iterator[str]:
    for pattern in one.patterns:
        found = (pattern.search(line) for line in lines)
        match = next((match for match in found if match and match[0]), None)
        if match:
            yield match[0]


def _score(one: RequestType, tally: _Tally | None, facts: Collection[FactKind]) -> int:
    """Add up what speaks for a type: 0 unless something does that is enough alone."""
    if tally is None:
        return 0
    strengths = [strength for _first, _last, strength in tally.spans]
    if not tally.extra and max(strengths, default=0) < Strength.WORD:
        return 0
    total = sum(strengths) + tally.extra + sum(kind in facts for kind in one.facts)
    return min(total, _MOST) if total >= Strength.WORD else 0


def _matched(one: RequestType, pieces: Sequence[str], facts: Collection[FactKind]) -> str:
    quoted = [
        _("'{words}'").format(words=shorten(to_screen(piece, one_line=True), _SHOWN_WIDTH))
        for piece in pieces[:_MAX_SHOWN]
    ]
    helped = [fact_word(kind) for kind in one.facts if kind in facts]
    return _("matched: {words}").format(words=", ".join(quoted + helped))
