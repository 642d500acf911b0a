"""Spelling in the editor: underlined beside the typing, mended by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.screens.reply import ReplyScreen
from agent_console.screens.widgets.writing_area import MISSPELT, WritingArea
from tests.screens.support import Stage, screen_text


class FakeSpeller:
    """Knows one misspelt word and what is meant by it."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.learned: list[str] = []

    def knows(self, _language: str) -> bool:
        return True

    def check(self, words: list[str], _language: str) -> dict[str, tuple[str, ...]]:
        self.asked.append(words)
        return {"Liferung": ("Lieferung", "Lieferungen")} if "Liferung" in words else {}

    def learn(self, word: str) -> None:
        self.learned.append(word)

    def close(self) -> None:
        pass


def marked(area: WritingArea) -> list[str]:
    return [
        area.document.get_line(row)[mark.start : mark.end]
        for row, marks in area._misspelt.items()
        for mark in marks
        if mark.style == MISSPELT
    ]


@pytest.fixture
def speller() -> FakeSpeller:
    return FakeSpeller()


async def writing(stage: Stage, pilot: Pilot[None], speller: FakeSpeller, text: str) -> WritingArea:
    stage.app.session.speller = speller  # type: ignore[assignment]  # speaks as the real one
    await stage.settle(pilot)
    await pilot.press("r")
    await stage.settle(pilot)
    area = stage.app.screen.query_one(WritingArea)
    area.replace(text, (0, 0), (0, 0))
    await pilot.pause(0.5)
    await stage.settle(pilot)
    return area


async def test_misspelt_word_is_underlined_and_each_word_asked_once(
    tmp_path: Path, speller: FakeSpeller
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        area = await writing(stage, pilot, speller, "Die Liferung kommt.\n")
        assert marked(area) == ["Liferung"]
        area.replace("Die Liferung! ", (0, 0), (0, 0))
        await pilot.pause()
        assert marked(area) == ["Liferung", "Liferung"]
        asked = [word for words in speller.asked for word in words]
        assert len(asked) == len(set(asked))


async def test_key_goes_to_the_word_and_takes_what_is_chosen(
    tmp_path: Path, speller: FakeSpeller
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        area = await writing(stage, pilot, speller, "Die Liferung kommt.\n")
        await pilot.press("f8")
        await stage.settle(pilot)
        assert "“Liferung”: which word is meant?" in screen_text(stage.app)
        await pilot.press("down", "enter")
        await stage.settle(pilot)
        assert area.text.startswith("Die Lieferungen kommt.")
        assert marked(area) == []
        assert isinstance(stage.app.screen, ReplyScreen)
        assert stage.app.focused is area


async def test_word_of_ones_own_is_never_marked_again(tmp_path: Path, speller: FakeSpeller) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        area = await writing(stage, pilot, speller, "Die Liferung kommt.\n")
        await pilot.press("f8", "down", "down", "enter")
        await stage.settle(pilot)
        assert speller.learned == ["Liferung"]
        assert marked(area) == []
        assert area.text.startswith("Die Liferung kommt.")


async def test_without_a_speller_the_key_says_who_knows_why(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        stage.app.session.words_file = None
        await pilot.press("r")
        await stage.settle(pilot)
        await pilot.press("f8")
        await stage.settle(pilot)
        assert "agent-console doctor" in screen_text(stage.app)
