"""The language changed while the program runs: afterwards all is as if begun in it."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console import i18n
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.speaking import speak
from tests.screens.support import Stage, screen_text

_HOLE = re.compile(r"(\{[^}]*\}|%\([^)]*\)s)")
_MARKS = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")


class Pretended(gettext.NullTranslations):
    """A language into which everything is translated: its vowels carry a mark."""

    def gettext(self, message: str) -> str:
        parts = _HOLE.split(message)
        return "".join(one if _HOLE.fullmatch(one) else one.translate(_MARKS) for one in parts)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


@pytest.fixture(autouse=True)
def pretended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def catalogue(language: str) -> gettext.NullTranslations:
        return gettext.NullTranslations() if language == i18n.ENGLISH else Pretended()

    monkeypatch.setattr(i18n, "_catalogue", catalogue)
    yield
    i18n.use_language("en")


def front(stage: Stage) -> ConsoleScreen:
    screen = stage.app.screen
    assert isinstance(screen, ConsoleScreen)
    return screen


async def shown(stage: Stage, pilot: Pilot[None]) -> str:
    await stage.settle(pilot)
    stage.app.session.notice = None
    front(stage).show_notice()
    await stage.settle(pilot)
    return screen_text(stage.app)


async def pictures(
    folder: Path, keys: tuple[str, ...], *, begun: str, changed: str = ""
) -> list[str]:
    """Return the screens from the one that ``keys`` lead to, back to the queue."""
    i18n.use_language(begun)
    stage = Stage(folder)
    found = []
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await stage.settle(pilot)
        for key in keys:
            await pilot.press(key)
            await stage.settle(pilot)
        if changed:
            speak(front(stage), changed)
        found.append(await shown(stage, pilot))
        while len(stage.app.screen_stack) > 1:
            stage.app.pop_screen()
            found.append(await shown(stage, pilot))
    return found


WAYS = {
    "reply": ("enter", "r", "tab"),
    "note": ("enter", "n"),
    "search": ("slash",),
    "outbox": ("h", "x"),
    "help": ("question_mark",),
}


@pytest.mark.parametrize("way", sorted(WAYS))
async def test_language_changed_on_open_screens_leaves_no_word_of_the_other(
    tmp_path: Path, way: str
) -> None:
    keys = WAYS[way]
    wanted = await pictures(tmp_path / "one", keys, begun="de")
    assert "è" in wanted[0]
    found = await pictures(tmp_path / "two", keys, begun="en", changed="de")
    assert [one.splitlines() for one in found] == [one.splitlines() for one in wanted]


async def test_language_is_chosen_in_the_palette(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("ctrl+p", *"language", "space", *"deu", "enter")
        await stage.settle(pilot)
        assert i18n.current_language() == "de"
        assert "Làngùàgè: Deutsch" in screen_text(stage.app)


def test_unknown_language_changes_nothing() -> None:
    i18n.use_language("en")
    speak(None, "xx")  # type: ignore[arg-type]  # nothing is asked of a screen
    assert i18n.current_language() == "en"
