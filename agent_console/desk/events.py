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

from agent_console.desk.contact_facts import Contacted
from agent_console.desk.customer_facts import (
    CustomerChanged,
    CustomersImported,
    CustomersJoined,
    CustomersParted,
)
from agent_console.desk.erasure import Blanked, Erased
from agent_console.desk.feedback_facts import SurveyAsked, SurveyScored
from agent_console.desk.finding_facts import FindingJoined, FindingSaid, FindingWritten
from agent_console.desk.notice_facts import (
    IncidentClosed,
    IncidentJoined,
    IncidentWritten,
    NoticeBegun,
    NoticeEnded,
    NoticePaused,
    NoticeResumed,
    NoticeSent,
    NoticeStopped,
    NoticeWritten,
    OccasionSettled,
)
from agent_console.desk.order_facts import (
    OrderChosen,
    ReturnAsked,
    ReturnDecided,
    ReturnReceived,
    ReturnRefunded,
)
from agent_console.desk.setting_facts import SettingShared
from agent_console.desk.ticket_facts import (
    Apologised,
    ApprovalAsked,
    Approved,
    Assigned,
    Closed,
    Forwarded,
    Greeted,
    Judged,
    Labelled,
    Linked,
    MadeSure,
    Merged,
    Noted,
    Overruled,
    Reopened,
    Replied,
    Snoozed,
    Split,
    Tagged,
    Undone,
)
from agent_console.desk.time_facts import AgentsShown, TimeSpent

__all__ = [
    "MAX_JSON",
    "VERSION",
    "AgentsShown",
    "Apologised",
    "ApprovalAsked",
    "Approved",
    "Assigned",
    "Blanked",
    "Closed",
    "Contacted",
    "CustomerChanged",
    "CustomersImported",
    "CustomersJoined",
    "CustomersParted",
    "Erased",
    "Event",
    "Fact",
    "FindingJoined",
    "FindingSaid",
    "FindingWritten",
    "Forwarded",
    "Greeted",
    "IncidentClosed",
    "IncidentJoined",
    "IncidentWritten",
    "Judged",
    "Labelled",
    "Linked",
    "MadeSure",
    "Merged",
    "Noted",
    "NoticeBegun",
    "NoticeEnded",
    "NoticePaused",
    "NoticeResumed",
    "NoticeSent",
    "NoticeStopped",
    "NoticeWritten",
    "OccasionSettled",
    "OrderChosen",
    "Overruled",
    "Reopened",
    "Replied",
    "ReturnAsked",
    "ReturnDecided",
    "ReturnReceived",
    "ReturnRefunded",
    "SettingShared",
    "Snoozed",
    "Split",
    "SurveyAsked",
    "SurveyScored",
    "Tagged",
    "TextFact",
    "TimeSpent",
    "Undone",
    "Unknown",
    "event_from_json",
    "event_to_json",
    "facts_from_json",
    "facts_to_json",
    "standing",
]

VERSION = 1
MAX_JSON = 65_536
_MAY_GROW = MAX_JSON // 8
_MAX_DEPTH = 20


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
    | Blanked
    | Erased
    | ApprovalAsked
    | Approved
    | Forwarded
    | Closed
    | Contacted
    | CustomerChanged
    | CustomersImported
    | CustomersJoined
    | CustomersParted
    | Reopened
    | SettingShared
    | OrderChosen
    | ReturnAsked
    | ReturnDecided
    | ReturnReceived
    | ReturnRefunded
    | Undone
    | IncidentClosed
    | IncidentJoined
    | IncidentWritten
    | NoticeBegun
    | NoticeEnded
    | NoticePaused
    | NoticeResumed
    | NoticeSent
    | NoticeStopped
    | NoticeWritten
    | OccasionSettled
    | SurveyAsked
    | SurveyScored
    | TimeSpent
    | AgentsShown
    | FindingJoined
    | FindingSaid
    | FindingWritten
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
