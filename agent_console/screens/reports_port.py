"""What the screens need of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from agent_console.desk.listing import QueueRow
    from agent_console.desk.metrics_period import Period
    from agent_console.desk.metrics_report import Listed, Name, Now, Report, Standing, Which
    from agent_console.services.time_spent import Times


class ReportsPort(Protocol):
    """The service in numbers; ``times`` is what agents spend on tickets."""

    @property
    def times(self) -> TimesPort:
        """The time that agents spend on tickets."""
        ...

    def today(self) -> date:
        """Return the day at the desk."""
        ...

    def now(self) -> Now:
        """Return how the desk stands."""
        ...

    def report(
        self, period: Period, which: Which | None = None, *, compare: bool = False
    ) -> Report:
        """Return the report of a period."""
        ...

    def tickets(
        self, period: Period, name: Name, which: Which | None = None, limit: int = 500
    ) -> tuple[QueueRow, ...]:
        """Return the tickets behind a figure."""
        ...

    def tickets_of_part(
        self,
        period: Period,
        listed: Listed,
        key: str,
        which: Which | None = None,
        limit: int = 500,
    ) -> tuple[QueueRow, ...]:
        """Return the tickets behind a part of a list."""
        ...

    def tickets_now(self, standing: Standing, limit: int = 500) -> tuple[QueueRow, ...]:
        """Return the tickets behind a number of today."""
        ...


class TimesPort(Protocol):
    """The time that agents spend on tickets."""

    def spent(self, ref: str, seconds: int) -> None:
        """Keep that the agent had a ticket in front."""
        ...

    def of_ticket(self, ref: str) -> Times:
        """Return how long agents had a ticket in front."""
        ...

    def set_own(self, ref: str, seconds: int) -> Times:
        """Let the agent's own time on a ticket be so many seconds."""
        ...
