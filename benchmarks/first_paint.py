"""From starting the program to the first painted queue, beside an empty Textual program.

Both run in a pseudo-terminal of 120 by 40; the time ends when a text of the first picture has
arrived: the subject of the most urgent ticket, or the peer's marker.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from agent_console.clock import SystemClock
from agent_console.desk.listing import Viewer
from agent_console.desk.views import QueueView
from agent_console.store.first_page import first_page
from benchmarks.empty_app import MARKER
from benchmarks.figures import Figure, Series
from benchmarks.measure import alternate
from benchmarks.ours import Ours
from benchmarks.peers import Account
from benchmarks.place import scratch
from benchmarks.results import Report, parser
from benchmarks.stores import big_store, copy_store

BAR = 1.15
COLUMNS, LINES = 120, 40
_SECONDS = 60.0
_SHOWN = 12
"""Letters of the subject that are looked for: a narrow column may cut the rest."""


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=15)
    options.add_argument("--count", type=int, default=100_000, help="tickets (%(default)s)")
    options.add_argument("--open", type=int, default=5_000, help="of them open (%(default)s)")
    chosen = options.parse_args()
    report = Report("first_paint", chosen)
    file = big_store(chosen.cache, chosen.count, chosen.open)
    with scratch(chosen.cache) as home:
        ours = Ours(home)
        ours.configure(Account("127.0.0.1", 9, "nobody", "nothing"))
        ours.store.parent.mkdir(mode=0o700)
        copy_store(file, ours.store.parent)
        environment = {**ours.environment(), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        queue = [sys.executable, "-m", "agent_console"]
        empty = [sys.executable, "-m", "benchmarks.empty_app"]
        subject = _first_subject(ours.store)
        painted(queue, environment, subject)
        painted(empty, environment, MARKER.encode())
        mine, theirs = alternate(
            chosen.runs,
            lambda _number: painted(queue, environment, subject),
            lambda _number: painted(empty, environment, MARKER.encode()),
        )
    figure = Figure(
        "first painted queue",
        Series("ours", "ms", tuple(mine)),
        Series("empty app", "ms", tuple(theirs)),
        BAR,
    )
    return report.finish([figure])


def _first_subject(store: Path) -> bytes:
    """Return the beginning of the subject that stands first in the queue."""
    found = first_page(store, QueueView.OPEN, Viewer("Anna"), SystemClock().now(), 1)
    if found is None:
        sys.exit("the store has no first page")
    return found.page.rows[0].subject[:_SHOWN].encode()


def painted(command: Sequence[str], environment: Mapping[str, str], marker: bytes) -> float:
    """Start a program in a pseudo-terminal; return the milliseconds until ``marker`` came."""
    begun = time.perf_counter()
    process, descriptor = pty.fork()
    if process == 0:
        os.execve(command[0], list(command), dict(environment))  # noqa: S606 - fixed commands
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    try:
        if not _wait_for(descriptor, marker):
            sys.exit(f"{command[-1]} did not paint {marker.decode()!r}")
        return (time.perf_counter() - begun) * 1000
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(descriptor)


def _wait_for(descriptor: int, marker: bytes) -> bool:
    received = bytearray()
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        ready, _, _ = select.select([descriptor], [], [], 1.0)
        if not ready:
            continue
        try:
            received += os.read(descriptor, 65536)
        except OSError:
            return False
        if marker in received:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
