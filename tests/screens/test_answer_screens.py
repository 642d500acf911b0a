"""A routine request answered from the queue: one key for the answer, one to send it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from agent_console.config import parse_config
from agent_console.desk.events import Replied
from agent_console.desk.matter_kinds import MatterKind
from agent_console.screens.queue import QueueScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.answer_picker import AnswerPicker
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.writing_area import WritingArea
from tests.screens.fake_content import ref_of
from tests.screens.support import CONFIG, Stage, assert_golden, screen_text

REF = ref_of(0)


async def press(stage: Stage, pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await stage.settle(pilot)


def area(stage: Stage) -> WritingArea:
    return stage.app.screen.query_one(WritingArea)


async def test_one_opens_the_reply_with_the_best_answer_and_the_cursor_where_it_says(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "1")
        text = area(stage).text
        assert text.startswith("Dear Ms Schmidt,\n\nyour parcel is on its way.")
        assert text.endswith("Kind regards\n\n-- \nMia\n\n> Meine Lieferung fehlt.\n")
        before = text[: area(stage).cursor_offset]
        assert before.endswith("It will be there on ")


async def test_name_in_the_greeting_is_put_right_with_one_key_and_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "1", "X", "ctrl+n")
        assert stage.app.screen.query_one(LinePrompt).query_one(Input).value == "Anna Schmidt, Sie"
        await press(stage, pilot, *["backspace"] * 5, "enter")
        assert stage.desk.greetings.kept == [(REF, "Anna Schmidt")]
        assert area(stage).text.startswith("Dear Dr Schmidt,\n\nyour parcel is on its way.")
        assert area(stage).text[: area(stage).cursor_offset].endswith("be there on X")
        await press(stage, pilot, "ctrl+z")
        assert area(stage).text.startswith("Dear Ms Schmidt,")


async def test_routine_answer_takes_two_keys_and_the_next_ticket_opens(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        keys = ("1", "ctrl+g")
        await press(stage, pilot, *keys)
        assert len(keys) <= 3
        (draft,) = stage.desk.replies.queued
        assert draft.ref == REF
        assert draft.acts == (Replied(answers="late"),)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(1)


async def test_next_ticket_is_none_that_a_reply_leaves_for_and_takes_the_place_of_the_last(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "1", "ctrl+g", "1", "ctrl+g")
        assert [draft.ref for draft in stage.desk.replies.queued] == [ref_of(0), ref_of(1)]
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(2)
        await press(stage, pilot, "escape")
        assert isinstance(stage.app.screen, QueueScreen)


async def test_keys_pressed_ahead_reach_editor_and_next_ticket_in_order(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("1", "ctrl+g", "m")
        await stage.settle(pilot)
        assert len(stage.desk.replies.queued) == 1
        assert stage.desk.tickets.done == [("release", ref_of(1))]


async def test_next_ticket_stays_closed_where_the_settings_say_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.config = parse_config(CONFIG + "next_after_sending = false\n", "test.toml")
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "1", "ctrl+g")
        assert len(stage.desk.replies.queued) == 1
        assert isinstance(stage.app.screen, QueueScreen)


async def test_plain_reply_goes_back_to_where_it_was_begun(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", "x", "ctrl+g")
        assert len(stage.desk.replies.queued) == 1
        assert isinstance(stage.app.screen, QueueScreen)


async def test_plain_reply_goes_on_where_the_settings_say_always(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.config = parse_config(CONFIG + 'next_after_sending = "always"\n', "test.toml")
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", "x", "ctrl+g")
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(1)


async def test_one_takes_up_what_is_begun_instead_of_replacing_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", "H", "i", "escape", "1")
        assert area(stage).text.startswith("Hi\n")
        assert "taken up as it was" in screen_text(stage.app)


async def test_one_where_nothing_fits_opens_an_empty_reply_and_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.answers.wanted = "poetry"
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "1")
        assert area(stage).text.startswith("\n\n-- ")
        assert "No canned answer fits" in screen_text(stage.app)


async def test_gap_is_selected_tab_goes_on_and_sending_is_refused_with_its_name(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    stage.desk.answers.wanted = "invoice"
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "1")
        assert area(stage).selected_text == "⟦order.date?⟧"
        await press(stage, pilot, "ctrl+g")
        assert stage.desk.replies.queued == []
        assert "order.date still missing" in screen_text(stage.app)
        await press(stage, pilot, "up", "tab")
        assert area(stage).selected_text == "⟦order.date?⟧"
        await press(stage, pilot, "5")
        assert "order 4711 from 5." in area(stage).text
        await press(stage, pilot, "tab")
        assert stage.app.focused is not area(stage)
        await press(stage, pilot, "ctrl+g")
        assert len(stage.desk.replies.queued) == 1


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_picker_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", "ctrl+k")
        assert_golden(f"answers-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_picker_puts_answers_in_one_below_the_other_under_one_greeting(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", "ctrl+k", "1")
        assert not stage.app.screen.query(AnswerPicker)
        assert stage.app.focused is area(stage)
        await press(stage, pilot, "ctrl+k", *"open", "enter")
        own = area(stage).text.partition("-- ")[0]
        assert own == (
            "Dear Ms Schmidt,\n\nyour parcel is on its way. It will be there on .\n\n"
            "we are open from 9 to 5.\n\nKind regards\n\n"
        )
        await press(stage, pilot, "ctrl+g")
        (draft,) = stage.desk.replies.queued
        assert draft.acts == (Replied(answers="late,hours"),)


async def test_picker_filters_shows_the_chosen_text_and_closes_without_a_change(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", "ctrl+k", "down")
        before = area(stage).text
        shown = screen_text(stage.app)
        assert "1  Where the parcel is" in shown
        assert "we are open from 9 to 5." in shown
        await press(stage, pilot, *"zzz", "enter", "3")
        assert "No answer has that in it." in screen_text(stage.app)
        assert "There is no answer with that number." in screen_text(stage.app)
        await press(stage, pilot, "escape")
        assert not stage.app.screen.query(AnswerPicker)
        assert area(stage).text == before


async def test_picker_where_there_is_no_ticket_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "N", "ctrl+k")
        assert isinstance(stage.app.screen, ReplyScreen)
        assert "no ticket yet" in screen_text(stage.app)


async def test_answer_is_changed_from_the_picker_and_what_is_refused_stays_to_be_put_right(
    tmp_path: Path,
) -> None:
    opened: list[str] = []
    answers = iter(["broken", "good"])

    async def editor(_app: object, text: str, _name: str) -> str:
        opened.append(text)
        return next(answers)

    stage = Stage(tmp_path, edit=editor)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "1", "ctrl+k", "ctrl+o")
        assert "texts/late.txt:2: broken" in screen_text(stage.app)
        await press(stage, pilot, "ctrl+o")
        assert opened == ["the file of late\n", "broken"]
        assert stage.desk.answers.changed == [("late", "good")]
        assert stage.app.screen.query_one(AnswerPicker)


async def test_reply_is_kept_as_an_answer_of_the_team(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", *"Soon", "f7", *"on-time", "space", *"Soon", "enter")
        assert stage.desk.answers.kept == [(REF, "on-time", "Soon", "Soon")]
        assert "texts/on-time.txt" in screen_text(stage.app)


async def test_reply_is_not_kept_under_what_is_no_id(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", *"Soon", "f7", *"On", "enter")
        assert stage.desk.answers.kept == []
        assert "small letters" in screen_text(stage.app)


async def test_answer_after_which_customers_write_again_says_so_in_the_picker(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(140, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "r", "ctrl+k")
        (line,) = [one for one in screen_text(stage.app).splitlines() if "Opening hours" in one]
        assert "! customers write again" in line


async def test_canned_answer_to_a_complaint_says_that_an_apology_is_meant(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, *["j"] * 6, "1")
        assert "! This is a complaint: Ctrl+T throws this away" in screen_text(stage.app)


async def test_apology_where_nobody_complains_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.complaints.matter = MatterKind.OTHER
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await press(stage, pilot, "a")
        assert "! No complaint was found here" in screen_text(stage.app)
