"""An agent sees whether what was written is on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.errors import StoreError
from agent_console.screens.drafting import SAVE_AFTER_SECONDS
from agent_console.screens.writing import WritingScreen
from agent_console.services.replies import ReplyDraft
from tests.screens.support import Stage, screen_text


@pytest.mark.parametrize("key", ["r", "n"])
async def test_text_is_not_saved_until_it_is(tmp_path: Path, key: str) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press(key)
        await stage.settle(pilot)
        assert "saved" not in screen_text(stage.app)
        await pilot.press("x")
        await pilot.pause()
        assert "! not saved" in screen_text(stage.app)
        await pilot.pause(SAVE_AFTER_SECONDS + 0.1)
        await stage.settle(pilot)
        assert "saved 11:00" in screen_text(stage.app)
        assert "not saved" not in screen_text(stage.app)
        await pilot.press("y")
        await pilot.pause()
        assert "saved 11:00" in screen_text(stage.app), "less than a second old"


async def test_text_that_cannot_be_saved_is_said_so_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    full = True
    keep = stage.desk.replies.keep

    def refuse(draft: ReplyDraft, text: str) -> None:
        if full:
            raise StoreError("Store", "the disk is full")
        keep(draft, text)

    monkeypatch.setattr(stage.desk.replies, "keep", refuse)
    monkeypatch.setattr("agent_console.screens.drafting._AGAIN_SECONDS", 0.05)
    async with stage.app.run_test(size=(100, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        await pilot.press("x")
        assert isinstance(stage.app.screen, WritingScreen)
        stage.app.screen.keeper.keep(lambda: None)
        await stage.settle(pilot)
        assert "! not saved" in screen_text(stage.app)
        full = False
        await pilot.pause(SAVE_AFTER_SECONDS + 0.15)
        await stage.settle(pilot)
        assert "saved 11:00" in screen_text(stage.app)
