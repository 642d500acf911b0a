"""The whole program in a real terminal: start, open, reply, see it sent, quit."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.program import Program
from tests.e2e.terminal import Terminal, terminal

pytestmark = pytest.mark.pty

QUIT_SECONDS = 30.0
"""A second on a machine at rest; this only tells leaving from hanging on a loaded one."""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Terminal]:
    """The demo in English, with customers who only answer."""
    program = Program(tmp_path)
    environment = {**program.environment(), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    command = program.command("demo", "--language", "en", "--quiet", "--theme", "dark")
    command += ["--keep", str(tmp_path / "demo"), "--pace", "10"]
    with terminal(command, environment) as running:
        running.wait_for("Enter", "online", seconds=60)
        running.wait_until(lambda text: text.count("#") > 20, 60, ["a full queue"])
        running.settle()
        yield running


def test_reply_goes_out_and_the_customer_answers(demo: Terminal) -> None:
    first = next(line for line in demo.text.splitlines() if "#" in line)
    ref = first.split("#")[1][:8]
    demo.press("\r")
    demo.wait_for(f"#{ref}", "wrote")
    demo.press("r")
    demo.wait_for("Reply to the customer")
    demo.press("We look into it ", "again.")
    demo.wait_for("We look into it again.")
    demo.press("\x07")
    demo.wait_for("goes out in")
    demo.wait_for(": sent", seconds=40)
    demo.press("\x1b")
    demo.wait_for("Enter Open")
    demo.press("\t" * 4)
    demo.wait_for(f"#{ref}")
    demo.press("\x1b[Z" * 4)
    demo.wait_for(f"#{ref}", seconds=60)


def test_quit_leaves_at_once(demo: Terminal) -> None:
    demo.press("q")
    assert demo.wait_exit(seconds=QUIT_SECONDS) == 0


def test_idle_queue_writes_nothing_until_a_countdown_changes(demo: Terminal) -> None:
    demo.press("\t" * 10)
    demo.wait_for("[Closed")
    demo.settle(pause=2.0)
    assert demo.quiet_bytes(4.0) == 0


def test_undo_brings_the_draft_back(demo: Terminal) -> None:
    demo.press("r")
    demo.wait_for("Reply to the customer")
    demo.press("Wrong words.")
    demo.wait_for("Wrong words.")
    demo.press("\x07")
    demo.wait_for("goes out in")
    demo.press("u")
    demo.wait_gone("goes out in")
    demo.press("r")
    demo.wait_for("Reply to the customer", "Wrong words.")


def test_broken_input_bytes_and_tiny_windows_are_survived(demo: Terminal) -> None:
    demo.send(b"\xfc\xff\xc3")
    demo.resize(20, 5)
    demo.settle()
    demo.resize(120, 40)
    demo.wait_for("Enter Open")
    demo.press("?")
    demo.wait_for("Esc")


def test_closed_connection_ends_the_program_and_keeps_the_draft(
    demo: Terminal, tmp_path: Path
) -> None:
    demo.press("r")
    demo.wait_for("Reply to the customer")
    demo.press("Half a sentence")
    demo.wait_for("Half a sentence")
    demo.settle(pause=1.5)
    demo.kill(signal.SIGHUP)
    demo.wait_exit()
    store = tmp_path / "demo" / "data" / "store.db"
    assert os.path.exists(store)
    program = Program(tmp_path / "demo")
    rows = program.ok("list", "--view", "all", "--json").json
    drafts = [row["ref"] for row in rows if row["draft"]]
    assert len(drafts) == 1
    assert "Half a sentence" in program.ok("show", drafts[0], "--json").json["draft"]
