"""Events as JSON: the same bytes everywhere, nothing newer lost, nothing odd let in."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.events import (
    MAX_JSON,
    Assigned,
    Closed,
    Event,
    Fact,
    Noted,
    Reopened,
    Replied,
    Snoozed,
    Undone,
    Unknown,
    event_from_json,
    event_to_json,
)

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FACTS: list[Fact] = [
    Assigned("anna"),
    Noted("Grüße \n\t\0 “x”"),
    Replied("a@b"),
    Closed("done"),
    Reopened(),
    Snoozed(AT),
    Undone("c.1"),
]


def event(fact: Fact, seen: datetime | None = None) -> Event:
    return Event("abcd.7", "7F3K9QWC", AT, "anna", fact, seen)


def written(**changes: object) -> str:
    return json.dumps({**json.loads(event_to_json(event(Closed("done")))), **changes})


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.TYPE)
def test_event_when_written_and_read_is_the_same(fact: Fact) -> None:
    for seen in (None, AT):
        assert event_from_json(event_to_json(event(fact, seen))) == event(fact, seen)


def test_event_is_one_line_with_sorted_keys() -> None:
    text = event_to_json(event(Noted("a\nb")))
    assert "\n" not in text
    assert text.index('"agent"') < text.index('"at"') < text.index('"data"') < text.index('"v"')


def test_fact_of_an_unknown_type_is_kept_as_it_came() -> None:
    text = written(type="shelved", data={"into": "X", "n": 1}, v=1)
    read = event_from_json(text)
    assert isinstance(read.fact, Unknown)
    assert json.loads(event_to_json(read)) == json.loads(text)


def test_known_type_of_a_newer_version_stays_unknown_after_being_written_again() -> None:
    read = event_from_json(written(v=2))
    assert isinstance(read.fact, Unknown)
    again = event_from_json(event_to_json(read))
    assert again == read
    assert json.loads(event_to_json(again))["v"] == 2


def test_unknown_fields_of_a_known_fact_are_left_out() -> None:
    assert event_from_json(written(data={"reason": "r", "more": 1})).fact == Closed("r")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "[" * 60_000,
        "x" * (MAX_JSON + 1),
        written(at="2026-03-02T09:30:00"),
        written(at=5),
        written(data=None),
        written(data={"reason": 7}),
        written(type="snoozed", data={}),
        written(v="x"),
        written(v=float("inf")),
        written(agent="\ud800"),
        written(type="shelved", data={"a": "\udfff"}),
    ],
    ids=lambda text: text[:20],
)
def test_text_that_is_no_event_is_refused_with_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # any ValueError is the promise
        event_from_json(text)


@given(st.text(max_size=200))
def test_any_text_gives_an_event_or_value_error(text: str) -> None:
    try:
        event_from_json(text)
    except ValueError:
        return
    raise AssertionError(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_note_comes_back_unchanged(text: str) -> None:
    assert event_from_json(event_to_json(event(Noted(text)))).fact == Noted(text)


def test_event_that_would_be_written_longer_than_it_may_be_is_refused() -> None:
    numbers = ",".join(["1e15"] * 12_000)
    text = written(type="later", data=[]).replace("[]", f"[{numbers}]")
    assert len(text) < MAX_JSON
    with pytest.raises(ValueError, match="too large"):
        event_from_json(text)
