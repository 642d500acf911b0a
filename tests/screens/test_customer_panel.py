"""The other tickets of a customer: listed by a key, opened by Enter."""

from __future__ import annotations

from pathlib import Path

from agent_console.screens.ticket import TicketScreen
from tests.screens.fake_content import ref_of
from tests.screens.support import Stage, screen_text


async def test_key_lists_the_customers_other_tickets_and_enter_opens_one(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=12)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        await pilot.press("i")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "Other tickets of anna.schmidt@example.org" in text
        assert f"#{ref_of(5)} · " in text
        assert f"#{ref_of(10)} · " in text
        assert f"#{ref_of(1)} · " not in text
        await pilot.press("enter")
        await stage.settle(pilot)
        screen = stage.app.screen
        assert isinstance(screen, TicketScreen)
        assert screen.ref == ref_of(5)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(0)


async def test_customer_without_other_tickets_is_said_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=1)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("i")
        await stage.settle(pilot)
        assert "No other ticket." in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert not stage.app.screen.query("CustomerPanel")
