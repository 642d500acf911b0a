"""Where going on with a text begins."""

from __future__ import annotations

import pytest

from agent_console.screens.widgets.writing_area import WritingArea, end_of_own_words


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (0, 0)),
        ("\n\n-- \nAnna\n\nOn Monday Kim wrote:\n> Hello", (0, 0)),
        ("\n\nOn Monday Kim wrote:\n> Hello", (0, 0)),
        ("ONE\n\n-- \nAnna\n", (0, 3)),
        ("Dear Kim,\n\nsoon.\n\nOn Monday Kim wrote:\n> Hello", (2, 5)),
        ("Three things:", (0, 13)),
    ],
)
def test_writing_goes_on_behind_the_own_words(text: str, place: tuple[int, int]) -> None:
    assert end_of_own_words(text) == place
    assert WritingArea(text).cursor_location == place
