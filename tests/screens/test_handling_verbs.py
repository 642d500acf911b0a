"""Tags, spam, merging, splitting and linking by their keys."""

from __future__ import annotations

from pathlib import Path

from tests.screens.fake_content import ref_of
from tests.screens.support import Stage, screen_text
from tests.screens.test_label_verbs import press, ready

FIRST, SECOND = ref_of(0), ref_of(1)


async def test_tag_key_finds_a_tag_in_use_or_makes_a_new_one(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        assert "tag lamp" in await press(stage, pilot, "T", *"la", "enter")
        await press(stage, pilot, "j", "T", *"New", "enter")
        await press(stage, pilot, "k", "T", "enter")
        assert stage.desk.handling.calls == [
            ("tag", FIRST, "lamp"),
            ("tag", SECOND, "new"),
            ("untag", FIRST, "lamp"),
        ]


async def test_spam_key_asks_for_the_sender_and_brings_it_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "S", "down", "enter")
        assert "is no spam" in await press(stage, pilot, "g", "S")
        assert stage.desk.handling.calls == [("spam", FIRST, True), ("not spam", FIRST)]


async def test_merge_key_asks_again_when_something_speaks_against_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        await press(stage, pilot, "M", "enter")
        stage.desk.joining.doubts = ("the customers differ",)
        await press(stage, pilot, "M", "enter")
        assert "the customers differ" in screen_text(stage.app)
        await press(stage, pilot, "enter")
        assert stage.desk.joining.calls == [("merge", FIRST, SECOND)]
        await press(stage, pilot, "M", "enter")
        await press(stage, pilot, "down", "enter")
        assert stage.desk.joining.calls == [("merge", FIRST, SECOND)] * 2


async def test_split_and_link_keys_in_a_ticket(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, "ticket")
        await press(stage, pilot, "g", "X", "down", "enter")
        await press(stage, pilot, "l", "enter")
        split, link = stage.desk.joining.calls
        assert (split[0], split[3]) == ("split", True)
        assert link == ("link", FIRST, SECOND)


async def test_assign_key_offers_me_and_any_name(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        assert "Zoe" in await press(stage, pilot, "W", *"Zoe", "enter")
