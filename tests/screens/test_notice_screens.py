"""Notices, known issues and suggestions by keys: written, looked at, sent, paused, closed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.desk.notices import NoticeState
from agent_console.desk.views import IssueHint, TicketView
from agent_console.screens.notice import NoticeScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.ticket import TicketScreen
from tests.screens.fake_content import ref_of
from tests.screens.fake_notices import LATE, FakeProactive
from tests.screens.support import Stage, assert_golden, screen_text


def proactive(stage: Stage) -> FakeProactive:
    return stage.desk.proactive


async def press(stage: Stage, pilot: Pilot[None], *keys: str) -> str:
    """Press each key when all before it is done, type what has a ``'``; return what is shown."""
    await stage.settle(pilot)
    for key in keys:
        await pilot.press(*key[1:] if key.startswith("'") else (key,))
        await stage.settle(pilot)
    return screen_text(stage.app)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_notices_at_each_size_look_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        text = await press(stage, pilot, "Z")
        assert_golden(f"notices-{size[0]}x{size[1]}", text)
        text = await press(stage, pilot, "down", "enter", "j")
        assert_golden(f"notice-{size[0]}x{size[1]}", text)


async def test_notice_is_written_looked_at_sent_and_paused_by_keys(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "Z", "n", "'tag:lamp", "enter", "enter")
        text = await press(stage, pilot, "enter")
        assert isinstance(stage.app.screen, NoticeScreen)
        assert f"{LATE} · draft · tag:lamp" in text
        assert "this is 1 of 3" in text
        text = await press(stage, pilot, "s")
        assert "Send it to 3 customers? (1 is left out)" in text
        name = next(iter(set(proactive(stage).notices.kept) - {"draft", "runs"}))
        text = await press(stage, pilot, "y")
        assert proactive(stage).notices.kept[name].state is NoticeState.RUNNING
        assert "is being sent" in text
        text = await press(stage, pilot, "p")
        assert "paused" in text.splitlines()[0]
        await press(stage, pilot, "p", "x", "y")
        assert proactive(stage).notices.kept[name].state is NoticeState.STOPPED


async def test_ticket_of_somebody_who_got_the_notice_opens(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        text = await press(stage, pilot, "Z", "down", "down", "enter", "j")
        assert "▶ ▸ Bob · in the outbox · #" in text
        assert "12 of 40 · 1 answered · 1 is left out · 60 an hour" in text
        assert "\x1b" not in text
        await press(stage, pilot, "enter")
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(2)


async def test_send_when_the_question_is_left_sends_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "Z", "down", "s", "escape")
        assert proactive(stage).notices.done == []


async def test_own_text_is_written_in_the_editor(tmp_path: Path) -> None:
    async def write(_app: object, _text: str, _name: str) -> str:
        return "We are closed on Friday."

    stage = Stage(tmp_path, edit=write)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "Z", "n", "enter", "'own", "enter", "'Closed", "enter")
        newest = [*proactive(stage).notices.kept.values()][-1]
        assert (newest.title, newest.written.text) == ("Closed", "We are closed on Friday.")


async def test_known_issue_is_answered_closed_and_told(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        text = await press(stage, pilot, "Z", "enter")
        assert "We are on it." in text
        await press(stage, pilot, "s", "y")
        assert ("answer", "down", ()) in proactive(stage).incidents.done
        await press(stage, pilot, "c")
        assert not proactive(stage).incidents.known["down"].is_open
        text = await press(stage, pilot, "N", "enter")
        assert "Solved: Shop is down · draft" in text


async def test_suggestion_is_dropped_or_becomes_a_draft(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        text = await press(stage, pilot, "Z", "end")
        assert "d Drop" in text
        text = await press(stage, pilot, "enter")
        assert "Thank you · draft · person:kim@example.org" in text
        assert "Nothing is suggested today." in await press(stage, pilot, "escape")


async def test_ticket_that_looks_like_a_known_issue_joins_it_and_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    known = stage.desk.tickets.view
    hint = IssueHint("down", "Shop is down", 2, joined=False)

    def view(ref: str, *, whole: bool = True) -> TicketView:
        return replace(known(ref, whole=whole), issue=hint)

    monkeypatch.setattr(stage.desk.tickets, "view", view)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        text = await press(stage, pilot, "enter")
        words = "● Looks like the known issue “Shop is down” (2 tickets): d joins it and answers"
        assert words in text
        await press(stage, pilot, "d")
        assert isinstance(stage.app.screen, ReplyScreen)
        assert "We are on it." in screen_text(stage.app)
        (done,) = proactive(stage).incidents.done
        assert done[:2] == ("join", "down")


async def test_marked_tickets_begin_a_known_issue(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "space", "space", "d", "'Fire", "enter")
        assert proactive(stage).incidents.done == [("join", "Fire", (ref_of(0), ref_of(1)))]
        assert stage.app.session.marked == {}
