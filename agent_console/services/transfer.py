"""One wish for bytes from the server: how far it is, and how it is called off."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock

from agent_console.errors import ConsoleError
from agent_console.i18n import _

Told = Callable[[int, int], None]
"""Called with the bytes that have come and the bytes expected; the latter may be wrong."""


class CancelledError(ConsoleError):
    """A person called it off; nothing half is left."""

    def __init__(self) -> None:
        super().__init__(_("Saving"), _("cancelled; nothing half is left"))


def tell_nobody(_done: int, _total: int) -> None:
    """Take no notice."""


class Transfer:
    """Shared by the thread that fetches and the one that may cancel."""

    def __init__(self, told: Told = tell_nobody) -> None:
        self._told = told
        self._cancelled = Event()
        self._lock = Lock()
        self._line: socket.socket | None = None

    @property
    def cancelled(self) -> bool:
        """Whether somebody called it off."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Call it off, from any thread: whoever waits for the server stops waiting."""
        self._cancelled.set()
        with self._lock:
            if self._line is not None:
                with suppress(OSError):
                    socket.socket.shutdown(self._line, socket.SHUT_RDWR)

    def check(self) -> None:
        """Raise CancelledError when it was called off."""
        if self._cancelled.is_set():
            raise CancelledError

    def wait(self, seconds: float) -> None:
        """Pause, but not longer than nobody calls it off."""
        self._cancelled.wait(seconds)
        self.check()

    def uses(self, line: socket.socket) -> None:
        """Say which connection is to be cut by ``cancel``."""
        with self._lock:
            self._line = line
        self.check()

    def let_go(self) -> None:
        """Say that no connection is used any more."""
        with self._lock:
            self._line = None

    def tell(self, done: int, total: int) -> None:
        """Say how far it is."""
        self.check()
        self._told(done, max(done, total))
