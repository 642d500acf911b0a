"""What the search screen says about what it found."""

from __future__ import annotations

from pathlib import Path

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
