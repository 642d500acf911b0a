"""What is being written is kept: soon after each change, and never after it was sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from textual.timer import Timer

from agent_console.screens.asking import nothing
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.ports import DeskPort

T = TypeVar("T")
SaveDraft = Callable[[DeskPort, str], None]
SAVE_AFTER_SECONDS = 0.7
_LOCK_SECONDS = 0.5


class DraftKeeper:
    """Saves a text at most ``SAVE_AFTER_SECONDS`` after it changed.

    Saving and finishing exclude each other, so a late save cannot bring back a draft that was sent.
    """

    def __init__(self, screen: ConsoleScreen, text: str, save: SaveDraft) -> None:
        self._screen = screen
        self._save = save
        self._state = (text, 0)
        self._kept = self._state
        self._timer: Timer | None = None
        self._lock = threading.Lock()
        self._finished = False

    @property
    def dirty(self) -> bool:
        """Whether something is written that the disk does not have."""
        return self._state != self._kept and not self._finished

    def changed(self, text: str) -> None:
        """Take the text as it is now; it is saved soon."""
        self._take(text, self._state[1])

    def touched(self) -> None:
        """Save soon although the text is the same: something that is kept with it changed."""
        text, others = self._state
        self._take(text, others + 1)

    def _take(self, text: str, others: int) -> None:
        self._state = (text, others)
        if self.dirty and self._timer is None:
            self._timer = self._screen.set_timer(SAVE_AFTER_SECONDS, self._due)

    def _due(self) -> None:
        self._timer = None
        self.keep(nothing)

    def keep(
        self, then: Callable[[], object], *, otherwise: Callable[[], object] = nothing
    ) -> None:
        """Save until all of it is saved, then call ``then``; ``otherwise`` when that fails."""
        if not self.dirty:
            then()
            return
        self._screen.act(
            "draft: save",
            self._save_all,
            lambda _none: self.keep(then, otherwise=otherwise),
            otherwise=otherwise,
        )

    def _save_all(self, desk: DeskPort) -> None:
        with self._lock:
            self._save_locked(desk)

    def save_now(self, desk: DeskPort) -> None:
        """Save if that is possible within a moment; blocks, so call it from a thread."""
        if not self._lock.acquire(timeout=_LOCK_SECONDS):
            return
        try:
            self._save_locked(desk)
        finally:
            self._lock.release()

    def _save_locked(self, desk: DeskPort) -> None:
        if self.dirty:
            state = self._state
            self._save(desk, state[0])
            self._kept = state

    def finish(self, work: Callable[[], T]) -> T:
        """Run ``work``, which makes the draft obsolete; nothing is saved after it succeeded."""
        with self._lock:
            result = work()
            self._finished = True
            return result
