"""How long a ticket was in front of somebody: from key to key, long pauses left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

IDLE = timedelta(minutes=2)
"""Of a longer pause between two keys no more counts: nobody knows what happened in it."""
SHORTEST = timedelta(seconds=5)
"""Who looked at a ticket for less only passed by."""


@dataclass(slots=True)
class FocusWatch:
    """Hears of every key and every change of the screen, with the ticket that is in front."""

    ref: str = ""
    _last: datetime | None = field(default=None)
    _spent: timedelta = field(default_factory=timedelta)

    def see(self, ref: str, now: datetime) -> tuple[str, int] | None:
        """Count up to ``now``; return ticket and seconds when ``ref`` is another one than before.

        None as well where the time was too short to mean something.
        """
        if self.ref and self._last is not None:
            self._spent += max(min(now - self._last, IDLE), timedelta())
        self._last = now
        if ref == self.ref:
            return None
        done, spent = self.ref, self._spent
        self.ref, self._spent = ref, timedelta()
        return (done, int(spent.total_seconds())) if spent >= SHORTEST else None
