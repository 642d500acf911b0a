"""A running promise to a customer, and how it stands at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.desk.states import Target
from agent_console.i18n import _

MIN_WARNING = timedelta(minutes=30)
MAX_WARNING = timedelta(hours=4)


class ClockState(StrEnum):
    """How a clock stands; ``met`` means the answer went out, whether in time or late."""

    FINE = "fine"
    SOON = "soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Clock:
    """One running or finished promise, all moments in UTC.

    ``started_at`` is the arrival of the oldest unanswered customer mail: a second mail does not
    move the deadline. ``met_at`` is when a person answered, or, ``settled``, when it ended without
    an answer. ``paused_at`` is when the last pause began; it stands in an ended clock as well.
    ``channel`` is the way on which the customer waits or waited, "" where that does not matter.
    """

    target: Target
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    paused_at: datetime | None = None
    settled: bool = False
    channel: str = ""

    def is_missed(self, now: datetime) -> bool:
        """Return whether the promise was broken, then or by now; no later answer mends that."""
        if self.paused_at is not None:
            return self.paused_at > self.due_at
        return self.met_at > self.due_at if self.met_at is not None else now >= self.due_at


def soon_at(clock: Clock) -> datetime:
    """Return when "due soon" begins.

    That is the last quarter of the time from start to due, at least 30 minutes, at most four
    hours (so that a night or weekend in between gives no early alarm), and never the first half.
    """
    span = clock.due_at - clock.started_at
    warning = min(max(span / 4, MIN_WARNING), span / 2, MAX_WARNING)
    return clock.due_at - warning


def state(clock: Clock, now: datetime) -> ClockState:
    """Return how the clock stands at ``now``; it is overdue from its due moment on.

    What was overdue when the pause began stays overdue.
    """
    if clock.met_at is not None:
        return ClockState.MET
    if clock.paused_at is not None and clock.paused_at <= clock.due_at:
        return ClockState.PAUSED
    if now >= clock.due_at:
        return ClockState.OVERDUE
    return ClockState.SOON if now >= soon_at(clock) else ClockState.FINE


def clock_sign(standing: ClockState) -> str:
    """Return the sign of a state that tells it without colour."""
    return {
        ClockState.FINE: "·",
        ClockState.SOON: "!",
        ClockState.OVERDUE: "!!",
        ClockState.PAUSED: "‖",
        ClockState.MET: "✓",
    }[standing]


def clock_word(standing: ClockState) -> str:
    """Return the word of a state."""
    return {
        ClockState.FINE: _("in time"),
        ClockState.SOON: _("due soon"),
        ClockState.OVERDUE: _("overdue"),
        ClockState.PAUSED: _("paused"),
        ClockState.MET: _("done"),
    }[standing]


def target_word(target: Target) -> str:
    """Return the word for what is promised."""
    return {
        Target.FIRST_RESPONSE: _("first answer"),
        Target.NEXT_RESPONSE: _("next answer"),
        Target.SOLUTION: _("solution"),
        Target.KEEP_INFORMED: _("keep informed"),
    }[target]
