"""Whether a reply does the four things of an apology: a second voice beside the wordings.

A sentence classifier for each of them (``apology_roles_de``, ``apology_roles_en``): logistic
regression over the beginnings of words and over what ``apology_words`` finds in the sentence and
beside it. A mail does what the most fitting of its sentences does. A thing counts as missing only
when the wordings and this classifier both miss it. ``tests.desk.apology_roles_training`` writes
the weights: it needs no marked sentence, a good mail has a sentence of each kind.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from agent_console.desk.apology_findings import Check
from agent_console.desk.apology_heard import Heard
from agent_console.desk.apology_promises import Said
from agent_console.desk.apology_weighing import weighed
from agent_console.desk.apology_words import Words

ROLES = (Check.APOLOGY, Check.UNDERSTANDING, Check.SOLUTION, Check.CHECK_BACK)
ABSENT = {
    Check.APOLOGY: -2.6,
    Check.UNDERSTANDING: -1.8,
    Check.SOLUTION: -1.6,
    Check.CHECK_BACK: -2.4,
}
"""Below it a mail lacks the thing: hardly any good one is, measured set against set."""
_NOWHERE = -9.0
_BEGINNING = 6
_MOST_SHARED = 4
_ENDS = 2
_TOKEN = re.compile(r"[a-z]{1,40}(?:['’][a-z]{1,10})?|\d{1,20}")
_MONEY = re.compile(r"\d\s?(?:€|eur|euro|£|\$|pound|dollar|%|prozent|percent)|[€£$]\s?\d")
_GROUPS = (
    "apology", "regret", "remedy", "contact", "receives", "done", "asks", "soon", "vague", "empty",
    "sympathy", "calls", "admits", "past", "theirs", "we", "explains",
)  # fmt: skip

Features = frozenset[str]
Model = tuple[Mapping[str, float], float]
"""The weight of each feature, and that of a sentence without any."""


def lacking(
    said: Sequence[Said], words: Words, customer_text: str, language: str
) -> frozenset[Check]:
    """Return which of ``ROLES`` no sentence of ours looks like; ``language`` is "de" or "en"."""
    features = features_of(said, words, customer_text)
    models = _models(language)
    return frozenset(role for role in ROLES if best(features, models[role]) < ABSENT[role])


def best(sentences: Sequence[Features], model: Model) -> float:
    """Return how much the most fitting sentence of a mail weighs."""
    return max((weight(one, model) for one in sentences), default=_NOWHERE)


def weight(features: Features, model: Model) -> float:
    """Return how much a sentence is like those of a role; others are below 0."""
    weights, base = model
    return weighed(features, weights, base)


def features_of(said: Sequence[Said], words: Words, customer_text: str) -> list[Features]:
    """Return of each sentence the beginnings of its words, and as ``@name`` what is in it."""
    heard = Heard.of(customer_text)
    found = []
    for number, one in enumerate(said):
        own = {*_beginnings(one.sentence.plain), *_signs(one, words), *_place(said, number)}
        own |= {f"@shared{count}" for count in range(1, _shared(one, heard) + 1)}
        if {"@remedy", "@near"} <= own:
            own.add("@remedy+near")
        found.append(frozenset(own))
    return found


def _beginnings(plain: str) -> set[str]:
    tokens = _TOKEN.findall(plain)
    return {"#" if one.isdigit() else one.replace("’", "'")[:_BEGINNING] for one in tokens}


def _shared(one: Said, heard: Heard) -> int:
    return min(_MOST_SHARED, heard.shared_with(one.sentence.text))


def _signs(one: Said, words: Words) -> set[str]:
    plain = one.sentence.plain
    found = {f"@{name}" for name in _GROUPS if getattr(words, name).search(plain)}
    if _MONEY.search(plain):
        found.add("@money")
    if words.you.search(one.sentence.text):
        found.add("@you")
    if one.ours:
        found.add("@ours")
    if one.dated:
        found |= {"@dated"} | {f"{name}+dated" for name in _DATED if name in found}
    return found


_DATED = ("@ours", "@contact", "@remedy")


def _place(said: Sequence[Said], number: int) -> set[str]:
    """Return where a sentence stands: near an end of the mail, beside one with a day."""
    found = {
        "@first": number < _ENDS,
        "@last": number >= len(said) - _ENDS,
        "@end": number == len(said) - 1,
        "@before": number > 0 and _has_day(said[number - 1]),
        "@after": number + 1 < len(said) and _has_day(said[number + 1]),
    }
    found["@near"] = found["@before"] or found["@after"]
    return {name for name, here in found.items() if here}


def _has_day(one: Said) -> bool:
    return one.dated and not one.contact


@functools.cache
def _models(language: str) -> dict[Check, Model]:
    if language == "de":
        from agent_console.desk.apology_roles_de import MODELS
    else:
        from agent_console.desk.apology_roles_en import MODELS
    return {Check(role): _model(base, weights) for role, (base, weights) in MODELS.items()}


def _model(base: float, weights: str) -> Model:
    pairs = weights.split()
    return dict(zip(pairs[::2], map(float, pairs[1::2]), strict=True)), base
