"""A sequence of keys that was begun, such as the first g of gg."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agent_console.screens.keys import THEN, Action

PATIENCE_SECONDS = 1.5


@dataclass(slots=True)
class Sequence:
    """Waits for the rest of ``known`` sequences; ``monotonic`` returns seconds."""

    first: str
    known: Mapping[str, Action]
    monotonic: Callable[[], float]
    until: float = 0.0

    def __post_init__(self) -> None:
        """Begin to wait."""
        self.until = self.monotonic() + PATIENCE_SECONDS

    def ended_by(self, key: str) -> Action | None:
        """Return what the sequence does that ``key`` ends; None when there is none, or too late."""
        if self.monotonic() >= self.until:
            return None
        return self.known.get(f"{self.first}{THEN}{key}")
