"""The sync engine: one process per store that reads the mailbox and sends the outbox.

Two threads share the work: one keeps the IMAP connection and reads, one sends what is due. The
process speaks lines of JSON to the console that started it and ends when its input closes, after
the mail it is sending is settled. Headless (``sync --watch``) it says the same in words.
"""

from __future__ import annotations

import json
import logging
import random
import sys
from collections.abc import Callable
from contextlib import closing
from threading import Thread
from typing import TextIO

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.views import Health, OutboxItem, OutboxState
from agent_console.errors import ConfigError
from agent_console.mail.watch import Backoff
from agent_console.services.delivery import Delivery
from agent_console.services.intake import Intake
from agent_console.services.mailbox import Mailbox, passwords_of
from agent_console.services.passwords import Door
from agent_console.services.reader import MailboxReader
from agent_console.services.rules import Rules
from agent_console.services.sender import OutboxSender
from agent_console.services.speech import Ear, Say, Voice, speak_json, speak_words
from agent_console.store.engine import Store

__all__ = ["EngineDiedError", "EngineProcess", "Say", "speak_json", "speak_words"]

_log = logging.getLogger(__name__)
_POLITE_SECONDS = 1.5
_LAST_SECONDS = 3.0


class EngineDiedError(RuntimeError):
    """A thread of the engine ended by a defect; only a new process can go on."""


class EngineProcess:
    """Runs until told to stop; ``say`` gets every message as a JSON-ready value.

    Whoever runs it holds the engine lock of the store.
    """

    def __init__(self, store: Store, config: Config, clock: Clock, say: Say) -> None:
        self._config = config
        self._clock = clock
        self._voice = Voice(say, clock)
        self._passwords = passwords_of(config.mailbox)
        intake = Intake(store, config, clock, on_changed=self._voice.changed)
        self._mailbox = Mailbox(store, intake, config, clock, self._passwords)
        self._delivery = Delivery(store, intake, config.mailbox, clock, self._finished)
        self._sender = OutboxSender(self._delivery, self._passwords, self._voice)
        self._reader = MailboxReader(
            self._mailbox, self._passwords, config, clock, self._voice, Backoff(random.random)
        )
        self._ear = Ear()
        self._ended_by_itself = ""

    def run(self, commands: TextIO | None) -> None:
        """Work until the ``commands`` end, one of them is ``stop``, or :meth:`stop` is called.

        Raises ConfigError before anything is read when the calendar cannot be used, and
        EngineDiedError when a defect ended the work.
        """
        with closing(self._ear):
            self._check_settings()
            self._delivery.recover()
            reader = self._thread("reader", self._reader.run)
            sender = self._thread("sender", self._sender.run)
            try:
                for line in self._ear.lines(commands):
                    if not self._obey(line):
                        break
            finally:
                self._wind_up(reader, sender)
        if self._ended_by_itself:
            raise EngineDiedError(self._ended_by_itself)

    def stop(self) -> None:
        """End soon; a mail that is being sent is settled first. Also for signal handlers."""
        self._ear.enough()

    def nudge(self) -> None:
        """Look at the mailbox and the outbox now, because a person wants it."""
        self._passwords.person_acts()
        self._reader.wake.set()
        self._sender.wake.set()

    def _check_settings(self) -> None:
        try:
            Rules(self._config).check(self._clock.now())
        except ConfigError as error:
            self._voice.status(Health.STOPPED, f"{error.message} {error.hint}")
            raise

    def _thread(self, name: str, work: Callable[[], None]) -> Thread:
        def guarded() -> None:
            try:
                work()
            finally:
                if not self._reader.stop.is_set():
                    defect = sys.exc_info()[0]
                    self._ended_by_itself = f"{name}: {defect.__name__ if defect else 'ended'}"
                    _log.critical("engine thread died %s", self._ended_by_itself)
                    self.stop()

        thread = Thread(target=guarded, name=name, daemon=True)
        thread.start()
        return thread

    def _wind_up(self, reader: Thread, sender: Thread) -> None:
        """End both threads: the sender when its mail is settled, the reader at the next chance.

        A reader that hangs in a dead network is left behind; it holds nothing that could be lost.
        """
        for side in (self._reader, self._sender):
            side.stop.set()
            side.wake.set()
        self._sender.cancel()
        reader.join(_POLITE_SECONDS)
        self._mailbox.hang_up()
        sender.join()
        reader.join(_LAST_SECONDS)

    def _obey(self, line: str) -> bool:
        """Do what one line says; False when that is to end."""
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            return True
        match told:
            case {"do": "nudge"}:
                self.nudge()
            case {"do": "secret", "secret": str(secret)}:
                self._passwords.type_in(SecretStr(secret))
                self.nudge()
            case {"do": "stop"}:
                return False
        return True

    def _finished(self, item: OutboxItem) -> None:
        if item.state is not OutboxState.DEFERRED:
            self._passwords.accepted(Door.SENDING)
        self._voice.finished(item)
        self._reader.wake.set()
