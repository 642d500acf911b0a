"""Learns the weights of doubtful sentences: python -m tests.desk.apology_training [--check].

Without an option the weights are learned from all sets and written beside the rules. With --check
nothing is written: the sets are cut in six, each sixth is judged by what the others taught, and the
share of mails caught is printed, which is what new mails may expect.

Method: logistic regression by AdaGrad (Duchi, Hazan, Singer 2011), L2 by how often a feature
occurs; features seen once are left out.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from agent_console.desk.apology_promises import read_sentences
from agent_console.desk.apology_sense import THRESHOLD, features_of, open_to_doubt, total
from agent_console.desk.apology_weighing import weighed
from agent_console.desk.apology_words import words_of_language
from agent_console.desk.excuses import find_spoilers
from agent_console.desk.own_words import Sentence, sentences_of
from agent_console.desk.wordings import folded
from tests.desk.apology_sets import EVERY_DAY, NOW, TUNING, Sample, developed, seen

DESK = Path(__file__).resolve().parents[2] / "agent_console" / "desk"
LEARNED = {
    "excuse",
    "blames-customer",
    "blames-other",
    "reproach",
    "over-promise",
    "belittle",
    "blame-carrier",
    "minimise",
    "usual",
    "blame-colleague",
    "blame-customer",
    "blame-supplier",
    "excuse-control",
    "excuse-staff",
    "excuse-volume",
    "not-us",
    "as-mentioned",
    "conditional",
    "blame-third-party",
}
UNSURE = {"cold", "generic", "vague-solution", "feeling"}
ROUNDS, RATE, DECAY, FOLDS = 15, 0.2, 1.0, 6

Example = tuple[tuple[str, ...], bool, float]
"""The features of a sentence, whether it is bad, and how sure that is."""


def learn(examples: Sequence[Example], least: int = 2) -> tuple[dict[str, float], float]:
    """Return the weight of each feature and that of a sentence without any.

    A feature has to be in ``least`` sentences.
    """
    seen_in = Counter(feature for features, *_ in examples for feature in features)
    weights = {feature: 0.0 for feature, count in sorted(seen_in.items()) if count >= least}
    steps = dict.fromkeys(weights, 1.0)
    base, base_step = 0.0, 1.0
    order = range(len(examples))
    for turn in range(ROUNDS):
        for _, number in sorted((shuffled(f"{turn} {number}"), number) for number in order):
            features, bad, sure = examples[number]
            known = [feature for feature in features if feature in weights]
            z = base + math.fsum(weights[feature] for feature in known)
            slope = (1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - bad) * sure
            base_step += slope * slope
            base -= RATE * slope / math.sqrt(base_step)
            for feature in known:
                by = slope + DECAY * weights[feature] / seen_in[feature]
                steps[feature] += by * by
                weights[feature] -= RATE * by / math.sqrt(steps[feature])
    return weights, base


def shuffled(name: str) -> int:
    """Return a number without any order in it, the same each time."""
    return zlib.crc32(name.encode())


def of_mail(sample: Sample) -> Iterator[Example]:
    """Yield the sentences of a mail that teach something."""
    bad = not sample.good and bool(set(sample.flaws) & LEARNED)
    if not sample.good and not bad and UNSURE & set(sample.flaws):
        return
    spoiled = find_spoilers(sentences_of(sample.text), sample.language) if bad else ()
    doubtful = candidates(sample)
    for one in sentences_of(sample.text):
        listed = any(one.start <= place.start < one.end for place in spoiled)
        if listed or one in doubtful:
            sure = 1.0 if listed or not bad else 0.6
            yield features(one.plain, sample.language), bad, sure


def candidates(sample: Sample) -> list[Sentence]:
    """Return the sentences of a mail that may be doubted."""
    words = words_of_language(sample.language)
    assert words is not None
    said = read_sentences(sentences_of(sample.text), words, NOW, EVERY_DAY)
    return open_to_doubt(said, words)


def of_sentences(language: str) -> Iterator[Example]:
    """Yield the single sentences that were written to learn from."""
    path = TUNING / f"sentences_{language}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield features(folded(one["text"]), language), not one["good"], 1.0
    for one in developed(language):
        if one["part"] == "extra":
            yield features(folded(one["text"]), language), not one["good"], 1.0


def features(plain: str, language: str) -> tuple[str, ...]:
    """Return the features of a sentence in a fixed order."""
    return tuple(sorted(features_of(plain, language)))


def check(language: str) -> None:
    """Print what mails may expect that taught nothing."""
    mails = seen(language)
    parts = [shuffled(one.name) % FOLDS for one in mails]
    single = list(of_sentences(language))
    taught = [list(of_mail(one)) for one in mails]
    caught = flagged = bad = good = 0
    for part in range(FOLDS):
        others = [own for own, of in zip(taught, parts, strict=True) if of != part]
        weights, base = learn([*single, *(one for own in others for one in own)])
        for sample, of in zip(mails, parts, strict=True):
            if of != part or not (sample.good or set(sample.flaws) & LEARNED):
                continue
            doubted = _doubted(sample, weights, base)
            bad, good = bad + (not sample.good), good + sample.good
            caught, flagged = (
                caught + (doubted and not sample.good),
                flagged + (doubted and sample.good),
            )
    print(f"{language}: caught {caught}/{bad}, flagged {flagged}/{good} by the weights alone")


def _doubted(sample: Sample, weights: dict[str, float], base: float) -> bool:
    language = sample.language
    return (
        total(weighed(features(one.plain, language), weights, base) for one in candidates(sample))
        >= THRESHOLD
    )


def write(language: str) -> None:
    """Write the weights of a language."""
    mails = [example for one in seen(language) for example in of_mail(one)]
    weights, base = learn([*of_sentences(language), *mails])
    kept = sorted(weights.items())
    lines = filled(f"{name} {weight:.2f}" for name, weight in kept if abs(weight) >= 0.05)
    name = {"de": "German", "en": "English"}[language]
    (DESK / f"apology_weights_{language}.py").write_text(
        f'"""How much {name} words (``@``: groups of words) make a sentence doubtful; written by\n'
        'tests.desk.apology_training, see ``apology_sense``.\n"""\n\n'
        f'from __future__ import annotations\n\nBASE = {base:.2f}\nWEIGHTS = """\n'
        + "\n".join(lines)
        + '\n"""\n',
        encoding="utf-8",
    )


def filled(pairs: Iterable[str]) -> list[str]:
    """Return lines of pairs, each up to 99 characters."""
    lines = [""]
    for pair in pairs:
        if len(lines[-1]) + len(pair) > 96:
            lines.append("")
        lines[-1] = f"{lines[-1]}  {pair}".strip()
    return lines


if __name__ == "__main__":
    for chosen in ("de", "en"):
        (check if "--check" in sys.argv else write)(chosen)
