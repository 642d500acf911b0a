from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import pytest

from agent_console.screens.driver_flow import Flow
from agent_console.screens.driver_pace import QUESTION, WINDOW, Pace, Sieve, is_remote
from agent_console.screens.driver_screen import Abilities, Screen
from tests.screens.strict_terminal import StrictTerminal

COLUMNS, LINES = 120, 40
SLOW = 8000.0
"""Bytes per second of a line of 64 kbit/s."""


@dataclass
class FakeLine:
    """A line to a terminal, and the moments at which things arrive there and come back."""

    rate: float
    round_trip: float
    answers: bool = True
    now: float = 0.0
    free_at: float = 0.0
    free: bool = True
    terminal: StrictTerminal = field(default_factory=lambda: StrictTerminal(COLUMNS, LINES))
    coming: deque[tuple[float, str]] = field(default_factory=deque)
    arrived: list[tuple[float, str]] = field(default_factory=list)
    back: deque[float] = field(default_factory=deque)
    sent: int = 0

    def is_free(self) -> bool:
        return self.free

    def send(self, text: str, *, asks: bool) -> None:
        assert text.endswith(QUESTION) is asks
        self.sent += len(text)
        self.free_at = max(self.now, self.free_at) + len(text.encode()) / self.rate
        self.coming.append((self.free_at + self.round_trip / 2, text))
        if asks and self.answers:
            self.back.append(self.free_at + self.round_trip)

    def run(self, flow: Flow, until: float) -> None:
        """Let time pass; what arrives is shown, answers are heard, deadlines looked at."""
        while True:
            moments = [until, *list(self.back)[:1]]
            if looks_at := flow.looks_at:
                moments.append(looks_at)
            self.now = max(self.now, min(moments))
            while self.coming and self.coming[0][0] <= self.now:
                self.arrived.append(self.coming.popleft())
                self.terminal.feed(self.arrived[-1][1])
            if self.back and self.back[0] <= self.now:
                self.back.popleft()
                flow.answered(self.now)
            elif self.now < until:
                flow.look()
            if self.now >= until:
                return


def flow_on(line: FakeLine, *, remote: bool = True) -> Flow:
    screen = Screen(Abilities())
    screen.fit(COLUMNS, LINES)
    return Flow(screen, Pace(remote=remote), line, lambda: line.now)


def picture(word: str) -> str:
    return "".join(f"\x1b[{at};1H{f'{word} {at} ' * 20:.120}" for at in range(1, LINES + 1))


def show(flow: Flow, frame: str) -> None:
    flow.screen.take(frame)
    flow.go_on()


def shows(line: FakeLine, word: str) -> bool:
    return any("".join(cell[0] for cell in row).startswith(word) for row in line.terminal.rows)


def begun(line: FakeLine, *, remote: bool = True) -> Flow:
    flow = flow_on(line, remote=remote)
    flow.ask()
    show(flow, picture("first"))
    line.run(flow, line.now + 20)
    assert shows(line, "first")
    return flow


def test_slow_line_is_never_kept_busy_for_long() -> None:
    line = FakeLine(SLOW, 0.2)
    flow = begun(line)
    assert flow.pace.slow
    show(flow, picture("second"))
    assert 0 < sum(len(text) for _moment, text in line.coming) <= 0.1 * SLOW + COLUMNS


def test_line_of_unknown_rate_carries_no_more_than_a_window() -> None:
    line = FakeLine(SLOW, 0.2)
    flow = flow_on(line)
    show(flow, picture("first"))
    assert WINDOW / 2 < sum(len(text) for _moment, text in line.coming) <= WINDOW + 2 * COLUMNS


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.2, 0.31, 0.5])
def test_key_shows_its_effect_soon_though_a_large_picture_is_on_its_way(wait: float) -> None:
    line = FakeLine(SLOW, 0.2)
    flow = begun(line)
    show(flow, picture("second"))
    line.run(flow, line.now + wait)
    pressed = line.now
    line.run(flow, line.now + 0.1)
    show(flow, picture("third"))
    line.run(flow, line.now + 5)
    effect = next(moment for moment, text in line.arrived if "third" in text)
    assert effect - pressed <= 0.35
    assert shows(line, "third")
    assert not shows(line, "second")


def test_key_on_a_quiet_slow_line_shows_its_effect_in_time() -> None:
    line = FakeLine(SLOW, 0.2)
    flow = begun(line)
    pressed = line.now
    line.run(flow, line.now + 0.1)
    show(flow, picture("third"))
    line.run(flow, line.now + 5)
    effect = next(moment for moment, text in line.arrived if "third" in text)
    assert effect - pressed <= 0.35


def test_frames_that_came_too_late_are_never_sent() -> None:
    line = FakeLine(SLOW, 0.2)
    flow = begun(line)
    for number in range(100):
        show(flow, picture(f"n{number:03}"))
    line.run(flow, line.now + 10)
    assert shows(line, "n099")
    assert not any(" n050 " in text for _moment, text in line.arrived)


def test_quick_line_is_asked_once_and_gets_whole_frames() -> None:
    line = FakeLine(1e9, 0.001)
    flow = begun(line, remote=True)
    assert not flow.pace.slow
    line.arrived.clear()
    show(flow, "\x1b[1;1Hxyzuv")
    line.run(flow, line.now + 1)
    assert [text for _moment, text in line.arrived] == ["\x1b[Hxyzuv"]


def test_far_but_broad_line_is_filled() -> None:
    line = FakeLine(1e7, 0.1)
    flow = begun(line)
    for number in range(30):
        show(flow, picture(f"n{number:03}"))
        line.run(flow, line.now + 0.5)
    begin = line.now
    show(flow, picture("last"))
    line.run(flow, line.now + 5)
    complete = max(moment for moment, _text in line.arrived)
    assert complete - begin < 0.25


@pytest.mark.parametrize("remote", [True, False])
def test_terminal_that_never_answers_is_asked_no_more_and_shows_everything(remote: bool) -> None:
    line = FakeLine(1e6, 0.05, answers=False)
    flow = flow_on(line, remote=remote)
    flow.ask()
    show(flow, picture("first"))
    line.run(flow, 1.5)
    assert shows(line, "first")
    assert len({row[2][0] for row in line.terminal.rows}) == 1
    asked = line.terminal.questions
    show(flow, picture("second"))
    line.run(flow, 3.0)
    assert shows(line, "second")
    assert line.terminal.questions == asked


def test_answers_that_stop_hold_nothing_up_for_long() -> None:
    line = FakeLine(SLOW, 0.2)
    flow = begun(line)
    line.answers = False
    show(flow, picture("second"))
    line.run(flow, line.now + 8)
    assert not flow.screen.pending
    show(flow, picture("third"))
    line.run(flow, line.now + 8)
    assert shows(line, "third")


def test_nothing_is_painted_while_the_terminal_takes_nothing() -> None:
    line = FakeLine(1e9, 0.001)
    flow = begun(line)
    before = line.sent
    line.free = False
    show(flow, picture("second"))
    show(flow, picture("third"))
    assert line.sent == before
    line.free = True
    flow.go_on()
    line.run(flow, line.now + 1)
    assert shows(line, "third")


def test_large_frames_are_marked_for_terminals_that_show_them_at_once() -> None:
    line = FakeLine(1e9, 0.001)
    flow = begun(line)
    flow.synchronized = True
    show(flow, picture("second"))
    assert line.coming[-1][1].startswith("\x1b[?2026h")
    assert "\x1b[?2026l" in line.coming[-1][1]


def test_idle_flow_sends_nothing() -> None:
    line = FakeLine(SLOW, 0.2)
    flow = begun(line)
    before = line.sent
    line.run(flow, line.now + 600)
    assert line.sent == before
    assert flow.looks_at is None


@pytest.mark.parametrize("cut", range(7))
def test_answer_in_two_parts_is_never_typed(cut: int) -> None:
    sieve = Sieve()
    sieve.expect()
    answer = "\x1b[12;40R"
    first, second = ("ab" + answer)[: cut + 5], ("ab" + answer)[cut + 5 :] + "c"
    heard = [sieve.sift(part) for part in (first, second)]
    assert "".join(text for text, _count in heard) == "abc"
    assert sum(count for _text, count in heard) == 1


def test_answers_within_a_paste_are_taken_out() -> None:
    sieve = Sieve()
    sieve.expect()
    sieve.expect()
    typed, count = sieve.sift("\x1b[200~Guten\x1b[1;1R Tag\x1b[2;2R\x1b[201~")
    assert (typed, count) == ("\x1b[200~Guten Tag\x1b[201~", 2)


@pytest.mark.parametrize("keys", ["\x1b", "\x1b[15~", "\x1b[1;5C", "x\x1b[B", "\x1b[1;2R"])
def test_keys_pass_when_nothing_was_asked(keys: str) -> None:
    assert Sieve().sift(keys) == (keys, 0)


@pytest.mark.parametrize("keys", ["\x1b", "\x1b[15~", "\x1b[1;5C", "x\x1b[B"])
def test_keys_pass_while_an_answer_is_awaited(keys: str) -> None:
    sieve = Sieve()
    sieve.expect()
    assert sieve.sift(keys) == (keys, 0)


def test_half_a_key_is_not_kept_when_the_answer_does_not_come() -> None:
    sieve = Sieve()
    sieve.expect()
    assert sieve.sift("\x1b[1") == ("", 0)
    assert sieve.sift("5~") == ("\x1b[15~", 0)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, True),
        ({"SSH_TTY": "/dev/pts/1"}, True),
        ({"SSH_CONNECTION": "x", "TMUX": "socket"}, False),
    ],
)
def test_network_is_known_by_the_environment(environment: dict[str, str], expected: bool) -> None:
    assert is_remote(environment) is expected
