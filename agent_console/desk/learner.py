"""Learns request types from the team's own labels: multinomial naive Bayes over counted features.

The model is nothing but sums of whole numbers over label events. Whatever the order in which they
are replayed, every console gets the same counts, and the same answer: sums of logarithms are exact
(``math.fsum``). A label taken back is subtracted again.

Method: McCallum and Nigam, A Comparison of Event Models for Naive Bayes Text Classification (1998),
each feature counted once per text; smoothing 0.05; parts of words weigh half.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from agent_console.desk.phrases import words_of

LEAST_LABELS = 30
LEAST_OF_TYPE = 5
LEAST_LEAD = 5.0
LEAST_GAIN = 0.5
LEAST_KNOWN = 0.7
_SMOOTHING = 0.05
_MAX_WORDS = 400
_PIECE = 4


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
    words = ["#" if word.plain.isdigit() else word.plain for word in words_of(text)[:_MAX_WORDS]]
    found = {f"w {word}" for word in words}
    found |= {f"p {a} {b}" for a, b in pairwise(words)}
    for word in set(words):
        if len(word) > _PIECE:
            ends = f"<{word}>"
            found |= {f"c {ends[at : at + _PIECE]}" for at in range(len(ends) - _PIECE + 1)}
    return frozenset(found)


class Learner:
    """The counts of a team's labels; equal counts mean equal suggestions."""

    def __init__(self, labels: Iterable[Label] = ()) -> None:
        self._texts: Counter[str] = Counter()
        self._features: dict[str, Counter[str]] = {}
        self._sizes: Counter[str] = Counter()
        for label in labels:
            self.learn(label)

    @property
    def labels(self) -> int:
        """How many labels it knows."""
        return self._texts.total()

    def learn(self, label: Label) -> None:
        """Count a label."""
        self._count(label, 1)

    def forget(self, label: Label) -> None:
        """Take back a label that was counted before."""
        self._count(label, -1)

    def _count(self, label: Label, by: int) -> None:
        features = features_of(label.text)
        _add(self._texts, label.type, by)
        _add(self._sizes, label.type, by * len(features))
        for feature in features:
            counts = self._features.setdefault(feature, Counter())
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
        scores = {type_id: self._score(type_id, known) for type_id in sorted(self._texts)}
        if not scores:
            return None
        best = max(scores, key=lambda type_id: scores[type_id])
        others = [score for type_id, score in scores.items() if type_id != best]
        lead = scores[best] - max(others, default=-math.inf)
        return Suggestion(
            type=best,
            lead=round(lead, 6),
            gain=round(self._gain(best, known), 6),
            known=round(_share_of_words(features, known), 6),
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

    def _score(self, type_id: str, known: Iterable[str]) -> float:
        return math.fsum((math.log(self._texts[type_id]), *self._logs(type_id, known)))

    def _logs(self, type_id: str, known: Iterable[str]) -> Iterator[float]:
        size = self._sizes[type_id] + _SMOOTHING * len(self._features)
        for feature in known:
            seen = self._features[feature][type_id]
            yield _weight(feature) * math.log((seen + _SMOOTHING) / size)

    def _gain(self, type_id: str, known: list[str]) -> float:
        """Return how much likelier the type makes a feature than all texts do, on average."""
        if not known:
            return 0.0
        size = self._sizes.total() + _SMOOTHING * len(self._features)
        general = math.fsum(
            _weight(feature) * math.log((self._features[feature].total() + _SMOOTHING) / size)
            for feature in known
        )
        weights = math.fsum(map(_weight, known))
        return (math.fsum(self._logs(type_id, known)) - general) / weights


def _weight(feature: str) -> float:
    """Parts of words repeat what whole words say: they weigh half."""
    return 0.5 if feature[0] == "c" else 1.0


def _add(counts: Counter[str], key: str, by: int) -> None:
    """Add without keeping zeros: what was taken back leaves no trace."""
    counts[key] += by
    if not counts[key]:
        del counts[key]


def _share_of_words(features: frozenset[str], known: Iterable[str]) -> float:
    words = sum(feature[0] == "w" for feature in features)
    return sum(feature[0] == "w" for feature in known) / words if words else 0.0
