"""Messages of other desks written as mails, so that the mailbox keeps them like all others.

Message-IDs are those of the mails that the messages were; what was none gets one that follows from
the export alone, so the same export makes the same mails again. References name the first message
of the ticket in front: after it the ticket is called, on every console alike. Whoever wrote a
message, the customer is one of sender and recipients: that holds the mails together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from mimetypes import guess_type
from pathlib import Path

from agent_console.config import MailboxConfig
from agent_console.desk.import_texts import Desk
from agent_console.desk.imported import ImportedMessage, ImportedTicket, Way
from agent_console.desk.mail import Address, Outgoing, OutgoingAttachment
from agent_console.i18n import _
from agent_console.mail.compose import compose
from agent_console.mail.folding import encoded_addresses

_DOMAIN = "import.agent-console.invalid"
_NOBODY = "imported.invalid"
_HEADER = "X-Agent-Console-Import"
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9-]+")
MAX_TEXT = 2 * 1024 * 1024
MAX_FILES = 25 * 1024 * 1024
"""Bytes of all files of one message."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to be put into a folder: that of what came, or of what went."""

    message_id: str
    raw: bytes
    outgoing: bool
    at: datetime


class LetterWriter:
    """Writes the messages of one desk's tickets as mails of a mailbox, ``box``.

    ``files`` is a folder with what was attached: below it one folder for each message, called by
    its number.
    """

    def __init__(
        self, desk: Desk, box: MailboxConfig, own: frozenset[str], files: Path | None = None
    ) -> None:
        self._files = files
        self._desk = desk
        self.box = box
        self._own = own

    def ids(self, ticket: ImportedTicket) -> tuple[str, ...]:
        """Return the Message-IDs of a ticket's messages that are mails, in order."""
        found: dict[str, None] = {}
        for message in _mails(ticket):
            name = message.message_id
            if not name or name in found:
                name = self._made_id(ticket, message)
            found[name] = None
        return tuple(found)

    def letters(self, ticket: ImportedTicket) -> Iterator[Letter]:
        """Yield the mails of a ticket in order."""
        ids = self.ids(ticket)
        customer = self._customer(ticket)
        for number, message in enumerate(_mails(ticket)):
            before = ids[number - 1] if number else ""
            out = message.way is Way.OUT
            attached = attached_to(message, self._files)
            outgoing = Outgoing(
                message_id=ids[number],
                date=message.at,
                sender=self._sender(message, customer),
                to=self._to(message, customer),
                cc=self._cc(message, customer),
                subject=_subject(ticket, self._desk, number),
                text=_text(message, {one.filename for one in attached}),
                attachments=attached,
                in_reply_to=before,
                references=tuple(dict.fromkeys((ids[0], before))) if before else (),
                automatic=message.automatic and out,
            )
            told = f"{_HEADER}: {self._desk}/{_plain(ticket.id)}/{_plain(message.id)}\r\n"
            if message.way is Way.NOTE:
                told += f"Reply-To: {encoded_addresses([customer])}\r\n"
            yield Letter(ids[number], told.encode("utf-8") + compose(outgoing), out, message.at)

    def _made_id(self, ticket: ImportedTicket, message: ImportedMessage) -> str:
        told = "\0".join((self._desk, ticket.id, message.id, message.at.isoformat()))
        digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]
        return f"{self._desk}.{_plain(ticket.id)}.{_plain(message.id)}.{digest}@{_DOMAIN}"

    def _customer(self, ticket: ImportedTicket) -> Address:
        """Return the customer; one without an address gets one that reaches nobody."""
        if ticket.customer.email:
            return ticket.customer
        made = f"{self._desk}-{_plain(ticket.id)}@{_NOBODY}"
        return Address(made, ticket.customer.name)

    def _sender(self, message: ImportedMessage, customer: Address) -> Address:
        if message.way is Way.IN:
            own = message.author.email.lower() in self._own
            return message.author if message.author.email and not own else customer
        if message.author.email.lower() in self._own:
            return message.author
        return Address(self.box.address, message.author.name or self.box.name)

    def _to(self, message: ImportedMessage, customer: Address) -> tuple[Address, ...]:
        if message.way is not Way.OUT:
            return (Address(self.box.address, self.box.name),)
        return message.to or (customer,)

    def _cc(self, message: ImportedMessage, customer: Address) -> tuple[Address, ...]:
        if message.way is Way.NOTE:
            return ()
        sender = self._sender(message, customer)
        people = (sender, *self._to(message, customer), *message.cc)
        there = {one.email.lower() for one in people}
        return message.cc if customer.email.lower() in there else (*message.cc, customer)


def _mails(ticket: ImportedTicket) -> list[ImportedMessage]:
    """Return the messages that are no notes; a ticket of notes alone begins with the first.

    That one is written as the forms of a site are: from us to us, for the customer.
    """
    mails = [one for one in ticket.messages if one.way is not Way.NOTE]
    return mails or list(ticket.messages[:1])


def notes_of(ticket: ImportedTicket) -> list[ImportedMessage]:
    """Return the messages that are notes, without one that has to open its ticket."""
    mails = _mails(ticket)
    return [one for one in ticket.messages if one not in mails]


def _subject(ticket: ImportedTicket, desk: Desk, number: int) -> str:
    """Return the subject with the number by which people know the ticket, as that desk wrote it."""
    marks = {Desk.ZAMMAD: "[Ticket#{n}]", Desk.OSTICKET: "[#{n}]", Desk.ZENDESK: "[{n}]"}
    mark = marks.get(desk, "[#{n}]").format(n=ticket.number) if ticket.number else ""
    subject = ticket.subject if mark in ticket.subject else f"{ticket.subject} {mark}"
    return f"Re: {subject}".strip() if number else subject.strip()


def attached_to(message: ImportedMessage, folder: Path | None) -> tuple[OutgoingAttachment, ...]:
    """Return the files that lie in the folder of a message, as far as one mail can hold them."""
    if folder is None or not message.id.isalnum():
        return ()
    found: list[OutgoingAttachment] = []
    room = MAX_FILES
    with suppress(OSError):
        for file in sorted((folder / message.id).iterdir()):
            if file.is_symlink() or not file.is_file() or (size := file.stat().st_size) > room:
                continue
            room -= size
            kind = guess_type(file.name)[0] or "application/octet-stream"
            found.append(OutgoingAttachment(file.name, kind, file.read_bytes()))
    return tuple(found)


def _text(message: ImportedMessage, attached: Collection[str]) -> str:
    text = message.text[:MAX_TEXT]
    if len(message.text) > MAX_TEXT:
        text += "\n\n" + _("(The rest of the text was left out.)")
    missing = [name for name in message.files if name not in attached]
    if not missing:
        return text
    named = _("Attached, and not in the export: {names}").format(names=", ".join(missing))
    return f"{text}\n\n[{named}]"


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("-", text)[:60] or "0"
