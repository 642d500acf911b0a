"""A search becomes a view of the queue, and is one no longer."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from agent_console.desk.states import QueueView, SavedView
from agent_console.screens.queue import QueueScreen
from tests.screens.support import Stage, screen_text


async def press(stage: Stage, pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await stage.settle(pilot)


def queue(stage: Stage) -> QueueScreen:
    screen = stage.app.screen
    assert isinstance(screen, QueueScreen)
    return screen


async def test_search_is_kept_as_a_view_and_shown_by_its_digit(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "slash", *"rechnung", "ctrl+s", *"Geld", "enter")
        assert stage.desk.queue.saved == [SavedView("Geld", "rechnung")]
        assert "Geld is a view of the queue now · 2 shows it there" in screen_text(stage.app)
        await press(stage, pilot, "escape", "2")
        shown = queue(stage)
        assert shown.feed.view == SavedView("Geld", "rechnung")
        held = len(stage.desk.queue._in(SavedView("Geld", "rechnung")))
        assert held
        assert f"[Geld {held}]" in screen_text(stage.app)
        assert shown.rows.total == held
        await press(stage, pilot, "tab")
        assert queue(stage).feed.view is QueueView.FOR_ME


async def test_view_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "3")
        assert "There is no view 3 yet" in screen_text(stage.app)
        assert queue(stage).feed.view is QueueView.FOR_ME


async def test_view_is_kept_no_longer_by_the_palette(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.saved = [SavedView("Geld", "rechnung")]
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "ctrl+p", *"keep", "space", *"this", "enter")
        assert "not one of your own" in screen_text(stage.app)
        await press(stage, pilot, "2", "ctrl+p", *"keep", "space", *"this", "enter")
        assert stage.desk.queue.saved == []
        assert queue(stage).feed.view is QueueView.FOR_ME
        assert "Geld" not in screen_text(stage.app).splitlines()[0]
