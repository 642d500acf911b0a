"""The compressed line: everything comes through, a bomb stays small, garbage breaks it."""

from __future__ import annotations

import socket
import threading
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from agent_console.clock import SystemClock
from agent_console.mail.deflate import Deflate
from agent_console.mail.extensions import switch_on
from agent_console.mail.stream import Stream
from agent_console.mail.wire import ConnectionLostError, Wire

OFFER = b"* CAPABILITY IMAP4rev1 COMPRESS=DEFLATE\r\nC1 OK\r\n"


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        there.settimeout(5)
        yield here, there


def packed(data: bytes) -> bytes:
    return Deflate().packed(data)


def compressed_wire(pair: tuple[socket.socket, socket.socket], ahead: bytes = b"") -> Wire:
    """Return a line that has just been compressed; ``ahead`` came together with the consent."""
    pair[1].sendall(OFFER + b"C2 OK go\r\n" + ahead)
    wire = Wire(Stream(pair[0], SystemClock(), read_timeout=60))
    assert "COMPRESS=DEFLATE" in switch_on(wire, seconds=5)
    assert pair[1].recv(100) == b"C1 CAPABILITY\r\nC2 COMPRESS DEFLATE\r\n"
    return wire


def test_line_when_compressed_carries_commands_and_answers(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    wire = compressed_wire(pair)
    server = Deflate()
    pair[1].sendall(server.packed(b"* 1 FETCH (BODY[] {7}\r\neins\r\nx)\r\nC3 OK\r\n"))
    assert wire.command(b"NOOP").untagged[0].parts == (b"1 FETCH (BODY[] ", b"eins\r\nx", b")")
    server.feed(pair[1].recv(100))
    assert server.take(100) == b"C3 NOOP\r\n"


def test_answer_when_it_came_with_the_consent_is_not_lost(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    wire = compressed_wire(pair, packed(b"* 3 EXISTS\r\n"))
    assert wire.stream.wait_line(0) is True
    assert wire.stream.readline() == b"* 3 EXISTS\r\n"
    assert wire.stream.wait_line(0) is False


def test_waiting_for_a_line_when_its_bytes_come_one_by_one_sees_it(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    wire = compressed_wire(pair)
    data = packed(b"* 3 EXISTS\r\n")
    for byte in data[:-8]:
        pair[1].sendall(bytes((byte,)))
        assert wire.stream.wait_line(0) is False
    pair[1].sendall(data[-8:])
    assert wire.stream.wait_line(5) is True


def test_compression_when_refused_leaves_the_line_as_it_is(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    pair[1].sendall(OFFER + b"C2 NO [COMPRESSIONACTIVE] already\r\nC3 OK plain\r\n")
    wire = Wire(Stream(pair[0], SystemClock(), read_timeout=60))
    assert "COMPRESS=DEFLATE" not in switch_on(wire, seconds=5)
    wire.command(b"NOOP")


@pytest.mark.promise("compressed bomb", "P9")
def test_bomb_when_received_never_fills_the_memory(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    size = 200_000_000
    packer = zlib.compressobj(9, wbits=-15)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(size // 1_000_000))
    bomb += packer.flush(zlib.Z_SYNC_FLUSH)
    wire = compressed_wire(pair)
    sender = threading.Thread(target=pair[1].sendall, args=(bomb,), daemon=True)
    sender.start()
    tracemalloc.start()
    wire.stream.discard(size)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    sender.join(10)
    assert peak < 2_000_000


@pytest.mark.parametrize("said", [b"\xff" * 50, b"plain text\r\n", b"", zlib.compress(b"")[2:-4]])
def test_line_when_the_compression_is_broken_is_closed(
    pair: tuple[socket.socket, socket.socket], said: bytes
) -> None:
    wire = compressed_wire(pair, said)
    pair[1].shutdown(socket.SHUT_WR)
    with pytest.raises(ConnectionLostError):
        wire.command(b"NOOP")
    assert wire.stream.socket.fileno() == -1
