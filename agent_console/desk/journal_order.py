"""The fold of a journal: which entries count, in the order of their UIDs, and what they amount to.

The same entries give the same fold on every console: no clock and no setting of a machine is looked
at. Tickets themselves are folded elsewhere, from :attr:`JournalFold.log`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.desk.audit import head_of
from agent_console.desk.erasure import Erased, blank, erased_events
from agent_console.desk.events import Event, event_from_json
from agent_console.desk.journal_claims import Claim, Claims, Verdict, judge_claim
from agent_console.desk.journal_entry import (
    VERSION,
    Abandoned,
    AwaySaid,
    Claimed,
    Entry,
    KeyChanged,
    NotSent,
    Present,
    Recorded,
    Released,
    Renewed,
    RoleGiven,
    Sending,
    Sent,
    Skipped,
    TakenOver,
    TeamFact,
    Unread,
)
from agent_console.desk.journal_fence import SEND_WITHIN, Fence, Fences, judge_fence
from agent_console.desk.journal_numbers import Numbers
from agent_console.desk.records import is_record

_START = "0" * 64


class Permission(StrEnum):
    """Whether a mail may leave now, and why not."""

    GRANTED = "granted"
    DAMAGED = "damaged"
    UPDATE = "update"
    NOT_READ_BACK = "not-read-back"
    TAKEN = "taken"
    BUSY = "busy"
    ANSWERED = "answered"
    TOO_LATE = "too-late"
    LOOK = "look"
    """A mail that was given up may have left: look for it in the sent folder first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fact; ``by`` is the console in the way, "" for none."""

    entry: str
    place: int
    fact: TeamFact | None
    verdict: Verdict
    by: str = ""


class JournalFold:
    """All that the entries taken so far amount to; take them in the order of their UIDs.

    ``log`` holds the recorded events by their ids, in the order that counts; ``heard`` when each
    console was last heard of, ``members`` who works there with which version of the program,
    ``roles`` what each agent may do, ``away`` until which day somebody is away and who stands in;
    ``blanked`` which events were erased, by which erasure; ``update_needed`` that a newer program
    wrote something.
    """

    def __init__(self) -> None:
        self.claims: Claims = {}
        self.fences: Fences = {}
        self.log: dict[str, str] = {}
        self.heard: dict[str, datetime] = {}
        self.members: dict[str, tuple[str, str]] = {}
        self.roles: dict[str, str] = {}
        self.away: dict[str, tuple[str, str]] = {}
        self.numbers = Numbers()
        self.key = ""
        self.unread = 0
        self.update_needed = False
        self.blanked: dict[str, str] = {}
        self._chain = _START

    def take(self, entry: Entry) -> tuple[Outcome, ...]:
        """Let the next entry count; return what became of each of its facts."""
        refusal = self._refusal(entry)
        if refusal is not None:
            return (Outcome(entry.id, 0, None, refusal),)
        payload = entry.payload
        self.numbers.count(payload.console, payload.n)
        for console, n in payload.knows:
            self.numbers.told_of(console, n)
        heard = self.heard.get(payload.console, entry.arrived)
        self.heard[payload.console] = max(heard, entry.arrived)
        if payload.version > VERSION:
            self.update_needed = True
            return (Outcome(entry.id, 0, None, Verdict.TOO_NEW),)
        return tuple(
            Outcome(entry.id, place, fact, *self._judge(entry, fact))
            for place, fact in enumerate(payload.facts)
        )

    def _refusal(self, entry: Entry) -> Verdict | None:
        if self.key and entry.key != self.key:
            return Verdict.OLD_KEY
        if self.numbers.has(entry.payload.console, entry.payload.n):
            return Verdict.REPEATED
        return None

    def _judge(self, entry: Entry, fact: TeamFact) -> tuple[Verdict, str]:
        match fact:
            case Claimed() | Renewed() | Released() | TakenOver():
                return judge_claim(self.claims, entry, fact)
            case Sending() | Sent() | NotSent() | Abandoned():
                return judge_fence(self.fences, self.claims, entry, fact)
            case Recorded():
                return self._record(fact), ""
            case KeyChanged():
                self.key = fact.key
            case Present():
                self.members[entry.payload.console] = (fact.agent, fact.program)
            case RoleGiven():
                self.roles[fact.agent] = fact.role
            case AwaySaid():
                self.away[fact.agent] = (fact.until, fact.substitute)
            case Skipped():
                self.numbers.skip(fact.console, fact.low, fact.high)
            case Unread():
                self.unread += 1
                return Verdict.UNREAD, ""
        return Verdict.COUNTED, ""

    def _record(self, fact: Recorded) -> Verdict:
        event = fact.event
        if event.id in self.log:
            return Verdict.REPEATED
        self._log(event, fact.text)
        return Verdict.COUNTED

    def _log(self, event: Event, text: str) -> None:
        """Take an event in; what it said may be erased already, and is no part of the digest."""
        by = self.blanked.get(event.id)
        self.log[event.id] = blank(text, by) if by else text
        head = head_of(event)
        told = [self._chain, head.event, head.at, head.agent, head.kind]
        self._chain = hashlib.sha256(_line(told).encode()).hexdigest()
        if isinstance(event.fact, Erased) and is_record(event.ticket):
            self._blank(event.fact, event.ticket)

    def _blank(self, fact: Erased, by: str) -> None:
        for one in erased_events(fact):
            self.blanked.setdefault(one, by)
            if one in self.log:
                self.log[one] = blank(self.log[one], self.blanked[one])

    def digest(self) -> str:
        """Return a hash that is equal on two consoles when their folds are."""
        return hashlib.sha256(_line({**self.state(), "log": self._chain}).encode()).hexdigest()

    def state(self) -> dict[str, object]:
        """Return all but the log as plain values for JSON."""
        return {
            "claims": {
                ticket: [c.console, c.agent, c.id, c.renewed.isoformat(), c.lease]
                for ticket, c in self.claims.items()
            },
            "fences": [_fence_told(*place, f) for place, f in sorted(self.fences.items())],
            "heard": {name: at.isoformat() for name, at in self.heard.items()},
            "members": {name: list(who) for name, who in self.members.items()},
            "roles": self.roles,
            "away": {name: list(said) for name, said in self.away.items()},
            "numbers": self.numbers.state(),
            "key": self.key,
            "unread": self.unread,
            "update": self.update_needed,
        }

    @classmethod
    def restored(cls, state: Mapping[str, object], log: Iterable[str]) -> JournalFold:
        """Return the fold that was written as ``state`` and ``log``; raises ValueError."""
        fold = cls()
        try:
            fold._read(json.loads(_line(state)))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no state of a journal: {error!r}") from error
        for text in log:
            fold._log(event_from_json(text), text)
        return fold

    def _read(self, state: dict[str, object]) -> None:
        told = _Told(state)
        for name, one in told.map("claims").items():
            console, agent, begun, renewed, lease = _row(one, 5)
            self.claims[name] = Claim(
                str(console), str(agent), str(begun), _moment(renewed), int(str(lease))
            )
        for one in told.rows("fences"):
            ticket, answers, sender, message_id, since, sent, doubtful = _row(one, 7)
            moment = None if since is None else _moment(since)
            names = (str(sender), str(message_id))
            self.fences[str(ticket), str(answers)] = Fence(
                _texts(sent), *names, moment, _texts(doubtful)
            )
        self.heard = {name: _moment(at) for name, at in told.map("heard").items()}
        for name, one in told.map("members").items():
            agent, program = _row(one, 2)
            self.members[name] = (str(agent), str(program))
        self.roles = {name: str(role) for name, role in told.map("roles").items()}
        for name, one in told.map("away").items():
            until, substitute = _row(one, 2)
            self.away[name] = (str(until), str(substitute))
        self.numbers = Numbers.restored(told.map("numbers"))
        self.key = str(state["key"])
        self.unread = int(str(state["unread"]))
        self.update_needed = bool(state["update"])


def replay(entries: Iterable[Entry], fold: JournalFold | None = None) -> JournalFold:
    """Return the fold of ``entries`` (in any order), on top of ``fold`` when there is one."""
    fold = fold or JournalFold()
    for entry in sorted(entries, key=lambda one: one.uid):
        fold.take(entry)
    return fold


def may_send(
    fold: JournalFold,
    console: str,
    sending: Sending,
    *,
    elapsed: timedelta,
    not_found: Collection[str] = (),
) -> Permission:
    """Tell whether ``console`` may hand the mail to the server now.

    ``elapsed`` is how long ago, on its own monotonic clock, it began to write ``sending`` into the
    journal. Ask after everything up to that entry was read, right before the first byte leaves.
    ``not_found`` are Message-IDs that were looked for in the sent folder since then.
    """
    if fold.update_needed:
        return Permission.UPDATE
    fence = fold.fences.get((sending.ticket, sending.answers), Fence())
    if fence.last != sending.after:
        return Permission.ANSWERED
    if fence.since is None:
        return Permission.NOT_READ_BACK
    if (fence.console, fence.message_id) != (console, sending.message_id):
        return Permission.BUSY
    held = fold.claims.get(sending.ticket)
    if sending.ticket and (held is None or held.console != console):
        return Permission.TAKEN
    if elapsed > SEND_WITHIN:
        return Permission.TOO_LATE
    if fold.numbers.missing:
        return Permission.DAMAGED
    return Permission.LOOK if set(fence.doubtful) - set(not_found) else Permission.GRANTED


def clock_offset(written: datetime, arrived: datetime) -> timedelta:
    """Return how far the server's clock is ahead of ours, by an entry of our own."""
    return arrived - written


def _fence_told(ticket: str, answers: str, fence: Fence) -> list[object]:
    since = fence.since.isoformat() if fence.since else None
    names = (ticket, answers, fence.console, fence.message_id)
    return [*names, since, list(fence.sent), list(fence.doubtful)]


class _Told:
    """Access to the parts of a written state; raises TypeError for what has another form."""

    def __init__(self, state: dict[str, object]) -> None:
        self._state = state

    def map(self, name: str) -> dict[str, object]:
        value = self._state[name]
        if not isinstance(value, dict):
            raise TypeError(name)
        return value

    def rows(self, name: str) -> list[object]:
        value = self._state[name]
        if not isinstance(value, list):
            raise TypeError(name)
        return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return tuple(str(one) for one in value)


def _row(value: object, length: int) -> list[object]:
    if not isinstance(value, list) or len(value) != length:
        raise TypeError("a row was expected")
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError("time without a zone")
    return moment


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
