from __future__ import annotations

import pytest

from agent_console.desk.spelled import misspelt, spots


def checked(text: str) -> list[str]:
    return [spot.word for spot in spots(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Grüße aus Köln!", ["Grüße", "aus", "Köln"]),
        ("We don’t (really) know.", ["We", "don't", "really", "know"]),
        ("Online-Shop", ["Online", "Shop"]),
        ("siehe https://example.com/a und a@b.example", ["siehe", "und"]),
        ("Nr. NL-20288 vom 3. Mai, DHL", ["Nr", "vom", "Mai"]),
        ("Guten Tag {{name}}, bericht.pdf", ["Guten", "Tag"]),
        ("Danke\n> Liferung\n-- \nNordlicht Versnad", ["Danke"]),
    ],
)
def test_words_of_prose_of_ours_are_checked_and_nothing_else(text: str, found: list[str]) -> None:
    assert checked(text) == found


def test_misspelt_word_is_found_everywhere_but_where_it_is_typed() -> None:
    text = "Liferung und Liferung"
    assert [(one.start, one.end) for one in misspelt(text, {"Liferung"})] == [(0, 8), (13, 21)]
    assert [one.start for one in misspelt(text, {"Liferung"}, cursor=21)] == [0]


def test_long_text_is_checked_at_its_beginning() -> None:
    assert len(checked("Wort " * 10_000)) == 4_000
