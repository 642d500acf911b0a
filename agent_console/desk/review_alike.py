"""Requests of no known type that are alike: put together by the words that few other mails have.

One mail after another joins the group whose first mails it is most like, or begins a group of its
own (leader clustering; Hartigan, Clustering Algorithms, 1975, ch. 3). Only groups that share two
of the most telling words are compared, so that thousands of mails take seconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

ALIKE = 0.25
LEAST = 3
"""So many customers make a kind of request; fewer are chance."""

_TOP = 10
_NAMED = 4
_SHARED = 2
_LEADERS = 6


@dataclass(frozen=True, slots=True)
class Request:
    """A ticket of no known type: its telling words, who wrote, and whether in the month before."""

    ref: str
    customer: str
    words: frozenset[str]
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """Requests that are alike; ``words`` are what they have in common, most telling first."""

    words: tuple[str, ...]
    refs: tuple[str, ...]
    n_before: int


@dataclass(frozen=True, slots=True)
class _Ready:
    """A request with what is compared: words that tell something, and the sum of their squares."""

    request: Request
    words: frozenset[str]
    top: tuple[str, ...]
    size: float


@dataclass(slots=True)
class _Group:
    leaders: list[_Ready] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)


def kinds_of(requests: Sequence[Request], weight: Mapping[str, float]) -> tuple[Kind, ...]:
    """Return the kinds that grew since the month before, the one that grew most first."""
    squares = {word: each**2 for word, each in weight.items() if each > 0}
    groups, by_word = list[_Group](), defaultdict[str, list[int]](list)
    for request in requests:
        one = _ready(request, weight, squares)
        if len(one.top) < _SHARED:
            continue
        place = _most_like(one, groups, by_word, squares)
        if place is None:
            place = len(groups)
            groups.append(_Group())
        group = groups[place]
        group.requests.append(request)
        if len(group.leaders) < _LEADERS:
            group.leaders.append(one)
            for word in one.top:
                if place not in by_word[word]:
                    by_word[word].append(place)
    found = [_kind(group, weight) for group in groups if _is_kind(group)]
    grown = [one for one in found if len(one.refs) > one.n_before]
    return tuple(sorted(grown, key=lambda one: (one.n_before - len(one.refs), one.words)))


def _ready(request: Request, weight: Mapping[str, float], squares: Mapping[str, float]) -> _Ready:
    words = frozenset(word for word in request.words if word in squares)
    ordered = sorted(words, key=lambda word: (-weight[word], word))
    return _Ready(request, words, tuple(ordered[:_TOP]), sum(squares[word] for word in words))


def _most_like(
    one: _Ready,
    groups: Sequence[_Group],
    by_word: Mapping[str, list[int]],
    squares: Mapping[str, float],
) -> int | None:
    shared = Counter(place for word in one.top for place in by_word.get(word, ()))
    best: tuple[float, int | None] = (ALIKE, None)
    for place in sorted(place for place, count in shared.items() if count >= _SHARED):
        alike = max(_likeness(one, other, squares) for other in groups[place].leaders)
        if alike > best[0]:
            best = (alike, place)
    return best[1]


def _likeness(one: _Ready, other: _Ready, squares: Mapping[str, float]) -> float:
    """Return the cosine of the weighted words; a single one in both is chance."""
    both = one.words & other.words
    if len(both) < _SHARED:
        return 0.0
    return sum([squares[word] for word in both]) / sqrt(one.size * other.size)


def _is_kind(group: _Group) -> bool:
    now = {one.customer for one in group.requests if not one.is_before}
    return len(now) >= LEAST


def _kind(group: _Group, weight: Mapping[str, float]) -> Kind:
    counts = Counter(word for one in group.requests for word in one.words)
    scored = sorted(counts, key=lambda word: (-counts[word] * weight.get(word, 0.0), word))
    refs = tuple(one.ref for one in group.requests if not one.is_before)
    return Kind(tuple(scored[:_NAMED]), refs, len(group.requests) - len(refs))
