"""What all screens of one running console share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.app import App

from agent_console.clock import Clock
from agent_console.desk.listing import QueueCounts, SyncStatus
from agent_console.desk.states import AnyView, Health, OutboxState, QueueView, SavedView
from agent_console.queue_layout import QueueLook
from agent_console.screens.keys import KeyMap
from agent_console.screens.outgoing import Outgoing
from agent_console.screens.outside import Outside
from agent_console.screens.typeahead import TypeAhead

if TYPE_CHECKING:
    from pathlib import Path

    from agent_console.desk.customer_card import CustomerCard
    from agent_console.desk.focus import FocusWatch
    from agent_console.desk.states import OutboxKind
    from agent_console.desk.views import OutboxItem
    from agent_console.screens.head_texts import HeadTexts
    from agent_console.screens.hints import Hints
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.sequences import Sequence
    from agent_console.services.spelling import Speller

FRESH = timedelta(seconds=10)
LEFT = (OutboxState.SENT, OutboxState.PARTIAL, OutboxState.UNKNOWN)
EditText = Callable[[App[object], str, str], Awaitable[str]]
ReportCrash = Callable[[BaseException], str]


class Tone(StrEnum):
    """How much a notice matters; each has a sign of its own beside its colour."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def weight(self) -> int:
        """How grave it is, as a number."""
        return tuple(Tone).index(self)


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the agent, safe to show; ``aside`` happened by itself after it was said."""

    tone: Tone
    text: str
    at: datetime
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something ``u`` takes back: a queued reply, or (without one) the last recorded event.

    A reply that has left stays on the list, so that ``u`` tells that, and takes nothing else back.
    """

    item: OutboxItem | None = None


@dataclass
class Session:
    """The shared state: who works here, the desk once it is open, and what is to be said.

    ``edit`` opens the agent's own editor, ``report`` writes a crash report and names its file.
    ``failure`` says why the desk could not be opened, ``editing`` that the agent's own editor has
    the terminal, ``outside`` which one. ``secret_wanted`` is why the engine wants the password,
    until it is asked for.
    ``changes`` counts what this console has begun and ended to change in the store, ``outgoing``
    is what waits to leave, ``acting`` are the tickets that are being changed. ``looking`` says that
    the engine looks for new mail since a person wished it, for the ``looks``-th time;
    ``look_found`` that tickets changed meanwhile. ``typed_heads`` are heads of drafts as they were
    typed, where a part of them is no address, each with what could be kept of it. ``calmed`` are
    the tickets on which it was shown what helps with a very angry customer. ``keys`` is which
    keys do what, ``begun`` a sequence of keys whose rest is awaited, ``recent`` what was chosen
    in the palette, the last first; ``hints`` are for somebody new. ``queue`` is how the queue
    looks at first, ``read`` up to which moment a ticket was opened here, ``writing`` which
    colleague is answering a ticket; ``marked`` are the tickets that are marked in the queue,
    ``commands`` what tickets were given to, the last command last. ``plain`` is for screen readers;
    ``titled`` says that the terminal's window has a title with counts. ``words_file`` holds the
    agent's own words for the ``speller``, who is there once somebody has written. ``card_beside``:
    customers' cards stand beside their tickets; ``cards`` are those that were made, by address.
    ``focus`` counts how long a ticket is in front.
    """

    clock: Clock
    agent: str
    zone: tzinfo
    edit: EditText
    report: ReportCrash
    mailbox: str = ""
    plain: bool = False
    titled: bool = True
    words_file: Path | None = None
    speller: Speller | None = None
    desk: DeskPort | None = None
    focus: FocusWatch | None = None
    status: SyncStatus = field(default_factory=lambda: SyncStatus(Health.STARTING))
    counts: QueueCounts = field(default_factory=QueueCounts)
    saved: tuple[SavedView, ...] = ()
    failure: str = ""
    editing: bool = False
    outside: Outside = field(default_factory=Outside)
    secret_wanted: str = ""
    changes: int = 0
    outgoing: Outgoing = field(default_factory=Outgoing)
    acting: set[str] = field(default_factory=set)
    typed: TypeAhead = field(init=False)
    notice: Notice | None = None
    looks: int = 0
    look_found: bool = False
    looking: Notice | None = None
    acts: list[Act] = field(default_factory=list)
    sending: dict[int, OutboxItem] = field(default_factory=dict)
    calmed: set[str] = field(default_factory=set)
    keys: KeyMap = field(default_factory=KeyMap)
    begun: Sequence | None = None
    queue: QueueLook = field(default_factory=QueueLook)
    read: dict[str, datetime] = field(default_factory=dict)
    writing: dict[str, str] = field(default_factory=dict)
    recent: list[str] = field(default_factory=list)
    marked: dict[str, None] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    hints: Hints | None = None
    card_beside: bool = True
    cards: dict[str, CustomerCard] = field(default_factory=dict)
    typed_heads: dict[tuple[OutboxKind, str], tuple[HeadTexts, HeadTexts]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        """Give the keys pressed ahead their clock."""
        self.typed = TypeAhead(self.clock.monotonic)

    @property
    def views(self) -> tuple[AnyView, ...]:
        """All views of the queue, the agent's own ones last."""
        return (*QueueView, *self.saved)

    def now(self) -> datetime:
        """Return the present moment."""
        return self.clock.now()

    @property
    def filling(self) -> bool:
        """Whether the store is still being filled: then every ticket is new, and none is news."""
        return self.status.health is Health.STARTING or self.status.fetched < self.status.total

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Keep a sentence that answers what the agent did."""
        self.notice = Notice(tone, text, self.now())

    def tell(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Keep a sentence about what happened by itself; what matters more stays beside it."""
        old = self.notice
        if old is None or tone.weight > old.tone.weight or self._is_read(old):
            self.say(text, tone)
        else:
            self.notice = replace(old, aside=text)

    def untell(self, text: str) -> None:
        """Take back a sentence that was told, wherever it stands by now."""
        notice = self.notice
        if notice is not None and notice.text == text:
            self.notice = Notice(Tone.INFO, notice.aside, notice.at) if notice.aside else None
        elif notice is not None and notice.aside == text:
            self.notice = replace(notice, aside="")

    def look_begins(self) -> int:
        """Remember that the notice says that the engine looks for new mail; return the number."""
        self.looking, self.look_found = self.notice, False
        self.looks += 1
        return self.looks

    def look_ends(self, text: str) -> bool:
        """Put what came of it, or ``text``, in place of that notice; False if it is gone."""
        looking, notice, self.looking = self.looking, self.notice, None
        if looking is None or notice is None:
            return False
        if (notice.text, notice.at) != (looking.text, looking.at):
            return False
        said = notice.aside or text
        self.notice = Notice(Tone.INFO, said, self.now()) if said else None
        return True

    def _is_read(self, notice: Notice) -> bool:
        return notice.tone is Tone.INFO and self.now() - notice.at >= FRESH

    def did(self, item: OutboxItem | None = None) -> None:
        """Remember what ``u`` will take back first."""
        self.acts.append(Act(item))
        if item is not None:
            self.sending[item.id] = item

    def takes_back(self) -> OutboxItem | None:
        """Return the reply that ``u`` would take back now, if that is what was done last."""
        item = self.acts[-1].item if self.acts else None
        return self.sending.get(item.id) if item else None

    def left_already(self) -> OutboxItem | None:
        """Return the reply that was done last, if it has left: ``u`` comes too late for it."""
        item = self.acts[-1].item if self.acts else None
        return item if item and item.id not in self.sending else None

    def sent(self, item: OutboxItem) -> None:
        """Take note of how an attempt to send ended."""
        if item.state in (OutboxState.QUEUED, OutboxState.SENDING):
            self.sending[item.id] = item
        elif item.state in LEFT:
            self.sending.pop(item.id, None)
        else:
            self.forget(item.id)

    def forget(self, item_id: int) -> None:
        """Drop a reply that did not leave and cannot be taken back any more."""
        self.sending.pop(item_id, None)
        self.acts = [act for act in self.acts if act.item is None or act.item.id != item_id]

    def seconds_left(self, item: OutboxItem) -> int:
        """Return the whole seconds until a queued reply leaves, rounded up."""
        left = (item.not_before - self.now()).total_seconds()
        return max(0, -int(-left // 1))
