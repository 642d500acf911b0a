"""The team on the screen: who is here, away, answering; nothing of a name is control."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.desk.people import Person, TeamLook
from agent_console.desk.roles import Role
from agent_console.desk.states import OutboxState
from agent_console.screens.messages import StoreChanged
from agent_console.screens.widgets.notice_line import NoticeLine
from tests.screens.fake_content import NOW, make_item, ref_of
from tests.screens.support import Stage, screen_text


async def test_team_names_everybody_with_what_they_do(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("U")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "The journal cannot be reached: no[2J route" in text
        assert "2 facts wait to be told" in text
        assert "3 documents are shared with all" in text
        lines = [one.rstrip() for one in text.splitlines() if "in hand" in one]
        assert lines == [
            " ●  Anna (you)  lead       here                                    4 in hand",
            " ●  Bea[31m     agent      here                                    0 in hand"
            "  answers #7K3Q9",
            " ○  Cem         read-only  away until Dec 24, 2026, Bea stands in  0 in hand",
            " ○  日本        agent      not seen yet                            0 in hand",
        ]
        await pilot.press("escape")
        await stage.settle(pilot)
        assert "[For me" in screen_text(stage.app)


async def test_team_without_one_says_how_to_begin(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.colleagues.found = TeamLook(NOW, (Person("Anna", Role.LEAD, me=True, here=True),))
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("U")
        await stage.settle(pilot)
        assert "agent-console team start" in screen_text(stage.app)


async def test_note_says_whom_it_asks_and_completes_the_name(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("n")
        await stage.settle(pilot)
        await pilot.press("@", "c", "e", "tab", "?", "space", "@", "x", "y")
        await stage.settle(pilot)
        assert "@cem ? @xy" in screen_text(stage.app)
        assert "asks Cem · nobody is called @xy" in screen_text(stage.app).splitlines()[0]


async def test_reply_that_has_to_wait_for_the_team_is_not_said_to_be_leaving(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        stage.clock.move(timedelta(seconds=20))
        stage.app.screen.query_one(NoticeLine).show()
        await pilot.pause()
        assert "is leaving" in screen_text(stage.app)
        stage.clock.move(timedelta(seconds=10))
        stage.app.screen.query_one(NoticeLine).show()
        await pilot.pause()
        assert "has not left yet; x says why" in screen_text(stage.app)


async def test_reply_that_was_left_lets_the_ticket_go(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.desk.colleagues.let_gone == [ref_of(0)]


async def test_hand_over_without_a_name_says_that_one_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    told = replace(stage.desk.tickets.explain(ref_of(0)), colleagues=())
    monkeypatch.setattr(stage.desk.tickets, "explain", lambda _ref: told)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("H")
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        notice = stage.app.session.notice
        assert notice is not None
        assert notice.text == "The settings name no colleague: type a name."


async def test_reply_says_who_was_faster_as_soon_as_it_is_known(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        ref = ref_of(0)
        stage.desk.colleagues.others[ref] = "Bea was faster and answers this ticket."
        stage.app.post_message(StoreChanged(frozenset({ref})))
        await stage.settle(pilot)
        assert "Bea was faster" in screen_text(stage.app)
