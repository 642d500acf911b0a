"""FETCH answers, UID sets and dates of a server that says anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC

from agent_console.mail.fetch import (
    UID_MAX,
    FetchItem,
    format_internaldate,
    parse_internaldate,
    parse_ranges,
    read_fetch,
    read_fetches,
    uid_set,
    uid_sets,
)
from agent_console.mail.wire import Untagged
from fuzz.checks import Target, steady
from fuzz.choices import Choices

_CUT = b"\x1e"
WORDS = (
    *(b"1 FETCH (UID 5 ", b"FLAGS (\\Seen \\Recent)", b"RFC822.SIZE 44", b"BODY[] ", b"BODY[]<0> "),
    *(b'INTERNALDATE "17-Jul-2025 02:44:25 -0700"', b"BODY[HEADER.FIELDS (X)] ", b"NIL", b"\x1e"),
    *(
        b"MODSEQ (12)",
        b"UID 4294967295",
        b"UID 4294967296",
        b"(((",
        b")))",
        b'"a\\"b"',
        b"\x1e\x00\x1e",
    ),
    *(
        b"1:4,7",
        b"7:1",
        b"0:*",
        b"1,,2",
        b"31-Dec-9999 23:59:60 -2359",
        b"01-Jan-0001 00:00:00 +2359",
    ),
)


def check(data: bytes) -> None:
    """Read an answer whose literals stand between cuts, and the same bytes as set and as date."""
    pieces: tuple[bytes | None, ...] = tuple(data.split(_CUT))
    parts = tuple(None if piece == b"\0" and at % 2 else piece for at, piece in enumerate(pieces))
    heard = Untagged(parts)
    try:
        item = steady(lambda: read_fetch(heard))
    except ValueError:
        item = None
    found = read_fetches([heard, Untagged((b"2 FETCH (UID 9 FLAGS ())",)), heard])
    assert 9 in found
    if item is not None:
        _sound(item, parts)
        assert item.merged(item) == item
        if item.uid != 9:
            assert found[item.uid] == item
    _sets(data)
    _date(data)


def _sound(item: FetchItem, parts: Sequence[bytes | None]) -> None:
    assert 0 < item.uid <= UID_MAX
    assert item.size is None or 0 <= item.size < 10**16
    assert item.received is None or item.received.tzinfo is UTC
    assert item.flags is None or not [
        one for one in item.flags if len(one) > 200 or one.lower() == "\\recent"
    ]
    assert item.body is None or not item.body_empty
    if item.body is not None and item.body not in parts[1::2]:
        quoted = b'"' + item.body.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
        plain = b"".join(part or b"" for part in parts[::2])
        assert quoted in plain or b"\\" in plain, "a body that nobody sent"


def _sets(data: bytes) -> None:
    ranges = steady(lambda: parse_ranges(data))
    assert all(0 < low <= high <= UID_MAX for low, high in ranges.ranges)
    choices = Choices(data)
    uids = [choices.number(700) + 1 for _ in range(len(data) // 2)]
    known = parse_ranges(uid_set(uids).encode())
    assert [uid for uid in range(702) if uid in known] == sorted(set(uids))
    chunks = list(uid_sets(uids))
    assert sorted(uid for _text, chunk in chunks for uid in chunk) == sorted(set(uids))


def _date(data: bytes) -> None:
    moment = steady(lambda: parse_internaldate(data.decode("latin-1")))
    if moment is not None:
        assert moment.tzinfo is UTC
        assert parse_internaldate(format_internaldate(moment)) == moment


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with whole answers, sets and dates."""
    yield from WORDS
    yield WORDS[0] + b" ".join(WORDS[1:3]) + b" " + WORDS[5] + b" BODY[] \x1eFrom: a\r\n\r\nx\x1e)"
    yield b'1 FETCH (BODY[HEADER.FIELDS (MESSAGE-ID)] "a\\"b\\\\c" UID 5)'
    yield b"1 FETCH (UID 5 BODY[] NIL)"
    yield b"17-Jul-2025 02:44:25 -0700"


TARGET = Target(check, WORDS, seeds, longest=1_024)
