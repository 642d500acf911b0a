"""What stands in the agent's own editor is not lost when the terminal is closed."""

from __future__ import annotations

import asyncio
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
from textual.app import App

from agent_console.screens.outside import Outside
from agent_console.screens.widgets.writing_area import WritingArea
from tests.screens.fake_content import ref_of
from tests.screens.support import Stage

_NANO = """
import pathlib, signal, sys, time
file = pathlib.Path(sys.argv[1])
def closed(*_):
    file.with_name(file.name + ".save").write_text("in the editor, not in the file")
    sys.exit(1)
signal.signal(signal.SIGHUP, closed)
print("ready", flush=True)
time.sleep(90)
"""


def started(program: str, file: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def rescued(process: subprocess.Popen[str], file: Path) -> str | None:
    outside = Outside()
    with process, outside.open(file, ["editor"], process.pid):
        found = outside.rescue()
        process.kill()
    assert outside.rescue() is None, "the editor is closed"
    return found


def test_text_that_an_editor_saves_when_it_is_closed_is_read(tmp_path: Path) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("as it was")
    assert rescued(started(_NANO, file), file) == "in the editor, not in the file"


def test_editor_that_stays_gives_what_it_wrote_at_once(tmp_path: Path) -> None:
    file = tmp_path / "reply.txt"
    deaf = "import signal, time; signal.signal(1, signal.SIG_IGN); print('ready', flush=True)"
    file.write_text("written")
    process = started(f"{deaf}; time.sleep(90)", file)
    begin = time.monotonic()
    assert rescued(process, file) == "written"
    assert time.monotonic() - begin < 20


def test_swap_file_of_vim_is_asked_for_its_text(tmp_path: Path) -> None:
    fake = tmp_path / "vim"
    fake.write_text("#!/bin/sh\necho from the swap > recovered.txt\n")
    fake.chmod(0o755)
    file = tmp_path / "reply.txt"
    file.write_text("as it was")
    outside = Outside()
    ended = subprocess.Popen(["true"])
    with outside.open(file, [str(fake)], ended.pid):
        assert outside.rescue() == "as it was", "there is no swap file"
        (tmp_path / ".reply.txt.swp").write_bytes(b"b0VIM")
        assert outside.rescue() == "from the swap\n"
    ended.wait()


async def test_signal_to_end_saves_the_text_of_the_open_editor(tmp_path: Path) -> None:
    file = tmp_path / "reply.txt"
    process = started(_NANO, file)
    opened = asyncio.Event()

    async def editor(app: App[object], text: str, _name: str) -> str:
        with app.session.outside.open(file, ["editor"], process.pid):  # type: ignore[attr-defined]  # the console
            opened.set()
            await asyncio.sleep(30)
        return text

    stage = Stage(tmp_path, edit=editor)
    with process:
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await stage.settle(pilot)
            await pilot.press("r")
            await stage.settle(pilot)
            assert isinstance(stage.app.focused, WritingArea)
            await pilot.press("ctrl+o")
            await opened.wait()
            stage.app.leaving.told_to_end()
            await pilot.pause()
        process.kill()
    assert stage.desk.replies.drafts[ref_of(0)] == "in the editor, not in the file"


def test_editor_without_a_process_gives_its_file(tmp_path: Path) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("written")
    ended = subprocess.Popen(["true"])
    ended.wait()
    with pytest.raises(ProcessLookupError):
        os.kill(ended.pid, 0)
    outside = Outside()
    with outside.open(file, shlex.split("editor"), ended.pid):
        assert outside.rescue() == "written"
