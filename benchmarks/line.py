"""A slow line in front of a server: delay and rate of a home-office connection.

``python -m benchmarks.line HOST PORT`` prints the port it listens on and runs until its standard
input closes. Only delay and rate are simulated: no loss, no slow start.
"""

from __future__ import annotations

import argparse
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

RTT_SECONDS = 0.040
BITS_PER_SECOND = 50_000_000
_CHUNK = 16 * 1024
_CHUNKS_IN_FLIGHT = 64


@dataclass(slots=True)
class Lane:
    """One direction of a line: when something put in comes out. Times in seconds."""

    delay: float
    bytes_per_second: float
    free_at: float = 0.0

    def due(self, now: float, size: int) -> float:
        """Put ``size`` bytes in at ``now`` and return when the last of them arrives."""
        self.free_at = max(now, self.free_at) + size / self.bytes_per_second
        return self.free_at + self.delay


class Line:
    """Listens on this machine and passes everything on to a server, slowly. Threads, no loss."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        rtt: float = RTT_SECONDS,
        bits_per_second: float = BITS_PER_SECOND,
    ) -> None:
        self._target = (host, port)
        self._delay = rtt / 2
        self._rate = bits_per_second / 8
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections; those that stand end with their ends."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._listener.accept()
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        """Join one connection with one to the server, until both sides have ended."""
        with near, socket.create_connection(self._target) as far:
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ends = [*self._pass_on(near, far), *self._pass_on(far, near)]
            for thread in ends:
                thread.start()
            for thread in ends:
                thread.join()

    def _pass_on(self, here: socket.socket, there: socket.socket) -> list[threading.Thread]:
        waiting: queue.Queue[tuple[float, bytes]] = queue.Queue(_CHUNKS_IN_FLIGHT)
        lane = Lane(self._delay, self._rate)
        return [
            threading.Thread(target=_take, args=(here, waiting, lane), daemon=True),
            threading.Thread(target=_give, args=(there, waiting), daemon=True),
        ]


def _take(here: socket.socket, waiting: queue.Queue[tuple[float, bytes]], lane: Lane) -> None:
    data = b"-"
    while data:
        try:
            data = here.recv(_CHUNK)
        except OSError:
            data = b""
        waiting.put((lane.due(time.monotonic(), len(data)), data))


def _give(there: socket.socket, waiting: queue.Queue[tuple[float, bytes]]) -> None:
    while True:
        due, data = waiting.get()
        pause = due - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        with suppress(OSError):
            if not data:
                there.shutdown(socket.SHUT_WR)
            there.sendall(data)
        if not data:
            return


@contextmanager
def slow_line(host: str, port: int, *, rtt: float = RTT_SECONDS) -> Iterator[int]:
    """Run a line in a process of its own, so that it takes no time from the measured ones."""
    command = [sys.executable, "-m", "benchmarks.line", host, str(port), "--rtt", str(rtt)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None  # noqa: S101 - both are pipes, see above
        assert process.stdout is not None  # noqa: S101 - see above
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def main() -> None:
    """Run one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("--rtt", type=float, default=RTT_SECONDS, help="seconds")
    parser.add_argument("--rate", type=float, default=BITS_PER_SECOND, help="bits per second")
    options = parser.parse_args()
    line = Line(options.host, options.port, rtt=options.rtt, bits_per_second=options.rate)
    print(line.port, flush=True)
    sys.stdin.read()
    line.close()


if __name__ == "__main__":
    main()
