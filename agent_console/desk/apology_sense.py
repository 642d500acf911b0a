"""Sentences that read like an excuse, a reproach or blame though no listed wording is in them.

A small sentence classifier beside the lists of wordings: logistic regression over words and groups
of words (``apology_sense_de``, ``apology_sense_en``). Its weights stand readable in
``apology_weights_de`` and ``apology_weights_en``; ``tests.desk.apology_training`` writes them.
A mail is judged by its two worst sentences, for an excuse seldom comes in one sentence alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk.apology_promises import Said
from agent_console.desk.apology_weighing import added, weighed
from agent_console.desk.apology_words import Words
from agent_console.desk.own_words import Sentence
from agent_console.desk.wordings import wording, wordings_of

THRESHOLD = 1.5
"""From it on one good apology of forty is doubted, measured by cross-validation."""
HARMLESS = -2.0
LEAST_WORDS = 4
_LOWEST = -1.0
_WORST = 2
_TOKEN = re.compile(r"[a-z]{1,40}(?:['’][a-z]{1,10})?|\d{1,20}")


class Doubt(StrEnum):
    """What a doubtful sentence is most like."""

    EXCUSE = "excuse"
    REPROACH = "reproach"
    OTHERS = "others"
    OVERPROMISE = "overpromise"


_SIGNS = {
    Doubt.REPROACH: ("past_of_you", "as_if", "instruct", "tone", "care", "papers", "future"),
    Doubt.OTHERS: ("third", "staff", "not_us", "pejorative"),
    Doubt.EXCUSE: ("load", "nature", "cannot", "normal", "belittle", "resign"),
    Doubt.OVERPROMISE: ("absolute", "future", "promise"),
}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The sentence that weighs most, and what it is like."""

    kind: Doubt
    start: int
    end: int


def features_of(plain: str, language: str) -> frozenset[str]:
    """Return the words of a folded sentence, and as ``@name`` the groups that are in it."""
    words = ("#" if word.isdigit() else word for word in _TOKEN.findall(plain))
    groups = _groups(language)
    found = (f"@{name}" for name, pattern in groups.items() if pattern.search(plain))
    return frozenset((*(word.replace("’", "'") for word in words), *found))


def open_to_doubt(said: Sequence[Said], words: Words) -> list[Sentence]:
    """Return our sentences behind the apology that promise nothing: excuses stand there."""
    sorry = [number for number, one in enumerate(said) if words.apology.search(one.sentence.plain)]
    behind = said[sorry[0] + 1 :] if sorry else said
    return [
        one.sentence
        for one in behind
        if not (one.remedy or one.contact or one.ahead) and one.sentence.words >= LEAST_WORDS
    ]


def doubt(sentences: Sequence[Sentence], language: str) -> Doubtful | None:
    """Return the worst sentence where the worst two together weigh too much.

    ``sentences`` are those of ``open_to_doubt``, ``language`` is "de" or "en".
    """
    weights = [weight_of(one.plain, language) for one in sentences]
    if not weights or total(weights) < THRESHOLD:
        return None
    one = sentences[weights.index(max(weights))]
    return Doubtful(_kind(one.plain, language), one.start, one.end)


def is_harmless(sentence: Sentence, language: str) -> bool:
    """Return whether a sentence is so much like good ones that one wording cannot spoil it."""
    return weight_of(sentence.plain, language) < HARMLESS


def total(weights: Iterable[float]) -> float:
    """Return what the two worst sentences of a mail weigh together."""
    worst = sorted(weights, reverse=True)[:_WORST]
    return added(max(weight, _LOWEST) for weight in worst)


def weight_of(plain: str, language: str) -> float:
    """Return how much a folded sentence is like an excuse or a reproach; good ones are below 0."""
    weights, base = _weights(language)
    return weighed(features_of(plain, language), weights, base)


def _kind(plain: str, language: str) -> Doubt:
    """Return what most signs in a sentence speak for; blame comes before an excuse."""
    groups = _groups(language)
    signs = {
        kind: sum(bool(groups[name].search(plain)) for name in names) / len(names)
        for kind, names in _SIGNS.items()
    }
    return max(signs, key=lambda kind: signs[kind])


@functools.cache
def _groups(language: str) -> dict[str, re.Pattern[str]]:
    if language == "de":
        from agent_console.desk.apology_sense_de import GROUPS
    else:
        from agent_console.desk.apology_sense_en import GROUPS
    return {name: wording(*wordings_of(text)) for name, text in GROUPS.items()}


@functools.cache
def _weights(language: str) -> tuple[dict[str, float], float]:
    """Return the weight of each feature, and that of a sentence without any."""
    if language == "de":
        from agent_console.desk.apology_weights_de import BASE, WEIGHTS
    else:
        from agent_console.desk.apology_weights_en import BASE, WEIGHTS
    pairs = WEIGHTS.split()
    return dict(zip(pairs[::2], map(float, pairs[1::2]), strict=True)), BASE
