"""The engine's reading side: one connection to the mailbox, kept as long as the server allows."""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event

from agent_console.clock import Clock
from agent_console.desk.views import Health, Stage
from agent_console.errors import ConsoleError, MailError, SignInError
from agent_console.i18n import _
from agent_console.mail.watch import Backoff
from agent_console.mail.wire import server_words
from agent_console.services.mailbox import Mailbox, PassReport
from agent_console.services.passwords import Door, Passwords
from agent_console.services.speech import Voice

_log = logging.getLogger(__name__)
_AFTER_TROUBLE = timedelta(seconds=60)


class _ToldToStopError(Exception):
    """Reading ends here, between two batches."""


class _PausedError(Exception):
    """Reading rests from here on, between two batches, until a person lets it go on."""


class MailboxReader:
    """Reads the mailbox, waits for news, and connects anew after each failure.

    ``wake`` set: look now, even where it would wait longer. ``stop`` set (then ``wake``, too): end.
    While ``paused`` is set nothing is read, whoever wakes.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        passwords: Passwords,
        clock: Clock,
        voice: Voice,
        backoff: Backoff,
    ) -> None:
        self.wake = Event()
        self.stop = Event()
        self.paused = Event()
        self._mailbox = mailbox
        self._passwords = passwords
        self._clock = clock
        self._voice = voice
        self._backoff = backoff
        self._out_of_reach = False

    def run(self) -> None:
        """Work until told to stop."""
        while not self.stop.is_set():
            if self.paused.is_set():
                self._rest()
                continue
            if not self._out_of_reach:
                self._voice.status(Health.STARTING)
            begun = self._clock.monotonic()
            try:
                self._stay_connected()
            except _ToldToStopError:
                return
            except _PausedError:
                continue
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
        """Read, wait for news, read what has some; all folders after a wake or when more is left.

        What the server wants a person to read is told even when the connection breaks.
        """
        with self._mailbox.open() as connection:
            self._out_of_reach = False
            try:
                watching = self._mailbox.watch(connection)
                some: frozenset[str] = frozenset()
                while not self.stop.is_set():
                    self.wake.clear()
                    self._go_on(Stage.NEW, 0, 0)
                    report = self._mailbox.read_all(connection, self._go_on, only=some or None)
                    some = frozenset()
                    if report.unfinished:
                        continue
                    self._mailbox.acknowledge()
                    self._voice.alerts(connection.wire.alerts)
                    self._voice.status(Health.ONLINE, _refused_words(report))
                    while not self.wake.is_set() and self._catch_up():
                        continue
                    if not report.sent_copies:
                        some = watching.wait(self.wake)
            finally:
                self._voice.alerts(connection.wire.alerts)

    def _catch_up(self) -> bool:
        """Do a little of what can wait until all mails are filed; True if more is left."""
        return self._mailbox.find_requests() or self._mailbox.learn_words()

    def _go_on(self, stage: Stage, fetched: int, total: int) -> None:
        """Tell how far the reading is, and end it when told to."""
        if self.stop.is_set():
            raise _ToldToStopError
        if self.paused.is_set():
            raise _PausedError
        if total:
            self._voice.progress(stage, fetched, total)

    def _rest(self) -> None:
        """Do nothing until a person lets the reading go on."""
        self._voice.status(Health.PAUSED)
        while self.paused.is_set() and not self.stop.is_set():
            self._pause(None)

    def _wait_out(self, error: MailError, lived: timedelta) -> None:
        wait = self._backoff.failed(error, lived=lived)
        if self.stop.is_set():
            return
        wait = wait or _AFTER_TROUBLE
        self._out_of_reach = True
        self._voice.status(Health.OFFLINE, error.message, until=self._clock.now() + wait)
        if self._pause(wait):
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


def _refused_words(report: PassReport) -> str:
    """Say which folders the server would not open."""
    return "; ".join(
        _("folder {folder}: {words}").format(folder=server_words(name), words=words)
        for name, words in report.refused.items()
    )
