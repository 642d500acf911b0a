"""What the tables of the store hold of a correspondence: the rows that the intake would write."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from agent_console.desk.events import Event, Fact, event_to_json
from agent_console.desk.metrics import Measure, Measured
from agent_console.desk.ticket_facts import Assigned, Closed, Replied
from agent_console.store.times import to_text
from benchmarks.scale_mails import BLOCK, MAILS_A_TICKET, OURS, Letter, Sizes

TYPES: Final = ("delivery", "return", "refund", "invoice", "product", "account", "other")
AGENTS: Final = ("Anna", "Ben", "Ida", "Kim", "Lou", "Max")
_CHANNELS = ("email", "email", "email", "form")
Row = dict[str, object]


def folder_row(sizes: Sizes) -> Row:
    """Return the folder that all mails lie in."""
    return {
        "id": 1, "name": "INBOX", "uidvalidity": 1, "first_uid": 1, "last_uid": sizes.mails,
        "server_count": sizes.mails,
    }  # fmt: skip


def source_row(letter: Letter, digest: str) -> Row:
    """Return the mail as its bytes."""
    return {
        "id": letter.number + 1,
        "digest": digest,
        "depth": 2,
        "raw": zlib.compress(letter.raw, 1),
        "size": len(letter.raw),
        "complete": 1,
        "received": to_text(letter.came),
        "direction": "in" if letter.asks else "out",
    }


def type_of(letter: Letter) -> str:
    """Return what the ticket of a mail is about."""
    return TYPES[letter.ticket % len(TYPES)]


def _agent(letter: Letter) -> str:
    return AGENTS[letter.ticket % len(AGENTS)]


def _is_open(letter: Letter, sizes: Sizes) -> bool:
    return letter.ticket >= sizes.tickets - sizes.still_open


def ticket_row(ref: str, found: Sequence[Letter], sizes: Sizes) -> Row:
    """Return the ticket of five mails."""
    first, last = found[0], found[-1]
    came, last_at = to_text(first.came), to_text(last.came)
    due = to_text(last.came + timedelta(hours=4 + first.ticket % 20))
    still_open = _is_open(first, sizes)
    owner = _agent(first) if not still_open or first.ticket % 4 else ""
    return {
        "ref": ref, "subject": first.subject, "customer_email": first.address,
        "customer_name": first.made.who.name, "customer_sort": first.made.who.name.casefold(),
        "kind": "human", "state": "open" if still_open else "closed", "owner": owner,
        "opened_at": came, "waiting_since": last_at if still_open else None,
        "last_customer_at": last_at, "first_answered_at": to_text(found[1].came),
        "last_answered_at": to_text(found[3].came), "closed_at": None if still_open else due,
        "last_at": last_at, "mails_in": 3, "mails_out": 2, "type": type_of(first), "level": 1,
        "language": ("de", "de", "en")[first.ticket % 3],
        "channel": _CHANNELS[first.ticket % len(_CHANNELS)],
        "target": "next-response" if still_open else None,
        "span_from": last_at if still_open else None, "due_at": due if still_open else None,
        "sort_group": 0 if still_open else 3, "sort_at": due if still_open else last_at,
        "woken_at": last_at,
    }  # fmt: skip


def mail_row(letter: Letter, ref: str, digest: str) -> Row:
    """Return the mail as it was read."""
    who = letter.made.who.name
    sender = (letter.address, who) if letter.asks else (OURS, "Support")
    to = (OURS, "Support") if letter.asks else (letter.address, who)
    first = letter.number - letter.turn * (BLOCK // MAILS_A_TICKET)
    references = [f"<{first:x}.0@{letter.address.rpartition('@')[2]}>"] if letter.turn else []
    return {
        "id": letter.number + 1, "key": digest, "identity": digest,
        "message_id": letter.message_id,
        "in_reply_to": json.dumps(references), "refs": json.dumps(references),
        "direction": "in" if letter.asks else "out", "kind": "human",
        "received": to_text(letter.came), "date": to_text(letter.came),
        "sender_email": sender[0], "sender_name": sender[1], "reply_to": "[]",
        "recipients": json.dumps([to]), "copies": "[]", "subject": letter.subject,
        "text": letter.text, "ranges": "[]", "links": "[]", "notes": "[]",
        "join_reason": "reference" if letter.turn else "new", "join_notes": "[]",
        "ticket": ref, "people": f"{who} {letter.address} Support {OURS}",
    }  # fmt: skip


def placement_row(letter: Letter) -> Row:
    """Return where the mail lies."""
    return {
        "folder_id": 1, "uidvalidity": 1, "uid": letter.number + 1,
        "source_id": letter.number + 1, "flags": "\\Seen",
    }  # fmt: skip


def events_of(ref: str, found: Sequence[Letter], sizes: Sizes) -> Iterator[Row]:
    """Yield what agents recorded: taken, answered twice, closed."""
    agent = _agent(found[0])
    facts: list[tuple[datetime, Fact]] = [(found[1].came, Assigned(agent))]
    facts += [(one.came, Replied(one.message_id)) for one in (found[1], found[3])]
    if not _is_open(found[0], sizes):
        facts.append((found[-1].came + timedelta(hours=4), Closed()))
    elif not found[0].ticket % 4:
        facts.append((found[3].came, Assigned("")))
    for place, (at, fact) in enumerate(facts):
        event = Event(f"scale.{found[0].ticket * 4 + place}", ref, at, agent, fact)
        seq = found[0].ticket * 4 + place + 1
        yield {
            "seq": seq,
            "id": event.id,
            "ticket": ref,
            "at": to_text(at),
            "json_text": event_to_json(event),
        }


def measured_of(found: Sequence[Letter], sizes: Sizes) -> list[Measured]:
    """Return what reports ask of a ticket, as of most: asked, answered, closed."""
    chance = random.Random(found[0].ticket)
    at, answered, agent = found[0].came, found[1].came, _agent(found[0])
    business, worked = chance.randrange(60, 40_000), chance.randrange(30, 1_800)
    rows = [
        Measured(Measure.OPENED, at, 0),
        Measured(Measure.ARRIVED, at, at.weekday() * 24 + at.hour),
        Measured(Measure.FIRST, answered, business, business * 3, agent=agent),
        Measured(Measure.ANSWERED, answered, agent=agent),
        Measured(Measure.TARGET, answered, int(business > 28_800), more="first-response"),
        Measured(Measure.WORKED, answered, worked, agent=agent),
    ]
    if not _is_open(found[0], sizes):
        closed = found[-1].came + timedelta(hours=4)
        rows += [
            Measured(Measure.ONCE, answered, int(chance.random() < 0.8), agent=agent),
            Measured(Measure.CLOSED, closed, int(chance.random() < 0.2)),
            Measured(Measure.HANDLED, closed, worked),
        ]
    return rows
