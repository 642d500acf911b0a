"""When a growing store had what: asked from outside, read-only, while a sync fills it."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

NEWEST = 200

# The three questions. Each counts mails; it is reached when it counts ``:wanted`` of them.
# ``:after`` is the UID of the inbox after which the newest ``NEWEST`` mails lie.
READABLE = """
SELECT count(*) FROM folder
JOIN placement ON placement.folder_id = folder.id AND placement.uidvalidity = folder.uidvalidity
JOIN mail ON mail.id = placement.source_id
WHERE (folder.name = 'INBOX' OR folder.name LIKE '%/INBOX')
AND placement.uid > :after AND mail.text <> ''
"""
IN_QUEUE = "SELECT count(*) FROM mail"
SEARCHABLE = """
SELECT count(*) FROM mail_fts_docsize AS indexed JOIN mail ON mail.id = indexed.id
WHERE mail.text <> ''
"""

_PAUSE = 0.01
_SHARE = 10
"""After each look the watcher rests this many times as long as the look took."""


@dataclass(slots=True)
class Moments:
    """Watches one store; times in seconds after the start of the process.

    ``connected`` is when the process had its connection to the server's ``port``.
    """

    store: Path
    port: int
    count: int
    connected: float | None = None
    readable: float | None = None
    in_queue: float | None = None
    searchable: float | None = None
    _connection: sqlite3.Connection | None = field(default=None, init=False)

    def watch(self, begun: float, _pid: int) -> float:
        """Look once; return how long to rest. For :func:`benchmarks.measure.run`."""
        before = time.monotonic()
        if self.connected is None and _has_connection_to(self.port):
            self.connected = before - begun
        if self.connected is not None and self.searchable is None:
            self._look(begun)
        return max(_PAUSE, _SHARE * (time.monotonic() - before))

    def finish(self, took: float) -> None:
        """Look a last time after the process ended ``took`` seconds after its start."""
        begun = time.monotonic() - took
        for _question in range(3):
            self._look(begun)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _look(self, begun: float) -> None:
        """Ask the question whose answer is awaited next."""
        newest = min(NEWEST, self.count)
        try:
            if self.readable is None:
                if self._ask(READABLE, after=self.count - newest) >= newest:
                    self.readable = time.monotonic() - begun
            elif self.in_queue is None:
                if self._ask(IN_QUEUE) >= self.count:
                    self.in_queue = time.monotonic() - begun
            elif self.searchable is None and self._ask(SEARCHABLE) >= self.count:
                self.searchable = time.monotonic() - begun
        except sqlite3.Error:
            return

    def _ask(self, question: str, **known: int) -> int:
        if self._connection is None:
            self._connection = sqlite3.connect(
                f"file:{quote(str(self.store))}?mode=ro", uri=True, isolation_level=None, timeout=0
            )
        return int(self._connection.execute(question, known).fetchone()[0])


def _has_connection_to(port: int) -> bool:
    """Tell whether some process of this machine is connected to a port (Linux: /proc/net/tcp)."""
    wanted = f":{port:04X}"
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        _number, _local, remote, state, *_rest = line.split()
        if state == "01" and remote.endswith(wanted):
            return True
    return False
