"""A report for the screens: every figure and curve, made up, the same each time."""

from __future__ import annotations

from datetime import date
from math import sin

from agent_console.desk.listing import QueueRow
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import (
    AgentLine,
    CompanyLine,
    Curve,
    Figure,
    Listed,
    Lists,
    Name,
    Now,
    Part,
    Report,
    Standing,
    Unit,
    Which,
)
from agent_console.services.time_spent import Times
from tests.screens.fake_content import NOW, make_row

COMPANY = (
    CompanyLine("cost-ticket-worked", 4.2, 140, "time × rate / tickets", "EUR"),
    CompanyLine("contacts-per-100-orders", 12.5, 12, "messages × 100 / orders"),
    CompanyLine("faq-avoided", None, 0, "not measurable"),
)
_COUNTS = (Name.OPENED, Name.CLOSED, Name.BACKLOG, Name.ARRIVED, Name.COMPLAINTS)
_BUSINESS = (Name.FIRST_MEDIAN, Name.FIRST_P90, Name.FIRST_MEAN)
_WALL = (
    *(Name.FIRST_MEDIAN_WALL, Name.FIRST_P90_WALL, Name.HANDLED, Name.HANDLED_P90),
    Name.WORKED,
)
_DRAWN = (
    *(Name.OPENED, Name.CLOSED, Name.BACKLOG, Name.FIRST_MEDIAN, Name.FIRST_P90),
    *(Name.TARGET_FIRST, Name.ONCE, Name.CSAT, Name.COMPLAINTS),
)

_VALUES: dict[Name, tuple[float, float]] = {
    Name.OPENED: (412, 371),
    Name.CLOSED: (398, 380),
    Name.BACKLOG: (57, 43),
    Name.ARRIVED: (655, 602),
    Name.FIRST_MEDIAN: (4_980, 6_300),
    Name.FIRST_P90: (21_600, 19_800),
    Name.FIRST_MEAN: (8_640, 9_000),
    Name.FIRST_MEDIAN_WALL: (15_480, 18_000),
    Name.FIRST_P90_WALL: (93_600, 90_000),
    Name.TARGET_FIRST: (0.942, 0.915),
    Name.TARGET_NEXT: (0.958, 0.961),
    Name.TARGET_SOLUTION: (0.887, 0.853),
    Name.TARGET_INFORMED: (0.975, 0.981),
    Name.ONCE: (0.713, 0.684),
    Name.REOPENED: (0.081, 0.094),
    Name.AGAIN: (0.194, 0.221),
    Name.HANDLED: (420, 480),
    Name.HANDLED_P90: (1_500, 1_380),
    Name.WORKED: (226_800, 240_000),
    Name.COMPLAINTS: (23, 29),
    Name.APOLOGISED: (0.913, 0.828),
    Name.MADE_SURE: (0.696, 0.552),
    Name.REMEDIES: (187.5, 240.0),
    Name.CSAT: (0.886, 0.842),
    Name.NPS: (42, 31),
    Name.CES: (5.9, 5.6),
}


def _unit(name: Name) -> Unit:
    special = {Name.REMEDIES: Unit.MONEY, Name.NPS: Unit.POINTS, Name.CES: Unit.SCORE}
    if name in _COUNTS:
        return Unit.COUNT
    if name in _BUSINESS:
        return Unit.SECONDS
    return Unit.WALL if name in _WALL else special.get(name, Unit.SHARE)


def _figure(name: Name) -> Figure:
    unit = _unit(name)
    value, before = _VALUES[name]
    n = 12 if name in (Name.NPS, Name.CES) else 140
    currency = "EUR" if unit is Unit.MONEY else ""
    return Figure(name, value, unit, n, before, n, currency)


def _curve(place: int, name: Name, period: Period) -> Curve:
    days = range(0, period.days, period.each)
    week = (1.0, 0.85, 0.8, 0.75, 0.6, 0.25, 0.2)
    values = tuple(
        round(week[(day + 1) % 7] * (16 + 4 * sin(day * 0.7 + place)), 1) for day in days
    )
    unit = _unit(name)
    scale = {Unit.SHARE: 1 / 23, Unit.SECONDS: 900.0}.get(unit, 1.0)
    return Curve(name, tuple(value * scale for value in values), unit, 140)


def _lists() -> Lists:
    heat = tuple(
        tuple(max(int((6 - day) * (1 - abs(hour - 11) / 7) * 3), 0) for hour in range(24))
        for day in range(7)
    )
    return Lists(
        types=(Part("refund", 9, 4), Part("invoice", 3, 3), Part("", 1, 2)),
        channels=(Part("email", 11, 8), Part("phone", 2, 1)),
        again=(Part("refund", 4, 1),),
        canned=(Part("delivery-late", 3, 0),),
        returns=(Part("does-not-fit", 2, 2),),
        steps=tuple(Part(str(step), 6 - step, 4) for step in range(6)),
        heat=heat,
    )


class FakeTimes:
    """Keeps what was spent on each ticket."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, int]] = []

    def spent(self, ref: str, seconds: int) -> None:
        self.kept.append((ref, seconds))

    def of_ticket(self, ref: str) -> Times:
        return Times(sum(seconds for one, seconds in self.kept if one == ref), 0)

    def set_own(self, ref: str, seconds: int) -> Times:
        self.kept = [(ref, seconds)]
        return Times(seconds, 0)


class FakeReports:
    """Counts the same for every period; ``asked`` and ``opened`` are what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[Period, Which | None, bool]] = []
        self.opened: list[object] = []
        self.rows: tuple[QueueRow, ...] = (make_row(0),)
        self.agents: tuple[AgentLine, ...] = ()
        self.times = FakeTimes()

    def today(self) -> date:
        return NOW.date()

    def now(self) -> Now:
        mine = Now(mine=4, my_overdue=1, my_soon=2, answered=7, seconds=5_000)
        return Now(
            *(12, 3, 2, 5, 1, 4),
            *(mine.mine, mine.my_overdue, mine.my_soon, 9, mine.answered, 6, mine.seconds),
        )

    def report(
        self, period: Period, which: Which | None = None, *, compare: bool = False
    ) -> Report:
        self.asked.append((period, which, compare))
        figures = tuple(map(_figure, Name))
        curves = tuple(_curve(place, name, period) for place, name in enumerate(_DRAWN))
        return Report(
            period,
            NOW,
            "Europe/Berlin",
            figures,
            curves,
            _lists(),
            agents=self.agents,
            company=COMPANY,
        )

    def tickets(
        self, period: Period, name: Name, which: Which | None = None, limit: int = 500
    ) -> tuple[QueueRow, ...]:
        self.opened.append(name)
        return self.rows

    def tickets_of_part(
        self,
        period: Period,
        listed: Listed,
        key: str,
        which: Which | None = None,
        limit: int = 500,
    ) -> tuple[QueueRow, ...]:
        self.opened.append((listed, key))
        return self.rows

    def tickets_now(self, standing: Standing, limit: int = 500) -> tuple[QueueRow, ...]:
        self.opened.append(standing)
        return self.rows
