"""A reply as bytes: the headers that keep a thread together, flowing text, attachments."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from agent_console.desk.mail import Outgoing, OutgoingAttachment
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.mail.flowed import flowed
from agent_console.mail.folding import (
    encoded_addresses,
    encoded_text,
    id_list,
    new_part,
    parameter,
)
from agent_console.mail.outbound import is_wire_id, one_line, wire_address

_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,60}")


def compose(outgoing: Outgoing) -> bytes:
    """Return the mail as it is sent, kept and sent again: CRLF line ends, no Bcc, no host names.

    All bytes are ASCII, unless a local part is not (that mail needs SMTPUTF8). The same value gives
    the same bytes. Raises ConsoleError when there is no recipient, or an address or the Message-ID
    cannot be used; ids of others that cannot be written are left out.
    """
    if not is_wire_id(outgoing.message_id):
        raise ConsoleError(
            _("Reply"),
            _("the mail has no usable Message-ID"),
            _("Write the reply again; report this if it happens twice."),
        )
    envelope_recipients(outgoing)
    mail = new_part()
    for name, value in _headers(outgoing):
        mail[name] = value
    if outgoing.attachments:
        _fill_mixed(mail, outgoing)
    else:
        _fill_text(mail, outgoing.text)
    return mail.as_bytes()


def envelope_recipients(outgoing: Outgoing) -> tuple[str, ...]:
    """Return whom the mail goes to, To before Cc, each address once, in the form servers take.

    Raises ConsoleError when nobody is left or an address cannot be used.
    """
    found: dict[str, str] = {}
    for address in (*outgoing.to, *outgoing.cc):
        wire = wire_address(address.email)
        found.setdefault(wire.lower(), wire)
    if not found:
        raise ConsoleError(
            _("Reply"), _("the mail has no recipient"), _("Write an address into the To field.")
        )
    return tuple(found.values())


def _headers(outgoing: Outgoing) -> Iterable[tuple[str, str]]:
    yield "From", encoded_addresses([outgoing.sender])
    if outgoing.to:
        yield "To", encoded_addresses(outgoing.to)
    if outgoing.cc:
        yield "Cc", encoded_addresses(outgoing.cc)
    yield "Subject", encoded_text(outgoing.subject, header="Subject")
    yield "Date", _date(outgoing.date)
    yield "Message-ID", id_list([outgoing.message_id])
    if is_wire_id(outgoing.in_reply_to):
        yield "In-Reply-To", id_list([outgoing.in_reply_to])
    if references := [value for value in outgoing.references if is_wire_id(value)]:
        yield "References", id_list(references)
    if outgoing.automatic:
        yield "Auto-Submitted", "auto-replied" if outgoing.in_reply_to else "auto-generated"
        yield "X-Auto-Response-Suppress", "All"
    yield "MIME-Version", "1.0"


def _date(when: datetime) -> str:
    if when.tzinfo is None:
        raise ValueError("the date of a mail needs a time zone")
    return format_datetime(when.astimezone(UTC))


def _fill_mixed(mail: EmailMessage, outgoing: Outgoing) -> None:
    # "=_" occurs neither in quoted-printable nor in base64: no line of a part looks like this.
    boundary = "=_" + hashlib.sha256(outgoing.message_id.encode()).hexdigest()[:32]
    mail["Content-Type"] = "multipart/mixed" + parameter("boundary", boundary)
    text = new_part()
    _fill_text(text, outgoing.text)
    mail.set_payload([text, *(_attachment(item) for item in outgoing.attachments)])


def _fill_text(part: EmailMessage, text: str) -> None:
    data = flowed(text).encode("utf-8")
    quoted = binascii.b2a_qp(data, istext=True).decode("ascii")
    coded = _base64(data)
    body, name = (quoted, "quoted-printable") if len(quoted) <= len(coded) else (coded, "base64")
    part["Content-Type"] = "text/plain" + parameter("charset", "utf-8") + "; format=flowed"
    part["Content-Transfer-Encoding"] = name
    part.set_payload(body)


def _attachment(item: OutgoingAttachment) -> EmailMessage:
    """Write one file; a mail attached to a mail goes as a plain file (RFC 2046 §5.2.1)."""
    part = new_part()
    kind = item.content_type.lower()
    if not _TYPE.fullmatch(kind) or kind.startswith(("message/", "multipart/")):
        kind = "application/octet-stream"
    name = one_line(item.filename.replace("\\", "/").rpartition("/")[2]) or _("attachment")
    part["Content-Type"] = kind
    part["Content-Disposition"] = "attachment" + parameter("filename", name)
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(_base64(item.content))
    return part


def _base64(data: bytes) -> str:
    return base64.encodebytes(data).decode("ascii").replace("\n", "\r\n")
