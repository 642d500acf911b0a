"""IMAP command lines and literals into tokens (RFC 3501 §9), and sequence sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Token: TypeAlias = "bytes | list[Token]"  # noqa: S105 - a type, no secret

_LITERAL_AT_END = re.compile(rb"\{(\d{1,12})(\+?)\}$")
_TAG = re.compile(rb"[!-~]{1,64}")
_LEXEME = re.compile(
    rb' *(?:(?P<open>\()|(?P<close>\))|"(?P<quoted>(?:[^"\\\r\n]|\\["\\])*)"'
    rb'|(?P<atom>(?:[^\s()"\[\x00]|\[[^\]\x00]*\])+(?:<[\d.]+>)?))'
)
_ESCAPED = re.compile(rb"\\(.)")
_MAX_DEPTH = 20


class BadCommandError(Exception):
    """The client sent something that is no IMAP command; ``tag`` is ``*`` when none was found."""

    def __init__(self, message: str, tag: str = "*") -> None:
        super().__init__(message)
        self.tag = tag


@dataclass(frozen=True, slots=True)
class LiteralMark:
    """The announcement ``{size}`` (or ``{size+}``) at the end of a line."""

    line: bytes
    size: int
    synchronising: bool


@dataclass(frozen=True, slots=True)
class Literal:
    """Bytes the client sent as a literal."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Command:
    """One command: ``verb`` in capitals, ``uid`` when it was prefixed with UID."""

    tag: str
    verb: str
    uid: bool
    arguments: tuple[Token, ...]

    @property
    def name(self) -> str:
        """The verb as logged and as faults know it: ``UID FETCH``."""
        return f"UID {self.verb}" if self.uid else self.verb


def find_literal(line: bytes) -> LiteralMark | None:
    """Return the literal announced at the end of ``line`` (without its line end), if any."""
    found = _LITERAL_AT_END.search(line)
    if found is None:
        return None
    return LiteralMark(line[: found.start()], int(found[1]), not found[2])


def tag_of(line: bytes) -> str:
    """Return the tag a line starts with, ``*`` when it has none."""
    found = _TAG.match(line)
    return found[0].decode("ascii") if found else "*"


def parse_command(chunks: Sequence[bytes | Literal]) -> Command:
    """Return the command in ``chunks``: pieces of line and the literals between them.

    Raises BadCommandError.
    """
    first = chunks[0] if chunks and isinstance(chunks[0], bytes) else b""
    tag = tag_of(first)
    try:
        tokens = _tokens(chunks)
        words = [_word(token) for token in tokens[:3]]
    except BadCommandError as error:
        raise BadCommandError(str(error), tag) from None
    if len(words) < 2 or not words[1]:
        raise BadCommandError("A tag and a command are needed", tag)
    verb, uid, rest = words[1], False, tokens[2:]
    if verb == "UID":
        if len(words) < 3 or not words[2]:
            raise BadCommandError("UID needs a command", tag)
        verb, uid, rest = words[2], True, tokens[3:]
    return Command(tag, verb, uid, tuple(rest))


def verb_of(line: bytes) -> str:
    """Return the verb of a command that is not complete yet, in capitals; "" when there is none."""
    words = line.split(None, 2)
    return words[1].decode("ascii", "replace").upper() if len(words) > 1 else ""


def describe(chunks: Iterable[bytes | Literal]) -> str:
    """Return a command's text for the log, literals as ``{size}``."""
    parts = (f"{{{len(c.data)}}}" if isinstance(c, Literal) else _printable(c) for c in chunks)
    return "".join(parts)


def number(token: Token) -> int:
    """Return a token's value as a number; BadCommandError when it is none."""
    if isinstance(token, bytes) and token.isdigit() and len(token) < 20:
        return int(token)
    raise BadCommandError("A number was expected")


def text(token: Token) -> str:
    """Return a token as text; BadCommandError when it is a list."""
    if isinstance(token, list):
        raise BadCommandError("A string was expected")
    return token.decode("utf-8", "replace")


def items(token: Token) -> list[Token]:
    """Return a list's tokens; BadCommandError when it is none."""
    if not isinstance(token, list):
        raise BadCommandError("A list was expected")
    return token


def keyword(token: Token) -> str:
    """Return an atom in capitals; "" for a list."""
    return "" if isinstance(token, list) else token.decode("ascii", "replace").upper()


@dataclass(frozen=True, slots=True)
class SequenceSet:
    """Ranges of numbers; None stands for ``*``, the highest number there is."""

    ranges: tuple[tuple[int | None, int | None], ...]

    def within(self, highest: int) -> list[tuple[int, int]]:
        """Return the ranges as (low, high) with ``*`` resolved (RFC 3501: order is free)."""
        resolved = []
        for first, last in self.ranges:
            a = highest if first is None else first
            b = highest if last is None else last
            resolved.append((min(a, b), max(a, b)))
        return resolved


def parse_set(token: Token) -> SequenceSet:
    """Return the sequence set in ``token``; BadCommandError when it is none."""
    if isinstance(token, list) or not token:
        raise BadCommandError("A sequence set was expected")
    ranges = []
    for part in token.split(b","):
        first, colon, last = part.partition(b":")
        low = _bound(first)
        ranges.append((low, _bound(last) if colon else low))
    return SequenceSet(tuple(ranges))


def format_set(numbers: Iterable[int]) -> str:
    """Return numbers as a compressed set such as ``1:3,7``; "" for none."""
    runs: list[list[int]] = []
    for value in sorted(set(numbers)):
        if runs and value == runs[-1][1] + 1:
            runs[-1][1] = value
        else:
            runs.append([value, value])
    return ",".join(str(a) if a == b else f"{a}:{b}" for a, b in runs)


def _bound(value: bytes) -> int | None:
    if value == b"*":
        return None
    bound = number(value)
    if bound < 1:
        raise BadCommandError("Numbers start with 1")
    return bound


def _tokens(chunks: Sequence[bytes | Literal]) -> list[Token]:
    stack: list[list[Token]] = [[]]
    for chunk in chunks:
        if isinstance(chunk, Literal):
            stack[-1].append(chunk.data)
        else:
            _read_line(chunk, stack)
    if len(stack) != 1:
        raise BadCommandError("A parenthesis is not closed")
    return stack[0]


def _read_line(line: bytes, stack: list[list[Token]]) -> None:
    position, end = 0, len(line.rstrip(b" "))
    while position < end:
        found = _LEXEME.match(line, position, end)
        if found is None:
            raise BadCommandError("Syntax error")
        position = found.end()
        _take(found, stack)


def _take(found: re.Match[bytes], stack: list[list[Token]]) -> None:
    if found["open"]:
        if len(stack) > _MAX_DEPTH:
            raise BadCommandError("Too many parentheses")
        stack.append([])
    elif found["close"]:
        if len(stack) == 1:
            raise BadCommandError("A parenthesis is closed but not opened")
        done = stack.pop()
        stack[-1].append(done)
    elif found["atom"] is not None:
        stack[-1].append(found["atom"])
    else:
        stack[-1].append(_ESCAPED.sub(rb"\1", found["quoted"]))


def _word(token: Token) -> str:
    return keyword(token)


def _printable(line: bytes) -> str:
    return line.decode("utf-8", "backslashreplace")
