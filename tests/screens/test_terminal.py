from __future__ import annotations

import signal
from pathlib import Path
from typing import TypedDict

import pytest

from tests.screens.terminal_stage import Terminal

pytestmark = pytest.mark.pty


def ready(text: str) -> bool:
    return "#00000000" in text and "For me 40" in text


def test_idle_console_writes_nothing(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(ready)
        terminal.hear(0.5)
        assert terminal.hear(2.0) == 0
        terminal.send(b"r")
        terminal.wait_for(lambda text: "Reply to the customer" in text)
        terminal.hear(0.5)
        assert terminal.hear(1.2) == 0
        terminal.send(b"\x1b")
        terminal.wait_for(ready)
        terminal.send(b"/")
        terminal.wait_for(lambda text: "Words, a name" in text)
        terminal.hear(0.5)
        assert terminal.hear(1.2) == 0


def test_moving_the_cursor_costs_few_bytes(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(ready)
        terminal.hear(0.5)
        terminal.send(b"j")
        assert terminal.hear(0.5) < 1200


@pytest.mark.parametrize("data", [b"\xfc", b"\x1b[M\xe0\xff\xff", b"\xc3", b"\xff\xfe\x80"])
def test_bytes_that_are_no_utf_8_do_not_end_the_console(tmp_path: Path, data: bytes) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(ready)
        terminal.send(data)
        terminal.hear(0.3)
        terminal.send(b"v")
        terminal.wait_for(lambda text: "[Mine 13]" in text)


@pytest.mark.promise("console left while the rest hangs", "P8")
def test_q_leaves_though_the_desk_hangs(tmp_path: Path) -> None:
    with Terminal(tmp_path, "blocked") as terminal:
        terminal.wait_for(lambda text: "support@example.com" in text)
        terminal.hear(0.5)
        terminal.send(b"q")
        assert terminal.left() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_saves_the_draft_and_leaves(tmp_path: Path, number: signal.Signals) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(ready)
        terminal.send(b"r")
        terminal.wait_for(lambda text: "Reply to the customer" in text)
        terminal.send(b"Wichtig")
        terminal.wait_for(lambda text: "Wichtig" in text)
        terminal.process.send_signal(number)
        assert terminal.left() == 130
        assert (tmp_path / "draft").read_text().startswith("Wichtig")


@pytest.mark.promise("crash in the program", "P24")
def test_crash_is_one_line_a_report_and_code_70(tmp_path: Path) -> None:
    with Terminal(tmp_path, "crash") as terminal:
        terminal.wait_for(ready)
        terminal.send(b"\x1bOQ")
        assert terminal.left() == 70
        words = " ".join(terminal.text.split())
        assert "stopped because of an unexpected error" in words
        assert "Traceback" not in words
        assert "ZeroDivisionError" in (tmp_path / "state" / "crash.txt").read_text()


class _Environment(TypedDict, total=False):
    NO_COLOR: str
    TERM: str


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "screen"}])
def test_cursor_and_countdowns_can_be_seen_without_colours(
    tmp_path: Path, environment: _Environment
) -> None:
    with Terminal(tmp_path, "ansi", **environment) as terminal:
        terminal.wait_for(ready)
        assert "▶  ● new     !!     -0:30 #00000000" in terminal.text
        assert "[For me 40]" in terminal.text


def test_own_editor_runs_in_the_terminal_and_its_text_comes_back(tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nprintf "Aus dem Editor\\n" > "$1"\n')
    script.chmod(0o700)
    with Terminal(tmp_path, VISUAL=str(script)) as terminal:
        terminal.wait_for(ready)
        terminal.send(b"r")
        terminal.wait_for(lambda text: "Reply to the customer" in text)
        terminal.send(b"\x0f")
        terminal.wait_for(lambda text: "Taken over from your editor." in text)
        assert "Aus dem Editor" in terminal.text
