"""Messages and snapshots of the team's journal, as they are kept, without what was erased."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace

from agent_console.desk.erasure import blank
from agent_console.desk.journal_entry import (
    Payload,
    Recorded,
    Restored,
    SnapshotPart,
    TeamFact,
    payload_from_json,
    payload_to_json,
)

_ID = re.compile(r'"id":"([^"]+)"')
_PART = f'"t":"{SnapshotPart.TYPE}"'


def hushed_payload(payload: bytes, gone: Mapping[str, str]) -> bytes:
    """Return a payload in which erased events are blank; ``gone`` names their erasures by id.

    A part of a snapshot loses its data: the snapshot was put together already.
    """
    text = payload.decode()
    named = gone.keys() & _ID.findall(text)
    if not named and _PART not in text:
        return payload
    told = payload_from_json(text)
    quiet = _hushed(told, gone)
    return payload if quiet == told else payload_to_json(quiet).encode()


def _hushed(told: Payload, gone: Mapping[str, str]) -> Payload:
    return replace(told, facts=tuple(_fact(one, gone) for one in told.facts))


def _fact(fact: TeamFact, gone: Mapping[str, str]) -> TeamFact:
    if isinstance(fact, Recorded):
        by = gone.get(fact.event.id)
        return Recorded(blank(fact.text, by)) if by else fact
    if isinstance(fact, Restored):
        return replace(fact, payload=_hushed(fact.payload, gone))
    if isinstance(fact, SnapshotPart):
        return replace(fact, data="")
    return fact


def hushed_snapshot(packed: bytes, gone: Mapping[str, str]) -> bytes:
    """Return the packed fold of a snapshot in which erased events are blank."""
    told = json.loads(zlib.decompress(packed))
    log = [_text(text, gone) for text in told["log"]]
    if log == told["log"]:
        return packed
    text = json.dumps(
        told | {"log": log}, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return zlib.compress(text.encode(), 6)


def _text(text: str, gone: Mapping[str, str]) -> str:
    by = gone.get(str(json.loads(text)["id"]))
    return blank(text, by) if by else text
