"""Sentences that read like an excuse or a reproach without any listed wording."""

from __future__ import annotations

import pytest

from agent_console.desk.apology_sense import (
    THRESHOLD,
    Doubt,
    doubt,
    features_of,
    is_harmless,
    total,
)
from agent_console.desk.own_words import Sentence, sentences_of

DOUBTFUL = [
    (
        "de",
        Doubt.EXCUSE,
        "Im Advent herrscht hier Hochbetrieb, mit drei Kranken schafft man nicht alles.",
    ),
    (
        "de",
        Doubt.OTHERS,
        "Der Lieferant hat uns im Stich gelassen, wir selbst können nichts dafür.",
    ),
    ("de", Doubt.REPROACH, "Hätten Sie die Anleitung gelesen, wäre das nicht passiert."),
    (
        "en",
        Doubt.EXCUSE,
        "It's always a circus here in December, and with a team of three things do go wrong now "
        "and then.",
    ),
    ("en", Doubt.OTHERS, "The supplier let us down again and we only sell their goods."),
    ("en", Doubt.REPROACH, "Most people read the manual first, and next time please do check it."),
]
HARMLESS = [
    ("de", "Wir haben zwei Aufträge mit ähnlichem Namen vertauscht."),
    ("de", "Sie haben nichts falsch gemacht."),
    ("en", "We mixed up two orders with similar names."),
    ("en", "You did nothing wrong."),
]


def read(text: str) -> tuple[Sentence, ...]:
    return sentences_of(text)


@pytest.mark.parametrize(("language", "kind", "text"), DOUBTFUL)
def test_doubt_of_an_excuse_in_no_list_names_its_kind_and_place(
    language: str, kind: Doubt, text: str
) -> None:
    good = {"de": "Das war unser Fehler.", "en": "That was our mistake."}[language]
    found = doubt(read(f"{good} {text}"), language)
    assert found is not None
    assert (found.kind, found.start) == (kind, len(good) + 1)


@pytest.mark.parametrize(("language", "text"), HARMLESS)
def test_doubt_of_a_fact_we_own_is_none(language: str, text: str) -> None:
    assert doubt(read(text), language) is None
    assert doubt((), language) is None


def test_total_of_many_sentences_counts_the_worst_two() -> None:
    assert total([3.0, -5.0, 1.0, 0.5]) == 4.0
    assert total([3.0, -5.0]) == 2.0


def test_features_of_a_sentence_hold_words_and_groups() -> None:
    assert {"#", "the", "@load"} <= features_of("the 3 busiest days", "en")


def test_harmless_sentence_is_far_below_the_threshold() -> None:
    (good,) = read("Please keep the parcel, I have refunded £20 to you today.")
    assert is_harmless(good, "en")
    (bad,) = read(DOUBTFUL[4][2])
    assert not is_harmless(bad, "en")
    assert THRESHOLD > 0
