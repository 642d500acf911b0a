"""What the queue shows: plain values, which load little, as they are painted first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.desk.mentions import Question
from agent_console.desk.states import (
    AnyView,
    Health,
    QueueSort,
    QueueView,
    SavedView,
    Stage,
    Target,
    TicketState,
)

_PROMISED = frozenset(
    {
        QueueView.FOR_ME,
        QueueView.MINE,
        QueueView.UNCLAIMED,
        QueueView.OPEN,
        QueueView.COMPLAINTS,
    }
)


def orders_of(view: AnyView) -> tuple[QueueSort, ...]:
    """Return the orders a view can be read in; by deadline only where promises run."""
    if isinstance(view, SavedView):
        return tuple(QueueSort)
    return tuple(sort for sort in QueueSort if sort is not QueueSort.DEADLINE or view in _PROMISED)


def order_in(view: AnyView, wanted: QueueSort) -> QueueSort:
    """Return the order in which a view is read when ``wanted`` was asked for."""
    return wanted if wanted in orders_of(view) else QueueSort.PRIORITY


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the queue; ``languages`` and ``types`` are what they answer, empty: all.

    What is overdue for longer than ``escalates_after`` is for agents of the highest level,
    whoever has it; None: it stays where it is. Their day begins at midnight in ``zone``.
    """

    name: str
    level: int = 3
    languages: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    escalates_after: timedelta | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue; every field is a stored column, so a page is one indexed read.

    ``due_at`` is when the running answer target ends; None when nothing is running.
    ``span_from`` is when that target's clock started (to tell "soon" from "fine"). ``mails``
    counts each mail and each logged contact once, ``copies`` how often one of them was delivered
    again. ``type``, ``level`` (0: not known yet), ``complaint`` and ``frustration`` are what it
    asks for; ``handed_on`` is how often one agent gave it to another, ``steps`` how many of a
    complaint's five are done.
    ``wrote_again_at`` is when the customer wrote after our last answer, None when they did not;
    ``writer`` is the colleague who is answering at another console, "" for nobody;
    ``asked`` are the questions to colleagues that nobody has answered.
    ``channel`` is the way on which it came.
    """

    ref: str
    subject: str
    customer_name: str
    customer_email: str
    state: TicketState
    owner: str = ""
    target: Target | None = None
    span_from: datetime | None = None
    due_at: datetime | None = None
    wake_at: datetime | None = None
    last_at: datetime | None = None
    mails: int = 0
    notes: int = 0
    reopened: int = 0
    bounced: bool = False
    attachments: bool = False
    draft: bool = False
    copies: int = 0
    type: str = ""
    level: int = 0
    complaint: bool = False
    frustration: int = 0
    priority: str = ""
    handed_on: int = 0
    language: str = ""
    steps: int = 0
    opened_at: datetime | None = None
    wrote_again_at: datetime | None = None
    tags: tuple[str, ...] = ()
    writer: str = ""
    asked: tuple[Question, ...] = ()
    channel: str = ""


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many tickets each view holds, and how many answers wait in the outbox.

    ``saved`` are the numbers of saved views, by name.
    """

    for_me: int = 0
    mine: int = 0
    unclaimed: int = 0
    open: int = 0
    waiting: int = 0
    follow_ups: int = 0
    complaints: int = 0
    overdue: int = 0
    snoozed: int = 0
    closed_today: int = 0
    closed: int = 0
    spam: int = 0
    automatic: int = 0
    all: int = 0
    outbox: int = 0
    saved: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A window of rows from ``offset`` on, of ``total`` in the view."""

    rows: tuple[QueueRow, ...]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the sync engine says about itself; ``message`` is in words and safe to show.

    ``stage``, ``fetched`` and ``total`` tell how far the reading is, ``per_second`` how fast it
    went lately, ``seconds_left`` how long the stage will take at that rate; None: not known yet.
    ``until`` is when a server that is out of reach is tried again.
    """

    health: Health
    message: str = ""
    at: datetime | None = None
    fetched: int = 0
    total: int = 0
    stage: Stage | None = None
    per_second: float = 0.0
    seconds_left: int | None = None
    until: datetime | None = None
