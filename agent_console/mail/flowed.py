"""Plain text whose paragraphs flow in the reader's window (RFC 3676, ``format=flowed``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WIDTH = 78
_WRAP = 76
_QUOTE = re.compile(r"(?:> ?)*>")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SIGNATURE = "-- "


def clean_text(text: str) -> str:
    """Return ``text`` with line feeds only, tabs as blanks, no other control characters."""
    text = _DROPPED.sub("", _LINE_END.sub("\n", text))
    return _SURROGATE.sub("\ufffd", text).expandtabs(8)


def flowed(text: str) -> str:
    """Return ``text`` in flowed form with CRLF line ends, the last line ended too.

    Long lines are broken at blanks and end in a blank; a word that is longer than a line stays
    whole. Blanks at the end of a line go, except in the signature mark ``-- ``. Quoted lines keep
    their depth and are written ``>> text``. Lines that a reader could mistake for a quote, or a
    mail server for something else, get one blank in front.
    """
    lines = [out for line in clean_text(text).split("\n") for out in _flow_line(line)]
    while lines and not lines[-1]:
        lines.pop()
    return "".join(line + "\r\n" for line in lines or [""])


def _flow_line(line: str) -> Iterator[str]:
    quote = _QUOTE.match(line)
    depth = quote.group().count(">") if quote else 0
    content = line[quote.end() :].removeprefix(" ") if quote else line
    if content != _SIGNATURE:
        content = content.rstrip(" ")
    room = _WIDTH - depth - 1
    pieces = [content] if len(content) <= room else list(_pieces(content, _WRAP - depth - 1))
    for piece in pieces:
        yield _stuffed(piece, depth)


def _stuffed(piece: str, depth: int) -> str:
    if depth:
        return ">" * depth + (f" {piece}" if piece else "")
    return f" {piece}" if piece.startswith((" ", ">", "From ")) else piece


def _pieces(content: str, width: int) -> Iterator[str]:
    """Yield ``content`` broken after runs of blanks; all but the last piece end in a blank."""
    piece = ""
    for word in re.findall(r" *[^ ]+ *", content):
        if piece not in ("", _SIGNATURE) and len(piece) + len(word.rstrip(" ")) > max(width, 20):
            yield piece
            piece = ""
        piece += word
    yield piece
