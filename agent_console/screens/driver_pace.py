"""The pace: how much may be on its way to a terminal, so that no key waits behind old pictures.

The terminal is asked to answer (DSR 6, ECMA-48 §8.3.35) after what was written; what is not yet
answered for is on its way. On a quick line nothing is asked but now and then, on a slow one always.
Times are seconds of a clock that never goes back.
"""

from __future__ import annotations

import math
import re
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

QUESTION = "\x1b[6n"
WINDOW = 1500
"""Bytes that may be on their way while the line's rate is not known."""
_LAG = 0.1
"""Seconds that a picture may keep the line busy: so long may a key's own picture wait."""
_SLOW = 0.06
_QUICK = 0.03
_CALM_ANSWERS = 20
_PATIENCE = 3.0
_FIRST_PATIENCE = 1.0
_TRIES = 2
_MEASURED = 150
"""A smaller frame says nothing of the rate."""
_SHORTEST = 0.004
_SMALLEST = 200
_ANSWER = re.compile(r"\x1b\[[0-9]{1,4};[0-9]{1,4}R")
_BEGUN_ANSWER = re.compile(r"\x1b\[[0-9]{1,4}(?:;[0-9]{0,4})?\Z")


def is_remote(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal is reached over a network; tmux and screen keep their own."""
    through = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    return through and not (environment.get("TMUX") or environment.get("STY"))


@dataclass(frozen=True, slots=True)
class _Asked:
    size: int
    at: float


class Pace:
    """Measures the line by its answers; ``remote`` is what is believed until the first one."""

    def __init__(self, *, remote: bool) -> None:
        self._remote = remote
        self._asked: deque[_Asked] = deque()
        self.begin()

    def begin(self) -> None:
        """Know nothing of the line: another terminal may be at its end."""
        self._asked.clear()
        self._slow = self._remote
        self._deaf = False
        self._tries = 0
        self._calm = 0
        self._rate = 0.0
        self._least = math.inf
        self._free_at = -math.inf
        self._heard_at = -math.inf

    @property
    def slow(self) -> bool:
        """Whether every frame is asked for, and no more is sent than the line takes."""
        return self._slow and not self._deaf

    @property
    def deadline(self) -> float | None:
        """When an answer comes no more."""
        if not self._asked:
            return None
        known = self._least < math.inf
        return self._asked[0].at + (_PATIENCE if known else _FIRST_PATIENCE)

    def allowance(self, now: float) -> int | None:
        """Return how many bytes may be sent now, 0 for too few to begin; None for any number."""
        if not self.slow:
            return None
        unanswered = sum(asked.size for asked in self._asked)
        if not self._rate:
            room = WINDOW - unanswered
        else:
            known = self._rate * (self._least + 3 * _LAG)
            room = int(min((_LAG - self._busy(now)) * self._rate, known - unanswered))
        return min(room, self._share) if room >= self._share // 2 else 0

    def resumes_at(self, now: float) -> float | None:
        """Return when the line will take more, without an answer; None if only that will tell."""
        wait = self._busy(now) - _LAG / 2
        return now + wait if self._rate and wait > _SHORTEST else None

    @property
    def _share(self) -> int:
        """How large one frame is at most, so that two are on their way."""
        return max(_SMALLEST, int(self._rate * _LAG / 2)) if self._rate else WINDOW // 2

    def _busy(self, now: float) -> float:
        """Return for how many seconds the line has something to do, as far as is known."""
        return max(0.0, self._free_at - now)

    def asks(self, size: int) -> bool:
        """Return whether a frame of ``size`` bytes should end with the question."""
        if self._deaf:
            return False
        return self._slow or (size >= WINDOW and not self._asked)

    def sent(self, size: int, now: float) -> None:
        """Know that ``size`` bytes with the question at their end are on their way."""
        self._asked.append(_Asked(size, now))
        if self._rate:
            self._free_at = max(now, self._free_at) + size / self._rate

    def answered(self, now: float) -> None:
        """Hear an answer: what was asked for first has arrived.

        One that nobody waits for any more tells of a line that is slower than was thought.
        """
        if not self._asked:
            self._slow, self._deaf = True, False
            self._least = min(self._least, _PATIENCE)
            return
        asked = self._asked.popleft()
        took = now - asked.at
        self._tries = 0
        self._least = min(self._least, took)
        self._judge(asked.size, took)
        self._measure(asked, took, now)

    def _judge(self, size: int, took: float) -> None:
        """Find out whether the line is slow: at once, or no longer after many quick answers."""
        self._calm = self._calm + 1 if took < _QUICK else 0
        if took > _SLOW:
            self._slow = True
        elif self._calm >= _CALM_ANSWERS or (self._calm and size <= len(QUESTION)):
            self._slow = False

    def _measure(self, asked: _Asked, took: float, now: float) -> None:
        """Learn the rate: by the time between answers, or by what a frame took beyond nothing."""
        together = asked.at < self._heard_at
        spent = now - self._heard_at if together else took - self._least
        self._heard_at = now
        if asked.size >= _MEASURED:
            found = asked.size / max(spent, _SHORTEST)
            rate = self._rate
            self._rate = 0.7 * rate + 0.3 * min(found, 2 * rate) if rate else found
        unanswered = sum(one.size for one in self._asked)
        if self._rate:
            self._free_at = min(self._free_at, now + unanswered / self._rate)

    def look(self, now: float) -> None:
        """Give up what should have been answered long ago; a deaf terminal is not asked again."""
        deadline = self.deadline
        if deadline is None or now < deadline:
            return
        self._asked.clear()
        self._tries += 1
        self._deaf = self._tries >= _TRIES or self._least is math.inf


class Sieve:
    """Takes the terminal's answers out of what is typed, even from within a paste.

    ``awaited`` is how many may still come; an answer that comes in two parts is put together.
    """

    def __init__(self) -> None:
        self.awaited = 0
        self._begun = ""
        self._lock = threading.Lock()

    def expect(self) -> None:
        """Know that one more answer may come."""
        with self._lock:
            self.awaited += 1

    def sift(self, text: str) -> tuple[str, int]:
        """Return what was typed, and how many answers were in it."""
        if not self.awaited:
            held, self._begun = self._begun, ""
            return held + text, 0
        typed, count = _ANSWER.subn("", self._begun + text, count=self.awaited)
        with self._lock:
            self.awaited -= count
        begun = _BEGUN_ANSWER.search(typed) if self.awaited else None
        self._begun = begun[0] if begun else ""
        return typed[: len(typed) - len(self._begun)], count
