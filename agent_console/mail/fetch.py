"""What FETCH answers say: UID sets, dates, flags and bodies, read without trust.

One answer that cannot be read is left out, the others stay (RFC 3501 §7.4.2, RFC 7162).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from agent_console.desk.mail import Mail
from agent_console.mail.lists import Atom, Value, read_values
from agent_console.mail.structure import TextPart
from agent_console.mail.wire import Untagged

SET_MAX = 300
UID_MAX = 2**32 - 1

_HEAD = re.compile(rb"\d{1,10} FETCH (?=\()", re.I)
# The answers to a first reading as most servers write them, up to the literal with the body.
_HEAD_COMES = re.compile(
    rb'\d{1,10} FETCH \(UID ([1-9]\d{0,8}) FLAGS \(([^()"\[]*)\) INTERNALDATE "([^"\\]*)"'
    rb" RFC822\.SIZE (\d{1,15}) BODYSTRUCTURE (\([^\\\[]*\)) BODY\[HEADER\] ?",
    re.S,
)
_TEXT_COMES = re.compile(
    rb"\d{1,10} FETCH \(UID ([1-9]\d{0,8}) BODY\[([0-9A-Z.]{1,100})\](?:<0>)? ?"
)
# Something told behind a structure; inside of one there is no such word behind a list.
_MORE_TOLD = re.compile(rb"\) (?!NIL[ )])[A-Za-z]")
_DATE = re.compile(
    r" ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}:\d{2}):(\d{2}) ([+-]\d{2})(\d{2})", re.ASCII
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NUMBERS = {name: f"{number:02d}" for number, name in enumerate(_MONTHS, 1)}
_SYSTEM_FLAGS = {
    flag.lower(): flag for flag in ("\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft")
}
_FLAGS_MAX = 200


@dataclass(frozen=True, slots=True)
class FolderCursor:
    """How far a folder has been read.

    Every mail with a UID from ``first_uid`` to ``last_uid`` is stored; ``highestmodseq`` is the
    last state of the flags that has been taken over completely (RFC 7162), or None when the server
    does not count. A ``first_uid`` of 1 means back to the beginning.
    """

    uidvalidity: int | None = None
    last_uid: int = 0
    highestmodseq: int | None = None
    first_uid: int = 1


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """One mail as the server handed it out.

    ``received`` is the server's INTERNALDATE in UTC, ``size`` the server's word for the whole mail
    in bytes. ``complete`` is False when ``raw`` is only the beginning (a large mail) or, with an
    empty or short ``raw``, when the server could not hand it out.
    """

    uid: int
    raw: bytes
    received: datetime
    flags: frozenset[str]
    size: int
    complete: bool


@dataclass(frozen=True, slots=True)
class FetchedHead:
    """One mail of which only the header block and the structure have come.

    ``header`` are the bytes as the server handed them out, ``mail`` what they say; ``text`` is the
    part to ask for next, None when the mail has no text or must be read whole to find it. ``body``
    holds that text where it has come as well (empty where there is none before the whole mail).
    """

    uid: int
    header: bytes
    mail: Mail
    received: datetime
    flags: frozenset[str]
    size: int
    text: TextPart | None
    body: Mail | None = None


@dataclass(frozen=True, slots=True)
class FetchItem:
    """What is known of one UID from one or more FETCH answers; None where nothing was said.

    ``section`` says which part of the mail ``body`` is: "" the whole or its beginning, "HEADER" …
    ``body_empty`` is True when a body was announced and NIL came (Dovecot: expunged meanwhile).
    ``structure`` is what BODYSTRUCTURE said, for :func:`structure.read_structure`: nested lists, or
    the text of the outermost one.
    """

    uid: int
    flags: frozenset[str] | None = None
    size: int | None = None
    received: datetime | None = None
    body: bytes | None = None
    body_empty: bool = False
    section: str = ""
    structure: Value = None

    def merged(self, other: FetchItem) -> FetchItem:
        """Return both together; ``other`` came later and wins, but never takes a body away."""
        return FetchItem(
            self.uid,
            self.flags if other.flags is None else other.flags,
            self.size if other.size is None else other.size,
            self.received if other.received is None else other.received,
            other.body if self.body is None else self.body,
            self.body_empty or other.body_empty,
            other.section if self.body is None else self.section,
            self.structure if other.structure is None else other.structure,
        )


@dataclass(frozen=True, slots=True)
class FetchAnswer:
    """All FETCH answers to one command, by UID; ``expunged``: the server's view was stale."""

    items: dict[int, FetchItem] = field(default_factory=dict)
    expunged: bool = False

    @property
    def stale(self) -> bool:
        """Whether the batch must be thrown away and asked again after NOOP."""
        return self.expunged or any(item.body_empty for item in self.items.values())


@dataclass(frozen=True, slots=True)
class UidRanges:
    """A UID set as the server wrote it; never expanded, it may name billions."""

    ranges: tuple[tuple[int, int], ...] = ()

    def __contains__(self, uid: int) -> bool:
        """Tell whether ``uid`` is in one of the ranges."""
        return any(low <= uid <= high for low, high in self.ranges)

    def __bool__(self) -> bool:
        """Tell whether there is any range."""
        return bool(self.ranges)


def parse_ranges(text: bytes) -> UidRanges:
    """Read a set such as ``1:4,7``; parts that make no sense are left out."""
    ranges = []
    for part in text.strip().split(b","):
        low, colon, high = part.partition(b":")
        first, last = parse_uid(low), parse_uid(high) if colon else parse_uid(low)
        if first is not None and last is not None:
            ranges.append((min(first, last), max(first, last)))
    return UidRanges(tuple(ranges))


def uid_set(uids: Iterable[int]) -> str:
    """Return UIDs as a compressed set such as ``1:4,7``."""
    return ",".join(f"{a}" if a == b else f"{a}:{b}" for a, b in _runs(uids))


def uid_sets(uids: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Cut UIDs into sets of at most 300 parts (servers limit the length of a line)."""
    chunk: list[int] = []
    parts = 0
    for low, high in _runs(uids):
        if parts == SET_MAX:
            yield uid_set(chunk), chunk
            chunk, parts = [], 0
        chunk.extend(range(low, high + 1))
        parts += 1
    if chunk:
        yield uid_set(chunk), chunk


def _runs(uids: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for uid in sorted(set(uids)):
        if runs and uid == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], uid)
        else:
            runs.append((uid, uid))
    return runs


def parse_internaldate(text: str) -> datetime | None:
    """Read ``17-Jul-1996 02:44:25 -0700`` (RFC 3501 date-time) as UTC; None when it is none."""
    found = _DATE.fullmatch(text)
    month = _MONTH_NUMBERS.get(found[2].lower()) if found else None
    if found is None or month is None:
        return None
    day, _name, year, time, second, hours, minutes = found.groups()
    whole = f"{year}-{month}-{day:0>2}T{time}:{min(second, '59')}{hours}:{minutes}"
    try:
        return datetime.fromisoformat(whole).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def format_internaldate(when: datetime) -> str:
    """Write an aware time as IMAP wants it in APPEND."""
    utc = when.astimezone(UTC)
    month = _MONTHS[utc.month - 1].capitalize()
    return f"{utc.day:02d}-{month}-{utc.year:04d} {utc:%H:%M:%S} +0000"


def read_fetches(heard: Iterable[Untagged]) -> dict[int, FetchItem]:
    """Return what the FETCH answers among ``heard`` say, by UID.

    Answers without a UID and answers that cannot be read are left out: who asked for a UID and
    does not find it has to ask again.
    """
    found: dict[int, FetchItem] = {}
    for untagged in heard:
        try:
            item = read_fetch(untagged)
        except ValueError:
            continue
        if item is not None:
            before = found.get(item.uid)
            found[item.uid] = before.merged(item) if before else item
    return found


def read_fetch(untagged: Untagged) -> FetchItem | None:
    """Read one answer; None when it is no FETCH or names no UID. Raises ValueError."""
    if len(untagged.parts) == 3 and untagged.parts[2] == b")":
        item = _read_ordinary(untagged.parts[0] or b"", untagged.parts[1])
        if item is not None:
            return item
    head = _HEAD.match(untagged.text)
    if head is None:
        return None
    pairs = _pairs((untagged.text[head.end() :], *untagged.parts[1:]))
    uid = _uid(pairs)
    if uid is None:
        return None
    body_key = next((key for key in pairs if key.startswith(b"BODY[")), None)
    body = pairs[body_key] if body_key is not None else None
    if isinstance(body, list | Atom):
        raise ValueError("no text for a body")
    return FetchItem(
        uid,
        _flags(pairs.get(b"FLAGS")),
        _size(pairs.get(b"RFC822.SIZE")),
        _received(pairs.get(b"INTERNALDATE")),
        body,
        body_key is not None and body is None,
        _section(body_key or b""),
        pairs.get(b"BODYSTRUCTURE"),
    )


def _read_ordinary(told: bytes, body: bytes | None) -> FetchItem | None:
    """Read an answer written as most servers write it; None for any other one."""
    found = _TEXT_COMES.fullmatch(told)
    if found is not None:
        section = found[2].decode("ascii")
        return FetchItem(int(found[1]), None, None, None, body, body is None, section)
    found = _HEAD_COMES.fullmatch(told)
    if found is None:
        return None
    uid, flags, received, size, structure = found.groups()
    if _MORE_TOLD.search(structure):
        return None
    return FetchItem(
        int(uid),
        _flags_told(flags),
        int(size),
        parse_internaldate(received.decode("ascii", "replace")),
        body,
        body is None,
        "HEADER",
        structure,
    )


@functools.lru_cache(256)
def _flags_told(flags: bytes) -> frozenset[str] | None:
    return _flags(read_values((b"(" + flags + b")",))[0])


def _pairs(parts: Sequence[bytes | None]) -> dict[bytes, Value]:
    values = read_values(parts)
    if len(values) != 1 or not isinstance(values[0], list) or len(values[0]) % 2:
        raise ValueError("not a list of pairs")
    listed = values[0]
    pairs: dict[bytes, Value] = {}
    for key, value in zip(listed[::2], listed[1::2], strict=True):
        if not isinstance(key, bytes):
            raise ValueError("a name was expected")
        pairs.setdefault(key.upper(), value)
    return pairs


def parse_uid(text: bytes) -> int | None:
    """Read a UID; None for what can be none."""
    if not text.isdigit() or len(text) > 10:
        return None
    value = int(text)
    return value if 0 < value <= UID_MAX else None


def _uid(pairs: dict[bytes, Value]) -> int | None:
    value = pairs.get(b"UID")
    return parse_uid(value) if isinstance(value, bytes) else None


def _section(key: bytes) -> str:
    """Return what stands in the brackets of BODY[…]; a part that begins later is a section too."""
    return key[5:].decode("ascii", "replace").removesuffix("<0>").removesuffix("]")


def _flags(value: Value) -> frozenset[str] | None:
    if not isinstance(value, list):
        return None
    names = (
        flag.decode("ascii", "replace") for flag in value[:_FLAGS_MAX] if isinstance(flag, bytes)
    )
    known = (_SYSTEM_FLAGS.get(name.lower(), name[:200]) for name in names)
    return frozenset(name for name in known if name.lower() != "\\recent")


def _size(value: Value) -> int | None:
    return int(value) if isinstance(value, bytes) and value.isdigit() and len(value) < 16 else None


def _received(value: Value) -> datetime | None:
    return (
        parse_internaldate(value.decode("ascii", "replace")) if isinstance(value, bytes) else None
    )
