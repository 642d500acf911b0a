"""Plain mode: only letters and punctuation, every state in words, the cursor in its place."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual.geometry import Offset

from agent_console.desk.apology_blocks import Step
from agent_console.look import Look
from agent_console.screens.plain import plain_look, plain_text, pointed_at
from agent_console.screens.widgets.step_bar import StepState, told_steps
from tests.screens.support import GOLDEN, Stage, screen_text

SCREENS = sorted(GOLDEN.rglob("*.txt"))


def strange(text: str) -> set[str]:
    """Return what is neither letter, digit, punctuation, blank nor the sign of a currency."""
    return {
        one
        for one in text
        if not one.isascii() and unicodedata.category(one)[0] not in "LNPM" and one != "€"
    }


def stage_of(folder: Path) -> Stage:
    stage = Stage(folder, look=plain_look)
    assert stage.app.has_class("-plain")
    return stage


@pytest.mark.parametrize("file", SCREENS, ids=lambda file: file.stem)
def test_every_kept_screen_is_plain_letters_of_the_same_width(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    plain = plain_text(text)
    assert not strange(plain)
    assert [len(line) for line in plain.splitlines()] == [len(line) for line in text.splitlines()]


def test_letters_of_a_mail_stay_as_they_are() -> None:
    text = "Grüße, „Ça va“ – 20 °C für 5 € 😀 日本…"
    assert plain_text(text) == text


def test_kept_screens_have_what_the_filter_takes_away() -> None:
    assert any(strange(file.read_text(encoding="utf-8")) for file in SCREENS)


@pytest.mark.parametrize("keys", [(), ("enter",), ("r",), ("a",), ("question_mark",), ("ctrl+p",)])
async def test_screen_in_plain_mode_has_no_strange_sign(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    stage = stage_of(tmp_path)
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await stage.settle(pilot)
        await pilot.press(*keys)
        await stage.settle(pilot)
        assert not strange(screen_text(stage.app))


async def test_plain_queue_says_in_words_what_signs_say_else(tmp_path: Path) -> None:
    stage = stage_of(tmp_path)
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await stage.settle(pilot)
        lines = screen_text(stage.app).splitlines()
        first = next(line for line in lines if "#00000000" in line)
        assert "new" in first
        assert "overdue -0:30" in first
        assert any("urgent" in line for line in lines)
        assert not stage.app.screen.query_one("QueuePreview").display


async def test_cursor_stands_on_the_selected_row(tmp_path: Path) -> None:
    stage = stage_of(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("down", "down")
        await stage.settle(pilot)
        place = pointed_at(stage.app.focused)
        assert place is not None
        assert screen_text(stage.app).splitlines()[place.y].startswith(">")
        assert stage.app.cursor_position == place != Offset(0, 0)


def test_steps_of_an_apology_are_told_in_words() -> None:
    states = dict.fromkeys(Step, StepState.OPEN) | {
        Step.LISTEN: StepState.DONE,
        Step.SOLVE: StepState.OWN,
    }
    told = "done: Listen; in your own words: Solve; missing: Understand, [Apologise], Make sure"
    assert told_steps(states, Step.APOLOGISE) == told


def test_plain_look_takes_no_colours_unless_a_theme_is_named() -> None:
    assert plain_look(Look("mia", "a@b")).theme == "monochrome"
    assert plain_look(Look("mia", "a@b", theme="light")).theme == "light"
