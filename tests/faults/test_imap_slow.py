"""Servers that drip, fall silent or never stop: all ends in time and in bounded memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from agent_console.demo.fault_plan import GREETING
from agent_console.demo.server import DemoServer
from agent_console.mail import dial, stream, wire
from agent_console.mail.wire import ConnectionLostError
from tests.faults.kit import LineClock, Sinks, connect, impatient, mailbox, session
from tests.faults.proxy import FaultProxy, Harm
from tests.faults.spoilers import Endless
from tests.faults.test_imap_hostile import in_words

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("slow, silent or endless server", "P8", "P9"),
]

MOST_SECONDS = 30.0
FAST = 200.0
"""How much faster deadlines come: a minute lasts 0.3 seconds."""

LIMIT = 200_000
"""The size at which an answer is given up, in bytes."""


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(mailbox()) as server:
        yield server
        assert not server.crashes


@pytest.fixture
def proxy(server: DemoServer) -> Iterator[FaultProxy]:
    with FaultProxy(server.imap_port) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def whole() -> int:
    """How many bytes the server says in a session."""
    with DemoServer(mailbox()) as server, FaultProxy(server.imap_port) as proxy:
        session(proxy.port, Sinks().by_folder)
        return proxy.connections[0].down


def lost(port: int, clock: LineClock) -> ConnectionLostError:
    """Run a session that must be given up in time; return the error."""
    began = time.monotonic()
    with pytest.raises(ConnectionLostError) as caught:
        session(port, Sinks().by_folder, clock=clock)
    assert time.monotonic() - began < MOST_SECONDS
    assert in_words(caught.value)
    return caught.value


@pytest.mark.parametrize("pause", [0.005, 0.02])
def test_answers_byte_by_byte_meet_the_deadline_of_the_whole_operation(
    proxy: FaultProxy, pause: float
) -> None:
    proxy.harm = Harm(drip=pause)
    assert "in time" in lost(proxy.port, LineClock(FAST)).message
    assert 0 < proxy.connections[0].down < 200


def test_slow_line_within_the_deadline_is_only_slow(proxy: FaultProxy) -> None:
    sinks = Sinks()
    proxy.harm = Harm(delay=0.01)
    session(proxy.port, sinks.by_folder)
    assert sinks.by_folder["INBOX"].exists == 10


@pytest.mark.parametrize("part", range(6))
def test_line_that_swallows_everything_from_some_point_is_given_up(
    proxy: FaultProxy, whole: int, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    impatient(monkeypatch, 0.2)
    proxy.harm = Harm(hole_down=whole * part // 6)
    assert "in time" in lost(proxy.port, LineClock()).message


def test_line_that_swallows_what_we_say_is_given_up(
    proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch, 0.2)
    proxy.harm = Harm(hole_up=200)
    assert "in time" in lost(proxy.port, LineClock()).message


ENDLESS = {
    "lines": b"* OK still here\r\n",
    "tiny lines": b"* X\r\n",
    "empty lists": b"* SEARCH\r\n",
    "counts": b"* 3 EXISTS\r\n",
    "flags": b"* 1 FETCH (UID 1 FLAGS ())\r\n",
    "one line": b"x" * 50,
    "tiny literals": b"* X {1}\r\nx\r\n",
    "literals in one answer": b" {3}\r\nabc",
    "large literals": b"* X {150000}\r\n" + b"x" * 150_000 + b"\r\n",
    "open literal": b"* X {2000000000}\r\n" + b"x" * 150_000,
}
VERBS = [GREETING, "CAPABILITY", "AUTHENTICATE", "SELECT", "SEARCH", "FETCH", "NOOP"]


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "ANSWER_MAX", LIMIT)
    monkeypatch.setattr(wire, "DISCARD_MAX", LIMIT)
    monkeypatch.setattr(dial, "ANSWER_MAX", LIMIT)
    monkeypatch.setattr(stream, "LINE_MAX", LIMIT)


@contextmanager
def bounded_memory() -> Iterator[None]:
    """Inside, at most some small limits may be taken at any time."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20 * LIMIT


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("kind", ENDLESS)
def test_answer_without_an_end_is_given_up_at_its_size(
    server: DemoServer, small_limits: None, verb: str, kind: str
) -> None:
    server.faults.add(Endless(verb, piece=ENDLESS[kind]))
    with bounded_memory():
        assert "in time" not in lost(server.imap_port, LineClock()).message


@pytest.mark.parametrize("verb", VERBS[1:])
def test_questions_without_an_end_meet_the_deadline(
    server: DemoServer, small_limits: None, verb: str
) -> None:
    server.faults.add(Endless(verb, piece=b"+ \r\n"))
    with bounded_memory():
        lost(server.imap_port, LineClock(FAST))


def test_folder_list_without_an_end_is_given_up_at_its_size(
    server: DemoServer, small_limits: None
) -> None:
    connection = connect(server.imap_port)
    server.faults.add(Endless("LIST", piece=b'* LIST () "/" x\r\n'))
    with bounded_memory(), pytest.raises(ConnectionLostError) as caught:
        connection.folders()
    connection.close()
    assert "in time" not in caught.value.message


@pytest.mark.parametrize("pause", [0.0, 0.01])
@pytest.mark.parametrize("piece", [b"* OK still here", b"* 10 EXISTS", b"* X {3}\r\nabc"])
def test_idle_wait_ends_in_time_however_much_is_said(
    server: DemoServer, piece: bytes, pause: float
) -> None:
    box = server.mailbox
    box.capabilities = (*box.capabilities, "IDLE")
    connection = connect(server.imap_port)
    connection.select("INBOX")
    server.faults.add(Endless("IDLE", piece=b"+ idling\r\n" + piece + b"\r\n", pause=pause))
    connection.idle_start()
    began = time.monotonic()
    connection.idle_wait(0.1)
    connection.idle_wait(0.1)
    assert time.monotonic() - began < 20.0
    connection.close()


def test_idle_that_nobody_ends_is_given_up(server: DemoServer) -> None:
    box = server.mailbox
    box.capabilities = (*box.capabilities, "IDLE")
    connection = connect(server.imap_port, LineClock(FAST))
    connection.select("INBOX")
    server.faults.add(Endless("IDLE", piece=b"+ idling\r\n", pause=0.01))
    connection.idle_start()
    began = time.monotonic()
    with pytest.raises(ConnectionLostError, match="in time"):
        connection.idle_done()
    assert time.monotonic() - began < MOST_SECONDS
