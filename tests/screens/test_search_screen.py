"""What the search screen says about what it found."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from textual.widgets import Input

from agent_console.screens.search import marked
from tests.screens.support import Stage, screen_text


async def test_search_for_a_part_of_too_many_words_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("slash", *"general")
        await pilot.pause(0.3)
        await stage.settle(pilot)
        assert "“general” is in too many words" in screen_text(stage.app)
        await pilot.press("x")
        await pilot.pause(0.3)
        await stage.settle(pilot)
        assert "too many words" not in screen_text(stage.app)


async def test_search_that_finds_nothing_says_what_is_no_condition(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        with patch.object(stage.desk.search, "find", return_value=()):
            await pilot.press("slash", *"is:wet")
            await pilot.pause(0.3)
            await stage.settle(pilot)
        assert "“is:wet” is no condition, but a word here." in screen_text(stage.app)


async def test_tab_completes_a_condition(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("slash", *"lampe", "space", *"state:")
        await pilot.pause(0.3)
        await stage.settle(pilot)
        assert "Tab completes: state:open  state:closed" in screen_text(stage.app)
        await pilot.press("tab")
        assert stage.app.screen.query_one(Input).value == "lampe state:open"


def test_what_was_found_stands_out_and_nothing_hostile_gets_through() -> None:
    shown = marked("vor \x02Lampe\x03 \x1b[31mnach\x02x\x03")
    assert shown.plain == "vor Lampe [31mnachx"
    assert [shown.plain[span.start : span.end] for span in shown.spans] == ["Lampe", "x"]


async def test_number_of_what_was_found_does_not_stay_on_the_queue(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("slash", *"zebra")
        await pilot.pause(0.3)
        await stage.settle(pilot)
        assert "0 tickets" in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert "0 tickets" not in screen_text(stage.app)
