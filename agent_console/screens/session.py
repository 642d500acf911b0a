"""What all screens of one running console share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum

from textual.app import App

from agent_console.clock import Clock
from agent_console.desk.views import Health, OutboxItem, OutboxState, QueueCounts, SyncStatus
from agent_console.screens.ports import DeskPort

EditText = Callable[[App[object], str, str], Awaitable[str]]
ReportCrash = Callable[[BaseException], str]


class Tone(StrEnum):
    """How much a notice matters; each has a sign of its own beside its colour."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the agent, safe to show."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something ``u`` takes back: a queued reply, or (without one) the last recorded event."""

    item: OutboxItem | None = None


@dataclass
class Session:
    """The shared state: who works here, the desk once it is open, and what is to be said.

    ``edit`` opens the agent's own editor, ``report`` writes a crash report and names its file.
    """

    clock: Clock
    agent: str
    zone: tzinfo
    edit: EditText
    report: ReportCrash
    mailbox: str = ""
    desk: DeskPort | None = None
    status: SyncStatus = field(default_factory=lambda: SyncStatus(Health.STARTING))
    counts: QueueCounts = field(default_factory=QueueCounts)
    notice: Notice | None = None
    acts: list[Act] = field(default_factory=list)
    sending: dict[int, OutboxItem] = field(default_factory=dict)

    def now(self) -> datetime:
        """Return the present moment."""
        return self.clock.now()

    @property
    def filling(self) -> bool:
        """Whether the store is still being filled: then every ticket is new, and none is news."""
        return self.status.health is Health.STARTING or self.status.fetched < self.status.total

    def did(self, item: OutboxItem | None = None) -> None:
        """Remember what ``u`` will take back first."""
        self.acts.append(Act(item))
        if item is not None:
            self.sending[item.id] = item

    def takes_back(self) -> OutboxItem | None:
        """Return the reply that ``u`` would take back now, if that is what was done last."""
        if not self.acts or self.acts[-1].item is None:
            return None
        return self.sending.get(self.acts[-1].item.id)

    def sent(self, item: OutboxItem) -> None:
        """Take note of how an attempt to send ended."""
        if item.state in (OutboxState.QUEUED, OutboxState.SENDING):
            self.sending[item.id] = item
            return
        self.forget(item.id)

    def forget(self, item_id: int) -> None:
        """Drop a reply that cannot be taken back any more."""
        self.sending.pop(item_id, None)
        self.acts = [act for act in self.acts if act.item is None or act.item.id != item_id]

    def seconds_left(self, item: OutboxItem) -> int:
        """Return the whole seconds until a queued reply leaves, rounded up."""
        left = (item.not_before - self.now()).total_seconds()
        return max(0, -int(-left // 1))
