"""The chain over a console's own events: nobody can change, remove or reorder one unseen.

Each link holds the hash of the one before, who did what kind of thing when, and a commitment to
the whole text of the event: an HMAC with a random salt of its own. When an event is erased its
text and its salt go and the commitment stays: the chain holds, and nobody can find out the text by
trying.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk.erasure import Blanked
from agent_console.desk.events import Event, Unknown

START = "0" * 64
SALT_BYTES = 16


class Flaw(StrEnum):
    """What is wrong with a link."""

    CHANGED = "changed"
    """The event does not say what it said when it was recorded."""

    MISSING = "missing"
    """The event is gone."""

    BROKEN = "broken"
    """The link does not follow from the one before: links were changed, removed or reordered."""

    UNEXPLAINED = "unexplained"
    """The event is blank, and no erasure that is recorded here names it."""

    UNCHAINED = "unchained"
    """The event bears this console's name, but the console did not record it."""

    CUT = "cut"
    """The newest links are gone."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link as it is kept; ``salt`` is empty once the event was erased."""

    event: str
    salt: str
    commitment: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first event with which something is wrong."""

    event: str
    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Head:
    """What stays of an event when it is erased."""

    event: str
    at: str
    agent: str
    kind: str


def head_of(event: Event) -> Head:
    """Return what stays of an event when it is erased."""
    fact = event.fact
    if isinstance(fact, Blanked):
        kind = fact.kind
    else:
        kind = fact.type if isinstance(fact, Unknown) else fact.TYPE
    return Head(event.id, event.at.isoformat(), event.agent, kind)


def commitment(salt: str, text: str) -> str:
    """Return what binds a link to the text of its event."""
    return hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()


def link_hash(before: str, head: Head, committed: str) -> str:
    """Return the hash of the link that follows ``before``."""
    told = json.dumps(
        [before, head.event, head.at, head.agent, head.kind, committed],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(told.encode()).hexdigest()


def number_of(event: str) -> int:
    """Return the running number in the id of an event, 0 where there is none."""
    number = event.rpartition(".")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0
