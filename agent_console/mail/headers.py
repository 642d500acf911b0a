"""The header block of a mail or part: split under hard limits, decoded, ids, dates, parameters."""

from __future__ import annotations

import email.utils
import functools
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agent_console.desk.text import to_screen
from agent_console.mail.charset import decode_bytes, decode_words

MAX_BLOCK = 256 * 1024
MAX_FIELD = 16 * 1024
MAX_SHORT_FIELD = 4 * 1024
MAX_FIELDS = 2_000
MAX_IDS = 200
MAX_SUBJECT = 998
_SHORT = frozenset(("from", "sender", "date", "return-path"))
_NAME = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_ID = re.compile(r"<([^<>\s\x00-\x1f]{1,998})>")
_END = re.compile(rb"\n\r?\n")
_NEXT_FIELD = re.compile(rb"\n(?![ \t])")
_MAX_NAME = 100
_ORDINARY_BLOCK = 32 * 1024
_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Head:
    """A header block: raw fields in order, where the body starts, whether a limit cut it."""

    fields: tuple[tuple[str, bytes], ...]
    body: int
    cut: bool = False

    def first(self, name: str) -> bytes:
        """Return the first value of ``name`` (lower case), empty when absent: first one wins."""
        for key, value in self.fields:
            if key == name:
                return value
        return b""

    def every(self, name: str) -> list[bytes]:
        """Return all values of ``name`` (lower case)."""
        return [value for key, value in self.fields if key == name]


def split_head(raw: bytes, start: int = 0, end: int | None = None) -> Head:
    """Split the header block of ``raw[start:end]`` (RFC 5322 §2.2), at most 256 KB of it.

    A line that is no field ends the block, unless fields go on after it: then it is skipped.
    """
    stop = len(raw) if end is None else end
    return _ordinary_head(raw, start, min(stop, start + MAX_BLOCK)) or _any_head(raw, start, stop)


def _ordinary_head(raw: bytes, start: int, limit: int) -> Head | None:
    """Split a block of nothing but short fields; None for every other one."""
    end = _END.search(raw, start, min(limit, start + _ORDINARY_BLOCK))
    if end is None or raw[start] in b"\r\n":
        return None
    block = raw[start : end.start()]
    if block.count(b"\n") >= MAX_FIELDS:
        return None
    fields: list[tuple[str, bytes]] = []
    for line in _NEXT_FIELD.split(block):
        written, colon, value = line.partition(b":")
        if not colon or len(written) > _MAX_NAME or len(value) > MAX_SHORT_FIELD:
            return None
        name = _field_name(written)
        if not name:
            return None
        if b"\n" in value:
            value = b" ".join(filter(None, map(bytes.strip, value.split(b"\n"))))
        fields.append((name, value.strip()))
    return Head(tuple(fields), end.end())


@functools.lru_cache(_REMEMBERED)
def _field_name(written: bytes) -> str:
    """Return the name of a field as it is compared, empty when no field can be called that."""
    match = _NAME.fullmatch(written + b":")
    return match.group(1).decode("ascii").lower() if match else ""


def _any_head(raw: bytes, start: int, stop: int) -> Head:
    position = start
    limit = min(stop, start + MAX_BLOCK)
    fields: list[tuple[str, bytearray]] = []
    cut = False
    while position < limit:
        newline = raw.find(b"\n", position, limit)
        following = limit if newline < 0 else newline + 1
        line = raw[position:following].rstrip(b"\r\n")
        if not line:
            return _head(fields, following, cut=cut)
        if line[0] in b" \t" and fields:
            cut |= _append(fields[-1], line)
        elif match := _NAME.match(line):
            if len(fields) < MAX_FIELDS:
                name = match.group(1).decode("ascii").lower()
                fields.append((name, bytearray()))
                cut |= _append(fields[-1], line[match.end() :])
            else:
                cut = True
        elif not _skippable(raw, line, following, limit):
            return _head(fields, position, cut=cut)
        position = following
    if position >= stop:
        return _head(fields, stop, cut=cut)
    return _head(fields, _end_of_block(raw, position, stop), cut=True)


def _head(fields: list[tuple[str, bytearray]], body: int, *, cut: bool) -> Head:
    return Head(tuple((name, bytes(value)) for name, value in fields), body, cut)


def _append(field: tuple[str, bytearray], line: bytes) -> bool:
    """Add an unfolded line to a field; True when the field's limit cut something."""
    name, value = field
    piece = line.strip()
    if value and piece:
        value += b" "
    value += piece
    short = name in _SHORT or name.startswith("content-")
    limit = MAX_SHORT_FIELD if short else MAX_FIELD
    if len(value) <= limit:
        return False
    if name == "references":
        half = limit // 2
        value[half:-half] = b" "
    else:
        del value[limit:]
    return True


def _skippable(raw: bytes, line: bytes, following: int, limit: int) -> bool:
    if line.startswith((b"From ", b">From ")):
        return True
    return bool(_NAME.match(raw, following, min(limit, following + 100)))


def _end_of_block(raw: bytes, position: int, stop: int) -> int:
    found = [
        index + len(mark)
        for mark in (b"\n\n", b"\n\r\n")
        if (index := raw.find(mark, position, stop)) >= 0
    ]
    return min(found, default=stop)


def plain_value(value: bytes) -> str:
    """Return a raw field value as text, encoded words left alone."""
    return decode_bytes(value)


def bare_value(value: bytes) -> str:
    """Return a raw field value cleaned and on one line, encoded words left alone."""
    return _ordinary_value(value) or to_screen(decode_bytes(value), one_line=True)


def shown_value(value: bytes) -> str:
    """Return a raw field value decoded, cleaned and on one line."""
    plain = _ordinary_value(value)
    if plain and "=?" not in plain:
        return plain
    return _decoded_value(value) if value else ""


def _ordinary_value(value: bytes) -> str:
    """Return a value that is shown as it stands but for runs of blanks, empty for others."""
    if not value.isascii():
        return ""
    text = value.decode("ascii")
    if not text.isprintable():
        return ""
    return " ".join(text.split()) if "  " in text else text.strip()


@functools.lru_cache(_REMEMBERED)
def _decoded_value(value: bytes) -> str:
    return to_screen(decode_words(decode_bytes(value)), one_line=True)


def read_ids(value: bytes) -> tuple[str, ...]:
    """Return the message ids of a field without brackets: the first and the last hundred."""
    if not value:
        return ()
    ids = list(dict.fromkeys(_ID.findall(to_screen(decode_bytes(value)))))
    if len(ids) > MAX_IDS:
        half = MAX_IDS // 2
        ids = ids[:half] + ids[-half:]
    return tuple(ids)


def read_message_id(value: bytes) -> str:
    """Return the id of a Message-ID field without brackets, empty when there is none."""
    ids = read_ids(value)
    if ids:
        return ids[0]
    words = to_screen(decode_bytes(value[:998])).strip().strip("<>").split()
    return words[0] if len(words) == 1 else ""


def read_date(value: bytes) -> datetime | None:
    """Return the time of a Date field in UTC, None when it is none (years 1970 to 2199)."""
    text = to_screen(decode_bytes(value[:200]), one_line=True)
    try:
        parsed = email.utils.parsedate_tz(text)
        if parsed is None or not 1970 <= parsed[0] < 2200:
            return None
        local = datetime(*parsed[:6], tzinfo=UTC)
        return local - timedelta(seconds=parsed[9] or 0)
    except (ValueError, OverflowError, TypeError, IndexError, AttributeError):
        return None
