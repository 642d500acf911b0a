"""What clients asked a demo server for, so that tests can prove what was not asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoggedCommand:
    """One command a client sent; passwords are replaced, data is shown as ``{size}``.

    ``connection`` counts the server's connections from 1. ``changes`` is True when the command
    may change what the mailbox holds.
    """

    connection: int
    verb: str
    arguments: str = ""
    changes: bool = False


class CommandLog:
    """Every command received, in order; safe from any thread."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._commands: list[LoggedCommand] = []

    @property
    def commands(self) -> tuple[LoggedCommand, ...]:
        """The commands received so far."""
        with self._news:
            return tuple(self._commands)

    def add(self, command: LoggedCommand) -> None:
        """Add one command."""
        with self._news:
            self._commands.append(command)
            self._news.notify_all()

    def clear(self) -> None:
        """Forget all commands."""
        with self._news:
            self._commands.clear()

    def wait_for(self, verb: str, *, count: int = 1, seconds: float = 10.0) -> bool:
        """Block until ``verb`` has come ``count`` times; False when it did not in ``seconds``."""
        with self._news:
            return self._news.wait_for(
                lambda: sum(command.verb == verb for command in self._commands) >= count, seconds
            )
