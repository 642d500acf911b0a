"""A ticket given to a command: as plain text, without a shell, within its time."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.states import QueueView
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.i18n import use_language
from agent_console.services.piping import pipe, plain_ticket
from tests.filled import NOW, opened, put_three, write_settings


def test_ticket_as_plain_text_has_its_mails_and_notes(tmp_path: Path) -> None:
    use_language("en")
    desk = opened(write_settings(tmp_path), FixedClock(NOW))
    put_three(desk)
    ref = desk.queue.page(QueueView.ALL, 0, 1).rows[0].ref
    desk.tickets.note(ref, "evil \x1b[2J note")
    text = plain_ticket(desk.tickets.view(ref))
    desk.close()
    assert text.startswith(f"#{ref}  Missing screws")
    assert "screws are missing" in text
    assert "Anna · note" in text
    assert "\x1b" not in text


@pytest.mark.promise("ticket given to a command", "P17")
def test_output_comes_back_in_its_first_lines_without_escapes() -> None:
    code = "import sys; print(sys.stdin.read().upper() + '\\x1b[2J\\n' * 9)"
    done = pipe(f'"{sys.executable}" -I -c "{code}"', b"one\ntwo\n")
    assert done.code == 0
    assert done.lines[:2] == ("ONE", "TWO")
    assert done.lines[-1] == "…"
    assert not any("\x1b" in line for line in done.lines)


@pytest.mark.promise("ticket given to a command", "P17")
def test_no_shell_sees_the_command() -> None:
    done = pipe("echo a;b $HOME | cat", b"")
    assert done.lines == ("a;b $HOME | cat",)


def test_exit_code_is_told_and_a_command_that_is_none_is_refused() -> None:
    assert pipe("false", b"").code == 1
    with pytest.raises(ConsoleError, match="cannot be started"):
        pipe("no-such-command-here", b"")
    with pytest.raises(ActionRefusedError):
        pipe("  ", b"")
    with pytest.raises(ActionRefusedError):
        pipe("echo 'a", b"")


def test_command_that_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(ConsoleError, match="took longer"):
        pipe("sleep 30", b"", limit=0.2)
    assert time.monotonic() - begun < 25
