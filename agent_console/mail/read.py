"""Received bytes to one ``Mail``: every mail gives one, whatever its bytes are.

The mail is read by own scanners that know their limits and use no recursion; the standard library's
message parser is not asked, since it raises, never ends or needs gigabytes on some real mails.
"""

from __future__ import annotations

import functools
import hashlib
import re

from agent_console.desk.mail import Address, Mail
from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.mail.addresses import (
    instead_of_sender,
    read_addresses,
    read_return_path,
    read_sender,
)
from agent_console.mail.attachments import attachment_name, list_attachments
from agent_console.mail.body import Body, read_body
from agent_console.mail.charset import decode_bytes
from agent_console.mail.headers import (
    MAX_SUBJECT,
    Head,
    bare_value,
    read_date,
    read_ids,
    read_message_id,
    shown_value,
    split_head,
)
from agent_console.mail.language import guess_language
from agent_console.mail.parts import MAILS, Part, Walk, walk_parts
from agent_console.mail.quotes import split_text, visible_lines
from agent_console.mail.remarks import remarks_on
from agent_console.mail.report import read_report

_MAX_INNER = 50
_SHORT = 300
_REMEMBERED = 64
_SURE = 0.4
# Written by mail servers about the sender: an encoded word in them is the sender's and stays one.
_MACHINE_FIELDS = frozenset(
    (
        *("received", "received-spf", "authentication-results", "arc-authentication-results"),
        *("dkim-signature", "arc-seal", "arc-message-signature"),
    )
)


def read_mail(raw: bytes, *, full_size: int | None = None) -> Mail:
    """Read one received message under hard limits; never raises.

    ``full_size`` is the size in bytes on the server when ``raw`` is only the beginning of it. What
    cannot be read at all gives a mail with ``unreadable`` filled. The fields for the screen have
    passed ``to_screen``.
    """
    # One of the two borders of the program where any failure is caught: a single mail.
    try:
        return _read(raw, full_size)
    except Exception as problem:
        return _unreadable(raw, full_size, type(problem).__name__)


def attachment_bytes(raw: bytes, index: int) -> tuple[str, str, bytes]:
    """Return file name, content type and bytes of the ``index``-th attachment of ``raw``.

    Raises IndexError when the mail has no such attachment.
    """
    attached = [part for part in walk_parts(_with_line_feeds(raw)).parts if not part.is_text()]
    if not 0 <= index < len(attached):
        raise IndexError(index)
    part = attached[index]
    return attachment_name(index, part), part.type, part.content()


def _with_line_feeds(raw: bytes) -> bytes:
    """Give mails of bare carriage returns line ends; skip what stands before the header.

    That is blank lines, or the mark with which some programs begin UTF-8 files.
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    if raw[:1] in (b"\r", b"\n"):
        return raw.lstrip(b"\r\n")
    return raw


def _read(raw: bytes, full_size: int | None) -> Mail:
    source = _with_line_feeds(raw)
    walk = walk_parts(source)
    head = walk.head
    body, text = _body(walk.parts)
    levels = body.levels if body.from_html else None
    ranges = split_text(text, levels)
    sender, ambiguous = _sender(head)
    return Mail(
        digest=hashlib.sha256(raw).hexdigest(),
        size=max(len(raw), full_size or 0),
        message_id=read_message_id(head.first("message-id")),
        in_reply_to=read_ids(head.first("in-reply-to")),
        references=read_ids(head.first("references")),
        subject=shown_value(head.first("subject"))[:MAX_SUBJECT],
        sender=sender,
        sender_ambiguous=ambiguous,
        reply_to=read_addresses(head.every("reply-to")),
        to=_addressees(head.every("to")),
        cc=read_addresses(head.every("cc")),
        return_path=read_return_path(head.every("return-path")),
        date=read_date(head.first("date")),
        text=text,
        ranges=ranges,
        from_html=body.from_html,
        links=tuple(body.links),
        attachments=list_attachments(walk.parts),
        headers=_headers(head),
        content_type=_content_type(walk),
        report=read_report(head, walk.parts),
        language=_language(visible_lines(text, ranges)),
        notes=_notes(raw, full_size, walk, body, text),
    )


def _sender(head: Head) -> tuple[Address | None, bool]:
    """Return the sender and whether that is unsure, as it is where Reply-To stands in for From."""
    fields = head.every("from")
    sender, ambiguous = read_sender(fields)
    if sender is None:
        sender = instead_of_sender(fields, head.every("reply-to") + head.every("sender"))
    return sender, ambiguous or (sender is not None and not fields)


def _addressees(values: list[bytes]) -> tuple[Address, ...]:
    """Return the addresses in To; mostly it is the one of the mailbox."""
    if len(values) == 1 and len(values[0]) <= _SHORT:
        return _few_addresses(values[0])
    return read_addresses(values)


@functools.lru_cache(_REMEMBERED)
def _few_addresses(value: bytes) -> tuple[Address, ...]:
    return read_addresses([value])


def _headers(head: Head) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, bare_value(value) if name in _MACHINE_FIELDS else shown_value(value))
        for name, value in head.fields
    )


def _content_type(walk: Walk) -> str:
    declared = re.match(rb"\s*([A-Za-z0-9!#$&^_.+/-]{1,181})", walk.head.first("content-type"))
    return declared.group(1).decode("ascii").lower() if declared else "text/plain"


def _language(text: str) -> str:
    language, confidence = guess_language(text)
    return language if confidence >= _SURE else ""


def _body(parts: list[Part]) -> tuple[Body, str]:
    """Return body and text of a mail, those of an attached mail when it has no text of its own."""
    body = own = read_body(parts)
    text = own.text()
    for _depth in range(_MAX_INNER):
        inner = None if text else next((one for one in parts if one.type in MAILS), None)
        if inner is None:
            break
        parts = walk_parts(inner.content()).parts
        body = read_body(parts)
        text = body.text()
    return body if text else own, text


def _notes(raw: bytes, full_size: int | None, walk: Walk, body: Body, text: str) -> tuple[str, ...]:
    """Say in plain words what was cut or odd, and what else the mail carries."""
    partial = full_size is not None and full_size > len(raw)
    senders = len(walk.head.every("from"))
    odd = walk.too_many or walk.too_deep or walk.broken or walk.unfinished or body.cut or body.lost
    said: tuple[str, ...] = ()
    if odd or partial or walk.head.cut or senders > 1 or not raw.strip():
        said = _oddities(raw, walk, body, partial=partial)
    return (*said, *remarks_on(walk.parts, text))


def _oddities(raw: bytes, walk: Walk, body: Body, *, partial: bool) -> tuple[str, ...]:
    head = walk.head
    reported = _content_type(walk) == "multipart/report"
    remarks = (
        (not raw.strip(), _("This mail is empty.")),
        (partial, _("Only the beginning of this mail has been fetched so far.")),
        (head.cut, _("Some header fields were too long and were cut.")),
        (len(head.every("from")) > 1, _("This mail names more than one sender.")),
        (walk.too_many, _("This mail has too many parts; the last ones are not shown.")),
        (walk.too_deep, _("The parts of this mail are nested too deep; some are not shown.")),
        (walk.broken, _("The parts of this mail are not separated properly.")),
        (
            walk.unfinished and not (partial or reported),
            _("This mail ends early; something may be missing."),
        ),
        (body.cut, _("The text is very long and was cut.")),
        (body.lost, _("The layout of this mail could not be shown; this is its bare text.")),
    )
    return tuple(words for applies, words in remarks if applies)


def _unreadable(raw: bytes, full_size: int | None, reason: str) -> Mail:
    """Keep what the header block tells of a mail whose reading failed."""
    head = split_head(raw[: 64 * 1024])
    return Mail(
        digest=hashlib.sha256(raw).hexdigest(),
        size=max(len(raw), full_size or 0),
        message_id=read_message_id(head.first("message-id")),
        subject=shown_value(head.first("subject"))[:MAX_SUBJECT],
        sender=_known_sender(head),
        date=read_date(head.first("date")),
        text=to_screen(decode_bytes(raw[head.body : head.body + 20_000])),
        headers=_headers(head),
        unreadable=_("This mail could not be read ({reason}).").format(reason=reason),
    )


def _known_sender(head: Head) -> Address | None:
    """Return who wrote a mail that cannot be read; None when that is what cannot be read."""
    try:
        return _sender(head)[0]
    except Exception:
        return None
