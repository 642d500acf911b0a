"""Searches kept as views, in their file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.saved_views import (
    MOST,
    checked_view,
    read_views,
    with_view,
    without_view,
    write_views,
)
from agent_console.desk.states import SavedView


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), max_size=8))
def test_what_is_written_is_read_again(pairs: list[tuple[str, str]]) -> None:
    views: tuple[SavedView, ...] = ()
    for name, search in pairs:
        try:
            views = with_view(views, checked_view(name, search))
        except ValueError:
            continue
    assert read_views(write_views(views)) == views


def test_one_name_is_one_view_whatever_the_case() -> None:
    views = with_view(
        (SavedView("Rechnungen", "type:invoice"),), SavedView("RECHNUNGEN", "is:mine")
    )
    assert views == (SavedView("RECHNUNGEN", "is:mine"),)
    assert without_view(views, "rechnungen") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("views = 3", "write each view"),
        ("[[views]]\nname = 'x'", "view 1: write name and search"),
        ("[[views]]\nname = 1\nsearch = 'x'", "are texts"),
        ("[[views]]\nname = ''\nsearch = 'x'", "a name has"),
        ("[[views]]\nname = 'x'\nsearch = ''", "a search has"),
        ("[[views]", "Expected"),
        ("other = 1", "write each view"),
    ],
)
def test_broken_file_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_views(text)


def test_there_is_a_most() -> None:
    views = tuple(SavedView(f"v{n}", "x") for n in range(MOST))
    with pytest.raises(ValueError, match="the most"):
        with_view(views, SavedView("one more", "x"))
    assert len(with_view(views, SavedView("v3", "y"))) == MOST
