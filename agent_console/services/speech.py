"""How the engine talks: lines of JSON to its console, lines of words to a person or a log."""

from __future__ import annotations

import json
import logging
import os
import select
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, TextIO

from agent_console.clock import Clock
from agent_console.desk.states import Health, OutboxState, Stage, outbox_word
from agent_console.desk.views import OutboxItem
from agent_console.i18n import _
from agent_console.services.pace import PaceMeter

_log = logging.getLogger(__name__)
PROGRESS_SECONDS = 0.1
_CHUNK = 65_536
_LONGEST_LINE = 1_000_000
Say = Callable[[dict[str, Any]], None]


OF_TEAM = "team"
"""Stands in the place of a mailbox's address where the team's key is what is missing."""


class Voice:
    """What the engine has to say; from any thread. Progress is told ten times a second at most.

    While sending is held up (``hold``), that is the news, however well the reading goes.
    """

    def __init__(self, say: Say, clock: Clock) -> None:
        self._say = say
        self._clock = clock
        self._lock = threading.Lock()
        self._quiet_until = 0.0
        self._meter = PaceMeter()
        self._telling = threading.Lock()
        self._held: tuple[Health, str] | None = None
        self._reading = _status(Health.ONLINE)
        self._alerted: set[str] = set()

    def changed(self, refs: frozenset[str]) -> None:
        """Tickets changed in the store."""
        self._say({"is": "changed", "refs": sorted(refs)})

    def finished(self, item: OutboxItem) -> None:
        """An attempt to send ended."""
        self._say({"is": "sent", "id": item.id, "ticket": item.ticket, "state": item.state.value})

    def secret_needed(self, message: str) -> None:
        """Only a person with a password can go on."""
        self._say({"is": "secret-needed", "message": message})

    def status(self, health: Health, message: str = "", *, until: datetime | None = None) -> None:
        """How the connection to the mailbox is; ``until`` is when it is tried again."""
        more = {"until": until.isoformat()} if until is not None else {}
        self._tell(health, message, **more)

    def alerts(self, words: Iterable[str]) -> None:
        """Tell what the server wants a person to read, each thing once."""
        for alert in words:
            if alert not in self._alerted:
                self._alerted.add(alert)
                self._say({"is": "alert", "message": alert})

    def passphrase_needed(self, message: str) -> None:
        """Only a person with the passphrase of the encrypted file can go on with the team."""
        self._say({"is": "secret-needed", "message": message, "mailbox": OF_TEAM})

    def news(self, words: str) -> None:
        """Tell what a person should know of the team."""
        self._say({"is": "alert", "message": words, "team": True})

    def progress(self, stage: Stage, fetched: int, total: int) -> None:
        """So many of so many mails of a stage are here; the last one is always told."""
        now = self._clock.monotonic()
        with self._lock:
            pace = self._meter.measure(stage, fetched, total, now)
            if now < self._quiet_until and fetched < total:
                return
            self._quiet_until = now + PROGRESS_SECONDS
        self._tell(
            Health.ONLINE,
            stage=stage.value,
            fetched=fetched,
            total=total,
            per_second=pace.per_second,
            seconds_left=pace.seconds_left,
        )

    def hold(self, health: Health, message: str) -> None:
        """Sending is held up, for the reason given in words."""
        with self._telling:
            if self._held != (health, message):
                self._held = (health, message)
                self._say(_status(health, message))

    def release(self) -> None:
        """Nothing holds the sending up any more; how the reading is, is told again."""
        with self._telling:
            if self._held is not None:
                self._held = None
                self._say(self._reading)

    def _tell(self, health: Health, message: str = "", **more: str | float | None) -> None:
        """Say how the reading is; while it is well, what holds the sending up goes before."""
        with self._telling:
            self._reading = _status(health, message, **more)
            if self._held is not None and health is Health.ONLINE:
                self._say({**self._reading, **_status(*self._held)})
            else:
                self._say(self._reading)


def _status(health: Health, message: str = "", **more: str | float | None) -> dict[str, Any]:
    return {"is": "status", "health": health.value, "message": message, **more}


class Ear:
    """Hears lines until their stream ends or somebody says :meth:`enough`."""

    def __init__(self) -> None:
        self._near, self._far = socket.socketpair()
        self._far.setblocking(False)

    def enough(self) -> None:
        """End the hearing, from any thread or signal handler; later calls do nothing."""
        with suppress(OSError):
            self._far.send(b"!")

    def close(self) -> None:
        """Let go of the two ends."""
        self._near.close()
        self._far.close()

    def lines(self, stream: TextIO | None) -> Iterator[str]:
        """Yield the lines of ``stream``, which must be a file of the system; None says nothing.

        A line that never ends is forgotten; bytes that are no UTF-8 become replacement characters.
        """
        poll = select.poll()
        poll.register(self._near, select.POLLIN)
        descriptor = stream.fileno() if stream is not None else -1
        if stream is not None:
            poll.register(descriptor, select.POLLIN)
        rest = b""
        while True:
            ready = {number for number, _event in poll.poll()}
            if self._near.fileno() in ready:
                return
            chunk = os.read(descriptor, _CHUNK)
            if not chunk:
                return
            *complete, rest = (rest + chunk).split(b"\n")
            for line in complete:
                yield line.decode("utf-8", "replace")
            if len(rest) > _LONGEST_LINE:
                rest = b""


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
            with lock, suppress(OSError, ValueError):
                print(line, file=stream, flush=True)

    return say


def _in_words(message: dict[str, Any]) -> str:
    match message["is"]:
        case "changed":
            refs = ", ".join(f"#{ref}" for ref in message["refs"])
            return _("changed: {refs}").format(refs=refs)
        case "sent":
            return _("mail {id} for #{ref}: {state}").format(
                id=message["id"],
                ref=message["ticket"],
                state=outbox_word(OutboxState(message["state"])),
            )
        case "status" | "alert" if message["message"]:
            return str(message["message"])
        case _:
            return ""
