"""The reports on the screen: pages, what is behind their lines, other periods and choices."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from agent_console.desk.metrics_report import AgentLine, Listed, Name, Standing, Which
from tests.screens.fake_content import make_row
from tests.screens.support import Stage, assert_golden, screen_text, shown_lines

PAGES = ("today", "figures", "curves", "hours", "kinds", "company")
DRAWN = ("figures", "curves", "hours")
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "screens"


def draw(name: str, app: App[None]) -> None:
    """Draw the screen for the guide, when screens are kept anew."""
    if os.environ.get("AGENT_CONSOLE_GOLDEN") == "write":
        drawn = app.export_screenshot(title="Agent Console")
        drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)  # fetched from elsewhere
        drawn = re.sub(r"terminal-\d+", "screen", drawn)
        lines = [line.rstrip() for line in drawn.splitlines()]
        (PICTURES / f"{name}.svg").write_text("\n".join(lines) + "\n", encoding="utf-8")


async def press(stage: Stage, pilot: Pilot[None], *keys: str) -> str:
    """Press each key when all before it is done; return what is shown."""
    await stage.settle(pilot)
    for key in keys:
        await pilot.press(key)
        await stage.settle(pilot)
    return screen_text(stage.app)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_reports_at_each_size_look_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        text = await press(stage, pilot, "f3")
        for page in PAGES:
            assert_golden(f"reports-{page}-{size[0]}x{size[1]}", text)
            if size == (80, 24) and page in DRAWN:
                draw(f"reports-{page}", stage.app)
            text = await press(stage, pilot, "tab")
        assert "Open, and nobody’s" in text  # round again


async def test_reports_in_any_theme_mark_the_line_without_colour(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await press(stage, pilot, "f3", "j")
        for theme in ("light", "monochrome", "terminal"):
            stage.app.theme = next(name for name in stage.app.available_themes if theme in name)
            await pilot.pause()
            (line,) = [one for one in shown_lines(stage.app) if "▸ Overdue" in one.text]
        assert not [colour for colour in line.colours if colour.startswith("#")]


async def test_every_line_opens_its_tickets_and_tells_its_formula(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 40)) as pilot:
        text = await press(stage, pilot, "f3", "enter")
        assert make_row(0).ref in text
        assert "Behind “Open”: 1" in text
        text = await press(stage, pilot, "escape")
        assert "My day" in text
        await press(stage, pilot, "tab", "j", "enter", "escape")
        assert "Times a ticket was closed" in await press(stage, pilot, "i")
        await press(stage, pilot, "tab", "enter", "escape", "tab", "enter", "escape")
        assert "need an answer" in await press(stage, pilot, "i")
        text = await press(stage, pilot, "tab", "enter", "escape", "i")
        assert "by what they are about now" in text
        assert "Made of 13" in text
        assert stage.desk.reports.opened == [
            Standing.OPEN,
            Name.CLOSED,
            Name.OPENED,
            (Listed.HEAT, "0"),
            (Listed.TYPES, "refund"),
        ]


@pytest.mark.parametrize("width", [100, 160])
async def test_every_curve_is_reached_by_the_mark_in_reading_order(
    tmp_path: Path, width: int
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(width, 40)) as pilot:
        text = await press(stage, pilot, "f3", "tab", "tab")
        assert "▸ Tickets opened" in text
        for name in ("Tickets closed", "Not closed at the end", "First answer, median"):
            text = await press(stage, pilot, "j")
            assert text.count("▸") == 1
            assert f"▸ {name}" in text
        assert "Behind “First answer, median”" in await press(stage, pilot, "enter")
        assert stage.desk.reports.opened == [Name.FIRST_MEDIAN]
        await press(stage, pilot, "escape")
        assert "▸ Not closed at the end" in await press(stage, pilot, "k")


async def test_agents_have_a_page_only_where_something_may_be_told(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.reports.agents = (AgentLine("ida", 7, 1, 4, 600.0, 3_000),)
    async with stage.app.run_test(size=(100, 40)) as pilot:
        text = await press(stage, pilot, "f3", *["tab"] * 5, "i")
        assert "time × rate / tickets" in text
        text = await press(stage, pilot, "tab")
        assert "What each agent did" in text
        assert "7 answers · 1 asked after" in text


async def test_other_period_and_other_tickets_are_counted_anew(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 40)) as pilot:
        await press(stage, pilot, "f3")
        first = stage.desk.reports.asked[-1][0]
        await press(stage, pilot, "left")
        assert stage.desk.reports.asked[-1][0] == first.before
        await press(stage, pilot, "c")
        assert stage.desk.reports.asked[-1][2] is False
        await press(stage, pilot, "f", *"type=refund", "enter")
        assert stage.desk.reports.asked[-1][1] == Which(type="refund")


async def test_time_in_front_of_a_ticket_is_kept_when_another_screen_comes(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 40)) as pilot:
        await press(stage, pilot, "enter")
        stage.clock.move(timedelta(seconds=70))
        await press(stage, pilot, "j")
        stage.clock.move(timedelta(seconds=20))
        await press(stage, pilot, "escape")
        ((_ref, seconds),) = stage.desk.reports.times.kept
        assert seconds == 90
