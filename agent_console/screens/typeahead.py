"""Keys pressed ahead of what they are meant for: kept in order until it has opened."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.dom import DOMNode

PATIENCE_SECONDS = 5.0


class TypeAhead:
    """Keeps keys while something opens that will take them: a screen, a question, an editor.

    Without it the letters of ``z`` ``m`` would reach the ticket below, which ``m`` claims, before
    the question that ``z`` opens can hear them. After ``PATIENCE_SECONDS`` it gives up, so that no
    defect can make the console deaf. ``monotonic`` returns seconds.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._kept: list[events.Key] = []
        self._turn = 0
        self._until = 0.0
        self._target: DOMNode | None = None

    @property
    def holding(self) -> bool:
        """Whether keys are kept now."""
        return self._monotonic() < self._until

    def hold(self, target: DOMNode | None = None) -> int:
        """Keep all keys from now on, for ``target``; return the number of this turn."""
        if not self.holding:
            self._kept = []
        self._until = self._monotonic() + PATIENCE_SECONDS
        self._target = target
        self._turn += 1
        return self._turn

    def is_turn(self, turn: int) -> bool:
        """Return whether ``turn`` still holds the keys."""
        return self.holding and turn == self._turn

    def is_for(self, widget: DOMNode) -> bool:
        """Return whether ``widget``, which has the focus now, is what the keys are meant for."""
        return self.holding and self._target in widget.ancestors_with_self

    def keep(self, event: events.Key) -> None:
        """Keep one key."""
        self._kept.append(event)

    def take(self) -> list[events.Key]:
        """Hold no longer; return the keys in the order in which they were pressed."""
        kept = sorted(self._kept, key=lambda event: event.time) if self.holding else []
        self._kept, self._until, self._target = [], 0.0, None
        return [events.Key(event.key, event.character) for event in kept]
