"""Which tickets are news: brought by customers while the queue was open, not by this console."""

from __future__ import annotations

from dataclasses import dataclass

from agent_console.screens.session import Session


@dataclass(frozen=True, slots=True)
class Began:
    """How things stood when a reload began.

    ``changes`` counts the own ones so far, ``filling`` tells whether the store fills, ``by_time``
    whether it was the clock that asked for the reload.
    """

    changes: int
    filling: bool
    by_time: bool = False


class QueueNews:
    """Compares how many tickets are open with how many were.

    What this console changed, a snooze that ended and a store that fills are no news: after each
    of them counting begins anew.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._open: int | None = None
        self._changes = 0

    @property
    def counting(self) -> bool:
        """Whether there is a number to compare with."""
        return self._open is not None

    def begin_anew(self) -> None:
        """Compare with nothing that was counted before."""
        self._open = None

    def more(self, now_open: int, began: Began) -> int:
        """Return how many of the open tickets are news after the reload that ``began`` so."""
        before, self._open = self._open, None if began.filling else now_open
        changes, self._changes = self._changes, self._session.changes
        own = began.changes != self._changes or changes != self._changes
        if before is None or own or began.by_time or self._session.filling:
            return 0
        return max(0, now_open - before)
