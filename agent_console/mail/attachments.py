"""Attachments described; their names are safe to write, whatever the sender chose."""

from __future__ import annotations

import re

from agent_console.desk.filenames import clean_filename
from agent_console.desk.mail import Attachment
from agent_console.desk.text import to_screen
from agent_console.mail.charset import decode_words
from agent_console.mail.headers import plain_value, read_message_id, split_head
from agent_console.mail.params import text_param
from agent_console.mail.parts import MAILS, Part

_STEMS = {
    "message/delivery-status": "delivery-status",
    "message/disposition-notification": "read-receipt",
    "text/rfc822-headers": "returned-headers",
}
_EXTENSIONS = {
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "text/plain": ".txt",
    "text/rfc822-headers": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/svg+xml": ".svg",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/msword": ".doc",
    "application/ms-tnef": ".dat",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "audio/mpeg": ".mp3",
    "video/mp4": ".mp4",
}


def list_attachments(parts: list[Part]) -> tuple[Attachment, ...]:
    """Describe the parts that are not the mail's text, in order."""
    attached = [part for part in parts if not part.is_text()]
    return tuple(describe(index, part, part.size()) for index, part in enumerate(attached))


def describe(index: int, part: Part, size: int) -> Attachment:
    """Describe the ``index``-th attachment, which has ``size`` decoded bytes."""
    content_id = read_message_id(part.head.first("content-id"))
    return Attachment(
        index=index,
        filename=attachment_name(index, part),
        content_type=part.type,
        size=size,
        content_id=to_screen(content_id, one_line=True),
        inline=part.disposition == "inline" or part.parent == "multipart/related",
    )


def attachment_name(index: int, part: Part) -> str:
    """Return the file name of a part, made from its type when it has none."""
    name = clean_filename(given_name(part))
    if name:
        return name
    subject = _inner_subject(part)
    stem = subject or _STEMS.get(part.type) or f"attachment-{index + 1}"
    return stem + _EXTENSIONS.get(part.type, ".bin")


def given_name(part: Part) -> str:
    """Return the name that the sender gave a part, as it came; empty when there is none."""
    return text_param(part.disposition_params, "filename") or text_param(part.params, "name")


def _inner_subject(part: Part) -> str:
    if part.type not in MAILS:
        return ""
    head = split_head(part.content(32_768))
    subject = decode_words(plain_value(head.first("subject")))
    return clean_filename(re.sub(r"[/\\]", "-", subject))[:80].strip()
