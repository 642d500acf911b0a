"""Phrases: umlauts, parts of words, gaps, sentences, misspellings, and time in proportion."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.phrases import WordBook, parse_phrase
from agent_console.desk.words import plain_word, words_of


def found(text: str, *phrases: str, exact: tuple[str, ...] = ()) -> list[str]:
    """Return what stands in ``text`` for any of ``phrases``."""
    words = words_of(text)
    book = WordBook(map(parse_phrase, phrases), exact)
    return [text[words[f.first].start : words[f.last].end] for f in book.find(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("rückgabe", "Die RUECKGABE bitte", ["RUECKGABE"]),
        ("rückgabe", "Die Ru\u0308ckgabe bitte", ["Ru\u0308ckgabe"]),
        ("straße", "in der Strasse", ["Strasse"]),
        ("dont want", "I don't want it", ["don't want"]),
        ("*rechnung*", "Ihre Stromrechnungen", ["Stromrechnungen"]),
        ("*etikett", "das Rücksendeetikett", ["Rücksendeetikett"]),
        ("storn*", "stornieren", ["stornieren"]),
        ("storn*", "umstornieren", []),
        ("nicht angekommen", "nicht angekommen", ["nicht angekommen"]),
        ("nicht angekommen", "nicht gut angekommen", []),
        ("nicht .. angekommen", "nicht bei uns angekommen", ["nicht bei uns angekommen"]),
        ("nicht .. angekommen", "nicht a b c d e f g angekommen", []),
        ("nicht .. angekommen", "Das nicht. Gestern angekommen", []),
        ("nicht .. angekommen", "nicht\nangekommen", ["nicht\nangekommen"]),
        ("auftrag .. fehlt", "Auftrag Nr. 12 fehlt", ["Auftrag Nr. 12 fehlt"]),
        ("paket|ware fehlt", "Ware fehlt", ["Ware fehlt"]),
        ("bestellung", "Besetellung", ["Besetellung"]),
        ("bestellung", "Bestelung", ["Bestelung"]),
        ("bestellung", "Bestlelung", ["Bestlelung"]),
        ("bestellung", "Bestellunk", []),
        ("stornieren", "sotrnieren", ["sotrnieren"]),
        ("reklamier*", "rekalmieren", ["rekalmieren"]),
        ("order", "oder", []),
        ("zugang*", "Umgang", []),
        ("geld & zurück", "zurück will ich mein Geld", ["zurück will ich mein Geld"]),
        ("geld & zurück", "Geld zurück", ["Geld zurück"]),
        ("geld & zurück", "Mein Geld! Ich bin zurück", []),
        ("geld & zurück", "Geld " + "und " * 12 + "zurück", []),
        ("geld & zurück & nie", "nie kam Geld zurück", ["nie kam Geld zurück"]),
        ("geld & geld", "Geld", []),
    ],
)
def test_phrase_when_looked_for_is_found_as_people_write_it(
    phrase: str, text: str, expected: list[str]
) -> None:
    assert found(text, phrase) == expected


def test_word_when_said_to_be_exact_is_no_misspelling() -> None:
    assert found("shopping", "shipping")
    assert not found("shopping", "shipping", exact=("shopping",))


def test_misspelling_far_down_a_text_is_not_looked_for() -> None:
    filler = "und " * 399
    assert found(filler + "Bestelung", "bestellung") == ["Bestelung"]
    assert found(filler + "und Bestelung", "bestellung") == []
    assert found(filler + "Bestelung Bestelung", "bestellung") == ["Bestelung"]


def test_phrases_of_one_place_come_in_a_fixed_order_and_once() -> None:
    phrases = ("paketbote", "paket*", "bote & paketbote", "paketbote|paket* da", "bote da")
    assert found("Paketbote da Bote", *phrases) == [
        "Paketbote",
        "Paketbote da",
        "Paketbote",
        "Paketbote da Bote",
    ]


def test_book_when_it_knows_too_many_words_forgets_and_finds_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("agent_console.desk.phrases._MOST_KNOWN", 2)
    book = WordBook([parse_phrase("paket .. da")])
    words = words_of("Ist das Paket nun endlich da oder ist das Paket noch nicht da")
    assert [(one.first, one.last) for one in book.find(words)] == [(2, 5), (9, 12)]
    assert len(book._meant) <= 2


@pytest.mark.parametrize("text", ["", "..", "ab*", "a|", "!", "a &", "a b & c", "a & .."])
def test_phrase_when_it_is_none_says_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"phrase|word"):
        parse_phrase(text)


def test_plain_word_when_it_has_accents_loses_them() -> None:
    assert plain_word("Café") == "cafe"
    assert plain_word("GRÖßE") == "groesse"


@given(st.text(max_size=300))
def test_words_when_any_text_is_read_stand_where_they_say(text: str) -> None:
    last = 0
    for word in words_of(text):
        assert last <= word.start < word.end <= len(text)
        last = word.end
    list(
        WordBook([parse_phrase("nicht .. angekommen"), parse_phrase("*brief*")]).find(
            words_of(text)
        )
    )


@pytest.mark.parametrize("piece", ["nicht ", "bestelung ", "a" * 50 + " ", "!?", "ü"])
def test_looking_when_a_text_is_long_takes_time_in_proportion(piece: str) -> None:
    book = WordBook(
        map(parse_phrase, ("nicht .. nicht .. nicht .. da", "bestellung*", "nicht & nicht & da"))
    )

    def cpu(times: int) -> float:
        started = time.process_time()
        list(book.find(words_of(piece * times)))
        return time.process_time() - started

    small, large = min(cpu(500) for _ in range(3)), min(cpu(4_000) for _ in range(3))
    assert large < 40 * small + 0.2
