"""Learns which sentences apologise, understand, solve and come back.

``python -m tests.desk.apology_roles_training`` writes the weights beside the rules. Method: each
good mail has a sentence of every role, one that lacks it has none. The sentences that the wordings
know are taken first; then the model of each round says which they are (multiple-instance learning:
Andrews, Tsochantaridis, Hofmann 2003). Logistic regression as in ``apology_training``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agent_console.desk.apology_findings import Check
from agent_console.desk.apology_promises import read_sentences
from agent_console.desk.apology_roles import ROLES, Features, Model, features_of, weight
from agent_console.desk.apology_words import words_of_language
from agent_console.desk.own_words import own_text, sentences_of
from tests.desk.apology_sets import EVERY_DAY, NOW, Sample, developed_mails, seen
from tests.desk.apology_training import DESK, Example, filled, learn

LACKING = {
    Check.APOLOGY: {"no-apology", "impersonal"},
    Check.UNDERSTANDING: {"no-reference", "generic", "no-understanding"},
    Check.SOLUTION: {"no-solution", "vague", "vague-solution", "generic", "no-solution-date"},
    Check.CHECK_BACK: {"no-follow-up", "no-check-back", "no-date"},
}
UNSURE = {
    Check.APOLOGY: {"cold", "conditional", "generic", "feeling", "if-you", "tone"},
    Check.UNDERSTANDING: {"cold", "no-apology", "vague", "vague-solution"},
    Check.SOLUTION: {
        "cold", "over-promise", "unrealistic", "too-late", "past-date", "no-date", "no-follow-up",
        "closed-day",
    },
    Check.CHECK_BACK: {
        "cold", "generic", "no-solution-date", "too-late", "past-date", "closed-day",
        "vague-solution", "over-promise",
    },
}  # fmt: skip
KNOWN_BY = {
    Check.APOLOGY: "@apology",
    Check.UNDERSTANDING: "@shared2",
    Check.SOLUTION: "@remedy+dated",
    Check.CHECK_BACK: "@contact+dated",
}
ROUNDS, LEAST_SEEN, LEAST_WEIGHT, SURE = 3, 3, 0.12, 2.0

Mail = tuple[Sample, list[Features]]


def read(mails: Iterable[Sample]) -> list[Mail]:
    """Return mails with the features of their sentences."""
    return [(one, _features(one)) for one in mails]


def _features(sample: Sample) -> list[Features]:
    words = words_of_language(sample.language)
    assert words is not None
    said = read_sentences(sentences_of(sample.text), words, NOW, EVERY_DAY)
    return features_of(said, words, own_text(sample.customer))


def taught(mails: Sequence[Mail], role: Check) -> Model:
    """Return what mails teach of a role."""
    model: Model | None = None
    for _ in range(ROUNDS):
        examples = [one for mail in mails for one in _examples(mail, role, model)]
        model = learn(examples, LEAST_SEEN)
    assert model is not None
    return model


def _examples(mail: Mail, role: Check, model: Model | None) -> Iterator[Example]:
    sample, sentences = mail
    flaws = set(sample.flaws)
    if flaws & LACKING[role]:
        yield from ((tuple(sorted(one)), False, SURE) for one in sentences)
    elif not flaws & UNSURE[role] and sentences:
        fitting = _fitting(sentences, role, model)
        if any(fitting):
            pairs = zip(sentences, fitting, strict=True)
            yield from ((tuple(sorted(one)), fits, 1.0) for one, fits in pairs)


def _fitting(sentences: Sequence[Features], role: Check, model: Model | None) -> list[bool]:
    """Return which sentences have the role: those of weight, else the one that weighs most."""
    if model is None:
        return [KNOWN_BY[role] in one for one in sentences]
    weights = [weight(one, model) for one in sentences]
    return [one > 0 or one == max(weights) for one in weights]


def write(language: str) -> None:
    """Write the weights of a language."""
    mails = read((*seen(language), *developed_mails(language)))
    name = {"de": "German", "en": "English"}[language]
    (DESK / f"apology_roles_{language}.py").write_text(
        f'"""How much beginnings of {name} words (``@``: what a sentence has) speak for a role;\n'
        'written by tests.desk.apology_roles_training, see ``apology_roles``.\n"""\n\n'
        "from __future__ import annotations\n\nMODELS = {\n"
        + "".join(_written(role, *taught(mails, role)) for role in ROLES)
        + "}\n",
        encoding="utf-8",
    )


def _written(role: Check, weights: Mapping[str, float], base: float) -> str:
    kept = [pair for pair in sorted(weights.items()) if abs(pair[1]) >= LEAST_WEIGHT]
    lines = "\n".join(filled(f"{name} {by:.2f}" for name, by in kept))
    return f'    "{role}": (\n        {base:.2f},\n        """\n{lines}\n""",\n    ),\n'


if __name__ == "__main__":
    for chosen in ("de", "en"):
        write(chosen)
