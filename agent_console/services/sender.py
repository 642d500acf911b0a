"""The engine's sending side: looks at the outbox, and sends what is due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from threading import Event, Lock
from typing import Any

from pydantic import SecretStr

from agent_console.desk.views import Health
from agent_console.errors import ConsoleError, SignInError
from agent_console.services.delivery import Delivery
from agent_console.services.passwords import Door, Passwords
from agent_console.services.speech import Voice

_log = logging.getLogger(__name__)
LOOK_SECONDS = 0.5
_AFTER_TROUBLE_SECONDS = 60.0


class OutboxSender:
    """Sends in a thread of its own.

    ``wake`` set: look now. ``stop`` set (then ``wake``, too, and :meth:`cancel`): end; a mail that
    is being handed over is finished first, one that only connects stays in the outbox.
    ``look`` is called when an agent wants a mail in doubt to be looked for in the mailbox, ``feed``
    at each look at the outbox, to put in what is due of notices.
    """

    def __init__(
        self,
        delivery: Delivery,
        passwords: Passwords,
        voice: Voice,
        look: Callable[[], object] = lambda: None,
        feed: Callable[[], object] = lambda: None,
    ) -> None:
        self.wake = Event()
        self.stop = Event()
        self._delivery = delivery
        self._passwords = passwords
        self._voice = voice
        self._look_at_mailbox = look
        self._feed = feed
        self._lock = Lock()
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]] | None = None

    def run(self) -> None:
        """Work until told to stop."""
        while not self.stop.is_set():
            self.wake.clear()
            seconds = self._look()
            if self.stop.is_set():
                return
            self.wake.wait(seconds)

    def cancel(self) -> None:
        """Break off an attempt that has not come to DATA."""
        with self._lock:
            if self._running is not None:
                loop, task = self._running
                loop.call_soon_threadsafe(task.cancel)

    def _look(self) -> float:
        """Send what is due; return the seconds until the next look."""
        try:
            self._send_due()
        except SignInError as error:
            self._voice.hold(Health.SIGN_IN, error.message)
            self._voice.secret_needed(error.message)
        except ConsoleError as error:
            _log.error("sending stopped: %s", error.title)
            self._voice.hold(Health.OFFLINE, error.message)
            return _AFTER_TROUBLE_SECONDS
        return LOOK_SECONDS

    def _send_due(self) -> None:
        self._delivery.record_rest()
        self._feed()
        self._delivery.hold_overtaken()
        if self._delivery.wants_look():
            self._look_at_mailbox()
        if not self._delivery.due():
            self._voice.release()
            return
        if self._passwords.is_closed(Door.SENDING):
            return
        secret = self._passwords.get(Door.SENDING)
        try:
            asyncio.run(self._attempt(secret))
        except asyncio.CancelledError:
            _log.info("sending broken off before DATA")
        except SignInError as error:
            self._passwords.refused(Door.SENDING, secret, error)
            raise

    async def _attempt(self, secret: SecretStr) -> None:
        task = asyncio.current_task()
        with self._lock:
            self._running = (asyncio.get_running_loop(), task) if task else None
        try:
            await self._delivery.send_due(secret, stop=self.stop)
        finally:
            with self._lock:
                self._running = None
