"""What the consoles of a team tell each other: facts in messages, with JSON in and out.

One message (:class:`Payload`) holds up to 50 facts of one console, numbered by that console; as it
lies in the folder it is an :class:`Entry`. What a reader does not understand stays in its place as
:class:`Unread` and has no effect.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, get_args

from agent_console.desk.events import Event, event_from_json, event_to_json
from agent_console.desk.journal_json import (
    TEXT_MAX,
    is_deep,
    line_of_json,
    moment_in,
    number_in,
    text_in,
)

VERSION = 1
FACTS_MAX = 50
KNOWS_MAX = 50
_DATA_MAX = 400_000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact about a ticket, as ``events`` writes it: one line of JSON with sorted keys."""

    TYPE: ClassVar[str] = "event"
    text: str

    @property
    def event(self) -> Event:
        """The event itself."""
        return event_from_json(self.text)


@dataclass(frozen=True, slots=True)
class Claimed:
    """``agent`` would like to answer the ticket; it is theirs for ``lease`` seconds of silence."""

    TYPE: ClassVar[str] = "claim"
    ticket: str
    agent: str
    lease: int


@dataclass(frozen=True, slots=True)
class Renewed:
    """The one who has the ticket works on it: the lease begins anew."""

    TYPE: ClassVar[str] = "renew"
    ticket: str


@dataclass(frozen=True, slots=True)
class Released:
    """The one who has the ticket gives it back."""

    TYPE: ClassVar[str] = "release"
    ticket: str


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A claim whose lease is over, the entry ``of``, is to be somebody else's."""

    TYPE: ClassVar[str] = "takeover"
    ticket: str
    agent: str
    lease: int
    of: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A mail with this Message-ID is about to leave in answer to the mail ``answers``.

    ``after`` is the Message-ID of our last answer to the same mail, "" for the first one. Without a
    ``ticket`` it is a mail that a machine writes, and nobody needs to have claimed anything.
    """

    TYPE: ClassVar[str] = "sending"
    ticket: str
    answers: str
    message_id: str
    after: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The mail left: the server took it, or it was found in the sent folder."""

    TYPE: ClassVar[str] = "sent"
    ticket: str
    answers: str
    message_id: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """The mail did not leave and will not; only who wanted to send it can say so."""

    TYPE: ClassVar[str] = "not-sent"
    ticket: str
    answers: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Abandoned:
    """Nothing was heard of a mail for long, and it is not in the sent folder."""

    TYPE: ClassVar[str] = "abandoned"
    ticket: str
    answers: str
    message_id: str


@dataclass(frozen=True, slots=True)
class KeyChanged:
    """From here on only what is sealed with the key of this id counts."""

    TYPE: ClassVar[str] = "key"
    key: str


@dataclass(frozen=True, slots=True)
class Present:
    """Who works at this console, and with which version of the program."""

    TYPE: ClassVar[str] = "present"
    agent: str
    program: str


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """What ``agent`` may do at a console: ``role`` is one of :class:`desk.roles.Role`."""

    TYPE: ClassVar[str] = "role"
    agent: str
    role: str


@dataclass(frozen=True, slots=True)
class AwaySaid:
    """``agent`` is away up to and including the day ``until`` (ISO 8601; "": is back).

    ``substitute`` stands in for them, "" for nobody.
    """

    TYPE: ClassVar[str] = "away"
    agent: str
    until: str
    substitute: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """The numbers ``low`` to ``high`` of a console are not waited for any longer."""

    TYPE: ClassVar[str] = "skip"
    console: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class SnapshotPart:
    """A piece of all that counted up to the UID ``upto`` of the folder; ``data`` is base64url.

    ``folder`` is its UIDVALIDITY, ``epoch`` how often the folder was begun anew.
    """

    TYPE: ClassVar[str] = "snap"
    folder: int
    epoch: int
    upto: int
    digest: str
    part: int
    parts: int
    data: str


@dataclass(frozen=True, slots=True)
class EpochClaimed:
    """Somebody is going to begin an empty folder with a snapshot of what they know."""

    TYPE: ClassVar[str] = "epoch"
    epoch: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A message that somebody removed from the folder, where it lay and what it said."""

    TYPE: ClassVar[str] = "restore"
    folder: int
    uid: int
    arrived: datetime
    key: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class Unread:
    """A fact of a newer program, or none at all: kept as it came, without effect here."""

    TYPE: ClassVar[str] = ""
    data: str


PlainFact = (
    Claimed
    | Renewed
    | Released
    | TakenOver
    | Sending
    | Sent
    | NotSent
    | Abandoned
    | KeyChanged
    | Present
    | RoleGiven
    | AwaySaid
    | Skipped
    | SnapshotPart
    | EpochClaimed
)
TeamFact = PlainFact | Recorded | Restored | Unread
_PLAIN: Mapping[str, type[PlainFact]] = {fact.TYPE: fact for fact in get_args(PlainFact)}


@dataclass(frozen=True, slots=True)
class Payload:
    """What one message says.

    ``n`` counts the messages of ``console`` from 1 on; ``at`` is its own clock, for display only.
    ``knows`` is how far its author had read the messages of others: what is missing up to there
    was removed by somebody.
    """

    console: str
    n: int
    at: datetime
    facts: tuple[TeamFact, ...]
    knows: tuple[tuple[str, int], ...] = ()
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in its place: ``uid`` is the order, ``arrived`` the server's clock (INTERNALDATE).

    ``key`` is the id of the key it was sealed with.
    """

    uid: int
    arrived: datetime
    payload: Payload
    key: str = ""

    @property
    def id(self) -> str:
        """``<console>.<n>``: the same for every copy of the message."""
        return f"{self.payload.console}.{self.payload.n}"


def is_console(name: str) -> bool:
    """Tell whether ``name`` can be the id of a console or of a journal."""
    return _NAME.fullmatch(name) is not None


def payload_to_json(payload: Payload) -> str:
    """Write a payload as one line of JSON with sorted keys."""
    return line_of_json(_payload_told(payload))


def fact_size(fact: TeamFact) -> int:
    """Return how many bytes a fact takes in a payload."""
    return len(line_of_json(_fact_told(fact)).encode())


def payload_from_json(text: str) -> Payload:
    """Read what :func:`payload_to_json` wrote; raises ValueError for anything that is none.

    A single fact that makes no sense is :class:`Unread`; of a newer version nothing is read but
    who wrote it.
    """
    try:
        return _payload(json.loads(text), restoring=True)
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not a payload: {error!r}") from error


def _payload_told(payload: Payload) -> dict[str, Any]:
    return {
        "v": payload.version,
        "c": payload.console,
        "n": payload.n,
        "ts": payload.at.isoformat(),
        "k": dict(payload.knows),
        "ev": [_fact_told(fact) for fact in payload.facts],
    }


def _fact_told(fact: TeamFact) -> object:
    if isinstance(fact, Unread):
        return json.loads(fact.data)
    if isinstance(fact, Recorded):
        return {"t": fact.TYPE, "e": json.loads(fact.text)}
    if isinstance(fact, Restored):
        told = {"f": fact.folder, "u": fact.uid, "at": fact.arrived.isoformat(), "key": fact.key}
        return {"t": fact.TYPE, **told, "p": _payload_told(fact.payload)}
    return {"t": fact.TYPE} | {one.name: getattr(fact, one.name) for one in fields(fact)}


def _payload(data: dict[str, Any], *, restoring: bool) -> Payload:
    console, version = text_in(data["c"]), number_in(data["v"], least=1)
    if not is_console(console):
        raise ValueError("no name of a console")
    known = version <= VERSION
    told, knows = (data["ev"], data["k"]) if known else ([], {})
    if len(told) > FACTS_MAX or len(knows) > KNOWS_MAX:
        raise ValueError("too much in one message")
    return Payload(
        console=console,
        n=number_in(data["n"], least=1),
        at=moment_in(data["ts"]),
        facts=tuple(_fact(one, restoring=restoring) for one in list(told)),
        knows=tuple(sorted((_console(name), number_in(n)) for name, n in dict(knows).items())),
        version=version,
    )


def _fact(data: object, *, restoring: bool) -> TeamFact:
    try:
        if isinstance(data, dict):
            return _understood(data, restoring=restoring)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError, RecursionError):
        pass
    if is_deep(data):
        raise ValueError("nested too deep")
    return Unread(line_of_json(data))


def _understood(data: dict[str, Any], *, restoring: bool) -> TeamFact:
    kind = text_in(data["t"])
    if kind == Recorded.TYPE:
        return Recorded(event_to_json(event_from_json(line_of_json(data["e"]))))
    if kind == Restored.TYPE and restoring:
        inner = _payload(data["p"], restoring=False)
        folder, uid = number_in(data["f"]), number_in(data["u"], least=1)
        return Restored(folder, uid, moment_in(data["at"]), text_in(data["key"]), inner)
    known = _PLAIN[kind]
    values: dict[str, Any] = {}
    for one in fields(known):
        value = data[one.name]
        longest = _DATA_MAX if one.name == "data" else TEXT_MAX
        values[one.name] = number_in(value) if one.type == "int" else text_in(value, longest)
    return known(**values)


def _console(value: object) -> str:
    name = text_in(value)
    if not is_console(name):
        raise ValueError("no name of a console")
    return name
