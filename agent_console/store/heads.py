"""The header blocks of a ticket's mails, as they came: what their senders are judged by."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

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


def doubted(session: Session, ref: str) -> frozenset[str]:
    """Return the keys of a ticket's mails but for those that we sent for sure."""
    return frozenset(session.connection().exec_driver_sql(_DOUBTED, (ref,)).scalars())


def heads(session: Session, keys: Iterable[str]) -> dict[str, bytes]:
    """Return the header blocks of mails by key, each at most 256 KB."""
    rows = session.connection().exec_driver_sql(_HEADS, (json.dumps(list(keys)),))
    return {key: _head_of(raw) for key, raw in rows}


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
