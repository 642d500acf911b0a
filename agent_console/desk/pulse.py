"""The team pulse: once a week everybody may say how the week was, and nobody is told who said it.

An answer holds no name, no console and no moment of its own. It leaves at a random moment within
two days, counts only until its week closes, and is shown only with at least three others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from agent_console.desk.metrics_period import Period, Span, period_of

LEAST = 4
"""Answers of a week below which nothing is shown of it."""

SHOWN_WEEKS = 26
MOST_WEEKS = 520
LINE_MAX = 300
BEST = 5
DELAY = timedelta(hours=48)
_THURSDAY = 3
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_FORMAT = 1
_BYTES = 1_536
"""Room for ``LINE_MAX`` characters of four bytes, and the rest."""


class Said(StrEnum):
    """What this console's agent did about a week's question."""

    OPEN = "open"
    """Nothing yet."""

    SKIPPED = "skipped"
    WAITING = "waiting"
    """Answered; it leaves at a random moment."""

    SENT = "sent"
    LATE = "late"
    """Answered, but there was no line until the week closed: it never left."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says of a week: mood and workload from 1 to 5, and a line or none.

    Mood: 5 is best. Workload: 5 is far too much. ``id`` is random and means nothing.
    """

    id: str
    week: str
    mood: int
    workload: int
    line: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no answer: ValueError."""
        if not _ID.fullmatch(self.id) or first_day(self.week) is None:
            raise ValueError("no answer of a week")
        for value in (self.mood, self.workload):
            if type(value) is not int or not 1 <= value <= BEST:
                raise ValueError("a value is 1 to 5")
        if len(self.line) > LINE_MAX or not _is_one_line(self.line):
            raise ValueError("the words are one line")


@dataclass(frozen=True, slots=True)
class Week:
    """A closed week: how many answered, the means, and their lines in no order of theirs.

    With fewer than four answers ``n`` is 0, and there is nothing else.
    """

    name: str
    n: int = 0
    mood: float = 0.0
    workload: float = 0.0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pulse:
    """What an agent sees: the week that is asked about ("" for none), what he said, closed weeks.

    ``on`` is whether this team asks at all; without it the rest is empty. ``lost`` is the week
    before when the answer to it never left.
    """

    on: bool = False
    asked: str = ""
    said: Said = Said.OPEN
    weeks: tuple[Week, ...] = ()
    lost: str = ""

    @property
    def asks(self) -> bool:
        """Whether an answer is still missing."""
        return self.on and bool(self.asked) and self.said is Said.OPEN


def asked_on(day: date) -> str:
    """Return the week that is asked about on a day: its own from Thursday to Sunday, else ""."""
    return period_of(Span.WEEK, day).name if day.weekday() >= _THURSDAY else ""


def first_day(week: str) -> date | None:
    """Return the Monday of a week such as 2026-W47; None for what is no week."""
    found = _WEEK.fullmatch(week)
    if found is None:
        return None
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def begins(week: str) -> datetime:
    """Return when a week begins, in UTC; raises ValueError for no week."""
    day = first_day(week)
    if day is None:
        raise ValueError(week)
    return datetime.combine(day, time(), UTC)


def closes(week: str) -> datetime:
    """Return from when on answers for a week count no more: Thursday of the next one, 0:00 UTC.

    The same moment for all consoles, whatever their zones; raises ValueError for no week.
    """
    return begins(week) + timedelta(days=7 + _THURSDAY)


def leaves_at(now: datetime, share: float) -> datetime:
    """Return when an answer leaves that is given now; ``share`` is random, from 0 to below 1."""
    return now + share * DELAY


def weeks_of(
    answers: Iterable[Answer], read_at: datetime, most: int = SHOWN_WEEKS
) -> tuple[Week, ...]:
    """Return the weeks that were closed when answers were last read, the newest first.

    Lines stand in the order of the random ids, which tells nothing of who wrote when.
    """
    by_week: dict[str, list[Answer]] = {}
    for answer in answers:
        if closes(answer.week) <= read_at:
            by_week.setdefault(answer.week, []).append(answer)
    names = sorted(by_week, reverse=True)[:most]
    return tuple(_week(name, by_week[name]) for name in names)


def weeks_within(weeks: Sequence[Week], period: Period) -> tuple[Week, ...]:
    """Return the weeks that end within a period."""
    found = []
    for week in weeks:
        day = first_day(week.name)
        if day is not None and period.first <= day + timedelta(days=6) <= period.last:
            found.append(week)
    return tuple(found)


def _week(name: str, answers: Sequence[Answer]) -> Week:
    n = len(answers)
    if n < LEAST:
        return Week(name)
    ordered = sorted(answers, key=lambda one: one.id)
    return Week(
        name,
        n,
        sum(one.mood for one in answers) / n,
        sum(one.workload for one in answers) / n,
        tuple(one.line for one in ordered if one.line),
    )


def answer_to_json(answer: Answer) -> str:
    """Write an answer as one line of JSON, padded: its length tells nothing of what it says."""
    told = {
        "format": _FORMAT,
        "id": answer.id,
        "week": answer.week,
        "mood": answer.mood,
        "workload": answer.workload,
        "line": answer.line,
    }
    line = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return line + " " * (_BYTES - len(line.encode()))


def answer_from_json(text: str) -> Answer:
    """Read an answer; raises ValueError for anything else."""
    told: Any = json.loads(text)
    if not isinstance(told, dict) or told.pop("format", None) != _FORMAT:
        raise ValueError("no answer")
    try:
        return Answer(**told)
    except TypeError as error:
        raise ValueError("no answer") from error


def _is_one_line(text: str) -> bool:
    return isinstance(text, str) and all(one.isprintable() for one in text)
