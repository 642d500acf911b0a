"""The steps of an apology are found again in a text that was edited."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.apology import Apology, Situation, compose_apology
from agent_console.desk.apology_blocks import Step
from agent_console.desk.entry_files import Form
from agent_console.desk.matter import Matter
from agent_console.screens.composition import Composition, composed
from agent_console.screens.stacking import stacked
from agent_console.screens.widgets.remedy_panel import typed_amount
from tests.screens.fake_answers import make_blocks

SITUATION = Situation(
    ref="A",
    language="en",
    form=Form.ANY,
    type="delivery",
    matter=Matter(),
    frustration=0,
    today=date(2026, 3, 11),
    by=date(2026, 3, 12),
    check=date(2026, 3, 17),
    remedy=None,
    values={"customer.salutation": "Dear Ms Schmidt"},
)
BLOCKS = make_blocks()
APOLOGY: Apology = compose_apology(BLOCKS, SITUATION)
WHOLE = f"{APOLOGY.text}\n\n-- \nMia\n"


def begun(text: str = WHOLE) -> Composition:
    return composed(APOLOGY, SITUATION, BLOCKS, text)


def words(composition: Composition, step: Step) -> str:
    here = composition.passage(step)
    assert here is not None
    return composition.text[here.start : here.end]


def test_steps_of_an_untouched_text_are_its_blocks() -> None:
    found = begun()
    assert found.used == APOLOGY.blocks
    assert [words(found, part.step) for part in APOLOGY.parts] == [
        part.text for part in APOLOGY.parts
    ]


@pytest.mark.parametrize("place", [0, 5, -1])
def test_words_typed_into_a_step_are_the_agents_own(place: int) -> None:
    part = APOLOGY.parts[2]
    at = part.start + place if place >= 0 else part.end
    found = begun().typed(f"{WHOLE[:at]} really {WHOLE[at:]}")
    assert [one.step for one in found.passages if one.locked] == [Step.APOLOGISE]
    assert " really " in words(found, Step.APOLOGISE)
    assert words(found, Step.SOLVE) == APOLOGY.parts[3].text
    assert found.swap(Step.APOLOGISE, 1) is None


def test_step_is_its_block_again_once_the_change_is_undone() -> None:
    changed = begun().typed(WHOLE.replace("I ", "We ", 1))
    assert changed.typed(WHOLE) == begun()


def test_step_that_was_deleted_is_missing_and_can_be_written_again() -> None:
    part = APOLOGY.parts[1]
    gone = begun().typed(WHOLE[: part.start] + WHOLE[part.end + 2 :])
    here = gone.passage(Step.UNDERSTAND)
    assert here is not None
    assert here.missing
    swapped = gone.swap(Step.UNDERSTAND, 1)
    assert swapped is not None
    new, put = swapped
    again = new.typed(gone.text[: put.start] + put.text + gone.text[put.end :])
    assert again.text == WHOLE
    assert again.used == APOLOGY.blocks
    assert again == new.put(put)


def test_steps_of_a_text_that_is_taken_up_are_found_by_their_words() -> None:
    part = APOLOGY.parts[0]
    edited = WHOLE.replace(part.text, "In my own words.").replace("I write", "And I write")
    found = begun(edited)
    assert words(found, Step.LISTEN) == "In my own words."
    assert words(found, Step.MAKE_SURE).startswith("And I write")
    assert [one.step for one in found.passages if one.locked] == [Step.LISTEN, Step.MAKE_SURE]


def test_text_that_was_replaced_as_a_whole_keeps_the_steps_it_still_has() -> None:
    kept = APOLOGY.parts[3].text
    found = begun().typed(f"Hello!\n\n{kept}\n\nBye")
    assert words(found, Step.SOLVE) == kept
    assert found.used == (APOLOGY.parts[3].block,)


@given(st.integers(0, len(WHOLE)), st.integers(0, 80), st.text(max_size=30))
def test_places_of_steps_stay_in_order_and_inside_the_text(at: int, cut: int, new: str) -> None:
    text = WHOLE[:at] + new + WHOLE[at + cut :]
    found = begun().typed(text)
    for one in found.passages:
        assert 0 <= one.start <= one.end <= len(text)
    standing = [one for one in found.passages if not one.missing]
    for one, after in pairwise(standing):
        assert one.end <= after.start


FIRST = "Dear Ms Schmidt,\n\nyour parcel is here.\n\nKind regards"
OTHER = "Dear all,\n\nwe are open.\n\nCome in.\n\nKind regards"


def test_answer_alone_stays_as_it_is() -> None:
    assert stacked("", FIRST, 0).text == FIRST


def test_answer_below_another_has_no_greeting_and_stands_above_the_closing() -> None:
    put = stacked(FIRST, OTHER, len(FIRST))
    text = FIRST[: put.start] + put.text + FIRST[put.end :]
    assert text == (
        "Dear Ms Schmidt,\n\nyour parcel is here.\n\nwe are open.\n\nCome in.\n\nKind regards"
    )


def test_answer_goes_behind_the_paragraph_with_the_cursor() -> None:
    own = "Dear Ms Schmidt,\n\none.\n\ntwo.\n\nKind regards"
    put = stacked(own, OTHER, own.index("one"))
    assert own[: put.start].endswith("one.")
    assert put.text == "\n\nwe are open.\n\nCome in."


@pytest.mark.parametrize(
    ("text", "amount"), [("25", "25"), ("25,50", "25.50"), ("1.5", "1.5"), ("-3", ""), ("x", "")]
)
def test_amount_that_is_typed_is_read_with_point_or_comma(text: str, amount: str) -> None:
    assert str(typed_amount(text) or "") == amount
