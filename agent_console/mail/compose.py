"""A reply: its subject, quote and recipients, and the whole mail as bytes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from agent_console.desk.mail import Address, Mail, Outgoing, OutgoingAttachment
from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.mail.flowed import clean_text, flowed
from agent_console.mail.folding import (
    encoded_addresses,
    encoded_text,
    id_list,
    new_part,
    parameter,
)
from agent_console.mail.outbound import is_wire_id, one_line, wire_address

_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,60}")
_REPLY_MARK = re.compile(
    r"(?:re|aw|antw|antwort|wg|fwd?|sv) ?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})? ?: ?",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(
    r"(?:no[._-]?reply|do[._-]?not[._-]?reply|nicht[._-]?antworten|keine[._-]?antwort"
    r"|mailer-daemon|bounces?)\b",
    re.IGNORECASE,
)
_HISTORY = 8


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
    name = one_line(item.filename.replace("\\", "/").rpartition("/")[2]).strip()
    part["Content-Type"] = kind
    part["Content-Disposition"] = "attachment" + parameter("filename", name or _("attachment"))
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(_base64(item.content))
    return part


def _base64(data: bytes) -> str:
    return base64.encodebytes(data).decode("ascii").replace("\n", "\r\n")


def reply_subject(subject: str) -> str:
    """Return ``subject`` with one ``Re:`` in front and every other reply or forward mark gone."""
    text = one_line(subject)
    start = 0
    while mark := _REPLY_MARK.match(text, start):
        start = mark.end()
    return f"Re: {text[start:]}".rstrip()


def quote_text(text: str, who: str, when: datetime | None, language: str) -> str:
    """Return ``text`` quoted by ``> `` under a line that says who wrote it when.

    ``language`` (``de``, else English) is the customer's; ``when`` is shown in its own time zone.
    """
    lines = clean_text(text).strip("\n").split("\n")
    quoted = (f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines)
    return "\n".join([_attribution(one_line(who), when, language), *quoted, ""])


def _attribution(who: str, when: datetime | None, language: str) -> str:
    german = language.startswith("de")
    if when is None:
        return f"{who} schrieb:" if german else f"{who} wrote:"
    from babel.dates import format_date, format_time

    locale = "de" if german else "en_GB"
    day = format_date(when, "long", locale=locale)
    clock = format_time(when, "short", locale=locale)
    return f"Am {day} um {clock} schrieb {who}:" if german else f"On {day} at {clock}, {who} wrote:"


def reference_chain(parent: Mail, token: str) -> tuple[str, ...]:
    """Return the References of an answer to ``parent``, the ticket's ``token`` first.

    Of a long history the first id and the last eight stay, then comes the parent itself; each id
    once, ids that no header can carry left out (RFC 5322 §3.6.4).
    """
    history = parent.references or parent.in_reply_to[:1]
    known = [value for value in dict.fromkeys(history) if value not in (token, parent.message_id)]
    if len(known) > 1 + _HISTORY:
        known = [known[0], *known[-_HISTORY:]]
    chain = dict.fromkeys((token, *known, parent.message_id))
    return tuple(value for value in chain if is_wire_id(value))


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom an answer goes to, and what the agent should know before it goes."""

    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()
    warnings: tuple[str, ...] = ()


def reply_recipients(mail: Mail, own: frozenset[str], *, everyone: bool) -> Recipients:
    """Return who gets an answer to ``mail``: Reply-To, else From; for a mail of ours, its To.

    ``own`` are the team's addresses in lower case. With ``everyone`` the others in To and Cc get a
    copy; nobody twice, never ourselves.
    """
    asked = mail.reply_to or ((mail.sender,) if mail.sender else ())
    to = _others(asked, own, frozenset())
    if not to and mail.sender and mail.sender.email.lower() not in own:
        to = _others((mail.sender,), own, frozenset())
    if not to:
        to = _others(mail.to, own, frozenset())
    taken = frozenset(address.email.lower() for address in to)
    cc = _others((*mail.to, *mail.cc), own, taken) if everyone else ()
    return Recipients(to, cc, tuple(_warnings(mail, to)))


def _others(
    addresses: Iterable[Address], own: frozenset[str], taken: frozenset[str]
) -> tuple[Address, ...]:
    found: dict[str, Address] = {}
    for address in addresses:
        key = address.email.lower()
        if key and key not in own and key not in taken:
            found.setdefault(key, address)
    return tuple(found.values())


def _warnings(mail: Mail, to: tuple[Address, ...]) -> Iterator[str]:
    if not to:
        yield _("This mail names nobody to answer.")
    for address in to:
        shown = to_screen(address.email, one_line=True)
        if _NO_REPLY.match(address.email):
            yield _("{address} reads no answers.").format(address=shown)
        elif mail.reply_to and mail.sender and _foreign(address.email, mail.sender.email):
            yield _("The answer goes to {address}, another domain than {sender}.").format(
                address=shown, sender=to_screen(mail.sender.email, one_line=True)
            )
    if mail.report or mail.return_path == "":
        yield _("This mail was written by a mail server; an answer reaches nobody.")
    elif mail.header("list-id") or mail.header("list-post"):
        yield _("This mail came through a mailing list; others may read the answer.")
    if mail.sender_ambiguous:
        yield _("The sender of this mail is not certain.")


def _foreign(first: str, second: str) -> bool:
    """Tell whether two addresses belong to different domains; a subdomain is not another."""
    a, b = (f".{email.rpartition('@')[2].lower()}" for email in (first, second))
    return not (a.endswith(b) or b.endswith(a))
