"""The closed sets of words that tickets, mails on their way and the engine stand at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_console.i18n import _


class QueueView(StrEnum):
    """Which tickets a list shows; ``FOR_ME``: mine, and what nobody has and I can answer.

    ``FOLLOW_UPS`` sleep although the customer has our answer: they are to be heard from again.
    ``COMPLAINTS`` are those with a step to take, ``OVERDUE`` is what a promise was broken on.
    """

    FOR_ME = "for-me"
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    OPEN = "open"
    WAITING = "waiting"
    FOLLOW_UPS = "follow-ups"
    COMPLAINTS = "complaints"
    OVERDUE = "overdue"
    SNOOZED = "snoozed"
    CLOSED_TODAY = "closed-today"
    CLOSED = "closed"
    SPAM = "spam"
    AUTOMATIC = "automatic"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A search that is shown as a view of the queue, under a name of its own."""

    name: str
    search: str


AnyView = QueueView | SavedView


class QueueSort(StrEnum):
    """In which order a list of tickets is read; ``PRIORITY`` is the own order of its view."""

    PRIORITY = "priority"
    DEADLINE = "deadline"
    AGE = "age"
    CUSTOMER = "customer"


class TicketState(StrEnum):
    """Whose turn it is."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    SPAM = "spam"


class Target(StrEnum):
    """Which promise to the customer is running."""

    FIRST_RESPONSE = "first-response"
    NEXT_RESPONSE = "next-response"
    SOLUTION = "solution"
    KEEP_INFORMED = "keep-informed"


class OutboxState(StrEnum):
    """Where an outgoing mail is on its way (facts in docs/design.md)."""

    QUEUED = "queued"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    PARTIAL = "partial"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


LEFT = (OutboxState.SENT, OutboxState.PARTIAL)
"""The server took the mail, for all or for some."""

TAKEN_BACK_FROM = (
    OutboxState.QUEUED,
    OutboxState.HELD,
    OutboxState.DEFERRED,
    OutboxState.REFUSED,
)
"""An agent may still take the mail back."""

UNDECIDED = (
    OutboxState.HELD,
    OutboxState.REFUSED,
    OutboxState.DEFERRED,
    OutboxState.UNKNOWN,
)
"""An agent may decide to send the mail again."""


def outbox_word(state: OutboxState) -> str:
    """Return where an outgoing mail is, in words."""
    return {
        OutboxState.QUEUED: _("waits to leave"),
        OutboxState.HELD: _("held back, waits for your decision"),
        OutboxState.SENDING: _("is leaving"),
        OutboxState.SENT: _("sent"),
        OutboxState.PARTIAL: _("sent, but not to everyone"),
        OutboxState.DEFERRED: _("not yet taken, tried again later"),
        OutboxState.REFUSED: _("refused by the server"),
        OutboxState.UNKNOWN: _("unknown whether it left"),
        OutboxState.CANCELLED: _("taken back"),
    }[state]


class OutboxKind(StrEnum):
    """What an outgoing mail is to its ticket; bulk mail leaves slowly."""

    REPLY = "reply"
    FORWARD = "forward"
    NEW = "new"
    BULK = "bulk"


class Health(StrEnum):
    """How the connection to the mailbox is."""

    STARTING = "starting"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGN_IN = "sign-in"
    ELSEWHERE = "elsewhere"
    PAUSED = "paused"
    STOPPED = "stopped"


class Stage(StrEnum):
    """What the reading of a folder is busy with: a first sync goes through three depths."""

    HEADERS = "headers"
    TEXTS = "texts"
    WHOLE = "whole"
    NEW = "new"
