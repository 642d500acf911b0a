"""The console's side of the sync engine: starts the child process, hears it, speaks to it.

Both sides exchange lines of JSON over the child's standard input and output. The store is the
truth; the lines only say that it changed. One engine runs per store: where another console's (or a
headless ``sync --watch``) already runs, this side waits and takes over when that one ends.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from agent_console.clock import Clock
from agent_console.desk.views import Health, OutboxItem, OutboxState, Stage, SyncStatus
from agent_console.errors import ExitCode, StoreError
from agent_console.i18n import _
from agent_console.services.outbox import OutboxService
from agent_console.store.engine import Store, engine_holder

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.5
_HOLDER_SECONDS = 1.0
_WATCHER_SECONDS = 0.2
_STABLE_SECONDS = 60.0
_PAUSES = (1.0, 2.0, 5.0, 15.0, 60.0)
_LONGEST_LINE = 1_000_000
_OPEN = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.DEFERRED, OutboxState.UNKNOWN)
_ENDED = frozenset(OutboxState) - {
    OutboxState.QUEUED,
    OutboxState.SENDING,
    OutboxState.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class StoreTouched:
    """Something in the store changed; empty ``refs`` means: anything may have."""

    refs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SecretNeeded:
    """The engine has no password; ``message`` says why, in words, ``mailbox`` for which one."""

    message: str
    mailbox: str = ""


@dataclass(frozen=True, slots=True)
class SendFinished:
    """An attempt to send ended; the item's state says how."""

    item: OutboxItem


@dataclass(frozen=True, slots=True)
class ServerAlert:
    """The mail server wants a person to read ``message`` ([ALERT], RFC 3501 §7.1).

    With ``of_team`` it is not the server that says so, but news of the colleagues.
    """

    message: str
    of_team: bool = False


EngineEvent = StoreTouched | SyncStatus | SecretNeeded | SendFinished | ServerAlert
Listener = Callable[[EngineEvent], None]


def engine_command() -> list[str]:
    """Return the command line of the engine process."""
    return [sys.executable, "-m", "agent_console", "engine"]


class EngineClient:
    """Keeps one engine running for this console and passes on what it says.

    The listener is called from threads of this object, and must not raise. All threads are
    daemons: leaving the program never waits for them.
    """

    def __init__(
        self,
        store: Store,
        outbox: OutboxService,
        clock: Clock,
        *,
        command: Sequence[str] | None = None,
        environment: Mapping[str, str] | None = None,
        pauses: Sequence[float] = _PAUSES,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._command = list(command or engine_command())
        self._environment = dict(environment) if environment is not None else None
        self._pauses = pauses
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._listener: Listener = lambda _event: None
        self._secrets: dict[str, str] = {}
        self._wanted = ""
        self._told: SyncStatus | None = None
        self._watcher: threading.Thread | None = None
        self._attempts = _Attempts(outbox)

    def start(self, listener: Listener) -> None:
        """Begin to keep an engine running; ``listener`` hears of every change."""
        self._listener = listener
        self._watcher = threading.Thread(target=self._watch_store, name="store-watch", daemon=True)
        self._watcher.start()
        threading.Thread(target=self._keep_running, name="engine", daemon=True).start()

    def nudge(self) -> None:
        """Ask the engine to look at the mailbox and the outbox now."""
        self._say({"do": "nudge"})

    def want(self, ref: str) -> None:
        """Let the mails of a ticket that are still coming in be read before all others."""
        self._say({"do": "want", "ticket": ref})

    def pause(self) -> None:
        """Let the reading rest until :meth:`resume`; replies go on leaving."""
        self._say({"do": "pause"})

    def resume(self) -> None:
        """Let the reading go on."""
        self._say({"do": "resume"})

    def give_secret(self, secret: str) -> None:
        """Hand the password the engine asked for to it; it is kept in memory only."""
        self._secrets[self._wanted] = secret
        self._say({"do": "secret", "secret": secret, "mailbox": self._wanted})

    def typed_secret(self, mailbox: str) -> str:
        """Return the password that was typed here for a mailbox, "" when none was."""
        return self._secrets.get(mailbox) or self._secrets.get("", "")

    def typed_secrets(self) -> tuple[str, ...]:
        """Return all that was typed here; a passphrase opens what is kept for every mailbox."""
        return tuple(self._secrets.values())

    def stop(self, *, wait_seconds: float = 0.0) -> None:
        """Tell the engine to end; it finishes the mail it is sending, then goes.

        The engine ends by itself once its input closes, so waiting is a choice.
        """
        self._stopped.set()
        self._say({"do": "stop"})
        with self._lock:
            process, self._process = self._process, None
            if process is not None and process.stdin is not None:
                _close_quietly(process.stdin)
        if self._watcher is not None and self._watcher is not threading.current_thread():
            self._watcher.join(_WATCHER_SECONDS)
        if process is not None and wait_seconds:
            try:
                process.wait(wait_seconds)
            except subprocess.TimeoutExpired:
                _log.info("engine still busy pid=%d", process.pid)

    def _keep_running(self) -> None:
        """Run an engine, or wait while another console's runs; pause longer after each failure."""
        failures = 0
        while not self._stopped.is_set():
            holder = engine_holder(self._store.path)
            if holder is not None:
                self._tell(SyncStatus(Health.ELSEWHERE, _elsewhere(holder.pid)))
                self._stopped.wait(_HOLDER_SECONDS)
                failures = 0
                continue
            begun = self._clock.monotonic()
            code = self._run_once()
            lived = self._clock.monotonic() - begun
            if code == ExitCode.BUSY:
                continue
            failures = 0 if lived >= _STABLE_SECONDS else failures
            self._stopped.wait(self._pauses[min(failures, len(self._pauses) - 1)])
            failures += 1

    def _run_once(self) -> int:
        """Run an engine to its end and return its exit code."""
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                errors="replace",
                env=self._environment,
                start_new_session=True,
            )
        except OSError as error:
            self._tell(SyncStatus(Health.STOPPED, error.strerror or str(error)))
            return ExitCode.FAILED
        with self._lock:
            self._process = process
        for mailbox, secret in tuple(self._secrets.items()):
            self._say({"do": "secret", "secret": secret, "mailbox": mailbox})
        if self._stopped.is_set():
            self.stop()
        code = self._listen(process)
        self._say_why(code)
        return code

    def _listen(self, process: subprocess.Popen[str]) -> int:
        """Hear the engine out; return its exit code."""
        if process.stdout is not None:
            with process.stdout as lines:
                while line := lines.readline(_LONGEST_LINE):
                    self._heard(line)
        code = process.wait()
        with self._lock:
            if process.stdin is not None:
                _close_quietly(process.stdin)
            if self._process is process:
                self._process = None
        return code

    def _say_why(self, code: int) -> None:
        """Say that the engine is gone; what it said itself about wrong settings stays."""
        _log.info("engine ended code=%d", code)
        said_so = self._told is not None and self._told.health is Health.STOPPED
        if self._stopped.is_set() or code == ExitCode.BUSY or (code == ExitCode.CONFIG and said_so):
            return
        self._tell(SyncStatus(Health.STOPPED, _("the sync engine ended; starting it again")))

    def _heard(self, line: str) -> None:
        if self._stopped.is_set():
            return
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            said = None
        match said:
            case {"is": "changed", "refs": [*refs]}:
                self._listener(StoreTouched(frozenset(str(ref) for ref in refs)))
            case {"is": "status", "health": str(health)} if health in set(Health):
                self._tell(_status(said, self._clock.now()))
            case {"is": "secret-needed", "message": str(message)}:
                self._wanted = str(said.get("mailbox", ""))
                self._secrets.pop(self._wanted, None)
                self._listener(SecretNeeded(message, self._wanted))
            case {"is": "alert", "message": str(message)}:
                self._listener(ServerAlert(message, of_team=said.get("team") is True))
            case {"is": "sent", "id": int(item_id), "ticket": str(ref)}:
                self._listener(StoreTouched(frozenset({ref})))
                self._tell_finished(item_id)
            case _:
                _log.warning("engine said something unreadable chars=%d", len(line))

    def _tell(self, status: SyncStatus) -> None:
        """Pass a status on, unless it says what was said before."""
        if status != self._told:
            self._told = status
            self._listener(status)

    def _tell_finished(self, item_id: int | None = None) -> None:
        try:
            ended = self._attempts.ended(item_id)
        except StoreError as error:
            _log.warning("outbox not read: %s", error.title)
            return
        for item in ended:
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
        """Notice what other consoles of this user write, and what their engine sends."""
        last: int | None = None
        while not self._stopped.is_set():
            version = last
            try:
                version = self._store.data_version()
            except StoreError as error:
                _log.warning("store not read: %s", error.title)
            if version != last:
                self._tell_finished()
                if last is not None:
                    self._listener(StoreTouched())
                last = version
            self._stopped.wait(_LOOK_SECONDS)


class _Attempts:
    """Finds out which attempts to send have ended, whichever engine made them."""

    def __init__(self, outbox: OutboxService) -> None:
        self._outbox = outbox
        self._known: dict[int, tuple[OutboxState, datetime | None]] = {}
        self._looked = False
        self._lock = threading.Lock()

    def ended(self, item_id: int | None) -> list[OutboxItem]:
        """Return what ended since the last look; the first one finds nothing but ``item_id``."""
        with self._lock:
            items = {item.id: item for item in self._outbox.unfinished()}
            open_ones = {number for number, (state, _at) in self._known.items() if state in _OPEN}
            for number in open_ones | ({item_id} if item_id is not None else set()):
                if number not in items and (item := self._outbox.get(number)):
                    items[number] = item
            ended = [item for item in items.values() if self._has_ended(item, item_id)]
            self._known.update({item.id: (item.state, item.next_try) for item in items.values()})
            self._looked = True
            return ended

    def _has_ended(self, item: OutboxItem, item_id: int | None) -> bool:
        if not self._looked and item.id != item_id:
            return False
        changed = self._known.get(item.id) != (item.state, item.next_try)
        return changed and item.state in _ENDED


def _status(said: Mapping[str, object], now: datetime) -> SyncStatus:
    """Read what the engine says about itself; whatever is odd about it is left out."""
    message, stage, left = said.get("message"), said.get("stage"), said.get("seconds_left")
    rate = said.get("per_second")
    return SyncStatus(
        Health(str(said["health"])),
        message if isinstance(message, str) else "",
        at=now,
        fetched=_whole(said.get("fetched")),
        total=_whole(said.get("total")),
        stage=Stage(stage) if isinstance(stage, str) and stage in set(Stage) else None,
        per_second=float(rate) if isinstance(rate, int | float) else 0.0,
        seconds_left=_whole(left) if left is not None else None,
        until=_moment(said.get("until")),
    )


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0


def _elsewhere(pid: int) -> str:
    return _("another console (process {pid}) syncs this mailbox").format(pid=pid)


def _close_quietly(stream: IO[str]) -> None:
    try:
        stream.close()
    except OSError:
        _log.info("engine input was already closed")
