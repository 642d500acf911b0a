"""Reports, review, pulse, feedback and findings: each size, each theme, without colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.desk.feedback import Survey
from agent_console.desk.pulse import Week
from tests.screens.fake_feedback import survey
from tests.screens.fake_review import LINES, MORE
from tests.screens.support import Stage, assert_golden, screen_text, shown_pieces
from tests.screens.test_reports import draw, press
from tests.screens.test_theming import LEAST_CONTRAST, contrast

PLAIN = ("terminal", "monochrome")
PLACES = {
    "reports": ("f3", 6),
    "review": ("f6", 2),
    "pulse": ("f7", 1),
    "findings": ("f8", 1),
    "feedback": ("", 1),
}
"""The key of each, and how many pages it has."""

SCROLL_BAR = tuple("▁▂▃▄▅▆▇█")
"""The end of its thumb: one cell, and no text."""


def full(stage: Stage) -> None:
    """Give the screens something to show."""
    stage.desk.review.lines = tuple(sorted((*LINES, *MORE), key=order))


def order(line: object) -> int:
    """Return where a line of a review stands."""
    return (LINES[0], MORE[0], LINES[1], MORE[1], MORE[2]).index(line)


async def go(stage: Stage, pilot: Pilot[None], key: str) -> str:
    """Open a place from the queue."""
    await stage.settle(pilot)
    if not key:
        await stage.app.screen.run_action("room('feedback')")
    return await press(stage, pilot, *([key] if key else []))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_review_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    full(stage)
    async with stage.app.run_test(size=size) as pilot:
        text = await go(stage, pilot, "f6")
        assert_golden(f"review-changes-{size[0]}x{size[1]}", text)
        if size == (80, 24):
            draw("review", stage.app)
        text = await press(stage, pilot, "tab")
        assert_golden(f"review-staffing-{size[0]}x{size[1]}", text)


@pytest.mark.parametrize("place", PLACES)
async def test_every_text_can_be_read_in_every_theme(tmp_path: Path, place: str) -> None:
    stage = Stage(tmp_path)
    full(stage)
    if place == "pulse":
        stage.desk.pulse.ask()
    key, pages = PLACES[place]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        text = await go(stage, pilot, key)
        for _page in range(pages):
            for theme in (*LEAST_CONTRAST, *PLAIN):
                stage.app.theme = theme
                await pilot.pause()
                assert screen_text(stage.app) == text, theme  # nothing is told by colour alone
                looks_readable(stage, theme)
            text = await press(stage, pilot, "tab") if pages > 1 else text


def looks_readable(stage: Stage, theme: str) -> None:
    """Hold every piece of text against the contrast of its theme, or the terminal's own colours."""
    pieces = [piece for piece in shown_pieces(stage.app) if piece.text not in SCROLL_BAR]
    assert len(pieces) > 5
    for piece in pieces:
        assert not piece.faint, piece
        if theme in PLAIN:
            assert not piece.ink.startswith("#"), piece
            assert not piece.ground.startswith("#"), piece
            assert piece.ink != piece.ground or piece.ink == "default", piece
        else:
            assert contrast(piece.ink, piece.ground) >= LEAST_CONTRAST[theme], piece


def pulse_for_guide(stage: Stage) -> None:
    """Let the closed weeks say what a guide can show."""
    stage.desk.pulse.ask()
    weeks = (
        Week("2026-W09", 5, 3.8, 4.2, ("Too many returns for one person", "Thanks, all")),
        Week("2026-W08", 6, 3.2, 4.5, ("The carrier again",)),
        Week("2026-W07"),
    )
    stage.desk.pulse.pulse = replace(stage.desk.pulse.pulse, weeks=weeks)


def feedback_for_guide(stage: Stage) -> None:
    """Let customers have said what a guide can show."""
    stage.desk.customers.feedback.surveys = [
        survey(0, Survey.CSAT, 5, "Quick and friendly"),
        survey(1, Survey.NPS, 3, "Nobody called back"),
        survey(2, Survey.CES, None),
    ]


@pytest.mark.parametrize(
    ("place", "fill"), [("pulse", pulse_for_guide), ("feedback", feedback_for_guide)]
)
async def test_picture_of_the_guide_is_what_the_screen_shows(
    tmp_path: Path, place: str, fill: Callable[[Stage], None]
) -> None:
    stage = Stage(tmp_path)
    fill(stage)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        text = await go(stage, pilot, PLACES[place][0])
        assert_golden(f"{place}-guide-80x24", text)
        draw(place, stage.app)
