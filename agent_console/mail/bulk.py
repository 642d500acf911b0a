"""Many FETCH commands on their way at once, their answers handed out as they come.

Dovecot tells the ends of commands that were sent ahead all together, after the last one's data: so
answers are known by their UID, never by the command they might belong to.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from typing import Protocol

from agent_console.mail.fetch import FetchItem, UidRanges, parse_ranges, read_fetch
from agent_console.mail.wire import (
    COMMAND_SECONDS,
    LITERAL_MAX,
    SLOWEST_LINE,
    RefusedError,
    Tagged,
    Wire,
)

_SET = re.compile(r"\d[\d:,]{0,8000}", re.ASCII)
_ANSWERS_EACH = 10
_ANSWERS_MORE = 10_000


Request = tuple[str, str]
"""A UID set and what is asked of its mails."""


class HasWire(Protocol):
    """A signed-in line with an open folder."""

    @property
    def wire(self) -> Wire:
        """The line."""
        ...


class FetchRun(Iterator[FetchItem]):
    """The answers to many UID FETCHes; each item as soon as it has come.

    A UID may be answered twice or not at all, and things nobody asked for may be told: look at what
    an item holds. ``expunged`` is True when the server's view was stale (EXPUNGEISSUED): mails that
    are missing, or came with ``body_empty``, must be asked for again after NOOP. Raises
    ConnectionLostError, and RefusedError when the server refused one of the commands, after the
    answers to the others; the connection goes on then. Who stops early must call :meth:`close`,
    which closes the connection when answers are still on their way.
    """

    def __init__(self, line: HasWire, requests: Iterable[Request]) -> None:
        self.expunged = False
        self.in_flight = 4
        self.literal_max = LITERAL_MAX
        self._wire = line.wire
        self._requests = iter(requests)
        self._sent: list[UidRanges] = []
        self._tags: set[bytes] = set()
        self._reached = 0
        self._answers_left = _ANSWERS_MORE
        self._refused: RefusedError | None = None
        self._run = self._answers()

    def __next__(self) -> FetchItem:
        """Return the next item that came."""
        return next(self._run)

    def close(self) -> None:
        """Stop; the connection is closed unless everything has come already."""
        self._run.close()
        if self._tags:
            self._tags.clear()
            self._wire.stream.close()

    def _answers(self) -> Generator[FetchItem, None, None]:
        with self._wire.stream.paced(COMMAND_SECONDS, SLOWEST_LINE), self._wire.guarded():
            while True:
                self._send()
                if not self._tags:
                    break
                item = self._next_item()
                if item is not None:
                    yield item
        if self._refused is not None:
            raise self._refused

    def _send(self) -> None:
        """Keep as many commands on their way as are allowed; none after a refusal."""
        while self._refused is None and len(self._sent) - self._reached < self.in_flight:
            if not self._send_next():
                return

    def _send_next(self) -> bool:
        request = next(self._requests, None)
        if request is None:
            return False
        uids, items = request
        if not _SET.fullmatch(uids):
            raise ValueError("not a UID set")
        asked = parse_ranges(uids.encode("ascii"))
        size = sum(high - low + 1 for low, high in asked.ranges)
        self._answers_left += _ANSWERS_EACH * size
        line = f"UID FETCH {uids} ({items})"
        self._tags.add(self._wire.send_line(line.encode("ascii")))
        self._sent.append(asked)
        return True

    def _next_item(self) -> FetchItem | None:
        """Read one answer; None when it holds nothing of a mail."""
        self._answers_left -= 1
        if self._answers_left < 0:
            raise OSError("answers without an end")
        heard = self._wire.next_answer(literal_max=self.literal_max)
        if isinstance(heard, Tagged):
            self._end(heard)
            return None
        try:
            item = read_fetch(heard)
        except ValueError:
            return None
        if item is not None:
            self._reach(item.uid)
        return item

    def _reach(self, uid: int) -> None:
        """The server answers commands in order: those before the one about ``uid`` are done."""
        for place in range(self._reached, len(self._sent)):
            if uid in self._sent[place]:
                self._reached = place
                return

    def _end(self, tagged: Tagged) -> None:
        if tagged.tag not in self._tags:
            raise OSError("an answer to no question")
        self._tags.discard(tagged.tag)
        if not self._tags:
            self._reached = len(self._sent)
        try:
            code = tagged.judged().code
        except RefusedError as error:
            self._refused = self._refused or error
            code = error.code
        self.expunged = self.expunged or code == "EXPUNGEISSUED"


def fetch_many(
    line: HasWire,
    requests: Iterable[Request],
    *,
    in_flight: int = 4,
    literal_max: int = LITERAL_MAX,
) -> FetchRun:
    """Ask for all ``requests``, ``in_flight`` commands ahead of the answers.

    The server may be silent for 60 seconds in all besides the time the bytes take at 16 KB/s;
    literals above ``literal_max`` are read over (their bodies are None). ``requests`` are taken as
    the commands are sent, and their sets must name UIDs only (no ``*``): ValueError.
    """
    run = FetchRun(line, requests)
    run.in_flight = max(1, in_flight)
    run.literal_max = literal_max
    return run
