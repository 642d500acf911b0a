from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from agent_console.desk.states import SavedView
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.finds import TICKETS_AT_MOST, Find, matching, remember, view_finds
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.search import SearchScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.line_input import LineInput
from agent_console.screens.widgets.writing_area import WritingArea
from tests.screens.support import Stage, screen_text


def find(name: str) -> Find:
    return Find(name, "", name, lambda _screen: None)


def test_matching_without_a_text_has_the_recent_ones_first() -> None:
    known = [find("close"), find("snooze"), find("reply")]
    assert [one.id for one in matching(known, "", ["reply", "gone"])] == [
        "reply",
        "close",
        "snooze",
    ]


def test_matching_prefers_the_better_one_to_the_recent_one() -> None:
    known = [find("show closed"), find("close")]
    assert next(one.id for one in matching(known, "close", ["show closed"])) == "close"
    assert matching(known, "xyz") == []


def test_remembered_is_each_once_the_last_first_and_few() -> None:
    recent: list[str] = []
    for name in ["a", "b", "a", *"cdefghij"]:
        remember(recent, find(name))
    assert recent == list("jihgfedc")


async def type_in(stage: Stage, pilot: Pilot[None], text: str) -> None:
    await pilot.press("ctrl+p")
    await stage.settle(pilot)
    await pilot.press(*text)
    await pilot.pause(0.2)
    await stage.settle(pilot)


async def test_palette_opens_a_ticket_by_its_customer(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(110, 30)) as pilot:
        await stage.settle(pilot)
        await type_in(stage, pilot, "anna schmidt")
        shown = screen_text(stage.app)
        assert "Ticket" in shown
        assert "Customer  Anna Schmidt · anna.schmidt@example.org" in shown
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)


async def test_palette_searches_for_a_customer(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(110, 30)) as pilot:
        await stage.settle(pilot)
        await type_in(stage, pilot, "anna schmidt")
        await pilot.press(*["down"] * TICKETS_AT_MOST, "enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, SearchScreen)
        assert stage.app.screen.query_one(LineInput).value == "anna.schmidt@example.org"


async def test_palette_begins_a_reply_with_a_canned_answer(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(110, 30)) as pilot:
        await stage.settle(pilot)
        await type_in(stage, pilot, "opening hours")
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, ReplyScreen)
        assert "we are open from 9 to 5." in stage.app.screen.query_one(WritingArea).text


async def test_palette_tries_a_theme_on_and_takes_it_off_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(110, 30)) as pilot:
        await stage.settle(pilot)
        await type_in(stage, pilot, "theme light")
        assert stage.app.theme == "light"
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.app.theme == "dark"
        assert not stage.app.screen.query("CommandPanel")


async def test_palette_shows_a_view_from_within_a_ticket(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(110, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        await type_in(stage, pilot, "show: waiting")
        await pilot.press("enter")
        await stage.settle(pilot)
        assert "[Waiting" in screen_text(stage.app)


async def test_palette_shows_a_view_of_ones_own(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(110, 30)) as pilot:
        await stage.settle(pilot)
        stage.app.session.saved = (SavedView("Lamps", "lamp"),)
        finds = [one for one in view_finds(queue_of(stage)) if one.id == "view:Lamps"]
        assert [one.text for one in finds] == ["Show: Lamps"]


def queue_of(stage: Stage) -> ConsoleScreen:
    shown = stage.app.shown
    assert shown is not None
    return shown
