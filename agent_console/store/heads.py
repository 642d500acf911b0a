"""The header blocks of a ticket's mails, as they came: what their senders are judged by."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from sqlmodel import Session

_FIRST = 16 * 1024
_MAX_HEAD = 256 * 1024
_END = re.compile(rb"\n\r*\n")
_HEADS = """
SELECT mail.key, mail.proven, source.raw FROM mail JOIN source ON source.id = mail.id
WHERE mail.ticket = ? AND NOT (mail.direction = 'out' AND mail.proven = 1)
"""


@dataclass(frozen=True, slots=True)
class StoredHead:
    """The header block of one mail, at most 256 KB; ``proven`` as in the mail's row."""

    raw: bytes
    proven: bool


def heads(session: Session, ref: str) -> dict[str, StoredHead]:
    """Return the header blocks of a ticket's mails by key; not of those that we sent for sure."""
    rows = session.connection().exec_driver_sql(_HEADS, (ref,))
    return {key: StoredHead(_head_of(raw), bool(proven)) for key, proven, raw in rows}


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
