"""A report: figures, curves and lists over a period, each with what it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agent_console.desk.metrics import SMALL_N
from agent_console.desk.metrics_period import Period
from agent_console.desk.pulse import Week


@dataclass(frozen=True, slots=True)
class Which:
    """Of which tickets, and which agent's rows; "" and None for all."""

    type: str = ""
    level: int | None = None
    channel: str = ""
    tag: str = ""
    language: str = ""
    agent: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Which()


@dataclass(frozen=True, slots=True)
class Now:
    """How the desk stands at this moment; ``soon`` are those due within the next four hours.

    Of ``mine`` some are overdue or due soon; what I did today is ``answered``, ``closed`` and the
    ``seconds`` of work.
    """

    open: int = 0
    overdue: int = 0
    soon: int = 0
    waiting: int = 0
    asleep: int = 0
    unowned: int = 0
    mine: int = 0
    my_overdue: int = 0
    my_soon: int = 0
    arrived: int = 0
    answered: int = 0
    closed: int = 0
    seconds: int = 0


class Standing(StrEnum):
    """The numbers of :class:`Now` that have tickets behind them; the values are its fields."""

    OPEN = "open"
    OVERDUE = "overdue"
    SOON = "soon"
    WAITING = "waiting"
    ASLEEP = "asleep"
    UNOWNED = "unowned"
    MINE = "mine"
    MY_OVERDUE = "my_overdue"
    MY_SOON = "my_soon"
    ARRIVED = "arrived"
    ANSWERED = "answered"
    CLOSED = "closed"
    SECONDS = "seconds"


def read_which(text: str) -> Which | None:
    """Read ``type=refund level=2 channel=phone tag=vip language=de``; None for anything else."""
    given = dict(one.partition("=")[::2] for one in text.split())
    level = given.pop("level", "")
    known = {"type", "channel", "tag", "language"}
    if set(given) - known or not all(given.values()) or level not in ("", "1", "2", "3"):
        return None
    return Which(
        type=given.get("type", ""),
        level=int(level) if level else None,
        channel=given.get("channel", ""),
        tag=given.get("tag", ""),
        language=given.get("language", ""),
    )


class Unit(StrEnum):
    """How a figure is read; SECONDS is business time, WALL time by the clock on the wall.

    SCORE is a mean of answers, POINTS lie between -100 and 100.
    """

    COUNT = "count"
    SHARE = "share"
    SECONDS = "seconds"
    WALL = "wall"
    MONEY = "money"
    SCORE = "score"
    POINTS = "points"


class Name(StrEnum):
    """The figures, in the order in which they stand."""

    OPENED = "opened"
    CLOSED = "closed"
    BACKLOG = "backlog"
    ARRIVED = "arrived"
    FIRST_MEDIAN = "first-median"
    FIRST_P90 = "first-p90"
    FIRST_MEAN = "first-mean"
    FIRST_MEDIAN_WALL = "first-median-wall"
    FIRST_P90_WALL = "first-p90-wall"
    TARGET_FIRST = "target-first-response"
    TARGET_NEXT = "target-next-response"
    TARGET_SOLUTION = "target-solution"
    TARGET_INFORMED = "target-keep-informed"
    ONCE = "once"
    REOPENED = "reopened"
    AGAIN = "again"
    HANDLED = "handled"
    HANDLED_P90 = "handled-p90"
    WORKED = "worked"
    COMPLAINTS = "complaints"
    APOLOGISED = "apologised"
    MADE_SURE = "made-sure"
    REMEDIES = "remedies"
    CSAT = "csat"
    NPS = "nps"
    CES = "ces"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: None where there is nothing to count; ``n`` is what it was made of."""

    name: Name
    value: float | None
    unit: Unit
    n: int
    before: float | None = None
    before_n: int = 0
    currency: str = ""
    extra: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other figure: its name, ``extra`` where there are several."""
        return f"{self.name.value}-{self.extra}" if self.extra else self.name.value

    @property
    def is_small(self) -> bool:
        """Whether it is made of so little that chance alone moves it."""
        return self.unit is not Unit.COUNT and 0 < self.n < SMALL_N


@dataclass(frozen=True, slots=True)
class Curve:
    """A number for each day of the period, or each week of a long one; None where there is none.

    ``n`` is of how much all of it is made.
    """

    name: Name
    values: tuple[float | None, ...]
    unit: Unit = Unit.COUNT
    n: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One of a list that adds up, such as a request type; ``before`` None without comparison."""

    key: str
    n: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """What came, by kind; the longest first. ``heat`` counts mails by weekday and hour.

    ``again`` and ``canned`` are the types, and the canned answers, that were asked after; ``steps``
    counts complaints by how far they came, in the order of the five steps.
    """

    types: tuple[Part, ...] = ()
    channels: tuple[Part, ...] = ()
    again: tuple[Part, ...] = ()
    canned: tuple[Part, ...] = ()
    returns: tuple[Part, ...] = ()
    steps: tuple[Part, ...] = ()
    heat: tuple[tuple[int, ...], ...] = ()


class Listed(StrEnum):
    """The lists of a report; the values are the fields of :class:`Lists`."""

    TYPES = "types"
    CHANNELS = "channels"
    AGAIN = "again"
    CANNED = "canned"
    RETURNS = "returns"
    STEPS = "steps"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class AgentLine:
    """What one agent did in a period: answers, those asked after, first ones, seconds of work."""

    agent: str
    answered: int = 0
    again: int = 0
    first: int = 0
    first_median: float | None = None
    worked: int = 0


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """What the service costs the company, or spares it: None for what cannot be said.

    ``formula`` says how it is made; ``currency`` is empty for what is no money.
    """

    name: str
    value: float | None
    n: int
    formula: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All of a period; ``which`` says in words what it is limited to, "" for nothing."""

    period: Period
    made: datetime
    zone: str
    figures: tuple[Figure, ...]
    curves: tuple[Curve, ...]
    lists: Lists
    compared: Period | None = None
    which: str = ""
    agents: tuple[AgentLine, ...] = ()
    company: tuple[CompanyLine, ...] = ()
    pulse: tuple[Week, ...] = ()

    def figure(self, name: Name) -> Figure:
        """Return a figure; raises KeyError for one that is not there."""
        for one in self.figures:
            if one.name is name:
                return one
        raise KeyError(name)

    def curve(self, name: Name) -> Curve:
        """Return a curve; raises KeyError for one that is not there."""
        for one in self.curves:
            if one.name is name:
                return one
        raise KeyError(name)

    def days(self) -> tuple[date, ...]:
        """Return the days of the period, of a long one the first day of each week of it."""
        first, last = self.period.first.toordinal(), self.period.last.toordinal()
        return tuple(map(date.fromordinal, range(first, last + 1, self.period.each)))
