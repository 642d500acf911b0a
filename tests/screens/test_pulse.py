"""The team pulse on the screen: asked once, answered with three keys, skipped with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.desk.pulse import Said
from tests.screens.support import Stage, assert_golden, screen_text


async def test_queue_asks_once_and_its_key_opens_the_question(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.pulse.ask()
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        assert "How was your week? F7 answers or skips it" in screen_text(stage.app)
        await pilot.press("f7")
        await stage.settle(pilot)
        assert "2026-W10: how was it?" in screen_text(stage.app)


async def test_queue_says_nothing_where_no_pulse_is_asked_for(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        assert "How was your week?" not in screen_text(stage.app)
        await pilot.press("f7")
        await stage.settle(pilot)
        assert "it takes a team" in screen_text(stage.app)
        await pilot.press("a")
        await stage.settle(pilot)
        assert stage.desk.pulse.said == []


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_pulse_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    stage.desk.pulse.ask()
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(pilot)
        await pilot.press("f7")
        await stage.settle(pilot)
        assert "\x1b" not in screen_text(stage.app)
        assert_golden(f"pulse-{size[0]}x{size[1]}", screen_text(stage.app))


@pytest.mark.parametrize(("line", "said"), [("spam", "spam"), ("", "")])
async def test_keys_pressed_ahead_answer_mood_workload_and_line(
    tmp_path: Path, line: str, said: str
) -> None:
    stage = Stage(tmp_path)
    stage.desk.pulse.ask()
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f7", "a", "4", "5", *line, "enter")
        await stage.settle(pilot)
        assert stage.desk.pulse.said == [(4, 5, said)]
        assert "leaves at a random moment" in screen_text(stage.app)


async def test_escape_at_any_question_says_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.pulse.ask()
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f7")
        for keys in (("a",), ("a", "4"), ("a", "4", "5")):
            for key in (*keys, "escape"):
                await pilot.press(key)
                await stage.settle(pilot)
            assert "Mood" not in screen_text(stage.app)
        assert stage.desk.pulse.said == []
        assert "2026-W10: how was it?" in screen_text(stage.app)


async def test_week_is_skipped_with_one_key(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.pulse.ask()
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f7", "x")
        await stage.settle(pilot)
        assert "2026-W10: skipped." in screen_text(stage.app)
    assert stage.desk.pulse.pulse.said is Said.SKIPPED
