"""The sync engine: one process per store that reads the mailbox and sends the outbox.

Two threads share the work: one keeps the IMAP connection and reads, one sends what is due. The
process speaks lines of JSON to the console that started it and ends when its input closes, after
the mail it is sending is settled. Headless (``sync --watch``) it says the same in words.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TextIO

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.views import Health, OutboxItem
from agent_console.errors import ConsoleError, MailError, SecretMissingError, SignInError
from agent_console.i18n import _
from agent_console.mail.imap import ImapConnection
from agent_console.mail.watch import Backoff, watch
from agent_console.services.delivery import Delivery
from agent_console.services.intake import Intake
from agent_console.services.mailbox import Mailbox
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.5
Say = Callable[[dict[str, Any]], None]


class EngineProcess:
    """Runs until told to stop; ``say`` gets every message as a JSON-ready value."""

    def __init__(self, store: Store, config: Config, clock: Clock, say: Say) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._say = say
        self._intake = Intake(store, config, clock, on_changed=self._changed)
        self._mailbox = Mailbox(store, self._intake, config, clock)
        self._delivery = Delivery(store, self._intake, config.mailbox, clock, self._finished)
        self._stop = threading.Event()
        self._wake_reader = threading.Event()
        self._wake_sender = threading.Event()

    def run(self, commands: TextIO | None) -> None:
        """Work until the ``commands`` end, one of them is ``stop``, or :meth:`stop` is called."""
        threads = [
            threading.Thread(target=self._read_mailbox, name="reader"),
            threading.Thread(target=self._send_outbox, name="sender"),
        ]
        self._delivery.recover()
        for thread in threads:
            thread.start()
        try:
            if commands is None:
                self._stop.wait()
            else:
                self._obey(commands)
        finally:
            self.stop()
            for thread in threads:
                thread.join()

    def stop(self) -> None:
        """End soon; a mail that is being sent is settled first."""
        self._stop.set()
        self.nudge()

    def nudge(self) -> None:
        """Look at the mailbox and the outbox now."""
        self._wake_reader.set()
        self._wake_sender.set()

    def _obey(self, commands: TextIO) -> None:
        for line in commands:
            try:
                told = json.loads(line)
            except ValueError:
                continue
            match told.get("do"):
                case "nudge":
                    self.nudge()
                case "secret":
                    self._mailbox.use_secret(SecretStr(str(told.get("secret", ""))))
                    self.nudge()
                case "stop":
                    return

    def _changed(self, refs: frozenset[str]) -> None:
        self._say({"is": "changed", "refs": sorted(refs)})

    def _finished(self, item: OutboxItem) -> None:
        self._say({"is": "sent", "id": item.id, "ticket": item.ticket, "state": item.state.value})
        self._wake_reader.set()

    def _status(
        self, health: Health, message: str = "", *, fetched: int = 0, total: int = 0
    ) -> None:
        self._say(
            {
                "is": "status",
                "health": health.value,
                "message": message,
                "fetched": fetched,
                "total": total,
            }
        )

    def _read_mailbox(self) -> None:
        backoff = Backoff(random.random)
        while not self._stop.is_set():
            self._status(Health.STARTING)
            begun = self._clock.monotonic()
            try:
                self._stay_connected(backoff)
            except SecretMissingError as error:
                self._ask_secret(error)
                self._pause(None)
            except MailError as error:
                lived = timedelta(seconds=self._clock.monotonic() - begun)
                if isinstance(error, SignInError):
                    self._ask_secret(error)
                else:
                    self._status(Health.OFFLINE, error.message)
                if self._pause(backoff.failed(error, lived=lived)):
                    backoff.reset()
            except ConsoleError as error:
                _log.error("sync stopped: %s", error.title)
                self._status(Health.OFFLINE, error.message)
                self._pause(timedelta(seconds=60))

    def _ask_secret(self, error: ConsoleError) -> None:
        self._status(Health.SIGN_IN, error.message)
        self._say({"is": "secret-needed", "message": error.message})

    def _pause(self, amount: timedelta | None) -> bool:
        """Wait for ``amount`` of time (None: until somebody acts); True when a nudge ended it."""
        nudged = self._wake_reader.wait(amount.total_seconds() if amount is not None else None)
        self._wake_reader.clear()
        return nudged

    def _stay_connected(self, backoff: Backoff) -> None:
        with self._mailbox.open() as connection:
            backoff.signed_in()
            while not self._stop.is_set():
                self._wake_reader.clear()
                report = self._mailbox.read_all(connection, self._progress)
                self._status(Health.ONLINE)
                if report.sent_copies:
                    continue
                self._watch(connection)

    def _progress(self, fetched: int, total: int) -> None:
        self._status(Health.ONLINE, fetched=fetched, total=total)

    def _watch(self, connection: ImapConnection) -> None:
        """Wait until the inbox changes, somebody nudges, or it is time to look at all folders."""
        news = watch(
            connection,
            self._config.mailbox.folders.inbox,
            poll=self._config.sync.poll,
            stop=_Either(self._wake_reader, self._clock, self._config.sync.poll),
            clock=self._clock,
        )
        next(news, None)

    def _send_outbox(self) -> None:
        while not self._stop.is_set():
            self._wake_sender.clear()
            try:
                asyncio.run(self._send_due())
            except ConsoleError as error:
                _log.error("sending stopped: %s", error.title)
                self._status(Health.OFFLINE, error.message)
                self._wake_sender.wait(60)
            self._wake_sender.wait(_LOOK_SECONDS)

    async def _send_due(self) -> None:
        due = self._delivery.next_due()
        if due is None or due > self._clock.now():
            return
        try:
            secret = self._mailbox.secret()
        except SecretMissingError as error:
            self._say({"is": "secret-needed", "message": error.message})
            self._wake_sender.wait(30)
            return
        await self._delivery.send_due(secret)


class _Either:
    """Set when the event is, or once ``limit`` has passed: the sent folder wants a look, too."""

    def __init__(self, event: threading.Event, clock: Clock, limit: timedelta) -> None:
        self._event = event
        self._clock = clock
        self._end = clock.monotonic() + limit.total_seconds()

    def is_set(self) -> bool:
        return self._event.is_set() or self._clock.monotonic() >= self._end

    def wait(self, timeout: float | None = None) -> bool:
        left = max(0.0, self._end - self._clock.monotonic())
        self._event.wait(left if timeout is None else min(left, timeout))
        return self.is_set()


def speak_json(stream: TextIO) -> Say:
    """Return a voice that writes each message as one line of JSON to ``stream``."""
    lock = threading.Lock()

    def say(message: dict[str, Any]) -> None:
        with lock:
            try:
                stream.write(json.dumps(message) + "\n")
                stream.flush()
            except (OSError, ValueError):
                _log.info("nobody listens to the engine any more")

    return say


def speak_words(stream: TextIO) -> Say:
    """Return a voice for a person or a log: one plain line for what matters."""
    lock = threading.Lock()

    def say(message: dict[str, Any]) -> None:
        line = _in_words(message)
        if line:
            with lock:
                print(line, file=stream, flush=True)

    return say


def _in_words(message: dict[str, Any]) -> str:
    match message["is"]:
        case "changed":
            refs = ", ".join(f"#{ref}" for ref in message["refs"])
            return _("changed: {refs}").format(refs=refs)
        case "sent":
            return _("mail {id} for #{ref}: {state}").format(
                id=message["id"], ref=message["ticket"], state=message["state"]
            )
        case "secret-needed":
            return str(message["message"])
        case "status" if message["message"]:
            return str(message["message"])
        case _:
            return ""
