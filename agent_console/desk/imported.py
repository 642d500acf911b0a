"""What other help desks and mailboxes hold, in the one form from which it is brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.desk.customer_rows import RawRow
from agent_console.desk.mail import Address
from agent_console.desk.states import TicketState


class Way(StrEnum):
    """Where a message of a ticket went: to us, to the customer, or nowhere."""

    IN = "in"
    OUT = "out"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ImportedMessage:
    """One message of a ticket as another desk kept it.

    ``id`` is its number there, ``message_id`` that of the mail it was, without brackets, "" for
    none. ``automatic``: a machine of that desk wrote it. ``files`` are the names of what was
    attached and is not in the export.
    """

    id: str
    way: Way
    at: datetime
    author: Address
    text: str
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    message_id: str = ""
    automatic: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedTicket:
    """One ticket as another desk kept it; ``where`` is where in the export it stands.

    ``number`` is how people called it there. ``state`` is OPEN, CLOSED, SNOOZED (``until``) or
    SPAM; ``messages`` are in the order of time.
    """

    id: str
    number: str
    where: str
    subject: str
    customer: Address
    state: TicketState
    messages: tuple[ImportedMessage, ...]
    closed_at: datetime | None = None
    until: datetime | None = None
    owner: str = ""
    tags: tuple[str, ...] = ()

    @property
    def newest(self) -> datetime:
        """When its newest message was written."""
        return max(message.at for message in self.messages)


@dataclass(frozen=True, slots=True)
class ImportedCustomer:
    """One customer, as a row of a list of customers."""

    row: RawRow


@dataclass(frozen=True, slots=True)
class ImportedAnswer:
    """One canned answer: plain text with the placeholders of the other desk."""

    id: str
    where: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class LooseMail:
    """One mail of a mailbox, as it is; ``marks`` are its flags, keywords and ``folder:NAME``.

    ``kept_at`` is when the mailbox had it, as far as that is known.
    """

    where: str
    raw: bytes
    marks: frozenset[str] = frozenset()
    kept_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that cannot be brought in: where it stands, and why, in words."""

    where: str
    reason: str


Item = ImportedTicket | ImportedCustomer | ImportedAnswer | LooseMail | LeftOut
