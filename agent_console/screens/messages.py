"""What happened elsewhere, told to the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from agent_console.desk.listing import SyncStatus

if TYPE_CHECKING:
    from agent_console.desk.views import OutboxItem
    from agent_console.screens.ports import DeskPort


@dataclass
class DeskOpened(Message):
    """The store is open and the desk can be asked."""

    desk: DeskPort


@dataclass
class StoreChanged(Message):
    """Tickets changed; empty ``refs`` means that any may have. Several merge into one."""

    refs: frozenset[str]

    def can_replace(self, message: Message) -> bool:
        """Give way to a newer one, which takes over the tickets of both."""
        if not isinstance(message, StoreChanged):
            return False
        everything = not self.refs or not message.refs
        message.refs = frozenset() if everything else self.refs | message.refs
        return True


@dataclass
class SyncChanged(Message):
    """The engine says how it is; only the newest word counts."""

    status: SyncStatus

    def can_replace(self, message: Message) -> bool:
        """Give way to a newer one."""
        return isinstance(message, SyncChanged)


@dataclass
class AlertTold(Message):
    """The mail server wants a person to read something; with ``of_team`` it is the team's news."""

    text: str
    of_team: bool = False


@dataclass
class SecretAsked(Message):
    """The engine needs the password."""

    text: str


class KeysWanted(Message):
    """What was opened has the focus: it gets the keys that were pressed ahead."""


@dataclass
class SendEnded(Message):
    """An attempt to send is over."""

    item: OutboxItem
