"""What is recorded when a person is erased, and what then stays of events.

An erasure is a record of its own, ``~erasure:<name>``. The facts about it travel to all consoles of
a team: whom to erase, told by salted hashes of addresses, and which events lose their texts.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import ClassVar

SALT_BYTES = 16
EVENTS_A_FACT = 1_000
"""How many events one fact names at most: an event has at most 64 KB."""


@dataclass(frozen=True, slots=True)
class Erased:
    """A person is erased everywhere: the ``people`` with these hashes, and these ``events``.

    Both are lists with spaces; the hashes are those of :func:`person_hash` with ``salt``.
    """

    TYPE: ClassVar[str] = "erased"
    salt: str = ""
    people: str = ""
    events: str = ""


@dataclass(frozen=True, slots=True)
class Blanked:
    """What an event said that was erased: it was of this ``kind``; ``by`` is the erasure."""

    TYPE: ClassVar[str] = "blanked"
    kind: str = ""
    by: str = ""


def person_hash(salt: str, address: str) -> str:
    """Return what names an address to those only who have the salt, and the address."""
    key = bytes.fromhex(salt)
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).hexdigest()[:32]


def erased_events(fact: Erased) -> frozenset[str]:
    """Return the ids of the events that an erasure names."""
    return frozenset(fact.events.split())


def erasing(salt: str, addresses: Iterable[str], events: Collection[str]) -> list[Erased]:
    """Return the facts of one erasure; the events are cut into as many as it takes."""
    people = " ".join(person_hash(salt, address) for address in addresses)
    ordered = sorted(events)
    portions = [
        ordered[at : at + EVENTS_A_FACT] for at in range(0, len(ordered), EVENTS_A_FACT)
    ] or [[]]
    return [Erased(salt, people, " ".join(some)) for some in portions]


def blank(text: str, by: str) -> str:
    """Return an event's JSON without what it said: id, time, agent and kind stay.

    ``by`` is the record of the erasure. What the event was about stays when that is a ticket; of
    records, whose names may be addresses, the erasure takes the place. An event that is blank
    already stays as it is.
    """
    told = json.loads(text)
    if told["type"] in (Blanked.TYPE, Erased.TYPE):
        return text
    about = by if str(told["ticket"]).startswith("~") else told["ticket"]
    told |= {"v": 1, "ticket": about, "seen": None, "type": Blanked.TYPE}
    told["data"] = {"kind": json.loads(text)["type"], "by": by}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
