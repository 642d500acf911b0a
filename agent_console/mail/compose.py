"""A mail that leaves, as bytes: headers, text, the same text as HTML, and what is attached."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
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
from agent_console.mail.html_out import html_of
from agent_console.mail.outbound import is_wire_id, one_line, wire_address

_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,60}")
_PLAIN_LINES = re.compile(rb"(?:[\t\x20-\x7e]{0,998}\r\n)*[\t\x20-\x7e]{0,998}")


def compose(outgoing: Outgoing) -> bytes:
    """Return the mail as it is sent, kept and sent again: CRLF line ends, no Bcc, no host names.

    All bytes are ASCII, in lines of at most 998 characters, so that every server passes them on as
    they are; only a local part outside ASCII is not (that mail needs SMTPUTF8). The same value
    gives the same bytes. Raises ConsoleError when there is no recipient, or an address or the
    Message-ID cannot be used; ids of others that cannot be written are left out.
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
        body = new_part()
        _fill_body(body, outgoing)
        files = [_attachment(item) for item in outgoing.attachments]
        _fill_multipart(mail, "mixed", [body, *files], outgoing.message_id)
    else:
        _fill_body(mail, outgoing)
    return mail.as_bytes()


def envelope_recipients(outgoing: Outgoing) -> tuple[str, ...]:
    """Return whom the mail goes to: To, Cc, Bcc, each address once, in the form servers take.

    Raises ConsoleError when nobody is left or an address cannot be used.
    """
    found: dict[str, str] = {}
    for address in (*outgoing.to, *outgoing.cc, *outgoing.bcc):
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
        yield "X-Loop", wire_address(outgoing.sender.email)
    yield "MIME-Version", "1.0"


def _date(when: datetime) -> str:
    if when.tzinfo is None:
        raise ValueError("the date of a mail needs a time zone")
    return format_datetime(when.astimezone(UTC))


def _fill_body(part: EmailMessage, outgoing: Outgoing) -> None:
    if not outgoing.html:
        _fill_text(part, "plain", flowed(outgoing.text), "; format=flowed")
        return
    plain, rich = new_part(), new_part()
    _fill_text(plain, "plain", flowed(outgoing.text), "; format=flowed")
    _fill_text(rich, "html", html_of(outgoing.text, named_links=outgoing.automatic))
    _fill_multipart(part, "alternative", [plain, rich], outgoing.message_id)


def _fill_multipart(
    part: EmailMessage, subtype: str, parts: Sequence[EmailMessage], message_id: str
) -> None:
    content = b"".join(one.as_bytes() for one in parts)
    boundary = _boundary(f"{subtype} {message_id}", content)
    part["Content-Type"] = f"multipart/{subtype}" + parameter("boundary", boundary)
    part.set_payload(list(parts))


def _boundary(seed: str, content: bytes) -> str:
    """Return a line that does not occur in ``content``, the same one for the same mail.

    "=_" stands neither in quoted-printable nor in base64, but it may in a mail that is attached.
    """
    while True:
        seed = hashlib.sha256(seed.encode()).hexdigest()
        if (boundary := "=_" + seed[:32]).encode() not in content:
            return boundary


def _fill_text(part: EmailMessage, subtype: str, text: str, more: str = "") -> None:
    """Write text whose lines end in CRLF, in the shorter of the two encodings."""
    data = text.encode("utf-8")
    quoted = binascii.b2a_qp(data, istext=True).decode("ascii")
    coded = _base64(data)
    body, name = (quoted, "quoted-printable") if len(quoted) <= len(coded) else (coded, "base64")
    part["Content-Type"] = f"text/{subtype}" + parameter("charset", "utf-8") + more
    part["Content-Transfer-Encoding"] = name
    part.set_payload(body)


def _attachment(item: OutgoingAttachment) -> EmailMessage:
    """Write one file.

    A mail must not be encoded (RFC 2046 §5.2.1): it goes as message/rfc822 when any server can
    carry it as it is, else as a plain file, which mail programs open by its name.
    """
    part = new_part()
    kind = item.content_type.lower()
    as_it_is = kind == "message/rfc822" and bool(item.content) and _travels(item.content)
    if not _TYPE.fullmatch(kind) or (kind.startswith(("message/", "multipart/")) and not as_it_is):
        kind = "application/octet-stream"
    name = one_line(item.filename.replace("\\", "/").rpartition("/")[2]).strip()
    part["Content-Type"] = kind
    part["Content-Disposition"] = "attachment" + parameter("filename", name or _("attachment"))
    part["Content-Transfer-Encoding"] = "7bit" if as_it_is else "base64"
    part.set_payload(item.content.decode("ascii") if as_it_is else _base64(item.content))
    return part


def _travels(content: bytes) -> bool:
    """Tell whether every server passes ``content`` on unchanged: short lines of plain ASCII."""
    return _PLAIN_LINES.fullmatch(content) is not None


def _base64(data: bytes) -> str:
    return base64.encodebytes(data).decode("ascii").replace("\n", "\r\n")
