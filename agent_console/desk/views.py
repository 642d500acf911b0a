"""What the screens and the command line are given to show: plain values, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.desk.insight import MailFact
from agent_console.desk.listing import QueueCounts, QueuePage, QueueRow, SyncStatus
from agent_console.desk.mail import Address, Attachment, Link, TextRange
from agent_console.desk.orders import TicketOrders
from agent_console.desk.states import Health, OutboxKind, OutboxState, QueueView, Stage, Target
from agent_console.desk.ticket import Ticket

__all__ = [
    "HIT_END",
    "HIT_START",
    "EntryKind",
    "FileList",
    "FolderHealth",
    "Health",
    "MailFile",
    "MailboxHealth",
    "MailboxTrouble",
    "OutboxItem",
    "OutboxKind",
    "OutboxState",
    "QueueCounts",
    "QueuePage",
    "QueueRow",
    "QueueView",
    "SavedFile",
    "SearchHit",
    "Stage",
    "SyncStatus",
    "Target",
    "TicketView",
    "TimelineEntry",
]


class EntryKind(StrEnum):
    """What one entry of a ticket's timeline is."""

    MAIL_IN = "mail-in"
    MAIL_OUT = "mail-out"
    AUTOMATIC = "automatic"
    DELIVERY_REPORT = "delivery-report"
    NOTE = "note"
    CONTACT = "contact"
    EVENT = "event"
    OUTBOX = "outbox"


CAME_BACK = "came back"
"""The state of a mail of ours in the timeline that came back from somebody."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened on a ticket, in words.

    ``key`` names the mail (digest), event (id) or outbox item (id). ``text`` and ``ranges`` are the
    readable text and what may be folded; ``notes`` are remarks such as "text was cut". ``signs``
    say in words what speaks against the sender, ``checked`` what the own mail server found;
    ``links`` are in the order of the "[n]" in the text. Bank accounts are masked everywhere.
    ``depth`` is how much of a mail is here: 0 its head, 1 its text, too, 2 the mail. ``told`` are
    the characters of the text that carry a complaint. ``state`` is that of an outbox item; of a
    mail of ours that did not reach everybody, ``CAME_BACK``; of a contact, its direction.
    """

    key: str
    kind: EntryKind
    at: datetime
    who: str
    text: str = ""
    subject: str = ""
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    ranges: tuple[TextRange, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()
    state: str = ""
    signs: tuple[str, ...] = ()
    facts: tuple[MailFact, ...] = ()
    checked: str = ""
    depth: int = 2
    told: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Contacts:
    """How many mails a customer has written this month, and in how many tickets."""

    mails: int = 0
    tickets: int = 0


NO_CONTACTS = Contacts()
NO_ORDERS = TicketOrders()


@dataclass(frozen=True, slots=True)
class IssueHint:
    """The known issue that a ticket is on (``joined``), or that it looks like."""

    name: str
    title: str
    tickets: int
    joined: bool


@dataclass(frozen=True, slots=True)
class TicketView:
    """A whole ticket as a person sees it; entries are oldest first.

    ``routing`` are those of the ``reasons`` that say who can take what is not for us; ``partial``
    says that warnings and facts of older mails are still missing. ``back_at`` is when the writer of
    the newest automatic answer is back, where it says so and that lies ahead.
    """

    ticket: Ticket
    row: QueueRow
    entries: tuple[TimelineEntry, ...]
    reasons: tuple[str, ...] = ()
    draft: str = ""
    note_draft: str = ""
    earlier_refs: tuple[str, ...] = ()
    hint_ref: str = ""
    merged_refs: tuple[str, ...] = ()
    linked_refs: tuple[str, ...] = ()
    partial: bool = False
    routing: tuple[str, ...] = ()
    back_at: datetime | None = None
    contacts: Contacts = NO_CONTACTS
    issue: IssueHint | None = None
    orders: TicketOrders = NO_ORDERS


HIT_START, HIT_END = "\x02", "\x03"
"""Around a word that was found, in ``SearchHit.snippet``; never part of a stored text."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One ticket that a search found, with the piece of text that matched."""

    row: QueueRow
    snippet: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One mail that leaves or has left; bytes and Message-ID are fixed when it is queued.

    Of ``recipients``, ``pending`` are those that no server has taken or refused for good,
    ``refused`` those refused for good and ``bounced`` those from whom the mail came back, each with
    the reason.
    """

    id: int
    ticket: str
    message_id: str
    subject: str
    sender: str
    recipients: tuple[str, ...]
    state: OutboxState
    queued_at: datetime
    not_before: datetime
    attempts: int = 0
    next_try: datetime | None = None
    detail: str = ""
    sent_copy: bool = False
    kind: OutboxKind = OutboxKind.REPLY
    pending: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    bounced: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FolderHealth:
    """One folder: mails on the server and in the store when it was last read to its end.

    Of ``partial`` mails only the beginning is kept. ``synced_at`` None: never read to its end.
    """

    mailbox: str
    name: str
    on_server: int
    stored: int
    partial: int = 0
    synced_at: datetime | None = None

    @property
    def behind(self) -> int:
        """How many mails the server had that are not here."""
        return max(0, self.on_server - self.stored)


@dataclass(frozen=True, slots=True)
class MailboxTrouble:
    """What keeps a mailbox from being read, since ``since``; tried again at ``until``."""

    mailbox: str
    health: Health
    message: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefusedFolder:
    """A folder of the settings that could not be read; ``message`` are the server's words."""

    mailbox: str
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class MailboxHealth:
    """How completely the mailboxes are here, at the moment ``at``.

    ``mails`` are stored in all; of ``heads`` only the header block is here yet, of ``texts`` the
    text besides, of all others the whole mail. ``unreadable`` could not be read. ``twice`` counts
    mails on the servers that are the same as another one there, and are one mail here.
    """

    at: datetime
    folders: tuple[FolderHealth, ...]
    troubles: tuple[MailboxTrouble, ...] = ()
    mails: int = 0
    heads: int = 0
    texts: int = 0
    unreadable: int = 0
    twice: int = 0
    refused: tuple[RefusedFolder, ...] = ()

    @property
    def lag_seconds(self) -> int | None:
        """The seconds since every folder was read to its end; None when one never was."""
        moments = [folder.synced_at for folder in self.folders]
        known = [moment for moment in moments if moment is not None]
        if not known or len(known) < len(moments):
            return None
        return max(0, int((self.at - min(known)).total_seconds()))


@dataclass(frozen=True, slots=True)
class MailFile:
    """One file of a ticket's mails; ``number`` counts them from 1 through the whole ticket.

    ``mail`` is the key of its mail, ``mail_number`` its place in the ticket from 1, the oldest.
    ``here`` says that its bytes are in the store; otherwise saving it fetches them.
    """

    number: int
    mail: str
    mail_number: int
    who: str
    at: datetime
    attachment: Attachment
    here: bool


@dataclass(frozen=True, slots=True)
class FileList:
    """The files of a ticket; ``doubt`` says in words why some may be missing, "" when none are."""

    files: tuple[MailFile, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file that was written to disk."""

    name: str
    path: str
    size: int
