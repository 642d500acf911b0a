"""Writing a call down by keys: the time runs, callers are found, it ends with a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from agent_console.desk.contacts import ContactChannel, ContactResult
from agent_console.desk.mail import Address, Direction
from agent_console.errors import ActionRefusedError
from agent_console.screens import words
from agent_console.screens.contact import ContactScreen
from agent_console.screens.queue import QueueScreen
from agent_console.screens.rooms import room
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.choice_line import ChoiceLine
from tests.screens.fake_contacts import KIM, KIRA
from tests.screens.fake_content import NOW, ref_of
from tests.screens.support import Stage, assert_golden, screen_text


async def call(stage: Stage, pilot: Pilot[None], *keys: str) -> ContactScreen:
    await stage.settle(pilot)
    await pilot.press("w")
    await stage.settle(pilot)
    await pilot.press(*keys)
    await stage.settle(pilot)
    screen = stage.app.screen
    assert isinstance(screen, ContactScreen)
    return screen


def focused(stage: Stage) -> str:
    found = stage.app.screen.focused
    assert isinstance(found, Widget)
    return found.id or type(found).__name__


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_contact_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await call(stage, pilot, *"Kim", "enter", "tab", *"del")
        screen = stage.app.screen
        assert isinstance(screen, ContactScreen)
        screen.keeper.save_now(stage.desk)
        screen.retell()
        stage.clock.move(timedelta(seconds=95))
        screen.tick()
        await stage.settle(pilot)
        assert_golden(f"contact-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_call_is_written_down_and_logged_by_keys_alone(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await call(stage, pilot, *"kim", "enter")
        await pilot.press(*"4711", "tab", *"deliv", "enter")
        assert focused(stage) == "contact-ticket"
        await stage.settle(pilot)
        await pilot.press("right", "tab", *"Late", "enter", *"again")
        stage.clock.move(timedelta(minutes=4))
        await pilot.press("ctrl+g")
        await stage.settle(pilot)
        assert "Is it solved?" in screen_text(stage.app)
        await pilot.press("y")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, QueueScreen)
        assert "Logged on #00000000, which is closed" in screen_text(stage.app)
    (draft,) = stage.desk.contacts.logged
    assert draft.person == KIM
    assert (draft.began, draft.seconds, draft.order) == (NOW, 240, "4711")
    assert (draft.kind, draft.ticket, draft.summary) == (
        "delivery-problem",
        ref_of(0),
        "Late\nagain",
    )
    assert draft.result is ContactResult.SOLVED


async def test_way_and_direction_are_chosen_by_letters_and_arrows(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        screen = await call(stage, pilot)
        screen.fields.query_one("#contact-channel", ChoiceLine).focus()
        await pilot.press("v", "tab", "right", "right", "left")
        await stage.settle(pilot)
        assert screen.draft.channel is ContactChannel.VISIT
        assert screen.draft.direction is Direction.OUT
        assert "Visit · the time runs" in screen_text(stage.app)


async def test_letters_that_choose_or_fit_nothing_are_told(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        screen = await call(stage, pilot)
        screen.fields.direction.focus()
        await pilot.press("w")
        await stage.settle(pilot)
        told = "Who began: we went to them · letters choose here, Tab goes on"
        assert told in screen_text(stage.app)
        await pilot.press("x")
        await stage.settle(pilot)
        assert "· Who began: letters choose here, Tab goes on" in screen_text(stage.app)
        assert screen.draft.direction is Direction.OUT
        assert "─ Summary ─" in screen_text(stage.app)


async def test_time_can_be_stopped_and_corrected(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        screen = await call(stage, pilot)
        stage.clock.move(timedelta(seconds=30))
        await pilot.press("ctrl+t")
        stage.clock.move(timedelta(seconds=30))
        screen.tick()
        assert screen.fields.typed.length == "0:30"
        assert "the time stands" in screen_text(stage.app)
        screen.fields.line("began").focus()
        screen.fields.put(began="-10 min", length="7")
        screen.fields.line("name").focus()
        await stage.settle(pilot)
        assert screen.draft.began == NOW + timedelta(minutes=1) - timedelta(minutes=10)
        assert (screen.draft.seconds, screen.fields.typed.length) == (420, "7:00")
        screen.fields.put(length="soon")
        await pilot.press("tab")
        await stage.settle(pilot)
        assert "soon is no length of time" in screen_text(stage.app)
        await pilot.press("ctrl+g")
        assert "Is it solved?" not in screen_text(stage.app)


async def test_what_is_typed_is_kept_and_comes_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await call(stage, pilot, *"Zoe")
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.desk.contacts.kept[-1].name == "Zoe"
        stage.clock.move(timedelta(minutes=5))
        screen = await call(stage, pilot)
        assert screen.fields.typed.name == "Zoe"
        assert "not logged yet" in screen_text(stage.app)
        await pilot.press("ctrl+r")
        await stage.settle(pilot)
        assert (stage.desk.contacts.thrown, stage.desk.contacts.kept) == (1, [])
        assert isinstance(stage.app.screen, QueueScreen)


async def test_form_left_without_a_word_keeps_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        screen = await call(stage, pilot)
        assert (screen.draft.ticket, focused(stage)) == (ref_of(0), "WritingArea")
        await pilot.press("escape")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
    assert stage.desk.contacts.kept == []


async def test_refusal_leaves_everything_as_it_was(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.contacts.error = ActionRefusedError("Contact", "nothing is said", "Write.")
    async with stage.app.run_test(size=(100, 30)) as pilot:
        screen = await call(stage, pilot, *"030 901820", "ctrl+g", "n")
        await stage.settle(pilot)
        assert "nothing is said" in screen_text(stage.app)
        assert stage.app.screen is screen
        assert replace(screen.draft).phone == "030 901820"
        screen.fields.put(kind="parsecs")
        await stage.settle(pilot)
        await pilot.press("ctrl+g")
        await stage.settle(pilot)
        assert "there is no request type parsecs" in screen_text(stage.app)


async def test_channels_show_what_is_expected_and_what_was_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        stage.app.push_screen(room("channels", stage.app.session))
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "speed high · complexity high · personal high · on record low" in text
        assert "2 tickets · 3 contacts logged · first answer after 20 s (median)" in text
        assert "promised within 4 h · 98 % in time" in text


async def test_number_of_an_order_names_the_caller(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        screen = await call(stage, pilot, "tab", "tab", "tab", *"47")
        assert "> NL-4711 · Kim Berg" in screen_text(stage.app)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert (screen.draft.order, screen.draft.email) == ("NL-4711", KIM.email)
        assert focused(stage) == "contact-kind"


async def test_time_that_runs_leaves_what_is_offered_as_it_is(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        screen = await call(stage, pilot, *"ki", "down")
        assert screen.hits.marked == KIRA
        stage.clock.move(timedelta(seconds=5))
        screen.tick()
        await stage.settle(pilot)
        assert (screen.fields.typed.length, screen.hits.marked) == ("0:05", KIRA)


def test_customer_without_an_address_is_named_without_one() -> None:
    assert words.address_text(Address("", "Kim Berg")) == "Kim Berg"
    assert (
        words.address_text(Address("kim@example.org", "Kim Berg")) == "Kim Berg <kim@example.org>"
    )
