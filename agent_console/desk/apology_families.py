"""What a sentence of an apology is most like: an excuse, a reproach, blame, or what it should be.

A small sentence classifier for each family of flaws and for each part of a good apology, beside the
lists of wordings and the two voices of ``apology_sense`` and ``apology_roles``: logistic regression
over the beginnings of words, pairs of words, groups of words and the place of the sentence. It was
learned from mails in which people marked the sentences; ``tests.desk.apology_families_training``
writes the weights (``apology_families_de`` …, ``apology_parts_de`` …) and the thresholds.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk import apology_roles, apology_sense
from agent_console.desk.apology_findings import Check
from agent_console.desk.apology_heard import Heard
from agent_console.desk.apology_promises import Said
from agent_console.desk.apology_weighing import weighed
from agent_console.desk.apology_words import Words
from agent_console.desk.own_words import Sentence

HARMLESS = -5.0
"""A sentence below it in every family is so unlike a flaw that one wording cannot spoil it."""
_MOST_SHARED, _MOST_NEW, _WORDS_A_STEP = 3, 4, 4
_LONG, _WORDS_A_LENGTH = 4, 6
_TOKEN = re.compile(r"[a-z]{1,40}(?:['’][a-z]{1,10})?|\d{1,20}")
_SAID = ("remedy", "contact", "ahead", "dated", "ours", "named_time", "done", "pays")
_NOWHERE = -9.0


class Family(StrEnum):
    """A way in which a sentence spoils an apology."""

    EXPLANATION = "explanation"
    CONDITIONAL = "conditional"
    OTHERS = "others"
    REPROACH = "reproach"
    BELITTLING = "belittling"
    EXCUSE = "excuse"


@dataclass(frozen=True, slots=True)
class Model:
    """The weight of each feature, that of a sentence without any, and from where on it counts."""

    weights: Mapping[str, float]
    base: float
    threshold: float

    def weigh(self, features: frozenset[str]) -> float:
        """Return how much a sentence is like those the model was taught; others are below 0."""
        return weighed(features, self.weights, self.base)


@dataclass(frozen=True, slots=True)
class Like:
    """A sentence that is like a family of flaws."""

    family: Family
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A mail's sentences with their features; ``before`` holds those before the apology."""

    sentences: tuple[Sentence, ...]
    features: tuple[frozenset[str], ...]
    before: tuple[frozenset[str], ...]

    def of(self, family: Family) -> tuple[frozenset[str], ...]:
        """Return the features a family is judged by: an explanation is one before the apology."""
        return self.before if family is Family.EXPLANATION else self.features


def read(said: Sequence[Said], words: Words, customer_text: str, language: str) -> Reading:
    """Return the features of our sentences; ``language`` is "de" or "en"."""
    signs = apology_roles.features_of(said, words, customer_text)
    heard = Heard.of(customer_text)
    sorry = [number for number, one in enumerate(said) if words.apology.search(one.sentence.plain)]
    first = sorry[0] if sorry else None
    features, before = [], []
    for number, (one, own) in enumerate(zip(said, signs, strict=True)):
        tokens = [_normal(token) for token in _TOKEN.findall(one.sentence.plain)]
        shared = heard.shared_with(one.sentence.text)
        common = own | apology_sense.features_of(one.sentence.plain, language)
        common |= {f"len:{min(_LONG, len(tokens) // _WORDS_A_LENGTH)}"}
        common |= {f"o:{name}" for name in _SAID if getattr(one, name)}
        common |= {f"sh:{min(_MOST_SHARED, shared)}"}
        pairs = {f"b:{a}_{b}" for a, b in itertools.pairwise(tokens)}
        features.append(frozenset(common | pairs | {f"p:{_place(number, first)}"}))
        if first is not None and number < first:
            before.append(_before(common, number, len(tokens), shared))
    return Reading(tuple(one.sentence for one in said), tuple(features), tuple(before))


def _normal(token: str) -> str:
    return "#" if token.isdigit() else token.replace("’", "'")


def _place(number: int, first: int | None) -> str:
    """Return where a sentence stands to the first apology."""
    if first is None:
        return "none"
    return "before" if number < first else "same" if number == first else "after"


def _before(common: frozenset[str], number: int, length: int, shared: int) -> frozenset[str]:
    """Return the features of a sentence before the apology: how much of it is new, above all."""
    new = max(-1, min(_MOST_NEW, (length - 2 * shared) // _WORDS_A_STEP))
    found = {"first" if number == 0 else "notfirst", f"new:{new}"}
    if not shared:
        found |= {f"n{one}" for one in common if one.startswith("@")}
    return common | found


def likenesses(reading: Reading, language: str) -> Iterator[Like]:
    """Yield, of each family, the sentence that is most like it, where it is like enough."""
    for family, model in _models(language)[0].items():
        weights = [model.weigh(one) for one in reading.of(family)]
        if weights and max(weights) > model.threshold:
            one = reading.sentences[weights.index(max(weights))]
            yield Like(family, one.start, one.end)


def is_harmless(reading: Reading, place: int, language: str) -> bool:
    """Return whether the sentence at a place of the text is like no family at all."""
    for number, one in enumerate(reading.sentences):
        if one.start <= place < one.end:
            return all(
                model.weigh(reading.of(family)[number]) <= HARMLESS
                for family, model in _models(language)[0].items()
                if number < len(reading.of(family))
            )
    return False


def lacking(reading: Reading, language: str) -> frozenset[Check]:
    """Return which parts of a good apology no sentence is like."""
    return frozenset(
        check
        for check, model in _models(language)[1].items()
        if max(map(model.weigh, reading.features), default=_NOWHERE) < model.threshold
    )


@functools.cache
def _models(language: str) -> tuple[dict[Family, Model], dict[Check, Model]]:
    if language == "de":
        from agent_console.desk.apology_families_de import FAMILIES
        from agent_console.desk.apology_parts_de import PARTS
    else:
        from agent_console.desk.apology_families_en import FAMILIES
        from agent_console.desk.apology_parts_en import PARTS
    return (
        {Family(name): _model(*known) for name, known in FAMILIES.items()},
        {Check(name): _model(*known) for name, known in PARTS.items()},
    )


def _model(base: float, threshold: float, weights: str) -> Model:
    pairs = weights.split()
    return Model(dict(zip(pairs[::2], map(float, pairs[1::2]), strict=True)), base, threshold)
