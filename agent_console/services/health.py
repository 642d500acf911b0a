"""How completely the mailboxes are here, for the console and for `agent-console health`."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.views import (
    FolderHealth,
    Health,
    MailboxHealth,
    MailboxTrouble,
    RefusedFolder,
)
from agent_console.errors import ExitCode, StoreError
from agent_console.store import folder_health as stored
from agent_console.store.driver import driver

if TYPE_CHECKING:
    from agent_console.services.speech import Say
    from agent_console.store.engine import Store

LATE = timedelta(minutes=30)
"""Every folder is read to its end every 15 minutes at least; twice that means trouble."""

_log = logging.getLogger(__name__)
_TROUBLES = (Health.OFFLINE, Health.SIGN_IN)


class HealthService:
    """Counts what the store holds against what the servers had."""

    def __init__(self, store: Store, config: Config, clock: Clock) -> None:
        self._store = store
        self._config = config
        self._clock = clock

    def look(self) -> MailboxHealth:
        """Return the present health of all mailboxes; folders of former ones are left out."""
        with self._store.read() as session:
            return look(driver(session), self._config, self._clock.now())


def look(connection: sqlite3.Connection, config: Config, now: datetime) -> MailboxHealth:
    """Return the health of all mailboxes as one transaction of ``connection`` sees it."""
    addresses = [box.address.lower() for box in config.all_mailboxes]
    counts = stored.mail_counts(connection)
    troubles = [(box, stored.trouble(connection, box)) for box in addresses]
    return MailboxHealth(
        at=now,
        folders=_folders(stored.folder_counts(connection), addresses),
        troubles=tuple(_read_trouble(box, text) for box, text in troubles if text),
        mails=counts.mails,
        heads=counts.heads,
        texts=counts.texts,
        unreadable=counts.unreadable,
        twice=counts.twice,
        refused=tuple(
            RefusedFolder(box, name, words)
            for box in addresses
            for name, words in stored.refused(connection, box).items()
        ),
    )


def _folders(
    found: Sequence[stored.FolderCounts], addresses: Sequence[str]
) -> tuple[FolderHealth, ...]:
    """Name the folders of the mailboxes; they are stored as ``address/name``."""
    return tuple(
        FolderHealth(
            box, f.name.removeprefix(f"{box}/"), f.on_server, f.stored, f.partial, f.synced_at
        )
        for f in found
        for box in addresses
        if f.name.startswith(f"{box}/")
    )


def exit_code(health: MailboxHealth) -> ExitCode:
    """Return 7 when a password is wanted, 6 when a server is out of reach or refused a folder.

    1 when a folder was not read for half an hour, or lacks mails although it was; 0 otherwise.
    """
    kinds = {trouble.health for trouble in health.troubles}
    if Health.SIGN_IN in kinds:
        return ExitCode.SIGN_IN
    if kinds or health.refused:
        return ExitCode.MAIL_SERVER
    lag = health.lag_seconds
    late = lag is None or lag > LATE.total_seconds()
    return ExitCode.FAILED if late or any(f.behind for f in health.folders) else ExitCode.OK


def remembering(store: Store, address: str, clock: Clock, say: Say) -> Say:
    """Return a voice that also keeps in the store what keeps the mailbox from being read."""
    keeper = _Keeper(store, address.lower(), clock)

    def speak(message: dict[str, Any]) -> None:
        if message["is"] == "status":
            keeper.heard(message)
        say(message)

    return speak


class _Keeper:
    """Writes down a trouble when it begins or changes, and its end; heard from several threads."""

    def __init__(self, store: Store, address: str, clock: Clock) -> None:
        self._store = store
        self._address = address
        self._clock = clock
        self._now: tuple[object, ...] | None = None
        self._since = ""
        self._lock = Lock()

    def heard(self, message: dict[str, Any]) -> None:
        """Take note of a status; a connection that only begins ends no trouble."""
        health = Health(message["health"])
        if health in (Health.STARTING, Health.PAUSED):
            return
        grave = health in _TROUBLES
        now = (health.value, message["message"], message.get("until")) if grave else ()
        with self._lock:
            if now == self._now:
                return
            if not self._now:
                self._since = self._clock.now().isoformat()
            words = dict(zip(("health", "message", "until"), now, strict=False))
            if self._keep(json.dumps({**words, "since": self._since}) if grave else ""):
                self._now = now

    def _keep(self, words: str) -> bool:
        """Write it down; False when the store refuses: then the next word does it."""
        try:
            with self._store.read() as session:
                same = stored.trouble(session, self._address) == words
            if not same:
                with self._store.write(durable=False) as session:
                    stored.keep_trouble(session, self._address, words)
        except StoreError as error:
            _log.warning("health not kept: %s", error.title)
            return False
        return True


def _read_trouble(mailbox: str, text: str) -> MailboxTrouble:
    kept = json.loads(text)
    until = kept["until"]
    return MailboxTrouble(
        mailbox,
        Health(kept["health"]),
        kept["message"],
        datetime.fromisoformat(kept["since"]),
        datetime.fromisoformat(until) if until else None,
    )
