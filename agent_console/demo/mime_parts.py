"""The parts of a raw mail as exact byte ranges, for BODY[…] (RFC 3501 §6.4.5, RFC 2046 §5.1)."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesHeaderParser

_BLANK_LINE = re.compile(rb"(?:\A|\r?\n)\r?\n")
_HEADER_FIELD = re.compile(rb"(?m:^)(?P<name>[!-9;-~]+)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")


def split_header(raw: bytes) -> tuple[bytes, bytes]:
    """Return the header with its closing blank line, and the body."""
    found = _BLANK_LINE.search(raw)
    if found is None:
        return raw, b""
    return raw[: found.end()], raw[found.end() :]


def header_fields(raw: bytes, names: frozenset[bytes], *, excluded: bool = False) -> bytes:
    """Return the fields called ``names`` (lower case; or all but these), and a blank line."""
    header, _ = split_header(raw)
    fields = (
        found[0]
        for found in _HEADER_FIELD.finditer(header)
        if (found["name"].lower() in names) is not excluded
    )
    return b"".join(fields) + b"\r\n"


def parsed_header(raw: bytes) -> Message:
    """Return the header as a message object without a body."""
    return BytesHeaderParser().parsebytes(split_header(raw)[0])


def part(raw: bytes, path: tuple[int, ...]) -> bytes | None:
    """Return the part at ``path`` (numbers from 1) with its header, or None.

    ``1`` of a mail that is not multipart is the mail itself.
    """
    current = raw
    for depth, index in enumerate(path):
        if depth and parsed_header(current).get_content_type() == "message/rfc822":
            current = split_header(current)[1]
        children = subparts(current)
        if children is None:
            if index != 1:
                return None
        elif not 1 <= index <= len(children):
            return None
        else:
            current = children[index - 1]
    return current


def subparts(raw: bytes) -> list[bytes] | None:
    """Return the parts of a multipart entity, None when it is not multipart."""
    header = parsed_header(raw)
    boundary = header.get_boundary()
    if header.get_content_maintype() != "multipart" or not boundary:
        return None
    mark = re.escape(boundary.encode("utf-8", "surrogateescape"))
    body = split_header(raw)[1]
    lines = list(re.finditer(rb"(?:\A|\r?\n)--" + mark + rb"(--)?[ \t]*(?:\r?\n|\Z)", body))
    return [
        body[line.end() : lines[i + 1].start() if i + 1 < len(lines) else len(body)]
        for i, line in enumerate(lines)
        if not line[1]
    ]
