"""Marking tickets in the queue, and what the keys do then."""

from __future__ import annotations

from pathlib import Path

from agent_console.screens.bulk_verbs import summary_text
from agent_console.services.bulk import BulkPlan, BulkVerb, Stays
from tests.screens.fake_content import ref_of
from tests.screens.support import Stage, screen_text
from tests.screens.test_label_verbs import press, ready


def marked(stage: Stage) -> list[str]:
    return list(stage.app.session.marked)


async def test_marks_are_a_sign_and_a_count_and_survive_a_reload(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        said = await press(stage, pilot, "space", "j", "space")
        assert marked(stage) == [ref_of(0), ref_of(2)]
        assert "2 marked" in said
        text = screen_text(stage.app)
        assert text.count("■") == 3
        assert "■ 2 marked" in text
        stage.app.screen.reload()  # type: ignore[attr-defined]  # the queue
        await stage.settle(pilot)
        assert screen_text(stage.app).count("■") == 3
        await press(stage, pilot, "k", "space")
        assert marked(stage) == [ref_of(0)]
        await press(stage, pilot, "escape")
        assert marked(stage) == []
        assert "■" not in screen_text(stage.app)


async def test_range_and_all_of_the_view_are_marked(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "J", "J")
        assert marked(stage) == [ref_of(0), ref_of(1), ref_of(2)]
        await press(stage, pilot, "ctrl+a")
        assert len(marked(stage)) == len(stage.desk.queue.rows)
        await press(stage, pilot, "ctrl+a")
        assert marked(stage) == []


async def test_close_key_tells_before_and_after_and_unmarks(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "J", "J", "c")
        assert "3 tickets: close, 1 stays (complaints with open steps)" in screen_text(stage.app)
        assert not stage.desk.bulk.done
        said = await press(stage, pilot, "enter")
        assert said == "2 tickets: close, 1 stays · u takes all of it back"
        assert stage.desk.bulk.done[0].refs == (ref_of(0), ref_of(1))
        assert marked(stage) == []
        assert await press(stage, pilot, "u") != said


async def test_verbs_with_a_value_ask_for_it_first(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        for keys in (["T", *"vip", "enter"], ["L", "enter"], ["m"], ["z", "4"], ["M", "enter"]):
            await press(stage, pilot, "space", *keys)
            await press(stage, pilot, "enter")
        done = [(plan.verb, plan.value) for plan in stage.desk.bulk.done]
        assert done[:3] == [
            (BulkVerb.TAG, "vip"), (BulkVerb.LEVEL, "1"), (BulkVerb.ASSIGN, "mia"),
        ]  # fmt: skip
        assert [verb for verb, _value in done[3:]] == [BulkVerb.SNOOZE, BulkVerb.MERGE]
        assert "one ticket at a time" in await press(stage, pilot, "space", "l")


def test_summary_shows_the_first_mail_and_what_to_mind() -> None:
    plan = BulkPlan(
        BulkVerb.ANSWER, "late", ("A", "B"), (Stays("no text", ("C",)),), "Hello\nyou", "mind it"
    )
    assert summary_text(plan).split("\n") == [
        "3 tickets: send the answer late, 1 stays (no text), ! mind it", "│ Hello", "│ you",
    ]  # fmt: skip
