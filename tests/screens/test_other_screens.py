from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.views import OutboxState
from agent_console.screens.commands import CommandPanel
from agent_console.screens.help import HelpScreen
from agent_console.screens.outbox import OutboxScreen
from agent_console.screens.queue import QueueScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.until import next_monday, parse_until, tomorrow_morning
from agent_console.screens.widgets.secret_prompt import SecretPrompt
from agent_console.services.engine import SecretNeeded
from tests.screens.fake_content import NOW, make_item, ref_of
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
        await pilot.press("down", "a")
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
        assert screen.feed.view == "open"
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


async def test_snooze_picker_takes_typed_times_and_asks_again_for_others(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("z", "z", *"bald", "enter")
        await stage.settle(pilot)
        assert "Not a time that I can read" in screen_text(stage.app)
        await pilot.press(*"14:30", "enter")
        await stage.settle(pilot)
        assert stage.desk.queue.rows[0].wake_at == NOW.replace(hour=13, minute=30)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("90 min", NOW + timedelta(minutes=90)),
        ("2d", NOW + timedelta(days=2)),
        ("2 Tg", NOW + timedelta(days=2)),
        ("2 Tage", NOW + timedelta(days=2)),
        ("2 Std.", NOW + timedelta(hours=2)),
        ("3 Stunden", NOW + timedelta(hours=3)),
        ("1 Woche", NOW + timedelta(weeks=1)),
        ("morgen 8:00", NOW.replace(day=12, hour=7)),
        ("morgen um 9 Uhr", NOW.replace(day=12, hour=8)),
        ("tomorrow at 9:30", NOW.replace(day=12, hour=8, minute=30)),
        ("übermorgen", NOW.replace(day=13, hour=7)),
        ("heute 16:00", NOW.replace(hour=15)),
        ("8 Uhr", NOW.replace(day=12, hour=7)),
        ("montag", NOW.replace(day=16, hour=7)),
        ("Mo. 10:00", NOW.replace(day=16, hour=9)),
        ("Do", NOW.replace(day=12, hour=7)),
        ("Thursday", NOW.replace(day=12, hour=7)),
        ("So 9:00", NOW.replace(day=15, hour=8)),
        ("20.03.2026, 10:00", NOW.replace(day=20, hour=9)),
        ("14:30", NOW.replace(hour=13, minute=30)),
        ("9:00", NOW.replace(day=12, hour=8)),
        ("Fri", NOW.replace(day=13, hour=7)),
        ("fri 14.30", NOW.replace(day=13, hour=13, minute=30)),
        ("Wed", NOW.replace(day=18, hour=7)),
        ("2026-03-20 10:00", NOW.replace(day=20, hour=9)),
        ("20.3. 10:00", NOW.replace(day=20, hour=9)),
        ("1.2.", NOW.replace(year=2027, month=2, day=1, hour=7)),
    ],
)
def test_parse_until_reads_what_people_type(text: str, wanted: object) -> None:
    stage_zone = ZoneInfo("Europe/Berlin")
    assert parse_until(text, NOW, stage_zone) == wanted


@pytest.mark.parametrize(
    "text", ["", "bald", "25:00", "2026-02-30", "31.2.", "x 10:00", "29.2.", "5 x", "m", "mon tag"]
)
def test_parse_until_when_no_time_says_none(text: str) -> None:
    stage_zone = ZoneInfo("Europe/Berlin")
    assert parse_until(text, NOW, stage_zone) is None


def test_mornings_keep_8_o_clock_over_the_change_to_summer_time() -> None:
    zone = ZoneInfo("Europe/Berlin")
    saturday = NOW.replace(day=28)
    assert tomorrow_morning(saturday, zone) == NOW.replace(day=29, hour=6)
    assert next_monday(saturday, zone) == NOW.replace(day=30, hour=6)
