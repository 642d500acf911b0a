"""How fast a reading goes, and how long it will take at that pace."""

from __future__ import annotations

import math
from dataclasses import dataclass

from agent_console.desk.views import Stage

_SMOOTH_SECONDS = 4.0
_SURE_SECONDS = 0.5
_LONGEST = 99 * 3600


@dataclass(frozen=True, slots=True)
class Pace:
    """Mails a second, and whole seconds to the end of the stage; None while nobody can say."""

    per_second: float = 0.0
    seconds_left: int | None = None


class PaceMeter:
    """Measures one stage at a time; a new stage, another total or a step back begins anew.

    The rate is smoothed over some four seconds, so that one large mail does not make it jump.
    Moments are seconds of a monotonic clock.
    """

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._begun = 0.0
        self._at = 0.0
        self._done = 0
        self._rate = 0.0

    def measure(self, stage: Stage, done: int, total: int, at: float) -> Pace:
        """Take note that ``done`` of ``total`` mails were read at the moment ``at``."""
        if stage is not self._stage or done < self._done:
            self._stage, self._begun, self._at, self._done, self._rate = stage, at, at, done, 0.0
            return Pace()
        passed = at - self._at
        if passed > 0:
            latest = (done - self._done) / passed
            weight = 1 - math.exp(-passed / _SMOOTH_SECONDS)
            if self._at - self._begun < _SURE_SECONDS:
                weight = max(weight, passed / (at - self._begun))
            self._rate += (latest - self._rate) * weight
            self._at, self._done = at, done
        if at - self._begun < _SURE_SECONDS or self._rate <= 0:
            return Pace()
        left = math.ceil(max(0, total - done) / self._rate)
        return Pace(round(self._rate, 1), left if left <= _LONGEST else None)
