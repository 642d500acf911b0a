"""The engine's reading side: one connection to the mailbox, kept as long as the server allows."""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.views import Health, Stage
from agent_console.errors import ConsoleError, MailError, SignInError
from agent_console.mail.imap import ImapConnection
from agent_console.mail.watch import Backoff, watch
from agent_console.services.mailbox import Mailbox
from agent_console.services.passwords import Door, Passwords
from agent_console.services.speech import Voice

_log = logging.getLogger(__name__)
_AFTER_TROUBLE = timedelta(seconds=60)


class _ToldToStopError(Exception):
    """Reading ends here, between two batches."""


class MailboxReader:
    """Reads the mailbox, waits for news, and connects anew after each failure.

    ``wake`` set: look now, even where it would wait longer. ``stop`` set (then ``wake``, too): end.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        passwords: Passwords,
        config: Config,
        clock: Clock,
        voice: Voice,
        backoff: Backoff,
    ) -> None:
        self.wake = Event()
        self.stop = Event()
        self._mailbox = mailbox
        self._passwords = passwords
        self._config = config
        self._clock = clock
        self._voice = voice
        self._backoff = backoff

    def run(self) -> None:
        """Work until told to stop."""
        while not self.stop.is_set():
            self._voice.status(Health.STARTING)
            begun = self._clock.monotonic()
            try:
                self._stay_connected()
            except _ToldToStopError:
                return
            except SignInError as error:
                self._wait_for_person(error)
            except MailError as error:
                lived = timedelta(seconds=self._clock.monotonic() - begun)
                self._wait_out(error, lived)
            except ConsoleError as error:
                _log.error("reading stopped: %s", error.title)
                self._voice.status(Health.OFFLINE, error.message)
                self._pause(_AFTER_TROUBLE)

    def _stay_connected(self) -> None:
        with self._mailbox.open() as connection:
            while not self.stop.is_set():
                self.wake.clear()
                self._go_on(Stage.NEW, 0, 0)
                report = self._mailbox.read_all(connection, self._go_on)
                if report.unfinished:
                    continue
                self._voice.status(Health.ONLINE)
                if not report.sent_copies:
                    self._watch(connection)

    def _go_on(self, stage: Stage, fetched: int, total: int) -> None:
        """Tell how far the reading is, and end it when told to."""
        if self.stop.is_set():
            raise _ToldToStopError
        if total:
            self._voice.progress(stage, fetched, total)

    def _watch(self, connection: ImapConnection) -> None:
        """Wait until the inbox changes, somebody wakes us, or all folders want a look."""
        poll = self._config.sync.poll
        news = watch(
            connection,
            self._config.mailbox.folders.inbox,
            poll=poll,
            stop=_Until(self.wake, self._clock, poll),
            clock=self._clock,
        )
        next(news, None)

    def _wait_out(self, error: MailError, lived: timedelta) -> None:
        wait = self._backoff.failed(error, lived=lived)
        if self.stop.is_set():
            return
        self._voice.status(Health.OFFLINE, error.message)
        if self._pause(wait or _AFTER_TROUBLE):
            self._backoff.reset()

    def _wait_for_person(self, error: SignInError) -> None:
        """Try nothing more until the password may be tried again, or another one is there."""
        self._voice.status(Health.SIGN_IN, error.message)
        self._voice.secret_needed(error.message)
        while self._passwords.is_closed(Door.READING) and not self.stop.is_set():
            self._pause(None)

    def _pause(self, amount: timedelta | None) -> bool:
        """Wait for ``amount`` of time (None: until somebody acts); True when woken before."""
        woken = self.wake.wait(amount.total_seconds() if amount is not None else None)
        if not self.stop.is_set():
            self.wake.clear()
        return woken


class _Until:
    """Set when the event is, or once ``limit`` has passed: the sent folder wants a look, too."""

    def __init__(self, event: Event, clock: Clock, limit: timedelta) -> None:
        self._event = event
        self._clock = clock
        self._end = clock.monotonic() + limit.total_seconds()

    def is_set(self) -> bool:
        return self._event.is_set() or self._clock.monotonic() >= self._end

    def wait(self, timeout: float | None = None) -> bool:
        left = max(0.0, self._end - self._clock.monotonic())
        self._event.wait(left if timeout is None else min(left, timeout))
        return self.is_set()
