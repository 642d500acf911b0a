"""Warnings on the screen: when they come, where they stand, and what rings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.pilot import Pilot

from agent_console.desk.listing import QueueRow
from agent_console.desk.states import Target, TicketState
from agent_console.desk.views import Health, SyncStatus
from agent_console.errors import StoreError
from agent_console.notices_config import Desktop, NoticesConfig
from agent_console.screens.desktop import desktop_notice
from agent_console.screens.messages import StoreChanged, SyncChanged
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.warner import PATIENCE, YOUNG, Warner
from tests.screens.fake_content import AGENT, NOW
from tests.screens.support import Stage, screen_text

ONLINE = SyncStatus(Health.ONLINE)
HOSTILE = "\x1b]52;c;ZXZpbA==\x07;\x9c\x9d9;evil\r\n\x1b\\\u202e;4;1;"


def minutes(amount: float) -> timedelta:
    return timedelta(minutes=amount)


def row(ref: str, due: float, owner: str = AGENT) -> QueueRow:
    """Return a row that is due ``due`` minutes after NOW, of a promise of two hours."""
    due_at = NOW + minutes(due)
    return QueueRow(
        ref,
        "A secret subject",
        "Secret Name",
        "secret@example.org",
        TicketState.OPEN,
        owner,
        Target.FIRST_RESPONSE,
        due_at - minutes(120),
        due_at,
    )


def warner(stage: Stage) -> Warner:
    assert stage.app.warner is not None
    return stage.app.warner


async def online(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.settle(pilot)
    stage.app.post_message(SyncChanged(ONLINE))
    await stage.settle(pilot)


async def wake(stage: Stage, pilot: Pilot[None], after: float) -> None:
    """Let time pass and the timer run out."""
    stage.clock.move(minutes(after))
    warner(stage).wake()
    await stage.settle(pilot)


async def test_own_ticket_is_told_when_it_turns_soon_and_again_when_overdue(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.rows = [row("AB", 60)]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        assert "#AB" not in screen_text(stage.app)
        await wake(stage, pilot, 30)
        assert "! Your ticket #AB is due soon, at 12:00" in screen_text(stage.app)
        await wake(stage, pilot, 30)
        shown = screen_text(stage.app)
        assert "! Your ticket #AB has been overdue since 12:00" in shown
        assert "due soon" not in shown


async def test_desk_is_asked_only_when_a_stage_begins(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.rows = [row("AB", 60)]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        assert stage.desk.warnings.looks == 1
        for _minute in range(29):
            await wake(stage, pilot, 1)
        assert stage.desk.warnings.looks == 1
        await wake(stage, pilot, 1)
        assert stage.desk.warnings.looks == 2


async def test_own_change_is_followed_by_a_look_when_the_timer_runs_out(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        await pilot.press("m")
        await stage.settle(pilot)
        stage.desk.warnings.rows = [row("AB", 10)]
        await wake(stage, pilot, 1)
        assert "#AB is due soon" in screen_text(stage.app)


async def test_tickets_that_changed_are_looked_at_at_once(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        stage.desk.warnings.rows = [row("AB", 10), row("AC", 20)]
        stage.app.post_message(StoreChanged(frozenset({"AB"})))
        await stage.settle(pilot)
        text = "2 of your tickets are due soon: #AB 11:10, #AC 11:20"
        assert text in screen_text(stage.app)


async def test_warning_goes_when_its_ticket_is_answered(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.rows = [row("AB", 10), row("AC", 90)]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        assert "#AB is due soon" in screen_text(stage.app)
        stage.desk.warnings.rows = [row("AC", 90)]
        stage.app.post_message(StoreChanged(frozenset({"AB"})))
        await stage.settle(pilot)
        assert "#AB is due soon" not in screen_text(stage.app)


async def test_warning_is_told_on_whatever_screen_is_open(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.rows = [row("AB", 60)]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        await wake(stage, pilot, 30)
        assert "Your ticket #AB is due soon" in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert "Your ticket #AB is due soon" in screen_text(stage.app)


async def test_team_line_sums_up_what_nobody_has_and_rings_for_nobody(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.settings = NoticesConfig(bell=True, desktop=Desktop.OSC9)
    stage.desk.warnings.rows = [row(ref, 30, owner="") for ref in ("AB", "AC", "AD")]
    stage.desk.warnings.before = 2
    async with stage.app.run_test(size=(100, 30)) as pilot:
        with patch.object(stage.app, "bell") as bell, patch.object(stage.app, "to_terminal") as way:
            await online(stage, pilot)
        assert (
            "· 3 tickets nobody has are due within 30 min · 2 tickets for you are overdue already"
        ) in screen_text(stage.app)
        assert not bell.called
        assert not way.called


@pytest.mark.parametrize("bell_on", [False, True])
async def test_bell_rings_once_for_my_tickets_if_it_is_switched_on(
    tmp_path: Path, bell_on: bool
) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.settings = NoticesConfig(bell=bell_on)
    stage.desk.warnings.rows = [row("AB", 10), row("AC", 20)]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        with patch.object(stage.app, "bell") as bell, patch.object(stage.app, "to_terminal") as way:
            await online(stage, pilot)
            await wake(stage, pilot, 1)
        assert bell.call_count == int(bell_on)
        assert not way.called


async def test_desktop_notices_name_ticket_and_countdown_and_nothing_of_the_customer(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.settings = NoticesConfig(desktop=Desktop.OSC777)
    stage.desk.warnings.rows = [row("AB", 10), row("AC", 25)]
    with patch.dict("os.environ", {"TMUX": "", "STY": ""}):
        async with stage.app.run_test(size=(100, 30)) as pilot:
            with patch.object(stage.app, "to_terminal") as way:
                await online(stage, pilot)
                await wake(stage, pilot, 10)
    assert [call.args[0] for call in way.call_args_list] == [
        "\x1b]777;notify;Agent Console;#AB is due in 0:10\x1b\\",
        "\x1b]777;notify;Agent Console;#AC is due in 0:25\x1b\\",
        "\x1b]777;notify;Agent Console;#AB is overdue (0:00)\x1b\\",
    ]


async def test_many_own_tickets_are_one_notice_on_the_desktop(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.settings = NoticesConfig(desktop=Desktop.OSC9)
    stage.desk.warnings.rows = [row(f"A{n}", 10 + n) for n in range(4)]
    with patch.dict("os.environ", {"TMUX": "", "STY": ""}):
        async with stage.app.run_test(size=(100, 30)) as pilot:
            with patch.object(stage.app, "to_terminal") as way:
                await online(stage, pilot)
            shown = screen_text(stage.app)
    way.assert_called_once_with("\x1b]9;4 of your tickets need an answer\x1b\\")
    assert "4 of your tickets are due soon: #A0 11:10, #A1 11:11, #A2 11:12 …" in shown


async def test_nothing_rings_into_the_own_editor(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.settings = NoticesConfig(bell=True, desktop=Desktop.OSC9)
    stage.desk.warnings.rows = [row("AB", 10)]
    stage.app.session.editing = True
    async with stage.app.run_test(size=(100, 30)) as pilot:
        with patch.object(stage.app, "bell") as bell, patch.object(stage.app, "to_terminal") as way:
            await online(stage, pilot)
        assert "#AB is due soon" in screen_text(stage.app)
        assert not bell.called
        assert not way.called


async def test_first_look_waits_for_the_store_to_be_filled_but_not_for_ever(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        stage.app.post_message(SyncChanged(replace(ONLINE, fetched=1, total=9)))
        stage.app.post_message(StoreChanged(frozenset()))
        await stage.settle(pilot)
        assert stage.desk.warnings.looks == 0
        await wake(stage, pilot, PATIENCE / minutes(1))
        assert stage.desk.warnings.looks == 1


async def test_count_at_the_beginning_follows_what_is_filed_right_after(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.before = 47
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        assert "47 tickets for you are overdue already" in screen_text(stage.app)
        stage.desk.warnings.before = 20
        warner(stage).changed()
        await stage.settle(pilot)
        assert "20 tickets for you are overdue already" in screen_text(stage.app)
        assert "47 tickets" not in screen_text(stage.app)
        stage.clock.move(YOUNG)
        stage.desk.warnings.before = 5
        warner(stage).changed()
        await stage.settle(pilot)
        assert "20 tickets for you are overdue already" in screen_text(stage.app)


async def test_failed_look_is_tried_again_and_told_to_nobody(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        fault = StoreError("Store", "busy", "Wait.")
        with patch.object(stage.desk.warnings, "look", side_effect=fault):
            await online(stage, pilot)
        assert "busy" not in screen_text(stage.app)
        stage.desk.warnings.rows = [row("AB", 10)]
        await wake(stage, pilot, PATIENCE / minutes(1))
        assert "#AB is due soon" in screen_text(stage.app)


async def test_look_that_fails_unexpectedly_is_told_and_does_not_end_the_console(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        with patch.object(stage.desk.warnings, "look", side_effect=ValueError("odd")):
            await online(stage, pilot)
        assert "Something unexpected happened" in screen_text(stage.app)
        await wake(stage, pilot, PATIENCE / minutes(1))
        assert stage.desk.warnings.looks == 1


async def test_line_carries_a_hostile_number_of_a_ticket_as_text(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.warnings.rows = [row(HOSTILE, 10)]
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await online(stage, pilot)
        shown = screen_text(stage.app)
        assert "is due soon" in shown
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


@pytest.mark.parametrize("way", [Desktop.OSC9, Desktop.OSC777])
@pytest.mark.parametrize("outer", [{}, {"TMUX": "x"}, {"STY": "1.tty"}])
def test_no_text_ends_or_begins_a_sequence_of_its_own(way: Desktop, outer: dict[str, str]) -> None:
    sent = desktop_notice(way, HOSTILE, HOSTILE, outer)
    harmless = desktop_notice(way, "title", "text", outer)
    control = r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
    assert re.findall(control, sent) == re.findall(control, harmless)
    assert sent.count(";") == harmless.count(";")


def test_notice_is_short_and_off_is_nothing() -> None:
    assert desktop_notice(Desktop.OFF, "t", "x", {}) == ""
    assert len(desktop_notice(Desktop.OSC9, "t", "x" * 5000, {})) < 130
    assert desktop_notice(Desktop.OSC9, "t", "#AB", {}) == "\x1b]9;#AB\x1b\\"


def test_notice_is_wrapped_for_the_program_around_the_console() -> None:
    assert desktop_notice(Desktop.OSC9, "t", "x", {"TMUX": "y"}) == (
        "\x1bPtmux;\x1b\x1b]9;x\x07\x1b\\"
    )
    assert desktop_notice(Desktop.OSC9, "t", "x", {"STY": "y"}) == "\x1bP\x1b]9;x\x07\x1b\\"
