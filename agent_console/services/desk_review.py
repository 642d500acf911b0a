"""The part of the desk that looks back at a month and ahead at a week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_console.clock import Clock
    from agent_console.config import Config
    from agent_console.services.answers import AnswerService
    from agent_console.services.pulse import PulseService
    from agent_console.services.reports import ReportService
    from agent_console.services.review import ReviewService
    from agent_console.store.engine import Store


class _Parts(Protocol):
    """What it needs of the desk."""

    @property
    def store(self) -> Store: ...

    @property
    def config(self) -> Config: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def answers(self) -> AnswerService: ...

    @property
    def reports(self) -> ReportService: ...


class ReviewingDesk:
    """A desk whose months can be reviewed, and whose team is asked how it is."""

    __slots__ = ()

    @property
    def pulse(self: _Parts) -> PulseService:
        """How the team says that it is."""
        from agent_console.services.pulse import PulseService

        return PulseService(self.store, self.config, self.clock)

    def review_hint(self: _Parts) -> str:
        """Return the month whose review is there and was not told of yet; else "".

        Asked at every start: it loads nothing of what makes a review.
        """
        from agent_console.services.review_hint import take_hint

        return take_hint(self.store, self.clock, self.config.calendar.zone)

    @property
    def review(self: _Parts) -> ReviewService:
        """What changed in a month, and what the coming week needs."""
        from agent_console.services.review import ReviewService

        return ReviewService(
            self.store,
            self.config,
            self.clock,
            lambda: self.answers.entries(),
            lambda: self.reports,
        )
