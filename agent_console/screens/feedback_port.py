"""What the screens need of surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_console.desk.feedback import Asked
    from agent_console.services.feedback import FeedbackStatus


class FeedbackPort(Protocol):
    """What customers were asked and answered."""

    def newest(self, limit: int = 50, *, bad: bool = False) -> tuple[Asked, ...]:
        """Return what was asked or answered last; with ``bad`` only bad scores."""
        ...

    def status(self) -> FeedbackStatus:
        """Return how surveys stand now."""
        ...

    def score(self, ref: str, text: str, why: str = "") -> Asked:
        """Note what a customer answered elsewhere, or "-" for no score."""
        ...
