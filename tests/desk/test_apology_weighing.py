"""What a sentence weighs does not hang on how a machine adds."""

from __future__ import annotations

from itertools import permutations

from agent_console.desk.apology_sense import THRESHOLD, doubt, total
from agent_console.desk.apology_weighing import added, weighed
from agent_console.desk.own_words import sentences_of

EXACTLY_ENOUGH = "I'd bet my house that everything will be faultless from here on."


def test_weights_added_in_any_order_are_the_same_decimal_number() -> None:
    weights = {"a": 0.1, "b": 0.2, "c": -0.3, "d": 1.4}
    found = {weighed(order, weights, 0.1) for order in permutations((*weights, "unknown"))}
    assert found == {1.5}
    assert added([0.1] * 10) == 1.0


def test_mail_that_weighs_just_as_much_as_the_threshold_is_doubted() -> None:
    (sentence,) = sentences_of(EXACTLY_ENOUGH)
    assert total([THRESHOLD, -9.0, -9.0]) < THRESHOLD
    assert total([THRESHOLD]) == THRESHOLD
    assert doubt([sentence], "en") is not None
