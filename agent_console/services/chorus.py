"""Several mailboxes speak with one voice: the gravest word is what the console shows."""

from __future__ import annotations

from threading import Lock
from typing import Any

from agent_console.desk.views import Health
from agent_console.i18n import _
from agent_console.services.speech import Say

_GRAVEST_FIRST = (Health.SIGN_IN, Health.OFFLINE, Health.STARTING, Health.ONLINE, Health.PAUSED)


class Chorus:
    """Merges what the mailboxes say about themselves; everything else is passed on as it is."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._lock = Lock()
        self._latest: dict[str, dict[str, Any]] = {}

    def part(self, address: str) -> Say:
        """Return the voice of one mailbox; its words name it."""
        with self._lock:
            self._latest[address] = {"is": "status", "health": Health.STARTING, "message": ""}

        def say(message: dict[str, Any]) -> None:
            match message:
                case {"is": "status"}:
                    with self._lock:
                        self._latest[address] = _named(address, message)
                        self._say(min(self._latest.values(), key=_gravity))
                case {"is": "alert" | "secret-needed"}:
                    self._say(_named(address, message))
                case _:
                    self._say(message)

        return say


def _named(address: str, message: dict[str, Any]) -> dict[str, Any]:
    words = message["message"]
    said = _("{address}: {words}").format(address=address, words=words) if words else words
    return {**message, "message": said, "mailbox": address}


def _gravity(message: dict[str, Any]) -> tuple[int, bool]:
    """Trouble goes first, then what is being read, then what only waits."""
    busy = message.get("fetched", 0) < message.get("total", 0)
    return _GRAVEST_FIRST.index(Health(message["health"])), not (busy or message["message"])
