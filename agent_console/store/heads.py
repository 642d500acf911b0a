"""The header blocks of a ticket's mails, as they came: what their senders are judged by."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from agent_console.store.driver import driver, listed

if TYPE_CHECKING:
    from sqlmodel import Session


_FIRST = 16 * 1024
_MAX_HEAD = 256 * 1024
_END = re.compile(rb"\n\r*\n")
_DOUBTED = """
SELECT key FROM mail WHERE ticket = ? AND NOT (direction = 'out' AND proven = 1)
"""
_HEADS = """
SELECT mail.key, source.raw FROM mail JOIN source ON source.id = mail.id
WHERE source.digest IN (SELECT value FROM json_each(?))
"""
_OF_SOURCE = "SELECT raw FROM source WHERE id = ?"


def doubted(session: Session, ref: str) -> frozenset[str]:
    """Return the keys of a ticket's mails but for those that we sent for sure."""
    return frozenset(key for (key,) in driver(session).execute(_DOUBTED, (ref,)))


def heads(session: Session, keys: Iterable[str]) -> dict[str, bytes]:
    """Return the header blocks of mails by key, each at most 256 KB."""
    rows = driver(session).execute(_HEADS, (listed(keys),))
    return {key: _head_of(raw) for key, raw in rows}


def head_of_source(connection: sqlite3.Connection, number: int) -> bytes:
    """Return the header block of the mail with this number, b"" for none."""
    found = connection.execute(_OF_SOURCE, (number,)).fetchone()
    return _head_of(found[0]) if found else b""


def _head_of(packed: bytes) -> bytes:
    """Unpack only as much of a mail as its header block takes."""
    unpacking = zlib.decompressobj()
    raw = unpacking.decompress(packed, _FIRST)
    # Blank lines before the first field are no end of the block.
    start = len(raw) - len(raw.lstrip(b"\r\n"))
    end = _END.search(raw, start)
    if end is None and unpacking.unconsumed_tail:
        raw += unpacking.decompress(unpacking.unconsumed_tail, _MAX_HEAD - len(raw))
        end = _END.search(raw, start)
    return raw[: end.end()] if end else raw
