"""What the screens need of the team pulse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_console.desk.pulse import Pulse


class PulsePort(Protocol):
    """Once a week how the team is, without names."""

    def look(self) -> Pulse:
        """Return what is asked, and the closed weeks."""
        ...

    def answer(self, mood: int, workload: int, line: str = "") -> Pulse:
        """Say how this week was."""
        ...

    def skip(self) -> Pulse:
        """Say nothing of this week."""
        ...
