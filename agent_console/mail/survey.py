"""What a reading server can and how it is doing, asked without changing anything."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass
from datetime import datetime

from agent_console.mail.imap import ImapConnection
from agent_console.mail.names import folder_name, readable_name
from agent_console.mail.wire import RefusedError, Untagged, unquoted

_NOOPS = 5
_QUOTA_ITEM = re.compile(rb"([A-Za-z-]{1,40}) (\d{1,18}) (\d{1,18})")
_APPEND_LIMIT = re.compile(r"APPENDLIMIT=(\d{1,18})")
_PREFIX = re.compile(rb'NAMESPACE \(\(("(?:[^"\\]|\\.){0,200}")', re.I)


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of what is used (RFC 9208): ``STORAGE`` in units of 1024 bytes, ``MESSAGE`` …"""

    resource: str
    used: int
    limit: int


def round_trip(connection: ImapConnection) -> float:
    """Return the median time of some NOOPs, in seconds."""
    clock, times = connection.clock, []
    for _again in range(_NOOPS):
        before = clock.monotonic()
        connection.noop()
        times.append(clock.monotonic() - before)
    return statistics.median(times)


def quotas(connection: ImapConnection, folder: str) -> tuple[Quota, ...]:
    """Return the limits that hold for a folder; none when the server tells none."""
    if not connection.has("QUOTA"):
        return ()
    try:
        answer = connection.wire.command(b"GETQUOTAROOT " + folder_name(folder))
    except RefusedError:
        return ()
    told = [_last(untagged) for untagged in answer.untagged if _is(untagged, b"QUOTA ")]
    items = [item for text in told for item in _QUOTA_ITEM.findall(text[text.rfind(b"(") :])]
    return tuple(
        Quota(name.decode("ascii").upper(), int(used), int(limit))
        for name, used, limit in items
        if int(limit)
    )


def append_limit(connection: ImapConnection) -> int | None:
    """Return the largest mail that can be put into a folder, in bytes (RFC 7889), if told."""
    found = (_APPEND_LIMIT.fullmatch(name) for name in connection.capabilities)
    return next((int(match[1]) for match in found if match), None)


def newest_arrival(connection: ImapConnection, folder: str) -> datetime | None:
    """Return when the last mail of a folder came, by the server's clock; None when it is empty."""
    if not connection.select(folder).exists:
        return None
    answer = connection.fetch_set("*", "UID INTERNALDATE")
    return max((item.received for item in answer.items.values() if item.received), default=None)


def personal_prefix(connection: ImapConnection) -> str:
    """Return with what the names of own folders begin (RFC 2342), such as ``INBOX.`` on Courier."""
    if not connection.has("NAMESPACE"):
        return ""
    try:
        answer = connection.wire.command(b"NAMESPACE")
    except RefusedError:
        return ""
    found = [m for u in answer.untagged if (m := _PREFIX.match(u.text))]
    return (readable_name(unquoted(found[0][1])) or "") if found else ""


def _is(untagged: Untagged, name: bytes) -> bool:
    return untagged.text.upper().startswith(name)


def _last(untagged: Untagged) -> bytes:
    return untagged.parts[-1] or b""
