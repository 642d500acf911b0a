"""What keys cost at 120×40 in 256 colours, as over SSH, counted from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens.terminal_stage import Terminal

pytestmark = pytest.mark.pty

CURSOR_BYTES = 345
PAGE_BYTES = 4500
"""Tickets of every kind, with more marks and colours than a usual list has."""
TICKET_BYTES = 6000
PICKER_BYTES = 6000
DOWN, PAGE_DOWN, ESCAPE, REPAINT = b"j", b"\x1b[6~", b"\x1b", b"\x0c"


def ready(text: str) -> bool:
    return "#00000000" in text and "For me 40" in text


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(tmp_path, columns=120, lines=40, COLORTERM="") as terminal:
        terminal.wait_for(ready)
        terminal.settle(0.5)
        yield terminal


def cost(console: Terminal, key: bytes) -> int:
    """Press a key that shows something, and count what it costs."""
    begun = console.received
    console.send(key)
    console.wait_for(lambda _text: console.received > begun)
    console.settle(0.6)
    return console.received - begun


def test_page_of_other_tickets_costs_few_bytes(tmp_path: Path) -> None:
    with Terminal(tmp_path, "many", columns=120, lines=40, COLORTERM="") as terminal:
        terminal.wait_for(lambda text: "For me 200" in text)
        terminal.settle(0.5)
        found = [cost(terminal, PAGE_DOWN) for _key in range(3)]
        assert "#00000000" not in terminal.text
    assert 0 < max(found) <= PAGE_BYTES, found


def test_keys_cost_few_bytes_and_waiting_none(console: Terminal) -> None:
    found = {"cursor": max(cost(console, DOWN) for _key in range(3))}
    found["ticket"] = cost(console, b"\r")
    assert "wrote" in console.text
    found["back"] = cost(console, ESCAPE)
    begun = console.received
    console.send(b"t")
    console.wait_for(lambda text: "Typing filters" in text)
    console.settle()
    found["picker"] = console.received - begun
    found["idle"] = console.hear(1.5)
    assert 0 < found["cursor"] <= CURSOR_BYTES, found
    assert 0 < found["ticket"] <= TICKET_BYTES, found
    assert 0 < found["picker"] <= PICKER_BYTES, found
    assert found["idle"] == 0, found


def test_tiny_window_and_back_shows_the_same_again(console: Terminal) -> None:
    console.settle()
    before = console.text
    console.resize(20, 5)
    console.wait_for(lambda text: "! Too small: 20×5" in text)
    console.resize(120, 40)
    console.wait_for(lambda text: text == before)
    for _time in range(5):
        console.resize(20, 5)
        console.resize(120, 40)
        console.wait_for(lambda text: text == before)


def test_window_has_the_terminals_size_whatever_the_environment_says(tmp_path: Path) -> None:
    with Terminal(tmp_path, columns=120, lines=40, COLUMNS="80", LINES="24") as terminal:
        terminal.wait_for(ready)
        terminal.resize(20, 5)
        terminal.wait_for(lambda text: "! Too small: 20×5" in text)


def test_repaint_restores_what_another_program_wrote_over(console: Terminal) -> None:
    before = console.text
    console.screen.reset()
    console.send(REPAINT)
    console.wait_for(lambda text: text == before)


def test_plain_driver_can_be_asked_for(tmp_path: Path) -> None:
    with Terminal(tmp_path, columns=120, lines=40, AGENT_CONSOLE_DRIVER="plain") as terminal:
        terminal.wait_for(ready)
        terminal.settle(0.5)
        assert cost(terminal, DOWN) > CURSOR_BYTES


def test_answers_of_the_terminal_are_never_typed(tmp_path: Path) -> None:
    with Terminal(tmp_path, SSH_CONNECTION="192.0.2.1 1 192.0.2.2 22") as terminal:
        terminal.wait_for(ready)
        terminal.send(b"r")
        terminal.wait_for(lambda text: "Reply to the customer" in text)
        terminal.send(b"ab\x1b[1;1Rcd\x1b[12;40Ref")
        terminal.wait_for(lambda text: "abcdef" in text)
