"""What is being written is kept: soon after each change, and never after it was sent.

Whether it is, is told beside the text.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from textual.timer import Timer

from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.asking import nothing
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.ports import DeskPort

T = TypeVar("T")
SaveDraft = Callable[[DeskPort, str], None]
SAVE_AFTER_SECONDS = 0.7
_LATE_SECONDS = 0.5
_AGAIN_SECONDS = 3.0
_LOCK_SECONDS = 0.5


class DraftKeeper:
    """Saves a text at most ``SAVE_AFTER_SECONDS`` after it changed.

    Saving and finishing exclude each other, so a late save cannot bring back a draft that was sent.
    ``told`` is called when ``words`` may have changed.
    """

    def __init__(
        self,
        screen: ConsoleScreen,
        text: str,
        save: SaveDraft,
        told: Callable[[], object] = nothing,
    ) -> None:
        self._screen = screen
        self._save = save
        self._state = (text, 0)
        self._kept = self._state
        self._timer: Timer | None = None
        self._lock = threading.Lock()
        self._finished = False
        self._told = told
        self._saved_at: datetime | None = None
        self._late = False

    @property
    def words(self) -> str:
        """Whether the text is on the disk, and since when; empty while nothing was written."""
        if self.dirty and (self._late or self._saved_at is None):
            return "! " + _("not saved")
        if self._saved_at is None:
            return ""
        session = self._screen.session
        at = words.moment_text(self._saved_at, session.now(), session.zone)
        return _("saved {time}").format(time=at)

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
        if self._saved_at is None:
            self._told()

    def replace(self, text: str) -> None:
        """Take the text as it is now, to be saved by ``save_now``; callable from a thread."""
        self._state = (text, self._state[1])

    def _due(self) -> None:
        self._timer = None
        self._screen.set_timer(_LATE_SECONDS, self._look)
        self.keep(nothing)

    def _look(self) -> None:
        """Say it when saving takes long."""
        if self.dirty and self._timer is None:
            self._was_late()

    def _was_late(self) -> None:
        self._late = True
        self._told()

    def _failed(self) -> None:
        """Say that it is not saved, and try again soon."""
        self._was_late()
        if self.dirty and self._timer is None and self._screen.is_attached:
            self._timer = self._screen.set_timer(_AGAIN_SECONDS, self._due)

    def keep(
        self, then: Callable[[], object], *, otherwise: Callable[[], object] = nothing
    ) -> None:
        """Save until all of it is saved, then call ``then``; ``otherwise`` when that fails."""
        if not self.dirty:
            then()
            return

        def saved(_none: None) -> None:
            self._told()
            self.keep(then, otherwise=otherwise)

        def failed() -> None:
            self._failed()
            otherwise()

        self._screen.act("draft: save", self._save_all, saved, otherwise=failed)

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
            self._saved_at, self._late = self._screen.session.now(), False

    def finish(self, work: Callable[[], T]) -> T:
        """Run ``work``, which makes the draft obsolete; nothing is saved after it succeeded."""
        with self._lock:
            result = work()
            self._finished = True
            return result
