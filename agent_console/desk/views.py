"""What the screens and the command line are given to show: plain values, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.desk.insight import MailFact
from agent_console.desk.mail import Address, Attachment, Link, TextRange
from agent_console.desk.ticket import Ticket, TicketState


class QueueView(StrEnum):
    """Which tickets a list shows."""

    OPEN = "open"
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    AUTOMATIC = "automatic"
    ALL = "all"


class Target(StrEnum):
    """Which promise to the customer is running."""

    FIRST_RESPONSE = "first-response"
    NEXT_RESPONSE = "next-response"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue; every field is a stored column, so a page is one indexed read.

    ``due_at`` is when the running answer target ends; None when nothing is running.
    ``span_from`` is when that target's clock started (to tell "soon" from "fine"). ``mails``
    counts each mail once, ``copies`` how often one of them was delivered again.
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


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many tickets each view holds, and how many answers wait in the outbox."""

    open: int = 0
    mine: int = 0
    unclaimed: int = 0
    waiting: int = 0
    snoozed: int = 0
    closed: int = 0
    automatic: int = 0
    all: int = 0
    overdue: int = 0
    outbox: int = 0


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A window of rows from ``offset`` on, of ``total`` in the view."""

    rows: tuple[QueueRow, ...]
    total: int
    offset: int = 0


class EntryKind(StrEnum):
    """What one entry of a ticket's timeline is."""

    MAIL_IN = "mail-in"
    MAIL_OUT = "mail-out"
    AUTOMATIC = "automatic"
    DELIVERY_REPORT = "delivery-report"
    NOTE = "note"
    EVENT = "event"
    OUTBOX = "outbox"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened on a ticket, in words.

    ``key`` names the mail (digest), event (id) or outbox item (id). ``text`` and ``ranges`` are the
    readable text and what may be folded; ``notes`` are remarks such as "text was cut". ``signs``
    say in words what speaks against the sender, ``checked`` what the own mail server found;
    ``links`` are in the order of the "[n]" in the text. Bank accounts are masked everywhere.
    ``depth`` is how much of a mail is here: 0 its head, 1 its text, too, 2 the mail.
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


@dataclass(frozen=True, slots=True)
class TicketView:
    """A whole ticket as a person sees it; entries are oldest first.

    ``partial`` says that warnings and facts of older mails are still missing.
    """

    ticket: Ticket
    row: QueueRow
    entries: tuple[TimelineEntry, ...]
    reasons: tuple[str, ...] = ()
    draft: str = ""
    note_draft: str = ""
    earlier_refs: tuple[str, ...] = ()
    hint_ref: str = ""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One ticket that a search found, with the piece of text that matched."""

    row: QueueRow
    snippet: str
    at: datetime


class OutboxState(StrEnum):
    """Where an outgoing mail is on its way (facts in docs/design.md)."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    PARTIAL = "partial"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One mail that leaves or has left; bytes and Message-ID are fixed when it is queued."""

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
class MailboxHealth:
    """How completely the mailboxes are here, at the moment ``at``.

    ``mails`` are stored in all; of ``heads`` only the header block is here yet, of ``texts`` the
    text besides, of all others the whole mail. ``unreadable`` could not be read.
    """

    at: datetime
    folders: tuple[FolderHealth, ...]
    troubles: tuple[MailboxTrouble, ...] = ()
    mails: int = 0
    heads: int = 0
    texts: int = 0
    unreadable: int = 0

    @property
    def lag_seconds(self) -> int | None:
        """The seconds since every folder was read to its end; None when one never was."""
        moments = [folder.synced_at for folder in self.folders]
        known = [moment for moment in moments if moment is not None]
        if not known or len(known) < len(moments):
            return None
        return max(0, int((self.at - min(known)).total_seconds()))


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
