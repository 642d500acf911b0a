"""Tickets and their mails, as stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent_console.desk.labels import Asks
from agent_console.desk.mail import Address, Attachment, Direction, Link, MailKind, TextRange
from agent_console.desk.mentions import from_column
from agent_console.desk.threads import JoinReason, ThreadDecision, ThreadNote
from agent_console.desk.ticket import Ticket, TicketMail, TicketState
from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.store import codec
from agent_console.store.driver import driver, named
from agent_console.store.filed import read_stories
from agent_console.store.packing import unpack
from agent_console.store.times import from_text, maybe_from_text, to_text

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

_SOME = 50
_FIND = """
SELECT ref FROM ticket WHERE ref >= ? AND ref < ?
UNION SELECT root FROM kin WHERE kin.ref >= ? AND kin.ref < ? AND kin.ref <> root
ORDER BY 1 LIMIT ?
"""
_TICKET = """
SELECT ref, subject, customer_email, customer_name, kind, opened_at, state, owner, waiting_since,
    last_customer_at, first_answered_at, last_answered_at, closed_at, wake_at, last_at, reopened,
    bounced, mails_in, mails_out, notes, contacts, handed_on, ignores_thanks, labels, type, level,
    complaint, frustration, steps, tags, asked, channel, waits_on
FROM ticket WHERE ref = ?
"""
_LINKS = "SELECT earlier_ref, hint_ref FROM ticket WHERE ref = ?"
_MAILS = """
SELECT mail.*, source.depth FROM mail JOIN source ON source.id = mail.id
WHERE {condition} ORDER BY mail.received, mail.id
"""
_FILES = """
SELECT attachment.* FROM attachment JOIN mail ON mail.id = attachment.mail_id
WHERE {condition} ORDER BY mail_id, number
"""
_COPIES = """
SELECT duplicate.mail_id, count(*) FROM duplicate JOIN mail ON mail.id = duplicate.mail_id
WHERE {condition} GROUP BY duplicate.mail_id
"""
# The customer's newest, else the newest of all.
_PARENT = """
SELECT key FROM mail WHERE ticket = ?
ORDER BY direction = 'in' AND kind = 'human' DESC, received DESC, id DESC LIMIT 1
"""
_RAW = """
SELECT source.raw FROM source JOIN mail ON mail.id = source.id WHERE source.digest = ?
"""
_NEWEST = """
SELECT max(received) FROM mail WHERE ticket = ?
AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message_id = mail.message_id)
"""


@dataclass(frozen=True, slots=True)
class StoredMail:
    """All that is shown of one mail; ``key`` names it and finds its source again.

    ``copies`` is how often the same mail was delivered again (to an alias, or moved).
    ``joined`` tells why it belongs to its ticket (``explain`` says it in words), ``hint_ref`` names
    a ticket that it mentions without a right to join it. At ``depth`` 0 only its head is here, at 1
    its text, too, at 2 the mail. ``channel`` and ``writer`` are those of a mail that a site wrote
    for a customer.
    """

    key: str
    ticket: str
    message_id: str
    direction: Direction
    kind: MailKind
    received: datetime
    kind_reason: str = ""
    hard_bounce: bool = False
    date: datetime | None = None
    sender: Address | None = None
    sender_ambiguous: bool = False
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    text: str = ""
    ranges: tuple[TextRange, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    unreadable: str = ""
    language: str = ""
    from_html: bool = False
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    copies: int = 0
    joined: ThreadDecision | None = None
    hint_ref: str = ""
    depth: int = 2
    channel: str = ""
    writer: Address | None = None


@dataclass(frozen=True, slots=True)
class TicketLinks:
    """Other tickets that this one points to: the one it continues, the one it only mentions."""

    earlier_ref: str = ""
    hint_ref: str = ""


def load(session: Session, ref: str) -> Ticket:
    """Return the ticket called ``ref``; raises NotFoundError when there is none."""
    row = _found(session, _TICKET, ref)
    return Ticket(
        ref=row[0],
        subject=row[1],
        customer=Address(row[2], row[3]),
        kind=MailKind(row[4]),
        opened_at=from_text(row[5]),
        state=TicketState(row[6]),
        owner=row[7],
        waiting_since=maybe_from_text(row[8]),
        last_customer_at=maybe_from_text(row[9]),
        first_answered_at=maybe_from_text(row[10]),
        last_answered_at=maybe_from_text(row[11]),
        closed_at=maybe_from_text(row[12]),
        wake_at=maybe_from_text(row[13]),
        last_at=maybe_from_text(row[14]),
        reopened=row[15],
        bounced=bool(row[16]),
        mails_in=row[17],
        mails_out=row[18],
        notes=row[19],
        contacts=row[20],
        handed_on=row[21],
        ignores_thanks=bool(row[22]),
        labels=codec.labels_from_json(row[23]),
        asks=Asks(row[24], row[25], bool(row[26]), row[27]),
        steps=row[28],
        tags=tuple(row[29].split(",")) if row[29] else (),
        asked=from_column(row[30]),
        channel=row[31],
        waits_on=row[32],
    )


def links(session: Session, ref: str) -> TicketLinks:
    """Return the tickets that ``ref`` points to; raises NotFoundError when there is none."""
    return TicketLinks(*_found(session, _LINKS, ref))


def _found(session: Session, question: str, ref: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = driver(session).execute(question, (ref,)).fetchone()
    if row is None:
        raise NotFoundError(_("Ticket"), _("there is no ticket #{ref}").format(ref=ref))
    return row


def find(session: Session, prefix: str) -> tuple[str, ...]:
    """Return the refs that begin with ``prefix`` (in canonical form), at most 50, sorted.

    A ticket that was merged counts as the one that it lives on in.
    """
    found = driver(session).execute(_FIND, (prefix, f"{prefix}~", prefix, f"{prefix}~", _SOME))
    return tuple(ref for (ref,) in found)


def mails(session: Session, ref: str) -> tuple[StoredMail, ...]:
    """Return every mail of a ticket, oldest first."""
    return _stored(session, "mail.ticket = ?", ref)


def mails_since(session: Session, ref: str, seen: datetime | None) -> tuple[StoredMail, ...]:
    """Return the mails of a ticket that came after ``seen`` (all of them for None)."""
    if seen is None:
        return mails(session, ref)
    return _stored(session, "mail.ticket = ? AND mail.received > ?", ref, to_text(seen))


def mail(session: Session, key: str) -> StoredMail:
    """Return the mail called ``key``; raises NotFoundError when there is none."""
    found = _stored(session, "mail.id = (SELECT id FROM source WHERE digest = ?)", key)
    if not found:
        raise _no_mail()
    return found[0]


def newest_received(session: Session, ref: str) -> datetime | None:
    """Return when the newest mail of a ticket came, by the server's clock.

    Mails that left from here are not counted: their time is that of this machine's clock.
    """
    return maybe_from_text(driver(session).execute(_NEWEST, (ref,)).fetchone()[0])


def parent_mail(session: Session, ref: str) -> str:
    """Return the key of the mail to answer: the customer's newest, else the newest of all.

    Raises NotFoundError when there is no such ticket.
    """
    found = driver(session).execute(_PARENT, (ref,)).fetchone()
    if found is None:
        raise NotFoundError(_("Ticket"), _("there is no ticket #{ref}").format(ref=ref))
    return str(found[0])


def has_mails(session: Session, ref: str) -> bool:
    """Return whether a ticket has mails; one that began with a logged contact may have none."""
    found = driver(session).execute("SELECT EXISTS (SELECT 1 FROM mail WHERE ticket = ?)", (ref,))
    return bool(found.fetchone()[0]) or not exists(session, ref)


def exists(session: Session, ref: str) -> bool:
    """Return whether there is a ticket of this name."""
    found = driver(session).execute("SELECT EXISTS (SELECT 1 FROM ticket WHERE ref = ?)", (ref,))
    return bool(found.fetchone()[0])


def raw_source(session: Session, key: str) -> bytes:
    """Return the bytes of a mail as they came; raises NotFoundError when there is none."""
    found = driver(session).execute(_RAW, (key,)).fetchone()
    if found is None:
        raise _no_mail()
    return unpack(found[0])


def _no_mail() -> NotFoundError:
    return NotFoundError(_("Mail"), _("this mail is not in the store"))


def ticket_mails(
    session: Session, refs: Collection[str], own: Collection[str]
) -> dict[str, list[TicketMail]]:
    """Return what the fold needs of the mails of ``refs``, by ticket, in order of arrival.

    ``own`` are our own addresses in lower case.
    """
    stories = read_stories(driver(session), refs)
    return {ref: story.for_fold(own) for ref, story in stories.items() if story.mails}


def _stored(session: Session, condition: str, *values: str) -> tuple[StoredMail, ...]:
    ask = named(session).execute
    rows = ask(_MAILS.format(condition=condition), values).fetchall()
    files: dict[int, list[Attachment]] = defaultdict(list)
    for part in ask(_FILES.format(condition=condition), values):
        files[part["mail_id"]].append(_attachment(part))
    copies: dict[int, int] = dict(ask(_COPIES.format(condition=condition), values).fetchall())
    return tuple(_mail(row, tuple(files[row["id"]]), copies.get(row["id"], 0)) for row in rows)


def _decision(row: sqlite3.Row) -> ThreadDecision:
    return ThreadDecision(
        ref=row["ticket"],
        reason=JoinReason(row["join_reason"]),
        hint_ref=row["hint_ref"] or None,
        linked_ref=row["linked_ref"] or None,
        notes=tuple(ThreadNote(note) for note in codec.texts_from_json(row["join_notes"])),
    )


def _attachment(row: sqlite3.Row) -> Attachment:
    return Attachment(
        index=row["number"],
        filename=row["filename"],
        content_type=row["content_type"],
        size=row["size"],
        content_id=row["content_id"],
        inline=bool(row["inline"]),
    )


def _writer(row: sqlite3.Row) -> Address | None:
    email, name = row["writer_email"], row["writer_name"]
    return Address(email, name) if email or name else None


def _mail(row: sqlite3.Row, attachments: tuple[Attachment, ...], copies: int) -> StoredMail:
    return StoredMail(
        key=row["key"],
        ticket=row["ticket"],
        message_id=row["message_id"],
        direction=Direction(row["direction"]),
        kind=MailKind(row["kind"]),
        received=from_text(row["received"]),
        kind_reason=row["kind_reason"],
        hard_bounce=bool(row["hard_bounce"]),
        date=maybe_from_text(row["date"]),
        sender=Address(row["sender_email"], row["sender_name"]) if row["sender_email"] else None,
        sender_ambiguous=bool(row["sender_ambiguous"]),
        reply_to=codec.addresses_from_json(row["reply_to"]),
        to=codec.addresses_from_json(row["recipients"]),
        cc=codec.addresses_from_json(row["copies"]),
        subject=row["subject"],
        text=row["text"],
        ranges=codec.ranges_from_json(row["ranges"]),
        links=codec.links_from_json(row["links"]),
        notes=codec.texts_from_json(row["notes"]),
        unreadable=row["unreadable"],
        language=row["language"],
        from_html=bool(row["from_html"]),
        in_reply_to=codec.texts_from_json(row["in_reply_to"]),
        references=codec.texts_from_json(row["refs"]),
        attachments=attachments,
        copies=copies,
        joined=_decision(row),
        hint_ref=row["hint_ref"],
        depth=row["depth"],
        channel=row["channel"],
        writer=_writer(row),
    )
