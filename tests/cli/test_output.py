"""What printing guarantees whatever it is given."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.cli_output import print_json, table, tell
from agent_console.desk.text import cell_width
from agent_console.errors import ConsoleError
from tests.cli.calls import Captured

ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
EVIL = "a\x1b[2J\x9b2J\u202eb\x7f\u2028c\ufeff\U000e0041d\ud800ü😀"


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    at: datetime
    span: timedelta
    colours: frozenset[Colour]
    more: tuple[Colour, ...]


@pytest.mark.promise("hostile mail on the command line", "P17")
def test_json_holds_any_text_exactly_and_acts_on_no_terminal(capsys: Captured) -> None:
    print_json({"text": EVIL})
    out = capsys.readouterr().out
    assert not ACTS.search(out)
    assert "ü😀" in out
    assert json.loads(out) == {"text": EVIL}


def test_json_knows_the_values_of_the_desk(capsys: Captured) -> None:
    value = Value(
        "x",
        datetime(2026, 3, 2, tzinfo=UTC),
        timedelta(minutes=2),
        frozenset({Colour.RED}),
        (Colour.RED,),
    )
    print_json([value])
    assert json.loads(capsys.readouterr().out) == [
        {
            "text": "x",
            "at": "2026-03-02T00:00:00+00:00",
            "span": 120.0,
            "colours": ["red"],
            "more": ["red"],
        }
    ]


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=6), st.integers(30, 120))
def test_table_of_any_text_fits_and_is_aligned(
    rows: list[tuple[str, str, str]], width: int
) -> None:
    lines = list(table(rows, (8, 10), width))
    assert len(lines) == len(rows)
    for line in lines:
        assert cell_width(line) <= width
        assert "\n" not in line
        assert not ACTS.search(line)


def test_table_leaves_out_a_column_in_which_nothing_stands() -> None:
    assert list(table([("a", "", "x"), ("bc", "", "y")], (8, 10), 80)) == ["a   x", "bc  y"]


def test_table_counts_wide_letters_as_two_cells() -> None:
    lines = list(table([("日本", "x"), ("abcd", "y")], (4,), 80))
    assert [line[-1] for line in lines] == ["x", "y"]
    assert {cell_width(line) for line in lines} == {7}


@pytest.mark.promise("hostile mail on the command line", "P17")
def test_error_is_told_in_two_paragraphs_that_act_on_no_terminal(capsys: Captured) -> None:
    tell(ConsoleError("Title", f"what {EVIL}", "hint\x1b[2J"))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Title: what a[2J2Jb")
    assert printed.err.endswith("\nhint[2J\n")
    assert not ACTS.search(printed.err)
