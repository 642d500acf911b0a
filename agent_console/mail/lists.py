"""The lists in which a server answers (RFC 3501 §4.4): quoted texts, words, NIL, literals."""

from __future__ import annotations

import re
from collections.abc import Sequence

# The last alternative is a quoted text without an end; it takes all the rest.
_TOKEN = re.compile(
    rb'[()]|"[^"\\]*+(?:\\.[^"\\]*+)*+"|[Bb][Oo][Dd][Yy]\[[^\]]*\](?:<\d+>)?|[^ \t()"]+|".*',
    re.S,
)
_QUOTED = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.S)
_ESCAPED = re.compile(rb"\\(.)", re.S)
# A structure is as deep as its mail; Dovecot looks 100 levels deep.
_DEPTH_MAX = 250
_PAIRS_DEPTH = 2
_TEXT_MAX = 4 * 1024 * 1024
_QUOTE = ord('"')

Value = bytes | None | list["Value"]
"""One value of an answer: text, NIL or a list."""


class Atom(bytes):
    """A bare word or number: never the text of a mail (RFC 3501 nstring)."""


def read_values(parts: Sequence[bytes | None]) -> list[Value]:
    """Read an answer given as text, literal, text …; raises ValueError for what is no answer.

    Words of the outermost list are told from texts: they are :class:`Atom`.
    """
    stack: list[list[Value]] = [[]]
    for number, part in enumerate(parts):
        if number % 2:
            stack[-1].append(part)
        else:
            _read_text(part or b"", stack)
    if len(stack) != 1:
        raise ValueError("a list is not closed")
    return stack[0]


def _read_text(text: bytes, stack: list[list[Value]]) -> None:
    """Read one piece of text into the lists that are open."""
    if len(text) > _TEXT_MAX:
        raise ValueError("too long")
    tokens: list[bytes] = _TOKEN.findall(text.rstrip())
    if tokens and tokens[-1][:1] == b'"' and not _QUOTED.fullmatch(tokens[-1]):
        raise ValueError("unreadable")
    current = stack[-1]
    for token in tokens:
        if token[0] == _QUOTE:
            quoted = token[1:-1]
            current.append(_ESCAPED.sub(rb"\1", quoted) if b"\\" in quoted else quoted)
        elif token == b"(":
            if len(stack) > _DEPTH_MAX:
                raise ValueError("too deep")
            current = []
            stack[-1].append(current)
            stack.append(current)
        elif token == b")":
            if len(stack) == 1:
                raise ValueError("a list is closed twice")
            stack.pop()
            current = stack[-1]
        elif len(token) == 3 and token.upper() == b"NIL":
            current.append(None)
        else:
            current.append(Atom(token) if len(stack) == _PAIRS_DEPTH else token)
