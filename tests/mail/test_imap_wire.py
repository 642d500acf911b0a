"""Answers in pieces: what a hostile or broken server may send, and what becomes of it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.clock import FixedClock, SystemClock
from agent_console.mail import stream as stream_module
from agent_console.mail.stream import Stream
from agent_console.mail.wire import ConnectionLostError, RefusedError, Wire, server_words

Serve = Callable[[bytes], Wire]


class RunningClock(FixedClock):
    """A clock on which a second passes each time somebody looks."""

    def monotonic(self) -> float:
        self.move(timedelta(seconds=1))
        return super().monotonic()


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        yield here, there


@pytest.fixture
def serve(pair: tuple[socket.socket, socket.socket]) -> Serve:
    """Return a function that makes a Wire to a server that says just this and closes."""

    def make(said: bytes) -> Wire:
        pair[1].sendall(said)
        pair[1].shutdown(socket.SHUT_WR)
        return Wire(Stream(pair[0], SystemClock(), read_timeout=60))

    return make


def test_command_returns_text_literals_and_code(serve: Serve) -> None:
    wire = serve(
        b"* 1 FETCH (BODY[] {5}\r\na\r\nb\n X {1}\r\nz)\r\n* 7 EXISTS\r\nC1 OK [X 1 2] yes\r\n"
    )
    answer = wire.command(b"NOOP")
    assert answer.untagged[0].parts == (b"1 FETCH (BODY[] ", b"a\r\nb\n", b" X ", b"z", b")")
    assert (answer.code, answer.code_arguments) == ("X", b"1 2")
    assert wire.exists == 7


@pytest.mark.parametrize(
    ("said", "code", "status", "temporary"),
    [
        (b"C1 NO [UNAVAILABLE] later\r\n", "UNAVAILABLE", "NO", True),
        (b"C1 NO [LIMIT] too many\r\n", "LIMIT", "NO", True),
        (b"C1 NO [NONEXISTENT] no such folder\r\n", "NONEXISTENT", "NO", False),
        (b"C1 BAD what?\r\n", "", "BAD", False),
        (b"C1 NO\r\n", "", "NO", False),
    ],
)
def test_refusal_carries_its_code(
    serve: Serve, said: bytes, code: str, status: str, temporary: bool
) -> None:
    with pytest.raises(RefusedError) as refused:
        serve(said).command(b"NOOP")
    assert (refused.value.code, refused.value.status) == (code, status)
    assert refused.value.temporary is temporary


def test_refusal_with_suggested_backoff_tells_the_wait(serve: Serve) -> None:
    said = b"C1 NO Request is throttled. Suggested Backoff Time: 90500 milliseconds\r\n"
    with pytest.raises(RefusedError) as refused:
        serve(said).command(b"NOOP")
    assert refused.value.wait == timedelta(seconds=90.5)
    assert refused.value.temporary


@pytest.mark.promise("answers cut, endless or too large", "P7", "P9")
@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"* 1 FETCH (BODY[] {50}\r\nhalf",
        b"* BYE [UNAVAILABLE] going down\r\n",
        b"C9 OK another tag\r\n",
        b"complete nonsense\r\n",
        b"C1 MAYBE\r\n",
        b"* 1 FETCH (BODY[] {99999999999999}\r\n",
        b"* 1 FETCH (BODY[] " + b"{0}\r\n" * 300,
    ],
)
def test_line_that_cannot_be_trusted_any_more_is_closed(serve: Serve, said: bytes) -> None:
    wire = serve(said)
    with pytest.raises(ConnectionLostError):
        wire.command(b"NOOP")
    assert wire.stream.socket.fileno() == -1


def test_bye_keeps_code_and_words(serve: Serve) -> None:
    with pytest.raises(ConnectionLostError, match="down") as lost:
        serve(b"* BYE [UNAVAILABLE] going \x1b[2Jdown\r\n").command(b"NOOP")
    assert lost.value.temporary
    assert "\x1b" not in lost.value.message


@pytest.mark.promise("answers cut, endless or too large", "P7", "P9")
def test_literal_above_the_limit_is_read_over_and_the_rest_goes_on(serve: Serve) -> None:
    wire = serve(b"* 1 FETCH (BODY[] {200000}\r\n" + b"x" * 200_000 + b")\r\nC1 OK\r\nC2 OK\r\n")
    wire.stream.socket.setblocking(True)
    answer = wire.command(b"NOOP", literal_max=1000)
    assert answer.untagged[0].parts == (b"1 FETCH (BODY[] ", None, b")")
    wire.command(b"NOOP")


def test_braces_in_human_text_are_no_literal(serve: Serve) -> None:
    answer = serve(b"* OK still here {12}\r\nC1 OK done {7}\r\n").command(b"NOOP")
    assert len(answer.untagged) == 1


@pytest.mark.promise("answers cut, endless or too large", "P7", "P9")
def test_line_without_end_is_given_up(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "LINE_MAX", 1000)
    with pytest.raises(ConnectionLostError, match="line too long"):
        serve(b"* OK " + b"x" * 5000).command(b"NOOP")


@pytest.mark.promise("slow answers", "P8")
def test_slow_server_meets_the_deadline_of_the_whole_operation(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    clock = RunningClock(datetime(2026, 3, 2, tzinfo=UTC))
    wire = Wire(Stream(pair[0], clock, read_timeout=60))
    stop = threading.Event()

    def drip() -> None:
        while not stop.wait(0.001):
            try:
                pair[1].send(b"x")
            except OSError:
                return

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        with pytest.raises(ConnectionLostError, match="in time"):
            wire.command(b"NOOP", seconds=20)
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("line", [b"NOOP\r\nC2 DELETE INBOX", b"NOOP\n", b"NO\0OP"])
def test_command_with_a_line_end_is_never_sent(
    serve: Serve, pair: tuple[socket.socket, socket.socket], line: bytes
) -> None:
    wire = serve(b"")
    with pytest.raises(ValueError, match="line end"):
        wire.command(line)
    pair[1].setblocking(False)
    with pytest.raises(BlockingIOError):
        pair[1].recv(1)


def test_count_of_mails_follows_what_is_told(serve: Serve) -> None:
    wire = serve(
        b"* 9 EXISTS\r\n* 3 EXPUNGE\r\n* VANISHED 4:5,9\r\n* 2 FETCH (FLAGS ())\r\nC1 OK\r\n"
    )
    wire.command(b"NOOP")
    assert (wire.exists, wire.told) == (5, 4)


@pytest.mark.promise("answers cut, endless or too large", "P7", "P9")
def test_half_a_line_is_kept_until_the_rest_comes(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    stream = Stream(pair[0], SystemClock(), read_timeout=60)
    pair[1].sendall(b"* 3 EX")
    assert not stream.wait_line(0.01)
    pair[1].sendall(b"ISTS\r\n* 4")
    assert stream.wait_line(5)
    assert stream.readline() == b"* 3 EXISTS\r\n"
    assert not stream.wait_line(0)


def test_wait_on_a_closed_line_raises(serve: Serve) -> None:
    with pytest.raises(ConnectionError):
        serve(b"").stream.wait_line(5)


def test_alert_is_kept_for_people(serve: Serve) -> None:
    wire = serve(b"* OK [ALERT] Mailbox is \x1b[31m91% full\r\nC1 OK\r\n")
    wire.command(b"NOOP")
    assert wire.alerts == ["Mailbox is [31m91% full"]


def test_server_words_are_short_and_safe() -> None:
    assert server_words(b"a\x00\x1b]0;x\x07\r\nb" + b"\xff" * 900)[:4] == "a]0;"
    assert len(server_words("x" * 900)) <= 300
