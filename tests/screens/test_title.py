"""The title of the terminal's window: what waits, before the program's name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.look import Look
from agent_console.screens import words
from agent_console.screens.terminal import title_sequence
from tests.screens.support import Stage


@pytest.mark.parametrize(
    ("for_me", "overdue", "title"),
    [(0, 0, "0 – Agent Console"), (3, 1, "3 · 1 overdue – Agent Console")],
)
def test_title_says_what_is_for_me_and_overdue(for_me: int, overdue: int, title: str) -> None:
    assert words.title_text(for_me, overdue) == title


def test_title_cannot_be_ended_by_what_stands_in_it() -> None:
    sequence = title_sequence("a\x1b\\\x07b\x9cc")
    inner = sequence.removeprefix("\x1b]2;").removesuffix("\x1b\\")
    assert inner.isprintable()


def untitled(look: Look) -> Look:
    return replace(look, title=False)


@pytest.mark.parametrize("titled", [True, False])
async def test_title_follows_the_counts_unless_it_is_turned_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, titled: bool
) -> None:
    stage = Stage(tmp_path) if titled else Stage(tmp_path, look=untitled)
    written: list[str] = []
    monkeypatch.setattr(stage.app, "_send", written.append)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
    titles = [one for one in written if one.startswith("\x1b]2;")]
    wanted = [title_sequence("40 · 3 overdue – Agent Console")] if titled else []
    assert titles == wanted
