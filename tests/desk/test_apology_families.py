"""Sentences like those that people marked in apologies, in words that no list holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent_console.desk.apology_alike import alike
from agent_console.desk.apology_checks import Check
from agent_console.desk.apology_families import Family, Reading, is_harmless, likenesses, read
from agent_console.desk.apology_promises import read_sentences
from agent_console.desk.apology_words import words_of_language
from agent_console.desk.own_words import own_text, sentences_of
from tests.desk.apology_families_training import FLAWS, LABELLED, labelled
from tests.desk.apology_sets import EVERY_DAY, NOW

CUSTOMER = {
    "de": "Die Vorhänge sollten am 12. November fertig sein, und wir sitzen seither im Dunkeln.",
    "en": "The curtains were to be ready on 12 November, and we have sat in the dark since then.",
}
FIRST = {
    "de": "Am 9. November fiel unsere große Nähmaschine aus, das Ersatzteil kam erst am Freitag.",
    "en": "Our large sewing machine broke down on 9 November and the part only came on Friday.",
}
SORRY = {
    "de": "Bitte entschuldigen Sie, dass Sie auf Ihre Vorhänge warten.",
    "en": "I am sorry that you are still waiting for your curtains.",
}


def reading_of(text: str, language: str) -> Reading:
    words = words_of_language(language)
    assert words is not None
    said = read_sentences(sentences_of(text), words, NOW, EVERY_DAY)
    return read(said, words, own_text(CUSTOMER[language]), language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_marked_explanations_are_found_where_they_stand_and_good_mails_are_left_alone(
    language: str,
) -> None:
    there = found = good = doubted = 0
    for mail in labelled(language, every=3):
        if mail.bad is None:
            continue
        explained = [
            one for one in likenesses(mail.reading, language) if one.family is Family.EXPLANATION
        ]
        if mail.good:
            good, doubted = good + 1, doubted + bool(explained)
        elif "explanation-first" in mail.flaws:
            pairs = zip(mail.reading.sentences, mail.bad, strict=True)
            starts = [sentence.start for sentence, bad in pairs if bad]
            there, found = there + 1, found + any(one.start in starts for one in explained)
    assert there >= 11
    assert found >= 0.5 * there
    assert doubted <= 0.02 * good


def test_explanation_is_a_finding_with_its_place_and_words() -> None:
    mail = next(
        one
        for one in labelled("de")
        if one.bad is not None
        and {"explanation-first"} == one.flaws
        and any(like.family is Family.EXPLANATION for like in likenesses(one.reading, "de"))
    )
    one = next(one for one in alike(mail.reading, "de", ()) if one.check is Check.ORDER)
    assert one.start in [sentence.start for sentence in mail.reading.sentences]
    assert one.hint
    taken = [one]
    assert Check.ORDER not in {two.check for two in alike(mail.reading, "de", taken)}


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_outside_of_the_sentences_is_called_harmless(language: str) -> None:
    text = f"{FIRST[language]} {SORRY[language]}"
    reading = reading_of(text, language)
    assert not is_harmless(reading, text.index(FIRST[language]), language)
    assert not is_harmless(reading, len(text) + 5, language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_labelled_sentence_is_in_its_mail_and_every_family_is_taught(language: str) -> None:
    flaws: set[str] = set()
    paths = sorted(Path(LABELLED).glob(f"{language}_*.jsonl"))
    assert len(paths) >= 2
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            assert all(quote in one["text"] for quote in (*one["roles"].values(), *one["bad"]))
            assert one["good"] == (not one["flaws"])
            flaws |= set(one["flaws"])
    assert all(some & flaws for some in FLAWS.values())
