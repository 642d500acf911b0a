"""How customers found it, on the screen."""

from __future__ import annotations

from pathlib import Path

from agent_console.screens.ticket import TicketScreen
from tests.screens.fake_content import ref_of
from tests.screens.support import Stage, screen_text


async def test_scores_are_listed_bad_ones_alone_and_a_score_is_noted(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(110, 24)) as pilot:
        await stage.settle(pilot)
        await stage.app.screen.run_action("room('feedback')")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "30 days: 3 asked, 2 answered · CSAT 100 % (n = 1) · 4 wait" in text
        assert f"✓ CSAT 5/5 · #{ref_of(0)}" in text
        assert f"! NPS 3/10 · #{ref_of(1)}" in text
        assert "\x1b" not in text
        await pilot.press("b")
        await stage.settle(pilot)
        assert "CSAT 5/5" not in screen_text(stage.app)
        await pilot.press("s", *"7,")
        await pilot.press("space", *"Telefon", "enter")
        await stage.settle(pilot)
        assert stage.desk.customers.feedback.noted == [(ref_of(1), "7", "Telefon")]
        assert f"#{ref_of(1)}: NPS 7/10" in screen_text(stage.app)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)


async def test_screen_says_when_customers_are_not_asked(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.customers.feedback.enabled = False
    stage.desk.customers.feedback.surveys = []
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await stage.app.screen.run_action("room('feedback')")
        await stage.settle(pilot)
        assert "customers are not asked" in screen_text(stage.app)
        assert "Nobody was asked yet." in screen_text(stage.app)
