"""What the screens need of reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from agent_console.desk.listing import QueueRow
    from agent_console.desk.metrics_period import Period
    from agent_console.desk.review import Line, Review
    from agent_console.desk.staffing_plan import Staffing


class ReviewPort(Protocol):
    """A month looked back at, and a week ahead."""

    def today(self) -> date:
        """Return the day at the desk."""
        ...

    def last(self) -> Period:
        """Return the month that ended last."""
        ...

    def review(self, month: Period) -> Review:
        """Return what changed in a month."""
        ...

    def staffing(self) -> Staffing:
        """Return how many agents the coming week needs."""
        ...

    def tickets(self, line: Line) -> tuple[QueueRow, ...]:
        """Return the tickets behind a line."""
        ...
