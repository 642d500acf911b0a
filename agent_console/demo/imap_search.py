"""SEARCH criteria as predicates over messages (RFC 3501 §6.4.4, MODSEQ of RFC 7162)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from agent_console.demo.imap_parser import (
    BadCommandError,
    SequenceSet,
    Token,
    keyword,
    number,
    parse_set,
    text,
)
from agent_console.demo.imap_state import DemoMessage
from agent_console.demo.imap_text import parse_date
from agent_console.demo.mime_parts import parsed_header

Matches: TypeAlias = Callable[[int, DemoMessage], bool]

_FLAGS = {
    "ANSWERED": "\\Answered",
    "DELETED": "\\Deleted",
    "DRAFT": "\\Draft",
    "FLAGGED": "\\Flagged",
    "SEEN": "\\Seen",
}
_ADDRESS_KEYS = ("FROM", "TO", "CC", "BCC", "SUBJECT")
_DATE_KEYS = ("BEFORE", "ON", "SINCE", "SENTBEFORE", "SENTON", "SENTSINCE")
_MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Criteria:
    """A compiled search; ``uses_modseq`` asks for the highest modseq in the answer."""

    matches: Matches
    uses_modseq: bool


class SearchCompiler:
    """Turns tokens into a predicate; ``highest`` are the last number and the last UID."""

    def __init__(self, tokens: Iterable[Token], highest: tuple[int, int]) -> None:
        self._tokens = deque(tokens)
        self._highest_number, self._highest_uid = highest
        self._uses_modseq = False

    def compile(self) -> Criteria:
        """Return the whole search; BadCommandError when it is not understood."""
        if not self._tokens:
            raise BadCommandError("Nothing to search for")
        return Criteria(self._all_of(0), self._uses_modseq)

    def _all_of(self, depth: int) -> Matches:
        if depth > _MAX_DEPTH:
            raise BadCommandError("The search is nested too deeply")
        parts: list[Matches] = []
        while self._tokens:
            parts.append(self._one(depth))
        return lambda n, m: all(matches(n, m) for matches in parts)

    def _one(self, depth: int) -> Matches:
        token = self._next()
        if isinstance(token, list):
            return self._group(token, depth)
        name = keyword(token)
        if name == "NOT":
            inner = self._deeper(depth)
            return lambda n, m: not inner(n, m)
        if name == "OR":
            left, right = self._deeper(depth), self._deeper(depth)
            return lambda n, m: left(n, m) or right(n, m)
        if token[:1].isdigit() or token[:1] == b"*":
            return self._numbers(token)
        return self._key(name)

    def _deeper(self, depth: int) -> Matches:
        if depth > _MAX_DEPTH:
            raise BadCommandError("The search is nested too deeply")
        return self._one(depth + 1)

    def _group(self, tokens: list[Token], depth: int) -> Matches:
        outer, self._tokens = self._tokens, deque(tokens)
        try:
            return self._all_of(depth + 1)
        finally:
            self._tokens = outer

    def _key(self, name: str) -> Matches:
        if name == "ALL" or name == "OLD":
            return lambda n, m: True
        if name in ("NEW", "RECENT"):
            return lambda n, m: False
        if name.removeprefix("UN") in _FLAGS:
            return _flag(_FLAGS[name.removeprefix("UN")], present=not name.startswith("UN"))
        if name in ("KEYWORD", "UNKEYWORD"):
            return _flag(text(self._next()), present=name == "KEYWORD")
        if name in ("LARGER", "SMALLER"):
            return _size(number(self._next()), larger=name == "LARGER")
        if name in _DATE_KEYS:
            return _dated(name, parse_date(text(self._next())))
        return self._content_key(name)

    def _content_key(self, name: str) -> Matches:
        if name == "UID":
            return self._uids()
        if name == "MODSEQ":
            return self._modseq()
        if name == "HEADER":
            field = text(self._next())
            return _header(field, text(self._next()))
        if name in _ADDRESS_KEYS:
            return _header(name, text(self._next()))
        if name in ("TEXT", "BODY"):
            return _contains(text(self._next()), with_header=name == "TEXT")
        raise BadCommandError("Unknown search key")

    def _uids(self) -> Matches:
        ranges = parse_set(self._next()).within(self._highest_uid)
        return lambda n, m: any(low <= m.uid <= high for low, high in ranges)

    def _numbers(self, token: Token) -> Matches:
        wanted: SequenceSet = parse_set(token)
        ranges = wanted.within(self._highest_number)
        return lambda n, m: any(low <= n <= high for low, high in ranges)

    def _modseq(self) -> Matches:
        self._uses_modseq = True
        token = self._next()
        if isinstance(token, bytes) and not token.isdigit():
            self._next()
            token = self._next()
        least = number(token)
        return lambda n, m: m.modseq >= least

    def _next(self) -> Token:
        if not self._tokens:
            raise BadCommandError("The search ends too early")
        return self._tokens.popleft()


def decoded(value: object) -> str:
    """Return a header's value with encoded words decoded, as far as that is possible."""
    try:
        return str(make_header(decode_header(str(value))))
    except (HeaderParseError, LookupError, ValueError):
        return str(value)


def readable(message: Message) -> str:
    """Return the text of all text parts, decoded."""
    texts = []
    for part in message.walk():
        if part.get_content_maintype() != "text":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            texts.append(_decode(payload, str(part.get_content_charset("utf-8"))))
    return "\n".join(texts)


def _decode(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset, "replace")
    except (LookupError, ValueError):
        return payload.decode("utf-8", "replace")


def _flag(flag: str, *, present: bool) -> Matches:
    lowered = flag.lower()
    return lambda n, m: (lowered in {kept.lower() for kept in m.flags}) is present


def _size(limit: int, *, larger: bool) -> Matches:
    if larger:
        return lambda n, m: len(m.raw) > limit
    return lambda n, m: len(m.raw) < limit


def _dated(name: str, day: date) -> Matches:
    moment = _sent_on if name.startswith("SENT") else _received_on
    comparison = name.removeprefix("SENT")

    def matches(_: int, message: DemoMessage) -> bool:
        when = moment(message)
        if when is None:
            return False
        if comparison == "BEFORE":
            return when < day
        return when == day if comparison == "ON" else when >= day

    return matches


def _received_on(message: DemoMessage) -> date | None:
    return message.internaldate.date()


def _sent_on(message: DemoMessage) -> date | None:
    try:
        return parsedate_to_datetime(str(parsed_header(message.raw)["Date"])).date()
    except (TypeError, ValueError, IndexError):
        return None


def _header(field: str, wanted: str) -> Matches:
    lowered = wanted.lower()

    def matches(_: int, message: DemoMessage) -> bool:
        values = parsed_header(message.raw).get_all(field, [])
        return any(lowered in decoded(value).lower() for value in values)

    return matches


def _contains(wanted: str, *, with_header: bool) -> Matches:
    lowered = wanted.lower()

    def matches(_: int, message: DemoMessage) -> bool:
        parsed = message_from_bytes(message.raw)
        if lowered in readable(parsed).lower():
            return True
        return with_header and any(lowered in decoded(v).lower() for v in parsed.values())

    return matches
