"""One mail as plain values: what the reader made of the received bytes, and what goes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class MailKind(StrEnum):
    """Who wrote: a person, a machine, or the mail system about a mail of ours (RFC 3464).

    Spam is what agents said comes from this sender; no rule finds it.
    """

    HUMAN = "human"
    AUTOMATIC = "automatic"
    DELIVERY_REPORT = "delivery-report"
    SPAM = "spam"


class Direction(StrEnum):
    """Whether a mail came to the mailbox or left it."""

    IN = "in"
    OUT = "out"


class FoldKind(StrEnum):
    """What a range of a mail's text is; everything but the body is shown folded."""

    BODY = "body"
    QUOTE = "quote"
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Address:
    """A name and an e-mail address: the local part as written, the domain in lower case."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached part; ``index`` counts from 0 and finds its bytes in the source again."""

    index: int
    filename: str
    content_type: str
    size: int
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class TextRange:
    """Lines ``start`` to ``end`` (exclusive, from 0) of a mail's text, and what they are."""

    kind: FoldKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an HTML mail: the words shown and the place it really leads to."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a bounce or delay notice says (RFC 3464): about which mail, for whom, how bad.

    ``action`` is failed, delayed, delivered, relayed or expanded; ``status`` is the enhanced code
    such as ``5.1.1``, empty when the report gives none.
    """

    action: str
    status: str = ""
    recipient: str = ""
    original_message_id: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """One read message.

    Ids are without angle brackets. ``headers`` holds every header as (lower-case name, decoded
    one-line value) in order. ``digest`` is the SHA-256 of the raw bytes, in hex. ``notes`` are
    remarks for the agent ("text was cut"); ``unreadable`` is the reason when the bytes could not be
    read at all, and then only the fields that are known are filled.
    """

    digest: str
    size: int
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    sender: Address | None = None
    sender_ambiguous: bool = False
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    return_path: str | None = None
    date: datetime | None = None
    text: str = ""
    ranges: tuple[TextRange, ...] = ()
    from_html: bool = False
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = ""
    report: DeliveryReport | None = None
    language: str = ""
    notes: tuple[str, ...] = ()
    unreadable: str = ""

    def header(self, name: str) -> str | None:
        """Return the first header called ``name`` (any case), or None."""
        wanted = name.lower()
        for key, value in self.headers:
            if key == wanted:
                return value
        return None

    def header_values(self, name: str) -> tuple[str, ...]:
        """Return every header called ``name``, in order."""
        wanted = name.lower()
        return tuple([value for key, value in self.headers if key == wanted])


@dataclass(frozen=True, slots=True)
class OutgoingAttachment:
    """A file that goes out with a mail."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail that is about to be written as bytes.

    ``message_id``, ``in_reply_to`` and ``references`` are without angle brackets; the ticket's
    token is the first of ``references``. ``bcc`` get the mail without standing in it. With ``html``
    the text goes as simple HTML besides. ``automatic`` marks machine mail (RFC 3834).
    """

    message_id: str
    date: datetime
    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    cc: tuple[Address, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[OutgoingAttachment, ...] = field(default=())
    automatic: bool = False
    bcc: tuple[Address, ...] = ()
    html: bool = False
