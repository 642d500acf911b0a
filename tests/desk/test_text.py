"""Outside text on its way to the screen."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.text import cell_width, shorten, to_screen


@pytest.mark.promise("text on its way to the screen", "P17")
@pytest.mark.parametrize(
    ("outside", "shown"),
    [
        ("\x1b]0;owned\x07title", "]0;ownedtitle"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\x9b31mb", "a31mb"),
        ("a\x90q\x9cb", "aqb"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("safe\rEVIL", "safe\nEVIL"),
        ("a\r\nb", "a\nb"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("ab\tc", "ab  c"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("\u2066a\u2069\u200e\u200f\u061c", "a"),
        ("p\u200ba\u2060y\ufeff\u00adpal", "paypal"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("a\ud800b\ufffe", "a\ufffdb\ufffd"),
        ("x" + "\u0301" * 50 + "y", "x" + "\u0301" * 4 + "y"),
        ("a\u200db", "ab"),
        ("[b]kept[/b] [@click=app.quit]x[/]", "[b]kept[/b] [@click=app.quit]x[/]"),
        ("Grüße, 日本 🙂 عربي עברית", "Grüße, 日本 🙂 عربي עברית"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
    ],
)
def test_to_screen_when_text_is_hostile_or_foreign_keeps_only_what_is_safe(
    outside: str, shown: str
) -> None:
    assert to_screen(outside) == shown


@pytest.mark.promise("text on its way to the screen", "P17")
def test_to_screen_when_one_line_is_asked_joins_everything_with_blanks() -> None:
    assert to_screen(" a\r\n b\u2028c\t d ", one_line=True) == "a b c d"


@pytest.mark.promise("text on its way to the screen", "P17")
@given(st.text(st.characters(exclude_categories=[])))
def test_to_screen_when_given_any_text_leaves_nothing_a_terminal_acts_on(text: str) -> None:
    shown = to_screen(text)
    assert all(char == "\n" or unicodedata.category(char) not in ("Cc", "Cs") for char in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
    )
    assert to_screen(shown) == shown
    assert "\n" not in to_screen(text, one_line=True)


@pytest.mark.parametrize("piece", ["a", "\u0301", "\u200d", "\t", "\x1b", "日", "\r"])
def test_to_screen_when_text_is_huge_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    to_screen(piece * 300_000)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("ｱ", 1), ("\uff21", 2), ("", 0)]
)
def test_cell_width_counts_terminal_cells(text: str, width: int) -> None:
    assert cell_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Bestellung", 10, "Bestellung"),
        ("Bestellung", 6, "Beste…"),
        ("日本語", 4, "日…"),
        ("日本", 4, "日本"),
        ("ab cd", 4, "ab…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("", 5, ""),
    ],
)
def test_shorten_when_text_is_too_wide_ends_with_an_ellipsis(
    text: str, width: int, shown: str
) -> None:
    assert shorten(text, width) == shown


@given(st.text(max_size=60), st.integers(0, 40))
def test_shorten_when_given_any_text_never_exceeds_the_width(text: str, width: int) -> None:
    assert cell_width(shorten(to_screen(text, one_line=True), width)) <= width
