"""What a run of the fault tests tried of each promise, and what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PROMISES: Mapping[str, str] = {
    "P1": "A reply that was queued is there after any end of the program",
    "P2": "A reply is sent at most once; in doubt it says so",
    "P3": "Sent is what the server has accepted, for whom it did",
    "P4": "No received mail is skipped",
    "P5": "No mail is taken twice",
    "P6": "Nothing on the server is touched",
    "P7": "A cut connection never yields a half mail",
    "P8": "Everything on the network ends in time",
    "P9": "A bad mail costs bounded time and memory, and no crash",
    "P10": "A full or read-only disk loses nothing, and says what to do",
    "P15": "A clock that jumps sends nothing early and keeps nothing back",
    "P20": "Nothing leaves over a line that is not protected as was asked",
}


@dataclass
class Tally:
    """Points tried and violations found, for each promise and each kind of trial."""

    kinds: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def add(self, promise: str, kind: str, tried: int, violated: int = 0) -> None:
        """Count trials of ``promise``."""
        counts = self.kinds.setdefault(promise, {}).setdefault(kind, [0, 0])
        counts[0] += tried
        counts[1] += violated

    def lines(self) -> list[str]:
        """Return the table: each promise with its trials, then what they were."""
        lines = [f"{'':4} {'promise':58} {'points':>8} {'violated':>8}"]
        for name, words in PROMISES.items():
            kinds = self.kinds.get(name, {})
            tried, violated = (sum(counts[at] for counts in kinds.values()) for at in (0, 1))
            lines.append(f"{name:4} {words:58} {tried:8,} {violated:8,}")
            for kind, (points, wrong) in sorted(kinds.items()):
                lines.append(f"{'':6}{kind:56} {points:8,} {wrong:8,}")
        return lines

    @property
    def violated(self) -> int:
        """How many violations there are in all."""
        return sum(counts[1] for kinds in self.kinds.values() for counts in kinds.values())


class Points:
    """The trials inside one test; a test that says nothing is one trial.

    ``broken`` names the promises that an expected failure breaks, where not all of the test's.
    """

    def __init__(self) -> None:
        self.broken: tuple[str, ...] = ()
        self.tried = 0
        self.violated = 0

    def take(self, found: Sequence[str]) -> list[str]:
        """Count one result each, "" where nothing was wrong; return the first that are wrong."""
        wrong = [one for one in found if one]
        self.tried += len(found)
        self.violated += len(wrong)
        return wrong[:3]
