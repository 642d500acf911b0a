"""Learns the weights of the families of flaws and of the parts of an apology.

``python -m tests.desk.apology_families_training`` writes them beside the rules. The mails of
``labelled_apologies`` say which sentence is the flaw and which one does what; of the blind sets, of
which only the mail is known to be good or bad, the likeliest sentence is taken after a first round
(multiple-instance learning, as in ``apology_roles_training``). A threshold is set where a few good
mails of a thousand (families) or one of twenty (parts) are beyond it, each judged by what mails of
other customers taught.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent_console.desk.apology_families import Family, Model, Reading, read
from agent_console.desk.apology_findings import Check
from agent_console.desk.apology_promises import read_sentences
from agent_console.desk.apology_words import words_of_language
from agent_console.desk.own_words import own_text, sentences_of
from tests.desk.apology_sets import EVERY_DAY, NOW, developed_mails, fourth, later, seen
from tests.desk.apology_training import DESK, Example, filled, learn, shuffled

LABELLED = Path(__file__).parent / "labelled_apologies"
FLAWS = {
    Family.EXPLANATION: {"explanation-first"},
    Family.CONDITIONAL: {"conditional"},
    Family.OTHERS: {
        "blame-third-party", "blames-other", "blame-carrier", "blame-colleague", "blame-supplier",
    },
    Family.REPROACH: {"reproach", "blames-customer", "blame-customer"},
    Family.BELITTLING: {"belittle", "minimise", "usual"},
    Family.EXCUSE: {"excuse", "excuse-control", "excuse-staff", "excuse-volume"},
}  # fmt: skip
LACKING = {
    Check.APOLOGY: ("apology", {"no-apology", "impersonal"}),
    Check.UNDERSTANDING: ("understanding", {"no-reference", "generic", "no-understanding"}),
    Check.SOLUTION: ("solution", {"no-solution", "vague", "vague-solution"}),
    Check.CHECK_BACK: ("check_back", {"no-follow-up", "no-check-back"}),
}
FOLDS, KEPT, LIKELY = 4, 360, 0.8
FLAGGED = {"de": 0.003, "en": 0.005}
"""The share of good mails beyond a family's threshold; German ones were doubted too often."""
EXPLAINED = {"de": 0.01, "en": 0.005}
"""The same for explanations: with less, six of ten German ones would go unseen."""
DOUBTED = 0.05


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that teaches: which sentences are bad, and which do what, None where nobody said."""

    group: int
    good: bool
    flaws: frozenset[str]
    reading: Reading
    bad: tuple[bool, ...] | None
    parts: dict[str, tuple[bool, ...]]


Teach = Callable[[Sequence[Mail]], Model]
Weigh = Callable[[Mail, Model], float]


@functools.cache
def mails(language: str) -> tuple[Mail, ...]:
    """Return all mails of a language."""
    found = list(labelled(language))
    untold = (*seen(language), *fourth(language), *later(language), *developed_mails(language))
    for sample in untold:
        reading = _reading(sample.text, sample.customer, language)
        group, flaws = shuffled(sample.name), frozenset(sample.flaws)
        found.append(Mail(group, sample.good, flaws, reading, None, {}))
    return tuple(found)


def labelled(language: str, every: int = 1) -> Iterator[Mail]:
    """Yield the mails whose sentences were marked, or ``every`` so-many-th of them."""
    paths = sorted(LABELLED.glob(f"{language}_*.jsonl"))
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    for line in itertools.islice(lines, 0, None, every):
        one = json.loads(line)
        reading = _reading(one["text"], one["customer"], language)
        yield Mail(
            shuffled(one["customer"]),
            one["good"],
            frozenset(one["flaws"]),
            reading,
            _marked(reading, one["text"], one["bad"]),
            {part: _marked(reading, one["text"], [said]) for part, said in one["roles"].items()},
        )


def _reading(text: str, customer: str, language: str) -> Reading:
    words = words_of_language(language)
    assert words is not None
    said = read_sentences(sentences_of(text), words, NOW, EVERY_DAY)
    return read(said, words, own_text(customer), language)


def _marked(reading: Reading, text: str, quotes: Sequence[str]) -> tuple[bool, ...]:
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    return tuple(
        any(one.start < end and start < one.end for start, end in spans)
        for one in reading.sentences
    )


def family_teacher(family: Family) -> Teach:
    """Return what teaches a family of flaws."""

    def teach(those: Sequence[Mail]) -> Model:
        examples = [one for mail in those for one in _marked_examples(mail, family)]
        model = _model(examples)
        for mail in those:
            features = mail.reading.of(family)
            if mail.bad is None and not mail.good and mail.flaws & FLAWS[family] and features:
                likeliest = max(features, key=model.weigh)
                examples.append((tuple(sorted(likeliest)), True, LIKELY))
        return _model(examples)

    return teach


def _marked_examples(mail: Mail, family: Family) -> Iterator[Example]:
    for number, features in enumerate(mail.reading.of(family)):
        bad = mail.bad is not None and mail.bad[number]
        if bad and mail.flaws & FLAWS[family]:
            yield tuple(sorted(features)), True, 1.0
        elif mail.good or (mail.bad is not None and not bad):
            yield tuple(sorted(features)), False, 1.0


def part_teacher(check: Check) -> Teach:
    """Return what teaches a part of a good apology."""
    part, flaws = LACKING[check]

    def teach(those: Sequence[Mail]) -> Model:
        examples: list[Example] = []
        for mail in those:
            if mail.bad is None and not mail.flaws & flaws:
                continue
            does = mail.parts.get(part, (False,) * len(mail.reading.features))
            pairs = zip(mail.reading.features, does, strict=True)
            examples += [(tuple(sorted(one)), yes, 1.0) for one, yes in pairs]
        return _model(examples)

    return teach


def _model(examples: Sequence[Example]) -> Model:
    weights, base = learn(examples)
    kept = sorted(weights, key=lambda one: (-abs(weights[one]), one))[:KEPT]
    return Model({one: round(weights[one], 2) for one in sorted(kept)}, round(base, 2), 0.0)


def crossed(those: Sequence[Mail], teach: Teach, weigh: Weigh) -> list[float]:
    """Return how much each mail weighs by what mails of other customers taught."""
    models = [teach([one for one in those if one.group % FOLDS != fold]) for fold in range(FOLDS)]
    return [weigh(one, models[one.group % FOLDS]) for one in those]


def taught_family(those: Sequence[Mail], family: Family, flagged: float) -> Model:
    """Return the model of a family, with its threshold."""

    def weigh(mail: Mail, model: Model) -> float:
        return max(map(model.weigh, mail.reading.of(family)), default=-9.0)

    weights = crossed(those, family_teacher(family), weigh)
    good = sorted((w for w, one in zip(weights, those, strict=True) if one.good), reverse=True)
    model = family_teacher(family)(those)
    return Model(model.weights, model.base, round(good[int(len(good) * flagged)], 2))


def taught_part(those: Sequence[Mail], check: Check) -> Model:
    """Return the model of a part of a good apology, with its threshold."""

    def weigh(mail: Mail, model: Model) -> float:
        return max(map(model.weigh, mail.reading.features), default=-9.0)

    weights = crossed(those, part_teacher(check), weigh)
    pairs = zip(weights, those, strict=True)
    good = sorted(w for w, one in pairs if one.good and one.bad is not None)
    model = part_teacher(check)(those)
    return Model(model.weights, model.base, round(good[int(len(good) * DOUBTED)], 2))


def write(language: str) -> None:
    """Write the models of a language."""
    those = mails(language)
    name = {"de": "German", "en": "English"}[language]
    families = {str(one): taught_family(those, one, _flagged(one, language)) for one in Family}
    parts = {str(one): taught_part(those, one) for one in LACKING}
    _write(f"apology_families_{language}", "FAMILIES", families, f"flaws in {name} apologies")
    _write(f"apology_parts_{language}", "PARTS", parts, f"the parts of {name} apologies")


def _flagged(family: Family, language: str) -> float:
    return (EXPLAINED if family is Family.EXPLANATION else FLAGGED)[language]


def _write(module: str, variable: str, models: dict[str, Model], what: str) -> None:
    lines = [
        f'"""How much features speak for {what}: base, threshold, weights; written by',
        'tests.desk.apology_families_training, see ``apology_families``.\n"""\n',
        "from __future__ import annotations\n",
        f"{variable} = {{",
    ]
    for name, model in models.items():
        weights = filled(f"{one} {weight:.2f}" for one, weight in sorted(model.weights.items()))
        lines += [f'    "{name}": (', f"        {model.base},", f"        {model.threshold},"]
        lines += ['        """', *weights, '""",', "    ),"]
    lines.append("}\n")
    (DESK / f"{module}.py").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    for chosen in ("de", "en"):
        write(chosen)
