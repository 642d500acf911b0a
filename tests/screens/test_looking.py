"""The key that looks for new mail: what is said ends when the engine has looked, or in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.desk.views import Health, SyncStatus
from agent_console.screens import sync_keys
from agent_console.screens.messages import StoreChanged
from tests.screens.fake_content import make_row, ref_of
from tests.screens.support import Stage, screen_text

LOOKING = "Looking for new mail …"
ONLINE = SyncStatus(Health.ONLINE)


async def test_look_that_finds_nothing_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("s")
        await stage.settle(pilot)
        assert LOOKING in screen_text(stage.app)
        stage.desk.engine.say(SyncStatus(Health.ONLINE, fetched=1, total=9))
        await stage.settle(pilot)
        assert LOOKING in screen_text(stage.app), "it is still at it"
        stage.desk.engine.say(ONLINE)
        await stage.settle(pilot)
        assert "· No new mail." in screen_text(stage.app)
        assert LOOKING not in screen_text(stage.app)


async def test_look_that_finds_mail_leaves_the_word_to_the_news(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        stage.desk.engine.say(ONLINE)
        await stage.settle(pilot)
        await pilot.press("j", "s")
        stage.desk.queue.rows.insert(0, make_row(900))
        stage.app.post_message(StoreChanged(frozenset({ref_of(900)})))
        await stage.settle(pilot)
        stage.desk.engine.say(ONLINE)
        await stage.settle(pilot)
        shown = screen_text(stage.app)
        assert "· 1 new: key" in shown
        assert LOOKING not in shown
        assert "No new mail" not in shown


@pytest.mark.parametrize("health", [Health.OFFLINE, Health.SIGN_IN])
async def test_look_that_fails_is_told_by_the_status_line_alone(
    tmp_path: Path, health: Health
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("s")
        await stage.settle(pilot)
        stage.desk.engine.say(SyncStatus(Health.STARTING))
        await stage.settle(pilot)
        assert LOOKING in screen_text(stage.app)
        stage.desk.engine.say(SyncStatus(health, "no route"))
        await stage.settle(pilot)
        assert LOOKING not in screen_text(stage.app)
        assert "No new mail" not in screen_text(stage.app)


async def test_look_without_an_answer_ends_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sync_keys.LONGEST_LOOK <= 10
    monkeypatch.setattr(sync_keys, "LONGEST_LOOK", 0.05)
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("s")
        await pilot.pause(0.2)
        assert LOOKING not in screen_text(stage.app)
        await pilot.press("u")
        await stage.settle(pilot)
        stage.desk.engine.say(ONLINE)
        await stage.settle(pilot)
        assert "there is nothing to take back" in screen_text(stage.app), "others stay"
