"""Copying, printing and piping by their keys."""

from __future__ import annotations

import base64
from pathlib import Path

from agent_console.screens.clipboard import passed_on
from agent_console.screens.driver_parse import is_command
from tests.screens.fake_content import ref_of
from tests.screens.support import Stage, screen_text
from tests.screens.test_label_verbs import press, ready

FIRST = ref_of(0)


def test_clipboard_is_wrapped_for_tmux_and_screen_and_passes_the_driver() -> None:
    coded = base64.b64encode("größe".encode()).decode()
    tmux = passed_on("größe", {"TMUX": "x"})
    assert tmux == f"\x1bPtmux;\x1b\x1b]52;c;{coded}\x07\x1b\\"
    screen = passed_on("größe", {"STY": "x"})
    assert is_command(tmux)
    assert is_command(screen)
    assert passed_on("größe", {}) == ""


async def test_copy_key_puts_the_ref_or_the_address_into_the_clipboard(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot)
        assert f"Copied: {FIRST}" in await press(stage, pilot, "y", "enter")
        assert stage.app.clipboard == FIRST
        await press(stage, pilot, "y", "down", "enter")
        assert "@" in stage.app.clipboard


async def test_pipe_key_runs_what_is_typed_and_remembers_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await ready(stage, pilot, "ticket")
        await press(stage, pilot, "vertical_line", *"head", "space", *"-1", "enter")
        await pilot.app.workers.wait_for_complete()
        assert f"#{FIRST}" in await press(stage, pilot)
        assert stage.app.session.commands == ["head -1"]
        await press(stage, pilot, "vertical_line")
        assert "head -1" in screen_text(stage.app)
