"""Looks at the running promises when one may have become late, and says so."""

from __future__ import annotations

import asyncio
import logging
import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.timer import Timer

from agent_console.desk.states import Health
from agent_console.desk.warnings import About, DueLook, DueWarning, Told
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.notices_config import Desktop, NoticesConfig
from agent_console.screens.desktop import desktop_notice
from agent_console.screens.patient import PatientApp
from agent_console.screens.session import Session, Tone
from agent_console.screens.warning_words import desktop_texts, warning_text

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort

_log = logging.getLogger(__name__)

PATIENCE = timedelta(minutes=1)
YOUNG = timedelta(seconds=30)
_PAUSE_BETWEEN_LOOKS = 2.0
_SHORTEST_SLEEP = 0.2
_LONGEST_SLEEP = 60.0
_GRACE = timedelta(milliseconds=20)


class Warner:
    """Knows what was told, and wakes when the next thing is to be told.

    The first look waits until the store is filled, but not for ever. What it found is found anew
    as long as it is young and stands there: answers that were sent before come after the inbox.
    """

    def __init__(self, app: PatientApp, session: Session) -> None:
        self._app = app
        self._session = session
        self._told: Told | None = None
        self._next_at: datetime | None = None
        self._looking = False
        self._again = False
        self._changes = 0
        self._waker: Timer | None = None
        self._line = ""
        self._about: frozenset[str] = frozenset()
        self._began: datetime | None = None
        self._rung_for: tuple[DueWarning, ...] = ()

    def begin(self) -> None:
        """Look for the first time, as soon as there is everything to look at."""
        if self._waits():
            self._sleep_until(self._session.now() + PATIENCE)
        else:
            self.look()

    def filled(self) -> None:
        """Hear that more of the store may be filled by now."""
        if self._told is None and self._session.desk is not None and not self._waits():
            self.look()

    def changed(self) -> None:
        """Hear that tickets changed."""
        if self._told is not None:
            self.look()

    def look(self) -> None:
        """Ask the desk in a thread; wishes during a look become one more a little later."""
        desk = self._session.desk
        if desk is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._app.run_worker(
            self._look(desk), group="warnings", exit_on_error=False, description="warnings: look"
        )

    def wake(self) -> None:
        """Look if the time has come or this console changed something, else sleep on."""
        due = self._next_at is None or self._next_at <= self._session.now()
        if due or self._changes != self._session.changes:
            self.look()
        else:
            self._sleep_until(self._next_at)

    def _waits(self) -> bool:
        """Return whether the store is being filled right now."""
        session = self._session
        return session.filling and session.status.health in (Health.STARTING, Health.ONLINE)

    async def _look(self, desk: DeskPort) -> None:
        self._changes = self._session.changes
        next_at = self._session.now() + PATIENCE
        try:
            first = self._told is None or self._is_young()
            self._began = self._began or self._session.now()
            found = await asyncio.to_thread(desk.warnings.look, None if first else self._told)
            self._told, next_at = found.told, found.next_at
            if first:
                self._take_back()
            self._say(found, desk.warnings.settings)
        except ConsoleError:
            _log.info("warnings: the desk could not be asked; tried again")
        except Exception as error:
            if self._app.shown:
                self._app.shown.failed(error)
        finally:
            self._looking = False
            self._sleep_until(next_at)
        if self._again:
            self._again = False
            self._app.set_timer(_PAUSE_BETWEEN_LOOKS, self.look)

    def _is_young(self) -> bool:
        """Return whether what was found at first still stands there, and not for long."""
        notice = self._session.notice
        stands = notice is not None and self._line in (notice.text, notice.aside)
        young = self._began is not None and self._session.now() - self._began < YOUNG
        return bool(self._line) and stands and young

    def _sleep_until(self, moment: datetime | None) -> None:
        """Wake at ``moment``; looked at often, as a computer may sleep, too."""
        if self._waker is not None:
            self._waker.stop()
        self._next_at = moment
        now = self._session.now()
        seconds = ((moment or now) - now + _GRACE).total_seconds()
        self._waker = self._app.set_timer(
            min(max(seconds, _SHORTEST_SLEEP), _LONGEST_SLEEP), self.wake
        )

    def _say(self, found: DueLook, settings: NoticesConfig) -> None:
        if found.warnings:
            self._take_back()
            self._tell(found.warnings)
            self._ring(found.warnings, settings)
        elif self._about and not self._about & found.pressing:
            self._take_back()

    def _take_back(self) -> None:
        """Take the last warning away, wherever it stands by now."""
        if not self._line:
            return
        self._session.untell(self._line)
        self._line, self._about = "", frozenset()
        if self._app.shown:
            self._app.shown.show_notice()

    def _tell(self, warnings: tuple[DueWarning, ...]) -> None:
        session = self._session
        grave = any(one.about in (About.MINE, About.HANDED_UP) for one in warnings)
        tone = Tone.WARNING if grave else Tone.INFO
        self._line = warning_text(warnings, session.now(), session.zone)
        self._about = frozenset(ref for one in warnings for ref in one.refs)
        session.tell(self._line, tone)
        if self._app.shown:
            self._app.shown.show_notice()

    def _ring(self, warnings: tuple[DueWarning, ...], settings: NoticesConfig) -> None:
        """Ring, or ask for notices, for my own tickets; never into the agent's own editor."""
        mine = tuple(one for one in warnings if one.about is About.MINE)
        if not mine or mine == self._rung_for or self._session.editing:
            return
        self._rung_for = mine
        if settings.bell:
            self._app.bell()
        if settings.desktop is not Desktop.OFF:
            session = self._session
            for text in desktop_texts(mine, session.now(), session.zone):
                title = _("Agent Console")
                self._app.to_terminal(desktop_notice(settings.desktop, title, text, os.environ))
