"""The slow line: its arithmetic, and that it passes everything on."""

from __future__ import annotations

import socket
import threading

import pytest

from benchmarks.line import Lane, Line


def test_lane_delays_by_its_delay_and_the_time_the_bytes_take() -> None:
    lane = Lane(delay=0.02, bytes_per_second=1000)
    assert lane.due(now=5.0, size=100) == pytest.approx(5.12)


def test_lane_sends_one_thing_after_the_other() -> None:
    lane = Lane(delay=0.02, bytes_per_second=1000)
    lane.due(now=5.0, size=1000)
    assert lane.due(now=5.0, size=500) == pytest.approx(6.52)


def test_lane_that_was_idle_has_saved_nothing() -> None:
    lane = Lane(delay=0.0, bytes_per_second=1000)
    lane.due(now=1.0, size=1000)
    assert lane.due(now=9.0, size=1000) == pytest.approx(10.0)


def test_line_passes_everything_on_in_both_directions_and_the_end_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_echo, args=(server,), daemon=True).start()
        line = Line(*server.getsockname(), rtt=0.0, bits_per_second=8e9)
        sent = bytes(range(256)) * 2000
        with socket.create_connection(("127.0.0.1", line.port), 10) as near:
            threading.Thread(target=_send, args=(near, sent), daemon=True).start()
            received = b"".join(iter(lambda: near.recv(65536), b""))
        line.close()
    assert received == sent


def _echo(server: socket.socket) -> None:
    far, _address = server.accept()
    with far:
        far.sendall(b"".join(iter(lambda: far.recv(65536), b"")))


def _send(near: socket.socket, data: bytes) -> None:
    near.sendall(data)
    near.shutdown(socket.SHUT_WR)
