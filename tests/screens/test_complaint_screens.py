"""A complaint answered with one key: five steps, checks, remedies, and what follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.config import parse_config
from agent_console.desk.events import Apologised, MadeSure, Overruled, Replied
from agent_console.screens.complaint import ComplaintScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.reviewing import CHECK_AFTER_SECONDS
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.answer_picker import AnswerPicker
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.remedy_panel import RemedyPanel
from agent_console.screens.widgets.writing_area import WritingArea
from tests.screens.fake_answers import BACK
from tests.screens.fake_content import ref_of
from tests.screens.support import CONFIG, Stage, assert_golden, screen_text, until_shown

REF = ref_of(0)
WIDE = (120, 36)


async def press(stage: Stage, pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await stage.settle(pilot)


async def apology(stage: Stage, pilot: Pilot[None]) -> WritingArea:
    await stage.settle(pilot)
    await press(stage, pilot, "a")
    return stage.app.screen.query_one(WritingArea)


async def checked(stage: Stage, pilot: Pilot[None]) -> None:
    await pilot.pause(CHECK_AFTER_SECONDS + 0.05)
    await stage.settle(pilot)


def go_to(area: WritingArea, words: str) -> None:
    at = area.text.index(words)
    area.point_at(at, at)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_apology_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await apology(stage, pilot)
        assert_golden(f"apology-{size[0]}x{size[1]}", screen_text(stage.app))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_apology_with_findings_at_each_size_looks_as_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(tmp_path)
    stage.desk.complaints.frustration = 3
    async with stage.app.run_test(size=size) as pilot:
        area = await apology(stage, pilot)
        go_to(area, "You counted")
        await press(stage, pilot, *"but you waited. ")
        await checked(stage, pilot)
        await press(stage, pilot, "ctrl+e")
        await until_shown(stage, pilot, "saved 11:00")
        assert_golden(f"apology-findings-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_apology_takes_one_key_and_one_to_send_and_comes_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        assert isinstance(stage.app.screen, ComplaintScreen)
        assert area.text.startswith("Dear Ms Schmidt,\n\n")
        await press(stage, pilot, "ctrl+g")
        (draft,) = stage.desk.replies.queued
        (act,) = draft.acts
        assert isinstance(act, Apologised)
        assert len(act.blocks.split(",")) == 5
        assert act.remedy == "voucher"
        assert stage.desk.replies.back == [BACK]
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(1)


async def test_apology_on_an_apologised_ticket_asks_whether_it_is_solved(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.change(REF, complaint=True, steps=4)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        assert not isinstance(stage.app.screen, ComplaintScreen)
        assert "is all well now?" in area.text
        await press(stage, pilot, "ctrl+g")
        assert stage.desk.replies.queued[0].acts == (MadeSure(),)


async def test_step_under_the_cursor_is_swapped_through_its_texts_and_back(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        before = area.text
        first = "I am sorry." if "I am sorry." in before else "I apologise to you"
        other = "I apologise to you" if first == "I am sorry." else "I am sorry."
        go_to(area, first)
        await press(stage, pilot, "ctrl+right")
        assert other in area.text
        assert first not in area.text
        assert "Apologise: 2 of 2" in screen_text(stage.app)
        await press(stage, pilot, "ctrl+left")
        assert area.text == before
        await press(stage, pilot, "ctrl+right", "ctrl+g")
        (act,) = stage.desk.replies.queued[0].acts
        assert isinstance(act, Apologised)
        wanted = "apologise-b" if other.startswith("I apol") else "apologise-a"
        assert wanted in act.blocks.split(",")


async def test_step_in_own_words_stays_and_its_block_is_not_counted(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        go_to(area, "I write to you")
        await press(stage, pilot, "S", "o", "space")
        text = area.text
        assert "[* Make sure]" in screen_text(stage.app)
        await press(stage, pilot, "ctrl+right")
        assert area.text == text
        assert "in your own words: they stay" in screen_text(stage.app)
        await press(stage, pilot, "ctrl+g")
        (act,) = stage.desk.replies.queued[0].acts
        assert isinstance(act, Apologised)
        assert "sure-a" not in act.blocks


async def test_step_that_was_deleted_is_missing_until_it_is_written_again(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        screen = stage.app.screen
        assert isinstance(screen, ComplaintScreen)
        before = area.text
        listen = screen.steps.passages[0]
        area.point_at(listen.start, listen.end + 2)
        await press(stage, pilot, "delete")
        assert "○ Listen" in screen_text(stage.app)
        await press(stage, pilot, "ctrl+z")
        assert area.text == before
        assert "✓ Listen" in screen_text(stage.app)


async def test_findings_are_shown_after_a_pause_and_next_finding_goes_to_them(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        assert "find nothing" in screen_text(stage.app)
        go_to(area, "I write to you")
        await press(stage, pilot, *"but you ")
        await checked(stage, pilot)
        assert stage.desk.complaints.checks[-1] == area.text
        assert "“but you”" in screen_text(stage.app)
        area.point_at(0, 0)
        await press(stage, pilot, "ctrl+e")
        assert area.selected_text == "but you"


async def test_finding_is_overruled_with_a_reason_that_leaves_with_the_mail(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        go_to(area, "I write to you")
        await press(stage, pilot, *"but you ")
        await checked(stage, pilot)
        await press(stage, pilot, "ctrl+y", "enter")
        assert "Write a few words first." in screen_text(stage.app)
        await press(stage, pilot, *"quoted", "enter")
        assert "overruled" in screen_text(stage.app)
        await press(stage, pilot, "ctrl+g")
        acts = stage.desk.replies.queued[0].acts
        assert Overruled("blame", "but you", "quoted") in acts


async def test_problem_that_is_not_overruled_asks_once_before_it_is_sent(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        go_to(area, "I write to you")
        await press(stage, pilot, *"but you ", "ctrl+g")
        assert stage.desk.replies.queued == []
        shown = screen_text(stage.app)
        assert "send it all the same" in shown
        assert "“but you”" in shown
        await press(stage, pilot, "ctrl+g")
        assert len(stage.desk.replies.queued) == 1


async def test_nothing_to_overrule_is_said(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        await apology(stage, pilot)
        await press(stage, pilot, "ctrl+y")
        assert "nothing to overrule" in screen_text(stage.app)
        await press(stage, pilot, "ctrl+e")
        assert "find nothing" in screen_text(stage.app)


async def test_gap_in_an_apology_stops_it_and_cannot_be_overruled(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        at = area.text.index("I write to you")
        area.put("⟦order.number?⟧ ", at, at)
        await checked(stage, pilot)
        await press(stage, pilot, "ctrl+e", "ctrl+y")
        assert "cannot be overruled" in screen_text(stage.app)
        await press(stage, pilot, "ctrl+g")
        assert stage.desk.replies.queued == []
        assert "order.number still missing" in screen_text(stage.app)


async def test_other_remedy_changes_the_step_and_what_is_recorded(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        assert "a voucher for €10.00" in area.text
        await press(stage, pilot, "f6", "up", *"25,50", "enter")
        assert "a refund of €25.50" in area.text
        assert "voucher" not in area.text
        await press(stage, pilot, "ctrl+g")
        (act,) = stage.desk.replies.queued[0].acts
        assert isinstance(act, Apologised)
        assert (act.remedy, act.value) == ("refund", "25.50")


async def test_remedy_above_the_limit_stays_out_until_it_is_granted(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        before = area.text
        await press(stage, pilot, "f6", "up", "enter")
        assert "more than the 50 EUR" in screen_text(stage.app)
        await press(stage, pilot, "a")
        assert ("ask for leave", "refund", "89.90") in stage.desk.complaints.done
        assert "stays out until somebody grants it" in screen_text(stage.app)
        assert area.text == before


async def test_no_remedy_offers_an_action_and_a_wrong_amount_is_refused(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        await press(stage, pilot, "f6", *"2x", "enter")
        assert "That is no amount" in screen_text(stage.app)
        await press(stage, pilot, "backspace", "backspace", "down", "enter")
        assert "I look for the lamp myself" in area.text


async def test_calm_hint_is_shown_once_and_never_where_it_is_off(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.complaints.frustration = 3
    async with stage.app.run_test(size=WIDE) as pilot:
        await apology(stage, pilot)
        assert "very angry" in screen_text(stage.app)
        await press(stage, pilot, "escape", "a")
        assert "very angry" not in screen_text(stage.app)
    stage = Stage(tmp_path)
    stage.desk.complaints.frustration = 3
    stage.desk.config = parse_config(CONFIG + "calm_hint = false\n", "test.toml")
    async with stage.app.run_test(size=WIDE) as pilot:
        await apology(stage, pilot)
        assert "very angry" not in screen_text(stage.app)


async def test_apology_that_was_left_is_taken_up_with_its_steps(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        go_to(area, "I write to you")
        await press(stage, pilot, "S", "o", "space", "escape", "r")
        assert isinstance(stage.app.screen, ComplaintScreen)
        text = stage.app.screen.area.text
        assert "So I write to you" in text
        shown = screen_text(stage.app)
        assert "* Make sure" in shown
        assert "✓ Listen" in shown


async def test_reply_begun_otherwise_is_not_replaced_by_an_apology(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", "H", "i", "escape", "a")
        assert isinstance(stage.app.screen, ReplyScreen)
        assert not isinstance(stage.app.screen, ComplaintScreen)
        assert stage.app.screen.area.text.startswith("Hi\n")


async def test_close_of_a_complaint_asks_for_a_reason_and_keeps_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.change(REF, complaint=True, steps=4)
    async with stage.app.run_test(size=WIDE) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "c", "escape")
        assert stage.desk.tickets.done == []
        await press(stage, pilot, "c", *"he is happy", "enter")
        assert stage.desk.tickets.done == [
            ("reason", "he is happy"),
            ("make sure", REF),
            ("close", REF),
        ]


async def test_close_of_a_complaint_that_is_made_sure_asks_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.change(REF, complaint=True, steps=5)
    async with stage.app.run_test(size=WIDE) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "c")
        assert stage.desk.tickets.done == [("close", REF)]


async def test_grant_is_recorded_or_says_that_nobody_asks(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "Y")
        assert "nobody asks for anything" in screen_text(stage.app)
        stage.desk.complaints.done.append(("ask for leave",))
        await press(stage, pilot, "enter", "Y")
        assert ("grant", REF) in stage.desk.complaints.done
        assert f"Granted on #{REF}" in screen_text(stage.app)


async def test_steps_of_a_complaint_stand_in_queue_and_ticket(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.change(REF, complaint=True, steps=4)
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await stage.settle(pilot)
        assert " C4" in screen_text(stage.app)
        await press(stage, pilot, "enter")
        shown = screen_text(stage.app)
        assert "Complaint: ✓ Listen · ✓ Understand · ✓ Apologise · ✓ Solve · ○ Make sure" in shown
        await press(stage, pilot, "A")
        assert isinstance(stage.app.screen, TicketScreen)


async def test_apology_that_is_taken_back_opens_with_its_steps_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        text = area.text
        await press(stage, pilot, "ctrl+g", "u")
        screen = stage.app.screen
        assert isinstance(screen, ComplaintScreen)
        assert screen.area.text == text
        assert "✓ Listen" in screen_text(stage.app)


async def test_keys_pressed_ahead_of_an_apology_send_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        await stage.settle(pilot)
        await pilot.press("a", "ctrl+g")
        await stage.settle(pilot)
        assert len(stage.desk.replies.queued) == 1


async def test_tab_passes_over_a_timeline_that_has_no_room(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        area = await apology(stage, pilot)
        await press(stage, pilot, "shift+tab")
        assert stage.app.focused is not area
        assert stage.app.focused is not None
        assert stage.app.focused.display
        await press(stage, pilot, "tab")
        assert stage.app.focused is area


async def test_panel_keeps_the_keys_of_an_apology_from_the_text(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        area = await apology(stage, pilot)
        text = area.text
        await press(stage, pilot, "f6", "ctrl+right", "ctrl+y", "f6", "ctrl+k")
        assert area.text == text
        assert len(stage.app.screen.query(RemedyPanel)) == 1
        assert not stage.app.screen.query(LinePrompt)
        assert not stage.app.screen.query(AnswerPicker)


async def test_answer_put_into_an_apology_is_counted_beside_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=WIDE) as pilot:
        await apology(stage, pilot)
        await press(stage, pilot, "ctrl+k", *"open", "1", "ctrl+g")
        acts = stage.desk.replies.queued[0].acts
        assert [type(act) for act in acts] == [Apologised, Replied]
