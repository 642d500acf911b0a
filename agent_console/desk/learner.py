"""Learns request types from the team's own labels: multinomial naive Bayes over counted features.

The model is nothing but sums of whole numbers over label events. Whatever the order in which they
are replayed, every console gets the same counts, and the same answer: sums of logarithms are exact
(``math.fsum``). A label taken back is subtracted again.

Method: McCallum and Nigam, A Comparison of Event Models for Naive Bayes Text Classification (1998),
each feature counted once per text; smoothing 0.05; parts of words weigh half.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from agent_console.desk.words import plain_words

LEAST_LABELS = 30
LEAST_OF_TYPE = 5
LEAST_LEAD = 5.0
LEAST_GAIN = 0.5
LEAST_KNOWN = 0.7
_SMOOTHING = 0.05
_MAX_WORDS = 400
_PIECE = 4
_WHOLE, _PART = 1.0, 0.5
_MOST_KNOWN = 8_192


@dataclass(frozen=True, slots=True)
class Label:
    """A text that a person gave a type."""

    text: str
    type: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What earlier labels suggest.

    ``lead`` is how much more likely the type is than the next one (natural logarithm), ``gain`` how
    much more the text is like the type than like all labelled texts, per feature; ``known`` is the
    share of its words that labelled texts hold. ``labels`` were seen of this type.
    """

    type: str
    lead: float
    gain: float
    known: float
    labels: int


def features_of(text: str) -> frozenset[str]:
    """Return what is counted of a text: words, pairs of words, and parts of long words."""
    words = ["#" if word.isdigit() else word for word in plain_words(text, _MAX_WORDS)]
    found = {f"p {a} {b}" for a, b in pairwise(words)}
    return frozenset(found.union(*map(_features_of_word, set(words))))


@lru_cache(maxsize=_MOST_KNOWN)
def _features_of_word(word: str) -> tuple[str, ...]:
    """Return a word and, if it is long, its parts; texts hold the same words again and again."""
    if len(word) <= _PIECE:
        return (f"w {word}",)
    ends = f"<{word}>"
    parts = (f"c {ends[at : at + _PIECE]}" for at in range(len(ends) - _PIECE + 1))
    return (f"w {word}", *parts)


@dataclass(frozen=True, slots=True)
class _Logs:
    """How much a feature weighs, and how likely it is: in any text, and in those of each type.

    They are weighted logarithms; types that never had the feature are left out.
    """

    weight: float
    general: float
    by_type: tuple[tuple[str, float], ...]


class Learner:
    """The counts of a team's labels; equal counts mean equal suggestions."""

    def __init__(self, labels: Iterable[Label] = ()) -> None:
        self._texts: dict[str, int] = {}
        self._features: dict[str, dict[str, int]] = {}
        self._sizes: dict[str, int] = {}
        self._logs: dict[str, _Logs] = {}
        for label in labels:
            self.learn(label)

    @property
    def labels(self) -> int:
        """How many labels it knows."""
        return sum(self._texts.values())

    def learn(self, label: Label) -> None:
        """Count a label."""
        self._count(label, 1)

    def forget(self, label: Label) -> None:
        """Take back a label that was counted before."""
        self._count(label, -1)

    def _count(self, label: Label, by: int) -> None:
        features = features_of(label.text)
        self._logs = {}
        _add(self._texts, label.type, by)
        _add(self._sizes, label.type, by * len(features))
        for feature in features:
            counts = self._features.get(feature)
            if counts is None:
                self._features[feature] = {label.type: by}
                continue
            _add(counts, label.type, by)
            if not counts:
                del self._features[feature]

    def counts(self) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        """Return every count in a fixed order, to compare consoles."""
        return (
            ("", tuple(sorted(self._texts.items()))),
            *(
                (feature, tuple(sorted(counts.items())))
                for feature, counts in sorted(self._features.items())
            ),
        )

    def best(self, text: str) -> Suggestion | None:
        """Return the likeliest type of a text, however unsure; None without any label."""
        features = features_of(text)
        known = [feature for feature in features if feature in self._features]
        logs = [self._logs.get(feature) or self._logs_of(feature) for feature in known]
        likely = self._likely(logs)
        scores = {
            type_id: math.fsum((math.log(self._texts[type_id]), *logs))
            for type_id, logs in likely.items()
        }
        if not scores:
            return None
        best = max(scores, key=lambda type_id: scores[type_id])
        others = [score for type_id, score in scores.items() if type_id != best]
        lead = scores[best] - max(others, default=-math.inf)
        return Suggestion(
            type=best,
            lead=round(lead, 6),
            gain=round(_gain(likely[best], logs), 6),
            known=round(_share_of_words(features, self._features), 6),
            labels=self._texts[best],
        )

    def suggest(self, text: str) -> Suggestion | None:
        """Return the likely type of a text; None when there is not enough to go by."""
        found = self.best(text) if self.labels >= LEAST_LABELS and len(self._texts) > 1 else None
        sure = (
            found is not None
            and found.labels >= LEAST_OF_TYPE
            and found.lead >= LEAST_LEAD
            and found.gain >= LEAST_GAIN
            and found.known >= LEAST_KNOWN
        )
        return found if sure else None

    def _likely(self, known: Sequence[_Logs]) -> dict[str, list[float]]:
        """Return for each type the numbers that make its weighted logarithm of what is known."""
        likely: dict[str, list[float]] = {type_id: [] for type_id in sorted(self._texts)}
        for weight in (_WHOLE, _PART):
            some = [one.by_type for one in known if one.weight == weight]
            unseen = {type_id: len(some) + len(logs) for type_id, logs in likely.items()}
            for type_id, log in chain.from_iterable(some):
                likely[type_id].append(log)
            for type_id, logs in likely.items():
                never = unseen[type_id] - len(logs)
                if never:
                    logs += _times(never, weight * math.log(_SMOOTHING / self._size(type_id)))
        return likely

    def _logs_of(self, feature: str) -> _Logs:
        """Return the logarithms of a known feature, and keep them until counts change."""
        counts, weight = self._features[feature], _weight(feature)
        size = sum(self._sizes.values()) + _SMOOTHING * len(self._features)
        by_type = tuple(
            (type_id, weight * math.log((seen + _SMOOTHING) / self._size(type_id)))
            for type_id, seen in counts.items()
            if type_id in self._texts
        )
        general = weight * math.log((sum(counts.values()) + _SMOOTHING) / size)
        logs = self._logs[feature] = _Logs(weight, general, by_type)
        return logs

    def _size(self, type_id: str) -> float:
        return self._sizes.get(type_id, 0) + _SMOOTHING * len(self._features)


def _gain(logs: Iterable[float], known: Sequence[_Logs]) -> float:
    """Return how much likelier a type makes a feature than all texts do, on average.

    ``logs`` are the numbers that make the type's weighted logarithm.
    """
    if not known:
        return 0.0
    general = math.fsum([one.general for one in known])
    return (math.fsum(logs) - general) / math.fsum([one.weight for one in known])


def _weight(feature: str) -> float:
    """Parts of words repeat what whole words say: they weigh half."""
    return _PART if feature[0] == "c" else _WHOLE


def _times(number: int, value: float) -> list[float]:
    """Return few values whose exact sum is ``number`` times ``value``: each is a power of two."""
    return [value * (1 << bit) for bit in range(number.bit_length()) if number >> bit & 1]


def _add(counts: dict[str, int], key: str, by: int) -> None:
    """Add without keeping zeros: what was taken back leaves no trace."""
    counts[key] = counts.get(key, 0) + by
    if not counts[key]:
        del counts[key]


def _share_of_words(features: Iterable[str], known: Container[str]) -> float:
    words = [feature for feature in features if feature[0] == "w"]
    return sum(word in known for word in words) / len(words) if words else 0.0
