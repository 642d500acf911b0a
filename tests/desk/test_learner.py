"""The learner: the same counts and answers whatever the order, silent without enough labels."""

from __future__ import annotations

import math
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.learner import LEAST_LABELS, Label, Learner, features_of

BED = [Label(f"Die Matratze {n} ist zu weich zum Schlafen", "bed") for n in range(20)]
LAMP = [Label(f"Die Leuchte {n} flackert beim Einschalten", "lamp") for n in range(20)]
TYPES = ("bed", "lamp", "odd")
TEXT = "Unsere Matratze ist zu weich"
some_labels = st.lists(
    st.builds(Label, st.text("abc de", max_size=20), st.sampled_from(["a", "b", "c"])), max_size=12
)


def test_learner_when_it_has_enough_labels_suggests_with_a_lead() -> None:
    found = Learner(BED + LAMP).suggest(TEXT)
    assert found is not None
    assert (found.type, found.labels) == ("bed", 20)
    assert found.lead > 3


def test_learner_when_there_are_too_few_labels_is_silent() -> None:
    few = [*BED[:14], *LAMP[: LEAST_LABELS - 15]]
    assert Learner(few).suggest(TEXT) is None
    assert Learner([*few, LAMP[-1]]).suggest(TEXT) is not None
    assert Learner().best(TEXT) is None


def test_learner_when_one_type_has_too_few_labels_does_not_suggest_it() -> None:
    assert Learner(LAMP + LAMP + BED[:4]).suggest(TEXT) is None
    assert Learner(LAMP + LAMP + BED[:5]).suggest(TEXT) is not None


def test_learner_when_it_knows_one_type_only_is_silent() -> None:
    assert Learner(BED + BED).suggest(TEXT) is None


def test_learner_when_the_words_are_new_is_silent() -> None:
    assert Learner(BED + LAMP).suggest("Wie alt wird ein Elefant im Zoo?") is None


def test_learner_when_both_types_fit_is_silent() -> None:
    assert Learner(BED + LAMP).suggest("Die Matratze weich, die Leuchte flackert") is None


def test_learner_when_labels_come_in_another_order_says_the_same() -> None:
    labels = BED + LAMP
    shuffled = labels[:]
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, no secret
    one, other = Learner(labels), Learner(shuffled)
    assert one.counts() == other.counts()
    assert one.best(TEXT) == other.best(TEXT)


def test_learner_when_a_label_is_taken_back_is_as_before() -> None:
    learner = Learner(BED)
    learner.learn(LAMP[0])
    assert learner.counts() != Learner(BED).counts()
    learner.forget(LAMP[0])
    assert learner.counts() == Learner(BED).counts()
    assert learner.labels == 20


def test_learner_when_it_learns_after_it_was_asked_answers_anew() -> None:
    learner = Learner(BED)
    for label in (*LAMP, Label(TEXT, "lamp"), Label("Noch ein Wort", "new")):
        learner.best(TEXT)
        learner.learn(label)
    assert learner.best(TEXT) == Learner(
        [*BED, *LAMP, Label(TEXT, "lamp"), Label("Noch ein Wort", "new")]
    ).best(TEXT)
    learner.forget(Label(TEXT, "lamp"))
    assert learner.best(TEXT) == Learner([*BED, *LAMP, Label("Noch ein Wort", "new")]).best(TEXT)


def test_learner_adds_up_as_the_plain_formula_does() -> None:
    labels = [*BED, *LAMP[:7], Label("Die Matratze flackert", "lamp"), Label("weich", "odd")]
    found = Learner(labels).best(TEXT)
    counted = {
        kind: [features_of(one.text) for one in labels if one.type == kind] for kind in TYPES
    }
    every = frozenset().union(*map(features_of, (one.text for one in labels)))

    def score(kind: str) -> float:
        size = sum(map(len, counted[kind])) + 0.05 * len(every)
        logs = (
            (0.5 if one[0] == "c" else 1)
            * math.log((sum(one in some for some in counted[kind]) + 0.05) / size)
            for one in features_of(TEXT) & every
        )
        return math.fsum((math.log(len(counted[kind])), *logs))

    scores = sorted(map(score, TYPES))
    assert found is not None
    assert found.type == "bed"
    assert found.lead == round(scores[-1] - scores[-2], 6)


@settings(max_examples=60)
@given(some_labels, some_labels, st.randoms())
def test_learner_when_replayed_with_changes_equals_what_stands(
    kept: list[Label], gone: list[Label], order: random.Random
) -> None:
    learner = Learner(gone)
    replay = [(learner.learn, label) for label in kept] + [(learner.forget, one) for one in gone]
    order.shuffle(replay)
    for act, label in replay:
        act(label)
    assert learner.counts() == Learner(kept).counts()
    assert learner.best("ab c") == Learner(kept).best("ab c")
