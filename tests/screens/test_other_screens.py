from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.desk.views import OutboxState
from agent_console.screens.commands import CommandPanel
from agent_console.screens.help import HelpScreen
from agent_console.screens.outbox import OutboxScreen
from agent_console.screens.queue import QueueScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.secret_prompt import SecretPrompt
from agent_console.services.engine import SecretNeeded
from tests.screens.fake_content import NOW, make_item, make_view, ref_of
from tests.screens.support import Stage, assert_golden, screen_text

OUTBOX = [
    OutboxState.QUEUED,
    OutboxState.DEFERRED,
    OutboxState.UNKNOWN,
    OutboxState.REFUSED,
    OutboxState.SENT,
]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_outbox_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    stage.desk.outbox.all = [make_item(n, state) for n, state in enumerate(OUTBOX, 1)]
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(pilot)
        await pilot.press("x")
        await stage.settle(pilot)
        assert_golden(f"outbox-{size[0]}x{size[1]}", screen_text(stage.app))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_help_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(pilot)
        await pilot.press("question_mark")
        await stage.settle(pilot)
        assert_golden(f"help-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_outbox_when_unknown_lets_a_person_decide(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.outbox.all = [
        make_item(1, OutboxState.UNKNOWN),
        make_item(2, OutboxState.REFUSED),
        make_item(3, OutboxState.SENT),
    ]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("x")
        await stage.settle(pilot)
        await pilot.press("m")
        await stage.settle(pilot)
        await pilot.press("y")
        await stage.settle(pilot)
        await pilot.press("up", "a")
        await stage.settle(pilot)
        await pilot.press("down", "a")
        await stage.settle(pilot)
        assert [item.state for item in stage.desk.outbox.all] == [
            OutboxState.SENT,
            OutboxState.QUEUED,
            OutboxState.SENT,
        ]
        assert "Not possible: this mail is “sent”." in screen_text(stage.app)


async def test_outbox_takes_back_what_waits_and_opens_tickets(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.outbox.all = [make_item(1, OutboxState.QUEUED, ticket=ref_of(4))]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("x")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, OutboxScreen)
        await pilot.press("n")
        await stage.settle(pilot)
        assert stage.desk.outbox.hurried == [1]
        await pilot.press("c")
        await stage.settle(pilot)
        assert stage.desk.outbox.all[0].state is OutboxState.CANCELLED
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(4)


async def test_search_finds_and_enter_opens(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("slash", *"rechnung")
        await pilot.pause(0.3)
        await stage.settle(pilot)
        assert "8 tickets" in screen_text(stage.app)
        await pilot.press("down", "enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(6)
        await pilot.press("escape")
        assert isinstance(stage.app.screen, QueueScreen)


async def test_search_for_a_ref_opens_its_ticket(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("slash", "number_sign", *"0000001F", "enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(31)


async def test_palette_runs_an_action_of_this_screen(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("ctrl+p", *"close", "enter")
        await stage.settle(pilot)
        assert stage.desk.tickets.done == [("close", ref_of(0))]
        assert not stage.app.screen.query(CommandPanel)


async def test_palette_keeps_all_keys_from_the_screen_below(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        screen = stage.app.screen
        assert isinstance(screen, QueueScreen)
        await pilot.press("ctrl+p", "tab", "q", "down", "pagedown", "ctrl+g", "c", "escape")
        await stage.settle(pilot)
        assert stage.desk.tickets.done == []
        assert screen.rows.cursor == 0
        assert screen.feed.view == "for-me"
        assert screen.rows.has_focus


async def test_help_toggles_and_starts_with_the_present_screen(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        await pilot.press("f1")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, HelpScreen)
        assert screen_text(stage.app).lstrip().startswith("Ticket")
        await pilot.press("question_mark")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)


async def test_secret_is_asked_masked_and_handed_to_the_engine(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        stage.desk.engine.say(SecretNeeded("No password is stored for \x1b[31msupport."))
        stage.desk.engine.say(SecretNeeded("Again."))
        await stage.settle(pilot)
        await pilot.press(*"geheim!c")
        text = screen_text(stage.app)
        assert "No password is stored for [31msupport." in text
        assert "geheim" not in text
        await pilot.press("enter")
        await stage.settle(pilot)
        assert stage.desk.engine.secrets == ["geheim!c"]
        assert not stage.app.screen.query(SecretPrompt)
        assert stage.desk.tickets.done == []


def test_secret_message_never_shows_the_secret() -> None:
    assert "geheim" not in repr(SecretPrompt.Given("geheim"))


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("1", NOW + timedelta(hours=1)),
        ("4", NOW + timedelta(hours=4)),
        ("t", NOW.replace(day=12, hour=7)),
        ("m", NOW.replace(day=16, hour=7)),
    ],
)
async def test_snooze_picker_offers_usual_times(tmp_path: Path, key: str, wanted: object) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("z", key)
        await stage.settle(pilot)
        assert stage.desk.queue.rows[0].wake_at == wanted


@pytest.mark.parametrize("said", [True, False])
async def test_snooze_picker_when_the_customer_said_when_to_be_back_offers_that_first(
    tmp_path: Path, said: bool
) -> None:
    stage = Stage(tmp_path)
    row, back = stage.desk.queue.rows[0], NOW.replace(day=20, hour=8)
    stage.desk.tickets.views[row.ref] = replace(make_view(row), back_at=back if said else None)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("z")
        await stage.settle(pilot)
        text = " ".join(screen_text(stage.app).split())
        assert ("… b back 2026-03-20 09:00 1 in 1 hour" in text) is said
        await pilot.press("b")
        await stage.settle(pilot)
        assert (stage.desk.queue.rows[0].wake_at == back) is said


async def test_snooze_picker_takes_typed_times_and_asks_again_for_others(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("z", "z")
        await stage.settle(pilot)
        assert f"Until when shall #{ref_of(0)} sleep? · Esc closes" in screen_text(stage.app)
        await pilot.press(*"bald", "enter")
        await stage.settle(pilot)
        assert "Not a time that I can read" in screen_text(stage.app)
        await pilot.press("ctrl+u", *"14:30")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "Sleeps until Wed, 2026-03-11, 14:30 · in 3 h 30 min · Enter confirms" in text
        await pilot.press("enter")
        await stage.settle(pilot)
        assert stage.desk.queue.rows[0].wake_at == NOW.replace(hour=13, minute=30)


async def test_snooze_prompt_when_closed_gives_the_keys_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("z", "z", "escape")
        await stage.settle(pilot)
        await pilot.press("x")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, OutboxScreen)
