"""The tables of the store. ``migrations/*.sql`` makes them; a test keeps both alike.

Facts: source, placement, event, outbox, draft, acknowledgement, folder, meta and those of the team.
All else is derived from source, placement and event. Rows never leave this package.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from agent_console.store import topic_tables
from agent_console.store.answered import ANSWERED
from agent_console.store.contacts import CONTACTED
from agent_console.store.customer_tables import (
    CustomerAddressRow,
    CustomerEntryRow,
    CustomerImportedRow,
    CustomerJoinedRow,
    CustomerRow,
)
from agent_console.store.family_tables import KinRow, TicketLinkRow, TicketTagRow
from agent_console.store.found_tables import FoundRow, UnsortedRow
from agent_console.store.greeted import GREETED
from agent_console.store.incidents import JOINED
from agent_console.store.kin import MOVED
from agent_console.store.said import SAID
from agent_console.store.ticket_indexes import ticket_indexes
from agent_console.store.utc_text import UtcText
from agent_console.store.word_tables import MailSpanRow, TermRow, UnlearnedRow

__all__ = [
    "AcknowledgementRow",
    "AttachmentRow",
    "CustomerAddressRow",
    "CustomerEntryRow",
    "CustomerImportedRow",
    "CustomerJoinedRow",
    "CustomerRow",
    "DraftRow",
    "DuplicateRow",
    "EventRow",
    "FolderRow",
    "FoundRow",
    "KinRow",
    "MailRow",
    "MailSpanRow",
    "MessageIdRow",
    "MetaRow",
    "NoteRow",
    "OutboxRow",
    "PlacedRow",
    "PlacementRow",
    "ReturnedRow",
    "SourceRow",
    "TermRow",
    "TicketLinkRow",
    "TicketRow",
    "TicketTagRow",
    "UnlearnedRow",
    "UnsortedRow",
    "topic_tables",
]

_ONE_TREE = {"sqlite_with_rowid": False}
"""The rows stand in the order of their key alone: an insert touches half as many pages."""


class MetaRow(SQLModel, table=True):
    """One fact about the store itself, such as the name of this console."""

    __tablename__ = "meta"
    key: str = Field(primary_key=True)
    value: str


class FolderRow(SQLModel, table=True):
    """How far a folder of the server has been read: all mails from first_uid to last_uid."""

    __tablename__ = "folder"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    role: str = ""
    uidvalidity: int | None = None
    last_uid: int = 0
    first_uid: int = 1
    highestmodseq: int | None = None
    server_count: int = 0
    synced_at: datetime | None = Field(default=None, sa_type=UtcText)


class SourceRow(SQLModel, table=True):
    """The bytes of one mail as they came, zlib-compressed; ``id`` is the order in which they came.

    Of a mail at ``depth`` 0 and 1 they are the header block alone (at 1 the text is in the mail's
    row), at 2 all of it, or its beginning when it is not ``complete``. ``known_event`` is the
    newest event this console knew when the mail came: a rebuild decides with the same knowledge.
    """

    __tablename__ = "source"
    __table_args__ = (Index("source_shallow", "depth", "id", sqlite_where=text("depth < 2")),)
    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    depth: int = 2
    raw: bytes = Field(sa_type=LargeBinary)
    size: int
    complete: bool
    received: datetime = Field(sa_type=UtcText)
    direction: str
    known_event: int = 0


class PlacementRow(SQLModel, table=True):
    """Where a mail lies on the server: the key of a stored copy (RFC 3501 §2.3.1.1)."""

    __tablename__ = "placement"
    __table_args__ = (_ONE_TREE,)
    folder_id: int = Field(foreign_key="folder.id", primary_key=True)
    uidvalidity: int = Field(primary_key=True)
    uid: int = Field(primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    flags: str = ""
    gone: bool = False


class PlacedRow(SQLModel, table=True):
    """How many mails lie in a folder, as it was numbered; kept by triggers of placement."""

    __tablename__ = "placed"
    folder_id: int = Field(foreign_key="folder.id", primary_key=True)
    uidvalidity: int = Field(primary_key=True)
    mails: int


class TicketRow(SQLModel, table=True):
    """The fold of a ticket's mails and events, with what the queue shows and sorts by."""

    __tablename__ = "ticket"
    __table_args__ = ticket_indexes()
    ref: str = Field(primary_key=True)
    subject: str
    customer_email: str = Field(index=True)
    customer_name: str
    kind: str
    state: str
    owner: str
    automatic: bool
    opened_at: datetime = Field(sa_type=UtcText)
    waiting_since: datetime | None = Field(sa_type=UtcText)
    last_customer_at: datetime | None = Field(sa_type=UtcText)
    first_answered_at: datetime | None = Field(sa_type=UtcText)
    last_answered_at: datetime | None = Field(sa_type=UtcText)
    closed_at: datetime | None = Field(sa_type=UtcText)
    wake_at: datetime | None = Field(sa_type=UtcText)
    last_at: datetime | None = Field(sa_type=UtcText)
    reopened: int
    bounced: bool
    mails_in: int
    mails_out: int
    notes: int
    contacts: int
    handed_on: int
    ignores_thanks: bool
    steps: int
    labels: str
    priority: str
    type: str
    level: int
    complaint: bool
    frustration: int
    language: str
    attachments: bool
    target: str | None
    span_from: datetime | None = Field(sa_type=UtcText)
    due_at: datetime | None = Field(sa_type=UtcText)
    sort_group: int
    sort_at: datetime = Field(sa_type=UtcText)
    woken_at: datetime = Field(sa_type=UtcText)
    earlier_ref: str = ""
    hint_ref: str = ""
    customer_sort: str = ""
    tags: str = ""
    asked: str = ""
    channel: str = ""
    waits_on: str = ""


class MailRow(SQLModel, table=True):
    """One mail as read from its source; ``id`` is the source's and the search index's row id.

    ``key``, the digest of the source, names it to the screens, ``identity`` tells it from others,
    ``proven``: an outgoing mail really left (it lies in the sent folder, or left from here),
    ``people`` and ``files``: read by the search index besides subject and text. Lists are JSON.
    """

    __tablename__ = "mail"
    __table_args__ = (
        Index("mail_ticket", "ticket", "received"),
        Index("mail_away", "home", sqlite_where=text("home <> ''")),
    )
    id: int = Field(foreign_key="source.id", primary_key=True)
    key: str
    identity: str = Field(unique=True)
    message_id: str
    in_reply_to: str
    refs: str
    direction: str
    kind: str
    kind_reason: str
    hard_bounce: bool
    received: datetime = Field(sa_type=UtcText)
    date: datetime | None = Field(sa_type=UtcText)
    sender_email: str = Field(index=True)
    sender_name: str
    sender_ambiguous: bool
    reply_to: str
    recipients: str
    copies: str
    subject: str
    text: str
    ranges: str
    links: str
    notes: str
    unreadable: str
    language: str
    from_html: bool
    thanks: bool
    proven: bool
    join_reason: str
    join_notes: str
    hint_ref: str
    linked_ref: str
    ticket: str = Field(
        sa_column_args=(ForeignKey("ticket.ref", deferrable=True, initially="DEFERRED"),)
    )
    people: str
    files: str
    home: str = ""
    channel: str = ""
    writer_email: str = ""
    writer_name: str = ""
    score: str = ""


class DuplicateRow(SQLModel, table=True):
    """A source that is the same mail as an earlier one, delivered once more."""

    __tablename__ = "duplicate"
    source_id: int = Field(foreign_key="source.id", primary_key=True)
    mail_id: int = Field(foreign_key="mail.id", index=True)


class MessageIdRow(SQLModel, table=True):
    """Every Message-ID that a mail has (``own``) or refers to, also of mails not here (yet)."""

    __tablename__ = "message_id"
    __table_args__ = (_ONE_TREE,)
    id: str = Field(primary_key=True)
    mail_id: int = Field(foreign_key="mail.id", primary_key=True, index=True)
    own: bool


class ReturnedRow(SQLModel, table=True):
    """A delivery report that says that a mail of ours came back: which one, from whom and why.

    ``mail_id`` is the report, ``message_id`` that of our mail as the report names it, or "".
    """

    __tablename__ = "returned"
    mail_id: int = Field(foreign_key="mail.id", primary_key=True)
    message_id: str
    address: str = Field(index=True)
    reason: str


class AttachmentRow(SQLModel, table=True):
    """An attached part; its bytes stay in the source."""

    __tablename__ = "attachment"
    __table_args__ = (_ONE_TREE,)
    mail_id: int = Field(foreign_key="mail.id", primary_key=True)
    number: int = Field(primary_key=True)
    filename: str
    content_type: str
    size: int
    content_id: str
    inline: bool


class EventRow(SQLModel, table=True):
    """One recorded fact; ``seq`` is the order in which this console learnt of it."""

    __tablename__ = "event"
    __table_args__ = (
        Index("event_said", "seq", sqlite_where=text(SAID)),
        Index("event_moved", "seq", sqlite_where=text(MOVED)),
        Index("event_greeted", "ticket", sqlite_where=text(GREETED)),
        Index("event_contacted", "ticket", sqlite_where=text(CONTACTED)),
        Index("event_joined", "ticket", sqlite_where=text(JOINED)),
        Index("event_answered", "at", sqlite_where=text(ANSWERED)),
        {"sqlite_autoincrement": True},
    )
    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    ticket: str = Field(index=True)
    at: datetime = Field(sa_type=UtcText)
    json_text: str


class NoteRow(SQLModel, table=True):
    """A note that was not taken back, as the search reads it; ``id`` is its event's place."""

    __tablename__ = "note"
    id: int = Field(foreign_key="event.seq", primary_key=True)
    ticket: str = Field(index=True)
    at: datetime = Field(sa_type=UtcText)
    agent: str
    text: str


class OutboxRow(SQLModel, table=True):
    """One mail that leaves: bytes, envelope and Message-ID are fixed when it is queued.

    ``trying`` are the recipients it was handed over for last, while the outcome is open; ``look``
    asks for a look at the mailbox. Once it has left (``left_at``: a server took it first), the
    ticket comes back at ``follow_up``, and ``acts`` are recorded.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_state", "state", "not_before"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    ticket: str = Field(index=True)
    message_id: str = Field(unique=True)
    raw: bytes = Field(sa_type=LargeBinary)
    subject: str
    sender: str
    recipients: str
    agent: str
    text: str
    state: str
    queued_at: datetime = Field(sa_type=UtcText)
    not_before: datetime = Field(sa_type=UtcText)
    attempts: int = 0
    next_try: datetime | None = Field(default=None, sa_type=UtcText)
    detail: str = ""
    seen: datetime | None = Field(default=None, sa_type=UtcText)
    sent_copy: bool = False
    kind: str = "reply"
    pending: str = "[]"
    refused: str = "{}"
    known: str = "{}"
    regardless: bool = False
    receipt: bool = False
    trying: str = "[]"
    left_at: datetime | None = Field(default=None, sa_type=UtcText)
    look: bool = False
    follow_up: datetime | None = Field(default=None, sa_type=UtcText)
    acts: str = ""


class AcknowledgementRow(SQLModel, table=True):
    """What was decided on acknowledging a ticket automatically, and why."""

    __tablename__ = "acknowledgement"
    __table_args__ = (_ONE_TREE,)
    ticket: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcText)
    sent: bool
    reason: str


class DraftRow(SQLModel, table=True):
    """What an agent has begun to write on a ticket: a reply, another mail or a note.

    ``revision`` is another one at each save, and never comes again. ``head`` are recipients,
    subject and attachments as JSON, empty for a note.
    """

    __tablename__ = "draft"
    __table_args__ = ({"sqlite_autoincrement": True},)
    revision: int | None = Field(default=None, primary_key=True)
    ticket: str = Field(index=True)
    kind: str
    text: str
    head: str = ""
    updated: datetime = Field(sa_type=UtcText)
