"""Waiting for news in several folders over one connection.

The inbox is open and idles; of the other folders the server tells by itself where it can (NOTIFY,
RFC 5465), and is asked every while wherever it cannot. What it tells is only a reason to ask: the
numbers that count are those of STATUS.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta

from agent_console.clock import Clock
from agent_console.mail.imap import FolderStatus, ImapConnection
from agent_console.mail.names import folder_name
from agent_console.mail.watch import Stop, reopen, watch
from agent_console.mail.wire import RefusedError

FULL_LOOK = timedelta(minutes=15)
"""How often all folders are read whatever they tell: STATUS says nothing of flags everywhere."""

_log = logging.getLogger(__name__)
_SELECTED = b"(selected-delayed (MessageNew MessageExpunge FlagChange))"


class FolderWatch:
    """Says which folders should be read again.

    Make it before the folders are read for the first time: what changes from then on is told.
    ``others`` are watched beside ``inbox``.
    """

    def __init__(
        self,
        connection: ImapConnection,
        inbox: str,
        others: Iterable[str],
        *,
        poll: timedelta,
        clock: Clock,
    ) -> None:
        self._connection = connection
        self._inbox = inbox
        self._others = tuple(dict.fromkeys(name for name in others if name != inbox))
        self._poll = poll
        self._clock = clock
        self._full_at = clock.monotonic() + FULL_LOOK.total_seconds()
        self._seen = {name: self._status(name) for name in self._others}
        self.notified = bool(self._others) and self._ask_to_be_told()

    def wait(self, stop: Stop) -> frozenset[str]:
        """Wait for news; return the folders that have some, all of them once in 15 minutes.

        Empty once ``stop`` is set. Raises ConnectionLostError when the connection is gone or the
        computer slept.
        """
        while not stop.is_set():
            if self._clock.monotonic() >= self._full_at:
                self._full_at = self._clock.monotonic() + FULL_LOOK.total_seconds()
                return frozenset((self._inbox, *self._others))
            if changed := self._changes():
                return frozenset(changed)
            if self._inbox_has_news(stop):
                return frozenset({self._inbox} | self._look())
        return frozenset()

    def _changes(self) -> set[str]:
        """Ask about all folders; of the inbox the server may tell while it speaks of others."""
        news = reopen(self._connection, self._inbox)
        exists = self._connection.wire.exists
        changed = self._look()
        news = news or self._connection.wire.exists != exists
        return changed | {self._inbox} if news else changed

    def _inbox_has_news(self, stop: Stop) -> bool:
        """Wait until the server tells anything, at most as long as the poll lasts."""
        turn = _Turn(stop, self._clock, self._poll)
        news = watch(self._connection, self._inbox, poll=self._poll, stop=turn, clock=self._clock)
        if next(news, None) is not None:
            return True
        told = self._connection.wire.told
        if not stop.is_set():
            self._connection.noop()
        return self._connection.wire.told != told

    def _look(self) -> set[str]:
        """Ask about the other folders; return those that changed since they were asked about."""
        now = {name: self._status(name) for name in self._others}
        changed = {name for name, status in now.items() if status not in (None, self._seen[name])}
        self._seen.update({name: now[name] for name in changed})
        return changed

    def _status(self, name: str) -> FolderStatus | None:
        """Return the numbers of a folder, None when the server refuses them."""
        try:
            return self._connection.status(name)
        except RefusedError as error:
            if error.temporary:
                raise
            return None

    def _ask_to_be_told(self) -> bool:
        """Ask to be told of all folders; tell whether the server agreed."""
        if not self._connection.has("NOTIFY"):
            return False
        names = b" ".join(folder_name(name) for name in (self._inbox, *self._others))
        events = b"(mailboxes (" + names + b") (MessageNew MessageExpunge))"
        try:
            self._connection.wire.command(b"NOTIFY SET " + _SELECTED + b" " + events)
        except RefusedError as error:
            if error.temporary:
                raise
            _log.info("notify refused code=%s", error.code or "-")
            return False
        return True


class _Turn:
    """Set when ``stop`` is, or once ``limit`` has passed: the other folders want a look, too."""

    def __init__(self, stop: Stop, clock: Clock, limit: timedelta) -> None:
        self._stop = stop
        self._clock = clock
        self._end = clock.monotonic() + limit.total_seconds()

    def is_set(self) -> bool:
        return self._stop.is_set() or self._clock.monotonic() >= self._end

    def wait(self, timeout: float | None = None) -> bool:
        left = max(0.0, self._end - self._clock.monotonic())
        self._stop.wait(left if timeout is None else min(left, timeout))
        return self.is_set()
