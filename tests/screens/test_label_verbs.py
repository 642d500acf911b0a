from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.desk.views import EntryKind
from agent_console.screens.explain import ExplainScreen
from agent_console.screens.queue import QueueScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.pick_panel import Pick, PickPanel, matching
from agent_console.screens.widgets.queue_list import QueueList
from tests.screens.fake_content import make_view, ref_of
from tests.screens.support import Stage, assert_golden, screen_text

FIRST = ref_of(0)
SIZES = [(80, 24), (100, 30), (160, 45)]


async def ready(stage: Stage, pilot: Pilot[None], where: str = "queue") -> None:
    await stage.settle(pilot)
    if where == "ticket":
        await pilot.press("enter")
        await stage.settle(pilot)


async def press(stage: Stage, pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await stage.settle(pilot)
    notice = stage.app.session.notice
    return notice.text if notice else ""


def labels(stage: Stage) -> list[tuple[str, ...]]:
    return [act[2:] for act in stage.desk.tickets.done if act[0] == "label" and len(act) > 2]


@pytest.mark.parametrize("where", ["queue", "ticket"])
async def test_type_key_filters_the_names_and_gives_the_chosen_one(
    tmp_path: Path, where: str
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, where)
        said = await press(stage, pilot, "t", *"fund", "enter")
        assert labels(stage) == [("type", "refund")]
        assert said == f"#{FIRST}: request type Refund and payment · u takes it back"
        assert not stage.app.screen.query(PickPanel)


async def test_type_key_then_up_leaves_it_to_the_rules_and_says_what_they_think(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        said = await press(stage, pilot, "t", *["up"] * 2, "enter")
        assert labels(stage) == [("type", "")]
        assert said.startswith(f"#{FIRST}: request type left to the rules: Hours and contact")


async def test_type_key_then_enter_confirms_what_it_is_taken_for(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "t", "enter")
        assert labels(stage) == [("type", "delivery-problem")]


async def test_type_panel_when_escaped_changes_nothing_and_gives_the_keys_back(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "t", "x", "escape", "j")
        assert labels(stage) == []
        assert stage.app.screen.query_one(QueueList).cursor == 1


async def test_type_key_while_the_store_is_slow_opens_at_once_and_keeps_what_is_typed(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        stage.desk.tickets.gate = gate = threading.Event()
        await pilot.press("t")
        await pilot.pause()
        await pilot.press(*"refund", "enter", "j")
        await pilot.pause()
        assert "One moment …" in screen_text(stage.app)
        gate.set()
        await stage.settle(pilot)
        await stage.settle(pilot)
        assert labels(stage) == [("type", "refund")]
        assert stage.app.screen.query_one(QueueList).cursor == 1


@pytest.mark.parametrize(("key", "value"), [("1", "1"), ("3", "3"), ("r", "")])
async def test_level_key_takes_one_digit_or_leaves_it_to_the_rules(
    tmp_path: Path, key: str, value: str
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        said = await press(stage, pilot, "L", key)
        assert labels(stage) == [("level", value)]
        assert said.startswith(f"#{FIRST}: level left" if not value else f"#{FIRST} needs level")
        assert (await press(stage, pilot, "L", "escape", "j"), len(labels(stage))) == (said, 1)


@pytest.mark.parametrize("where", ["queue", "ticket"])
async def test_complaint_key_turns_what_is_shown_around_and_undo_brings_it_back(
    tmp_path: Path, where: str
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, where)
        assert (await press(stage, pilot, "exclamation_mark")).startswith(f"#{FIRST} is a compl")
        assert stage.desk.queue.rows[0].complaint
        await press(stage, pilot, "u")
        assert not stage.desk.queue.rows[0].complaint
        await press(stage, pilot, "exclamation_mark", "exclamation_mark")
        assert labels(stage)[1:] == [("complaint", "yes"), ("complaint", "no")]


async def test_frustration_key_goes_up_to_three_and_then_to_calm(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        said = [await press(stage, pilot, "asterisk") for _step in range(4)]
        assert [value for _what, value in labels(stage)] == ["1", "2", "3", "0"]
        assert said[2] == f"#{FIRST}: the customer is angry (3 of 3) · u takes it back"


@pytest.mark.parametrize("where", ["queue", "ticket"])
async def test_priority_keys_go_up_in_a_circle_and_down(tmp_path: Path, where: str) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, where)
        for key in ("plus", "plus", "plus", "minus", "minus", "minus", "plus"):
            await press(stage, pilot, key)
        assert [value for _what, value in labels(stage)] == [
            *("high", "urgent", "normal", "low", "normal", "low", "normal")
        ]


async def test_steps_pressed_while_the_store_is_slow_are_taken_one_after_the_other(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, "ticket")
        stage.desk.tickets.gate = gate = threading.Event()
        await pilot.press("plus", "plus")
        await pilot.pause()
        gate.set()
        await stage.settle(pilot)
        assert [value for _what, value in labels(stage)] == ["high", "urgent"]


@pytest.mark.parametrize("where", ["queue", "ticket"])
async def test_hand_over_key_takes_a_colleague_and_a_note(tmp_path: Path, where: str) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, where)
        await press(stage, pilot, "H")
        text = screen_text(stage.app)
        assert text.index("Bea · can answer it") < text.index("Chris · not by level")
        said = await press(stage, pilot, "down", "enter", *"bitte", "enter")
        assert ("hand over", FIRST, "Chris", "bitte") in stage.desk.tickets.done
        assert said == f"#{FIRST} is with Chris now · u takes it back"
        await press(stage, pilot, "u")
        assert stage.desk.queue.rows[0].owner == ""


async def test_hand_over_key_takes_a_typed_name_and_no_note(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "H", *"Zoe", "enter", "enter")
        assert ("hand over", FIRST, "Zoe", "") in stage.desk.tickets.done


async def test_hand_over_while_the_store_is_slow_keeps_name_and_note_apart(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        stage.desk.tickets.gate = gate = threading.Event()
        await pilot.press("H")
        await pilot.pause()
        await pilot.press(*"bea", "enter", *"hi", "enter")
        gate.set()
        await stage.settle(pilot)
        await stage.settle(pilot)
        assert ("hand over", FIRST, "Bea", "hi") in stage.desk.tickets.done


async def test_close_thanks_key_closes_and_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        said = await press(stage, pilot, "C")
        assert ("close, ignoring thanks", FIRST) in stage.desk.tickets.done
        assert "only thanks leaves it so" in said


@pytest.mark.parametrize(
    ("shown", "judged"),
    [
        (EntryKind.MAIL_IN, "automatic"),
        (EntryKind.AUTOMATIC, "human"),
        (EntryKind.DELIVERY_REPORT, "human"),
    ],
)
async def test_judge_key_says_the_opposite_of_what_the_current_mail_counts_as(
    tmp_path: Path, shown: EntryKind, judged: str
) -> None:
    stage = Stage(tmp_path)
    view = make_view(stage.desk.queue.rows[0])
    only = replace(view.entries[0], kind=shown)
    stage.desk.tickets.views[FIRST] = replace(view, entries=(only,))
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, "ticket")
        said = await press(stage, pilot, "K")
        assert ("judge", FIRST, "m1", judged) in stage.desk.tickets.done
        assert "counts as written by" in said


async def test_judge_key_on_what_did_not_come_in_does_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    view = make_view(stage.desk.queue.rows[0])
    stage.desk.tickets.views[FIRST] = replace(view, entries=(view.entries[1],))
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, "ticket")
        assert "Only a mail that came in" in await press(stage, pilot, "K")
        assert not [act for act in stage.desk.tickets.done if act[0] == "judge"]


@pytest.mark.parametrize("where", ["queue", "ticket"])
async def test_explain_key_shows_the_reasons_and_escape_goes_back(
    tmp_path: Path, where: str
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 50)) as pilot:
        await ready(stage, pilot, where)
        await press(stage, pilot, "e")
        text = screen_text(stage.app)
        assert "'nicht angekommen'" in text
        assert "Refund and payment" in text
        assert "\x1b" not in text
        await press(stage, pilot, "escape")
        kind = QueueScreen if where == "queue" else TicketScreen
        assert isinstance(stage.app.screen, kind)


async def test_explain_key_while_the_store_is_slow_opens_at_once(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        stage.desk.tickets.gate = gate = threading.Event()
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(stage.app.screen, ExplainScreen)
        assert "One moment" in screen_text(stage.app)
        gate.set()
        await stage.settle(pilot)
        assert "What it asks for" in screen_text(stage.app)


@pytest.mark.parametrize("size", SIZES)
async def test_type_panel_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "t")
        assert_golden(f"type-panel-{size[0]}x{size[1]}", screen_text(stage.app))


@pytest.mark.parametrize("size", SIZES)
async def test_hand_over_panel_at_each_size_looks_as_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "H", "c")
        assert_golden(f"hand-over-{size[0]}x{size[1]}", screen_text(stage.app))


@pytest.mark.parametrize("size", SIZES)
async def test_explanation_at_each_size_looks_as_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "e")
        assert_golden(f"explain-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_ticket_that_is_not_for_me_says_who_can_take_it_once(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    view = make_view(stage.desk.queue.rows[0])
    words = "needs level 3; Bea can take it"
    stage.desk.tickets.views[FIRST] = replace(
        view, reasons=(*view.reasons, words), routing=(words,)
    )
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, "ticket")
        text = screen_text(stage.app)
        assert f"→ {words}" in text
        assert text.count(words) == 1


async def test_ticket_head_names_type_level_mood_and_priority(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    row = stage.desk.queue.change(
        FIRST, type="refund", level=2, complaint=True, frustration=3, priority="urgent"
    )
    assert row.complaint
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, "ticket")
        line = "! complaint · customer angry · ⇈ urgent · Refund and payment · level 2"
        assert line in screen_text(stage.app)


async def test_ticket_head_says_complaint_once(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.change(FIRST, type="complaint", level=3, complaint=True)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, "ticket")
        assert "! complaint · level 3" in screen_text(stage.app)


async def test_queue_shows_the_names_of_types_once_the_desk_is_open(tmp_path: Path) -> None:
    stage = Stage(tmp_path, closed=True)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert "delivery-pro…" in screen_text(stage.app)
        stage.open_now()
        await stage.settle(pilot)
        assert "Problem with…" in screen_text(stage.app)


def test_matching_puts_first_where_a_word_begins_with_it() -> None:
    picks = [Pick("a", "Prepaid"), Pick("b", "Paid twice"), Pick("c", "Not paid")]
    assert [pick.value for pick in matching(picks, "PAID ")] == ["b", "c", "a"]
