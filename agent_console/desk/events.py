"""Every fact that a person records, versioned, with JSON in and out.

An event is appended and never edited. It says who, when, on which ticket, and ``seen``: the arrival
time of the newest mail of that ticket that the agent's console knew. A mail that arrived later is
news to that decision, whatever the clocks of the two machines say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any, ClassVar, get_args

VERSION = 1
MAX_JSON = 65_536
_MAY_GROW = MAX_JSON // 8
_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Assigned:
    """The ticket was taken by, given to, or (empty owner) released by an agent."""

    TYPE: ClassVar[str] = "assigned"
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An agent said what a ticket is (see ``labels.LabelName``), whatever the rules think.

    An empty ``value`` leaves it to the rules again.
    """

    TYPE: ClassVar[str] = "labelled"
    what: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An agent said of the mail with this key what wrote it (a ``MailKind``).

    What ``sender`` writes from then on counts the same; "" makes no such rule.
    """

    TYPE: ClassVar[str] = "judged"
    mail: str = ""
    kind: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Greeted:
    """An agent said how the customer with this address is greeted, as ``greeting`` reads it.

    An empty ``name`` leaves it to what the customer writes again.
    """

    TYPE: ClassVar[str] = "greeted"
    email: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag was put on the ticket, or with ``off`` "yes" taken off."""

    TYPE: ClassVar[str] = "tagged"
    tag: str = ""
    off: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The ticket lives on in another one, ``into``: all its mails and notes are there."""

    TYPE: ClassVar[str] = "merged"
    into: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Mails of the ticket became a new one, ``ref``; ``mails`` are their keys, blanks between.

    A later mail goes with the one that it answers.
    """

    TYPE: ClassVar[str] = "split"
    ref: str = ""
    mails: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """The ticket has to do with the ticket ``to``; with ``off`` "yes" no longer."""

    TYPE: ClassVar[str] = "linked"
    to: str = ""
    off: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """An internal note; it has no recipients by construction."""

    TYPE: ClassVar[str] = "noted"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply left the house: the mail server took it; ``answers`` are ids of canned ones in it."""

    TYPE: ClassVar[str] = "replied"
    message_id: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Apologised:
    """An apology left: the steps listen, understand, apologise and solve of a complaint are done.

    ``blocks`` are the ids of what it was made of, ``remedy`` what it offers, of this ``value`` and
    ``cost`` (numbers as text) in ``currency``, until the day ``by``; on the day ``check`` we come
    back to make sure.
    """

    TYPE: ClassVar[str] = "apologised"
    blocks: str = ""
    remedy: str = ""
    value: str = ""
    cost: str = ""
    currency: str = ""
    by: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class MadeSure:
    """The last step of a complaint: the customer was asked, or with a ``reason``, need not be."""

    TYPE: ClassVar[str] = "made-sure"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Overruled:
    """An agent sent a text although a check of apologies spoke against it, for a ``reason``."""

    TYPE: ClassVar[str] = "overruled"
    check: str = ""
    words: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """An agent would like to offer a remedy that takes somebody of a higher level to grant."""

    TYPE: ClassVar[str] = "approval-asked"
    remedy: str = ""
    value: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """Somebody who may granted a remedy up to this value."""

    TYPE: ClassVar[str] = "approved"
    remedy: str = ""
    value: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail left that answers nobody: it was sent on to somebody else, or is a notice."""

    TYPE: ClassVar[str] = "forwarded"
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """The matter is settled; with ``ignore`` "thanks", a mail that only thanks leaves it so."""

    TYPE: ClassVar[str] = "closed"
    reason: str = ""
    ignore: str = ""


@dataclass(frozen=True, slots=True)
class Reopened:
    """An agent took a closed or waiting ticket back into work."""

    TYPE: ClassVar[str] = "reopened"


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The ticket sleeps until ``until``; a mail of the customer wakes it earlier."""

    TYPE: ClassVar[str] = "snoozed"
    until: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """Takes back the event with the id ``event``."""

    TYPE: ClassVar[str] = "undone"
    event: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact of a newer program: kept as it came, with its version, without effect here."""

    TYPE: ClassVar[str] = ""
    type: str = ""
    data: str = ""
    version: int = VERSION


TextFact = (
    Assigned
    | Labelled
    | Judged
    | Greeted
    | Tagged
    | Merged
    | Split
    | Linked
    | Noted
    | Replied
    | Apologised
    | MadeSure
    | Overruled
    | ApprovalAsked
    | Approved
    | Forwarded
    | Closed
    | Reopened
    | Undone
)
Fact = TextFact | Snoozed | Unknown
_TEXT_FACTS: Mapping[str, type[TextFact]] = {fact.TYPE: fact for fact in get_args(TextFact)}
_FACTS: Mapping[str, type[TextFact] | type[Snoozed]] = {**_TEXT_FACTS, Snoozed.TYPE: Snoozed}


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded fact. ``id`` is unique across all consoles: ``<console>.<running number>``."""

    id: str
    ticket: str
    at: datetime
    agent: str
    fact: Fact
    seen: datetime | None = None


def standing(events: Sequence[Event]) -> list[Event]:
    """Return those of a ticket's events that nobody took back, without the taking back itself.

    What takes something back can be taken back as well; what it named then stands again.
    """
    undone: set[str] = set()
    for event in reversed(events):
        if isinstance(event.fact, Undone) and event.id not in undone:
            undone.add(event.fact.event)
    return [e for e in events if e.id not in undone and not isinstance(e.fact, Undone)]


def event_to_json(event: Event) -> str:
    """Write ``event`` as one line of JSON with sorted keys: the same bytes on every console."""
    version = VERSION
    if isinstance(event.fact, Unknown):
        kind, data, version = event.fact.type, json.loads(event.fact.data), event.fact.version
    else:
        kind, data = event.fact.TYPE, {k: _plain(v) for k, v in asdict(event.fact).items()}
    return json.dumps(
        {
            "v": version,
            "id": event.id,
            "ticket": event.ticket,
            "at": event.at.isoformat(),
            "agent": event.agent,
            "seen": event.seen.isoformat() if event.seen else None,
            "type": kind,
            "data": data,
        },
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def facts_to_json(facts: Sequence[TextFact]) -> str:
    """Write facts that are to be recorded later; "" for none."""
    told = [{"type": fact.TYPE, "data": asdict(fact)} for fact in facts]
    return json.dumps(told, ensure_ascii=True) if told else ""


def facts_from_json(text: str) -> tuple[TextFact, ...]:
    """Read what :func:`facts_to_json` wrote; raises ValueError for anything else."""
    try:
        told = [(one["type"], one["data"]) for one in json.loads(text)] if text else []
        return tuple(_TEXT_FACTS[kind](**data) for kind, data in told)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no facts: {error!r}") from error


def event_from_json(text: str) -> Event:
    """Read what :func:`event_to_json` wrote; raises ValueError for anything that is no event."""
    if len(text) > MAX_JSON:
        raise ValueError("event is too large")
    try:
        data = json.loads(text)
        event = Event(
            id=_text(data["id"]),
            ticket=_text(data["ticket"]),
            at=_moment(data["at"]),
            agent=_text(data["agent"]),
            seen=_moment(data["seen"]) if data.get("seen") else None,
            fact=_fact(_text(data["type"]), data["data"], int(data["v"])),
        )
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not an event: {error!r}") from error
    if len(text) > _MAY_GROW and len(event_to_json(event)) > MAX_JSON:
        raise ValueError("event is too large")  # numbers as 1e15 are written out longer
    return event


def _fact(kind: str, data: dict[str, Any], version: int) -> Fact:
    known = _FACTS.get(kind)
    if known is None or version > VERSION:
        if _is_deep(data):
            raise ValueError("nested too deep")
        kept = json.dumps(data, ensure_ascii=False, sort_keys=True)
        return Unknown(type=kind, data=_text(kept), version=version)
    names = {field.name for field in fields(known)}
    values = {name: _text(value) for name, value in data.items() if name in names}
    if known is Snoozed:
        return Snoozed(until=_moment(values["until"]))
    return _TEXT_FACTS[kind](**values)


def _is_deep(value: object) -> bool:
    level = [value]
    for _level in range(_MAX_DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, got {type(value).__name__}")
    value.encode()  # a lone surrogate is no text: UnicodeEncodeError is a ValueError
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("time without a zone")
    moment.astimezone(UTC)  # a moment before the year 1 in UTC is none: OverflowError
    return moment
