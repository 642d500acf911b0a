"""The monthly review on the screen: its lines, what is behind them, other months, staffing."""

from __future__ import annotations

from pathlib import Path

from tests.screens.fake_content import make_row
from tests.screens.support import Stage, screen_text


async def test_review_shows_its_lines_and_opens_what_is_behind_one(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 40)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f6")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "▸ drohne, gravur" in text
        assert "None was missed." in text
        await pilot.press("j", "enter")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "Refund" in text
        assert make_row(0).ref in text
        await pilot.press("escape")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "▸ Refund" in text
        assert "n=12 few" in text


async def test_other_months_are_counted_up_to_this_one_and_staffing_is_a_page(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 40)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f6")
        await stage.settle(pilot)
        last = stage.desk.review.last()
        await pilot.press("left")
        await stage.settle(pilot)
        assert stage.desk.review.asked[-1] == last.before.name
        await pilot.press("right", "right", "right")
        await stage.settle(pilot)
        assert stage.desk.review.asked[-1] == last.after.name
        await pilot.press("tab")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "Staffing hint" in text
        assert "2 (2)" in text
        assert "6.0 minutes for a mail are assumed" in text


async def test_review_that_is_there_is_told_once(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.review.hint = "2026-02"
    async with stage.app.run_test(size=(100, 40)) as pilot:
        await stage.settle(pilot)
        assert "What changed in 2026-02: F6 shows it" in screen_text(stage.app)
        assert stage.desk.review.hint == ""
