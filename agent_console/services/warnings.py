"""Warnings as a service: what is about to be late, for the agent at this console."""

from __future__ import annotations

from agent_console.clock import Clock
from agent_console.desk.listing import Viewer
from agent_console.desk.states import QueueView
from agent_console.desk.warnings import DueLook, Told, Wanted, due_window, look, with_waking
from agent_console.notices_config import NoticesConfig
from agent_console.services.queue import QueueService


class WarningService:
    """Looks at the running promises; what was told is the caller's to remember."""

    def __init__(
        self, queue: QueueService, clock: Clock, viewer: Viewer, settings: NoticesConfig
    ) -> None:
        self.settings = settings
        self._queue = queue
        self._clock = clock
        self._viewer = viewer

    def look(self, told: Told | None) -> DueLook:
        """Return what is to be said now; None for ``told`` at the first look."""
        now = self._clock.now()
        since, before = due_window(told, self._viewer, now)
        found = look(
            self._queue.due_before(before, since),
            self._viewer,
            now,
            told,
            wanted=Wanted(soon=self.settings.soon, unclaimed=self.settings.unclaimed),
            overdue_before=0 if told else self._queue.overdue(),
        )
        asleep = self._queue.page(QueueView.SNOOZED, 0, 1).rows
        return with_waking(found, asleep[0].wake_at if asleep else None)
