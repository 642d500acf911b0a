"""A review for the screens: two lines, and a week with two agents on Tuesday."""

from __future__ import annotations

from datetime import date, timedelta

from agent_console.desk.listing import QueueRow
from agent_console.desk.metrics_period import Period, Span, period_of
from agent_console.desk.metrics_report import Unit
from agent_console.desk.review import Line, Review, Section
from agent_console.desk.staffing_plan import Basis, DayNeed, Need, Staffing
from tests.screens.fake_content import NOW, make_row

LINES = (
    Line(Section.EMERGING, "drohne", "drohne, gravur", 4, Unit.COUNT, 4, 1, 1, ("A",)),
    Line(Section.SLOW, "refund", "Refund", 7_200, Unit.SECONDS, 12, 3_600, 30, ("A", "B")),
)
MORE = (
    Line(Section.AGAIN, "order-status", "order-status", 0.4, Unit.SHARE, 20, 0.25, 16, ("A",)),
    Line(Section.BREACHED, "first", "First answers in time", 0.1, Unit.SHARE, 80, 0.05, 60, ("B",)),
    Line(Section.FAQ, "return-label", "return-label", 14, Unit.COUNT, 14, 9, 9, ("A", "B")),
)


class FakeReview:
    """Says the same of every month; ``asked`` is what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.lines: tuple[Line, ...] = LINES
        self.hint = ""

    def today(self) -> date:
        return NOW.date()

    def last(self) -> Period:
        return period_of(Span.MONTH, NOW.date().replace(day=1) - timedelta(days=1))

    def review(self, month: Period) -> Review:
        self.asked.append(month.name)
        return Review(month, month.before, NOW, "Europe/Berlin", self.lines)

    def staffing(self) -> Staffing:
        first = NOW.date() + timedelta(days=1)
        needs = tuple(Need(hour, 2.0, 3600.0, 2 if hour == 9 else 0) for hour in range(24))
        days = tuple(DayNeed(first + timedelta(days=at), needs) for at in range(7))
        basis = Basis(100, 56, 0, 360.0, True, ((14_400.0, 1.0),), 0.9)
        return Staffing(NOW, "Europe/Berlin", days, basis, None)

    def tickets(self, line: Line) -> tuple[QueueRow, ...]:
        return (make_row(0),)
