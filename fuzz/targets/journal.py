"""Mails in the journal's folder: whatever lies there, an entry comes out, or a reason why not.

What carries the team's seal can still be nonsense: the bytes are also read as a payload, folded,
and kept in a snapshot.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from agent_console.desk.journal_book import JournalBook
from agent_console.desk.journal_entry import (
    Abandoned,
    Claimed,
    Entry,
    KeyChanged,
    NotSent,
    Payload,
    Released,
    Renewed,
    Restored,
    Sending,
    Sent,
    Skipped,
    TakenOver,
    Unread,
    payload_from_json,
    payload_to_json,
)
from agent_console.desk.journal_order import JournalFold
from agent_console.desk.journal_snapshot import snapshots_in
from agent_console.mail.journal_message import FIRST_LINE, read_message, write_message
from agent_console.mail.seal import KeyRing, Refusal, TeamKey, unseal
from fuzz.checks import Target, steady
from fuzz.choices import as_text

_RING = KeyRing(TeamKey(bytes(range(32))))
_AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
_FACTS = (
    *(Claimed("T", "Anna", 900), Renewed("T"), Released("T"), TakenOver("T", "B", 9, "anna.1")),
    *(Sending("T", "m", "i", ""), Sent("T", "m", "i"), NotSent("T", "m", "i")),
    *(Abandoned("T", "m", "i"), KeyChanged("k"), Skipped("anna", 1, 2), Unread('{"t":"x"}')),
)
WORDS = (
    *(b'"v":1', b'"v":2', b'"c":"anna"', b'"n":1', b'"ts":"', b'"k":{}', b'"ev":[', b'{"t":"'),
    *(fact.TYPE.encode() for fact in _FACTS if fact.TYPE),
    *(b'"t":"event","e":', b'"t":"restore"', b'"p":{', b'"t":"snap"', b"9007199254740991"),
    *(b"0001-01-01T00:00:00+14:00", b"\\ud800", b"NaN", b"1e400", b"[[[[", FIRST_LINE.encode()),
    *(b"\r\n\r\n", b"\r\n.\r\n", b"AQ", b"\x01", b"\x02", b"anna"),
)


def check(data: bytes) -> None:
    """Read bytes as a text in the folder, as something sealed, and as a payload."""
    read = steady(lambda: read_message(_RING, "journal1", 5, _AT, data))
    assert isinstance(read, Entry | Refusal)
    assert isinstance(steady(lambda: unseal(_RING, "journal1", data)), Refusal), "opened unsealed"
    try:
        payload = steady(lambda: payload_from_json(as_text(data)))
    except ValueError:
        return
    _same_again(payload)
    _foldable(payload)


def _same_again(payload: Payload) -> None:
    written = payload_to_json(payload)
    assert "\n" not in written
    assert payload_from_json(written) == payload
    if payload.facts:
        raw = write_message(_RING, "journal1", "support@company.example", payload).raw
        text = raw.partition(b"\r\n\r\n")[2]
        read = read_message(_RING, "journal1", 5, _AT, text)
        assert isinstance(read, Entry)
        assert read.payload == payload


def _foldable(payload: Payload) -> None:
    """Hold that it can be folded twice over, that the copy has no effect, and that it is kept."""
    book = JournalBook(7)
    book.learn([Entry(5, _AT, payload), Entry(6, _AT, payload)])
    fold = book.fold
    state = json.loads(json.dumps(fold.state()))
    assert JournalFold.restored(state, fold.log.values()).digest() == fold.digest()
    part = Payload("zz-writer", 1, _AT, book.snapshot(6))
    (snapshot,) = snapshots_in([Entry(7, _AT, part)], 7)
    assert snapshot.fold().digest() == fold.digest()


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with a payload of each kind, the same as messages, and ordinary mails."""
    payloads = [Payload("anna", 1, _AT, (fact,), (("bert", 2),)) for fact in _FACTS]
    payloads.append(Payload("bert", 2, _AT, (Restored(7, 1, _AT, "k", payloads[0]),)))
    payloads.append(Payload("bert", 3, _AT, _FACTS))
    for payload in payloads:
        yield payload_to_json(payload).encode()
        raw = write_message(_RING, "journal1", "support@company.example", payload).raw
        yield raw.partition(b"\r\n\r\n")[2]
    yield from mails[:20]


TARGET = Target(check, WORDS, seeds, longest=4_096)
