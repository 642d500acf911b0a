"""Findings on the screen, and tickets put on them by a key."""

from __future__ import annotations

from pathlib import Path

from agent_console.desk.findings import FindingState
from agent_console.screens.ticket import TicketScreen
from tests.screens.support import Stage, screen_text


async def test_findings_are_listed_and_what_is_typed_is_said_of_them(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    found = stage.desk.findings.findings
    async with stage.app.run_test(size=(110, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f8")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "! open · Log-in" in text
        assert "✓ done · Boxes too big · 2 tickets · Bert" in text
        assert "\x1b" not in text
        await pilot.press("a", *"fix", "enter")
        await stage.settle(pilot)
        await pilot.press("d", "end", *("backspace",) * 10, "-", "enter")
        await stage.settle(pilot)
        await pilot.press("s")
        await stage.settle(pilot)
        late = found["late"]
        assert (late.action, late.due, late.state) == ("fix", None, FindingState.DECIDED)
        await pilot.press("t")
        await stage.settle(pilot)
        assert "not done yet" in screen_text(stage.app)
        await pilot.press("j", "t", *"Small", "enter")
        await stage.settle(pilot)
        assert stage.desk.findings.told == [("done", "Small")]
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)


async def test_a_key_puts_the_ticket_or_the_marked_ones_on_a_finding(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    found = stage.desk.findings.findings
    async with stage.app.run_test(size=(110, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("percent_sign")
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert len(found["late"].tickets) == 1
        await pilot.press("space", "space", "percent_sign")
        await stage.settle(pilot)
        assert "are 2 tickets put" in screen_text(stage.app)
        await pilot.press(*"slow", "enter")
        await stage.settle(pilot)
        assert found["new"].title == "slow"
        assert len(found["new"].tickets) == 2
