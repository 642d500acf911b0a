"""Mailbox health on the screen; reading paused and going on; what the server wants read."""

from __future__ import annotations

from pathlib import Path

from agent_console.desk.views import Health, SyncStatus
from agent_console.services.engine import ServerAlert
from tests.screens.support import Stage, screen_text


async def test_health_names_every_folder_and_the_trouble(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("h")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "info@x.example: out of reach since 10:50: busy[2J · next try 11:05" in text
        assert "INBOX: 1187 of 1200 mails here, 3 not whole (too large), read 10:50" in text
        assert "Support: 12 mails here, not read to its end yet" in text
        assert "being read: 700 with headers only, 300 with text, 199 whole" in text
        assert "1 mail could not be read; it is listed all the same" in text
        await pilot.press("escape")
        await stage.settle(pilot)
        assert "[For me" in screen_text(stage.app)


async def test_reading_is_paused_and_goes_on_by_one_key(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("p")
        await stage.settle(pilot)
        stage.desk.engine.say(SyncStatus(Health.PAUSED))
        await stage.settle(pilot)
        assert "reading paused" in screen_text(stage.app)
        await pilot.press("p")
        await stage.settle(pilot)
        assert stage.desk.engine.said == ["pause", "resume"]


async def test_alert_of_the_server_is_shown_as_harmless_text(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 24)) as pilot:
        await stage.settle(pilot)
        stage.desk.engine.say(ServerAlert("Closing\x1b[2J at six"))
        await stage.settle(pilot)
        assert "The mail server says: Closing[2J at six" in screen_text(stage.app)
