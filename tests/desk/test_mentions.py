"""Whom a note asks, and until when."""

from __future__ import annotations

import pytest

from agent_console.desk.mentions import (
    asked_after,
    completed,
    from_column,
    mentions,
    strangers,
    to_column,
    who_asks,
)

NAMES = ("Anna Schmidt", "Anna Meier", "Jürgen Groß", "Bert", "Eva-Lena Vogt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@anna.schmidt, can you?", ("Anna Schmidt",)),
        ('ask @"ANNA  Schmidt".', ("Anna Schmidt",)),
        ("@Anna?", ("Anna Schmidt", "Anna Meier")),
        ("(@juergen) @jürgen.gross", ("Jürgen Groß",)),
        ("@jurgen", ("Jürgen Groß",)),
        ("@eva-lena", ("Eva-Lena Vogt",)),
        ("@bert.", ("Bert",)),
        ("write to bert@example.org or x+@bert", ()),
        ("@bert@example.org", ()),
        ("@Carla, @ Bert, @", ()),
    ],
)
def test_mentions_when_a_note_names_people_finds_those(
    text: str, expected: tuple[str, ...]
) -> None:
    assert mentions(text, NAMES) == expected


def test_question_when_asked_stays_until_the_asked_one_answers() -> None:
    asked = asked_after((), "Bert", "@Anna @bert what do you think?")
    assert asked == (("anna", "Bert"),)
    assert who_asks(asked, "Anna Schmidt") == "Bert"
    assert asked_after(asked, "Carla", "I do not know") == asked
    assert asked_after(asked, "Anna Schmidt") == ()
    assert asked_after(asked, "Anna Schmidt", "@Bert which one?") == (("bert", "Anna Schmidt"),)
    assert asked_after(asked, "Carla", settled=True) == ()
    assert who_asks(asked, "") == ""


def test_question_when_kept_in_a_column_comes_back() -> None:
    asked = (("anna schmidt", "Bert = B"), ("carla", "Eva"))
    assert from_column(to_column(asked)) == asked
    assert to_column(()) == ""
    assert from_column("") == ()


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("please @Jü", "rgen "),
        ("@an", "na "),
        ("@", ""),
        ("@be", "rt "),
        ('@"An', "na "),
        ('@"Anna S', 'chmidt" '),
        ("@xy", ""),
        ("mail bert@b", ""),
        ("no sign", ""),
        ("@eva-l", "ena "),
    ],
)
def test_name_that_was_begun_is_written_on(before: str, rest: str) -> None:
    assert completed(before, NAMES) == rest


def test_strangers_are_handles_that_nobody_has() -> None:
    assert strangers("@Carla and @bert, @anna", NAMES) == ("carla",)
