"""Any screen and any panel lives through a tiny window; that it is too small is said."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from agent_console.screens.queue import QueueScreen
from tests.screens.support import Stage, screen_text

_WAYS = (
    *(("e",), ("question_mark",), ("h",), ("x",), ("slash",), ("n",), ("F",), ("a",)),
    *(("r", "ctrl+k"), ("r", "ctrl+f"), ("r", "ctrl+t"), ("z",), ("H",), ("y",)),
    *(("enter",), ("enter", "A")),
)


async def test_screens_and_panels_live_through_a_tiny_window_that_is_called_so(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path, rows=8)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        for keys in _WAYS:
            await _there(stage, pilot, keys)
            before, focused = screen_text(stage.app), stage.app.focused
            await pilot.resize_terminal(20, 5)
            await pilot.pause()
            assert "! Too small: 20×5" in screen_text(stage.app), keys
            await pilot.resize_terminal(100, 30)
            await pilot.pause()
            assert screen_text(stage.app) == before, keys
            assert stage.app.focused is focused, keys
            for _key in keys:
                await pilot.press("escape")
                await stage.settle(pilot)
            assert isinstance(stage.app.screen, QueueScreen), keys


async def _there(stage: Stage, pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    for key in keys:
        await pilot.press(key)
        await stage.settle(pilot)


async def test_what_is_typed_in_a_tiny_window_is_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=8)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        await pilot.resize_terminal(39, 30)
        await pilot.press(*"Hallo")
        assert "! Too small: 39×30" in screen_text(stage.app)
        await pilot.resize_terminal(40, 10)
        await stage.settle(pilot)
        assert "Too small" not in screen_text(stage.app)
        assert "Hallo" in screen_text(stage.app)
