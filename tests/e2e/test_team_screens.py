"""Two agents at two terminals answer the same ticket at the same moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.team_kit import Member, customers_write
from tests.e2e.terminal import Terminal, terminal

pytestmark = [
    pytest.mark.server,
    pytest.mark.pty,
    pytest.mark.promise("two screens of a team", "P13"),
]

SECONDS = 60.0
SEND = "\x07"
HELD = ("Meanwhile somebody answered this ticket", "has this ticket", "was faster")


@pytest.fixture
def screens(servers: Servers, tmp_path: Path) -> Iterator[list[Terminal]]:
    """Give two consoles with an engine each that show the same ticket."""
    customers_write(servers, 1, 1)
    with ExitStack() as stack:
        found = []
        for name in ("Anna", "Bert"):
            member = Member(tmp_path / name, name, servers)
            stack.callback(member.close)
            environment = {**member.environment(), "TERM": "xterm-256color"}
            found.append(stack.enter_context(terminal(member.program.command(), environment)))
        for running in found:
            running.wait_for("Frage 1", "online", seconds=SECONDS)
        yield found


def test_ticket_answered_at_two_screens_at_once_leaves_once_and_the_other_screen_says_so(
    screens: list[Terminal], servers: Servers
) -> None:
    for running in screens:
        running.press("\r")
    for running in screens:
        running.wait_for("wrote")
        running.press("r")
    for running in screens:
        running.wait_for("Reply to the customer")
        running.press("We look into it.")
    for running in screens:
        running.wait_for("We look into it.")
    for running in screens:
        running.press(SEND)
    loser = read_until_told(screens)
    winner = screens[1 - screens.index(loser)]
    winner.wait_for(": sent", seconds=SECONDS)
    loser.wait_for("our answer, sent")
    if "all the same" in loser.text:
        loser.press(SEND)
        loser.wait_for("held back")
    loser.settle()
    assert len(servers.smtp.mails) == 1


def read_until_told(screens: list[Terminal]) -> Terminal:
    """Return the screen that says that somebody else answers."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for running in screens:
            running.read(0.05)
            if any(words in running.text for words in HELD):
                return running
    raise AssertionError("\n\n".join(running.text for running in screens))
