"""The flow: frames go in, and what the terminal lacks goes out as fast as the line takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from agent_console.screens.driver_pace import QUESTION, Pace
from agent_console.screens.driver_screen import Screen

_SYNC_BEGIN, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_WORTH_SYNC = 200
"""A smaller frame is one write, which no terminal shows in halves."""


class Outlet(Protocol):
    """Where the bytes go."""

    def is_free(self) -> bool:
        """Return whether everything written has gone; if not, the flow is continued once it has."""

    def send(self, text: str, *, asks: bool) -> None:
        """Send text; with ``asks`` the terminal will answer it."""


class Flow:
    """Paints the newest picture: one that was not sent in time is never sent.

    ``clock`` returns seconds. ``synchronized`` says that the terminal shows a frame at once when
    told where it begins and ends.
    """

    def __init__(
        self, screen: Screen, pace: Pace, outlet: Outlet, clock: Callable[[], float]
    ) -> None:
        self.screen = screen
        self.pace = pace
        self.synchronized = False
        self._outlet = outlet
        self._clock = clock

    def ask(self) -> None:
        """Measure the line with nothing else on it."""
        self._send(QUESTION, asks=True)

    def answered(self, at: float) -> None:
        """Hear the terminal's answer, which came at a moment; send what may be sent now."""
        self.pace.answered(at)
        self.go_on()

    def look(self) -> None:
        """Wait no longer for what should have been answered, and send what the line takes now."""
        self.pace.look(self._clock())
        self.go_on()

    @property
    def looks_at(self) -> float | None:
        """When :meth:`look` is to be called next; None if never."""
        moments = [self.pace.deadline]
        if self.screen.pending and self.pace.slow:
            moments.append(self.pace.resumes_at(self._clock()))
        return min((moment for moment in moments if moment is not None), default=None)

    def go_on(self) -> None:
        """Send what is pending, as much as the line takes."""
        while self.screen.pending and self._outlet.is_free():
            allowance = self.pace.allowance(self._clock())
            if allowance == 0:
                return
            self._paint(allowance)

    def _paint(self, limit: int | None) -> None:
        text = self.screen.paint(limit)
        if not text:
            return
        if self.synchronized and limit is None and len(text) >= _WORTH_SYNC:
            text = f"{_SYNC_BEGIN}{text}{_SYNC_END}"
        if self.pace.asks(len(text)):
            self._send(text + QUESTION, asks=True)
        else:
            self._send(text, asks=False)

    def _send(self, text: str, *, asks: bool) -> None:
        if asks:
            self.pace.sent(len(text.encode("utf-8", "replace")), self._clock())
        self._outlet.send(text, asks=asks)
