"""The console's side of the sync engine: starts the child process, hears it, speaks to it.

Both sides exchange lines of JSON over the child's standard input and output. The store is the
truth; the lines only say that it changed. One engine runs per store: where another console's (or a
headless ``sync --watch``) already runs, this side waits and takes over when that one ends.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from agent_console.clock import Clock
from agent_console.desk.views import Health, OutboxItem, SyncStatus
from agent_console.i18n import _
from agent_console.services.outbox import OutboxService
from agent_console.store.engine import Store, engine_holder

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.5
_RESTART_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class StoreTouched:
    """Something in the store changed; empty ``refs`` means: anything may have."""

    refs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SecretNeeded:
    """The engine has no password; ``message`` says why, in words."""

    message: str


@dataclass(frozen=True, slots=True)
class SendFinished:
    """An attempt to send ended; the item's state says how."""

    item: OutboxItem


EngineEvent = StoreTouched | SyncStatus | SecretNeeded | SendFinished
Listener = Callable[[EngineEvent], None]


def engine_command() -> list[str]:
    """Return the command line of the engine process."""
    return [sys.executable, "-m", "agent_console", "engine"]


class EngineClient:
    """Keeps one engine running for this console and passes on what it says.

    The listener is called from threads of this object. All threads are daemons: leaving the
    program never waits for them.
    """

    def __init__(
        self,
        store: Store,
        outbox: OutboxService,
        clock: Clock,
        *,
        command: Sequence[str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._command = list(command or engine_command())
        self._environment = dict(environment) if environment is not None else None
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._listener: Listener = lambda _event: None
        self._secret: str | None = None

    def start(self, listener: Listener) -> None:
        """Begin to keep an engine running; ``listener`` hears of every change."""
        self._listener = listener
        threading.Thread(target=self._keep_running, name="engine", daemon=True).start()
        threading.Thread(target=self._watch_store, name="store-watch", daemon=True).start()

    def nudge(self) -> None:
        """Ask the engine to look at the mailbox and the outbox now."""
        self._say({"do": "nudge"})

    def give_secret(self, secret: str) -> None:
        """Hand the password to the engine; it is kept in memory only."""
        self._secret = secret
        self._say({"do": "secret", "secret": secret})

    def stop(self, *, wait_seconds: float = 0.0) -> None:
        """Tell the engine to end; it finishes the mail it is sending, then goes.

        The engine ends by itself once its input closes, so waiting is a choice.
        """
        self._stopped.set()
        self._say({"do": "stop"})
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            _close_quietly(process.stdin)
        if wait_seconds:
            try:
                process.wait(wait_seconds)
            except subprocess.TimeoutExpired:
                _log.info("engine still busy pid=%d", process.pid)

    def _keep_running(self) -> None:
        while not self._stopped.is_set():
            holder = engine_holder(self._store.path)
            if holder is not None:
                self._listener(SyncStatus(Health.ELSEWHERE, self._elsewhere(holder.pid)))
                self._stopped.wait(_RESTART_SECONDS)
                continue
            self._run_once()
            self._stopped.wait(_RESTART_SECONDS)

    def _elsewhere(self, pid: int) -> str:
        return _("another console (process {pid}) syncs this mailbox").format(pid=pid)

    def _run_once(self) -> None:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env=self._environment or dict(os.environ),
                start_new_session=True,
            )
        except OSError as error:
            self._listener(SyncStatus(Health.STOPPED, error.strerror or str(error)))
            return
        with self._lock:
            self._process = process
        if self._secret is not None:
            self.give_secret(self._secret)
        if self._stopped.is_set():
            self.stop()
        if process.stdout:
            for line in process.stdout:
                self._heard(line)
        process.wait()
        if not self._stopped.is_set():
            self._listener(
                SyncStatus(Health.STOPPED, _("the sync engine ended; starting it again"))
            )

    def _heard(self, line: str) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            _log.warning("engine said something unreadable bytes=%d", len(line))
            return
        match said.get("is"):
            case "changed":
                self._listener(StoreTouched(frozenset(said["refs"])))
            case "status":
                self._listener(
                    SyncStatus(
                        Health(said["health"]),
                        said["message"],
                        at=self._clock.now(),
                        fetched=said["fetched"],
                        total=said["total"],
                    )
                )
            case "secret-needed":
                self._listener(SecretNeeded(said["message"]))
            case "sent":
                self._listener(StoreTouched(frozenset({said["ticket"]})))
                if item := self._outbox.get(said["id"]):
                    self._listener(SendFinished(item))

    def _say(self, words: dict[str, str]) -> None:
        with self._lock:
            process = self._process
        if process is None or process.stdin is None:
            return
        try:
            process.stdin.write(json.dumps(words) + "\n")
            process.stdin.flush()
        except (OSError, ValueError):
            _log.info("engine does not listen any more")

    def _watch_store(self) -> None:
        """Notice what other consoles of this user write."""
        last = self._store.data_version()
        while not self._stopped.wait(_LOOK_SECONDS):
            version = self._store.data_version()
            if version != last:
                last = version
                self._listener(StoreTouched())


def _close_quietly(stream: IO[str]) -> None:
    try:
        stream.close()
    except OSError:
        _log.info("engine input was already closed")
