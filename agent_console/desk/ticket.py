"""One matter with a customer, as it stands: made by :mod:`agent_console.desk.course`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.labels import NO_LABELS, NOTHING_ASKED, Asks, Labels
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.mentions import Question
from agent_console.desk.states import TicketState

APOLOGISED, ALL_STEPS = 4, 5

__all__ = ["ALL_STEPS", "APOLOGISED", "Step", "Ticket", "TicketMail", "TicketState"]


EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Talk:
    """What tells a part of a logged contact from a mail; ``event`` is the id of what tells of it.

    ``opens``: the ticket began with it. Of the parts of one contact a single one ``counts``; who
    was not ``reached`` is not answered.
    """

    event: str
    opens: bool = False
    counts: bool = True
    reached: bool = True


@dataclass(frozen=True, slots=True)
class TicketMail:
    """What the fold needs to know of one mail; ``received`` is the server's INTERNALDATE.

    ``recipients`` are those of a mail of ours, without ourselves. ``thanks``: it only thanks.
    ``home`` is the ticket that it was on before that was merged; "": the one that is folded. A
    contact that was logged stands among the mails with its ``talk``. ``reading`` is what it says as
    an answer to a survey: with ``scored`` it does nothing else, with ``bad`` its score is bad.
    """

    key: str
    message_id: str
    received: datetime
    direction: Direction
    kind: MailKind
    sender: Address | None
    recipients: tuple[Address, ...] = ()
    subject: str = ""
    hard_bounce: bool = False
    thanks: bool = False
    home: str = ""
    channel: str = EMAIL
    talk: Talk | None = None
    reading: str = ""
    scored: bool = False
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """One matter, as it stands.

    ``waiting_since`` is the arrival of the first customer mail that nobody has answered;
    ``first_answered_at`` the first human answer ever; ``wake_at`` when a snooze ends.
    ``kind`` is the kind of the mail that opened it, ``contacts`` how often the customer wrote,
    ``handed_on`` how often one agent gave it to another. ``labels`` is what agents said it is;
    ``asks`` is what it asks for by rules and labels, which the fold does not know.
    ``ignores_thanks`` says that a mail that only thanks leaves it closed. ``steps`` counts the
    steps of the answer to a complaint that are done: 0, 4 once apologised, 5 once made sure.
    ``asked`` are the questions of notes to colleagues who have not answered yet. ``channel`` is the
    way on which it came, ``waits_on`` the one on which the customer waits for an answer.
    """

    ref: str
    subject: str
    customer: Address
    kind: MailKind
    opened_at: datetime
    state: TicketState = TicketState.NEW
    owner: str = ""
    waiting_since: datetime | None = None
    last_customer_at: datetime | None = None
    first_answered_at: datetime | None = None
    last_answered_at: datetime | None = None
    closed_at: datetime | None = None
    wake_at: datetime | None = None
    last_at: datetime | None = None
    reopened: int = 0
    bounced: bool = False
    mails_in: int = 0
    mails_out: int = 0
    notes: int = 0
    contacts: int = 0
    handed_on: int = 0
    ignores_thanks: bool = False
    steps: int = 0
    tags: tuple[str, ...] = ()
    labels: Labels = NO_LABELS
    asks: Asks = NOTHING_ASKED
    asked: tuple[Question, ...] = ()
    channel: str = EMAIL
    waits_on: str = ""

    @property
    def is_spam(self) -> bool:
        """Whether an agent said so: of it, or of its sender while nobody has worked on it."""
        if self.labels.spam is not None:
            return self.labels.spam
        worked_on = self.last_customer_at or self.first_answered_at or self.owner
        return self.kind is MailKind.SPAM and not worked_on

    def state_at(self, now: datetime) -> TicketState:
        """Return the state at ``now``: a snooze that has ended leaves an open ticket."""
        if self.state is TicketState.SNOOZED and self.wake_at and self.wake_at <= now:
            return TicketState.OPEN
        return self.state


@dataclass(frozen=True, slots=True)
class Step:
    """A ticket as it stood from ``at`` on."""

    at: datetime
    ticket: Ticket
