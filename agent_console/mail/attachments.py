"""Names of attachments: a base name that is safe to write, whatever the sender chose."""

from __future__ import annotations

import re

from agent_console.desk.mail import Attachment
from agent_console.desk.text import to_screen
from agent_console.mail.charset import decode_words
from agent_console.mail.headers import plain_value, read_message_id, split_head
from agent_console.mail.params import text_param
from agent_console.mail.parts import Part

MAX_NAME_BYTES = 200
_MAX_READ = 1_000
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\ufffd]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
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
    return tuple(_describe(index, part) for index, part in enumerate(attached))


def _describe(index: int, part: Part) -> Attachment:
    content_id = read_message_id(part.head.first("content-id"))
    return Attachment(
        index=index,
        filename=attachment_name(index, part),
        content_type=part.type,
        size=part.size(),
        content_id=to_screen(content_id, one_line=True),
        inline=part.disposition == "inline" or part.parent == "multipart/related",
    )


def attachment_name(index: int, part: Part) -> str:
    """Return the file name of a part, made from its type when it has none."""
    given = text_param(part.disposition_params, "filename") or text_param(part.params, "name")
    name = clean_filename(given)
    if name:
        return name
    subject = _inner_subject(part)
    stem = subject or _STEMS.get(part.type) or f"attachment-{index + 1}"
    return stem + _EXTENSIONS.get(part.type, ".bin")


def _inner_subject(part: Part) -> str:
    if part.type not in ("message/rfc822", "message/global"):
        return ""
    head = split_head(part.content(32_768))
    subject = decode_words(plain_value(head.first("subject")))
    return clean_filename(re.sub(r"[/\\]", "-", subject))[:80].strip()


def clean_filename(name: str) -> str:
    """Return the last component of ``name`` without anything a file system or shell might act on.

    At most 200 bytes of UTF-8, the extension kept; empty when nothing is left.
    """
    if len(name) > _MAX_READ:
        name = name[: _MAX_READ // 2] + name[-_MAX_READ // 2 :]
    base = re.split(r"[/\\]", to_screen(name, one_line=True))[-1]
    base = _FORBIDDEN.sub("_", base).strip(" .").lstrip("~ .")
    if base.startswith("-") or _RESERVED.fullmatch(base):
        base = "_" + base
    if len(base.encode()) <= MAX_NAME_BYTES:
        return base
    stem, dot, extension = base.rpartition(".")
    if not dot or len(extension) > 10:
        return _cut(base, MAX_NAME_BYTES)
    tail = _cut(extension, 40)
    return f"{_cut(stem, MAX_NAME_BYTES - len(tail.encode()) - 1)}.{tail}"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore").rstrip(" .")
