"""The promises of docs/reliability.md, and what a run tried of each and found."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

EVERY_POINT = bool(os.environ.get("AGENT_CONSOLE_EVERY_POINT"))
"""Whether all or many more points are tried than an ordinary run takes a sample of (``--full``)."""

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
    "P10": "A full, read-only or damaged disk is told, with what to do",
    "P11": "A damaged store is read anew from the server",
    "P12": "Consoles on one store never spoil each other's work",
    "P13": "Consoles of a team never answer a ticket twice unwarned",
    "P14": "A forged event or answer changes nothing",
    "P15": "A clock that jumps sends nothing early, keeps nothing back",
    "P16": "The first look at an old mailbox sends nothing",
    "P17": "No text of a mail acts on anything",
    "P18": "No secret and no customer text lies about",
    "P19": "Every file is private, whatever the umask",
    "P20": "Nothing leaves over a line that is not protected as asked",
    "P21": "Erasing and exporting a person is complete",
    "P22": "An upgrade that is stopped leaves the old store or the new",
    "P23": "Automatic answers never loop, and reach people alone",
    "P24": "A crash is told by the exit code",
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

    def tried(self, promise: str) -> int:
        """How often ``promise`` was tried."""
        return sum(counts[0] for counts in self.kinds.get(promise, {}).values())

    def violated(self, promise: str) -> int:
        """How often ``promise`` was found broken."""
        return sum(counts[1] for counts in self.kinds.get(promise, {}).values())

    @property
    def untried(self) -> tuple[str, ...]:
        """The promises that nothing was tried of: nobody knows whether they are kept."""
        return tuple(name for name in PROMISES if not self.tried(name))

    @property
    def broken(self) -> tuple[str, ...]:
        """The promises that were found broken."""
        return tuple(name for name in PROMISES if self.violated(name))

    def lines(self) -> list[str]:
        """Return the table: each promise with its trials, then what they were."""
        lines = [f"{'':4} {'promise':60} {'points':>8} {'violations':>10}"]
        for name, words in PROMISES.items():
            lines.append(f"{name:4} {words:60} {self.tried(name):8,} {self.violated(name):10,}")
            for kind, (points, wrong) in sorted(self.kinds.get(name, {}).items()):
                lines.append(f"{'':6}{kind:59} {points:8,} {wrong:10,}")
        return lines


class Points:
    """The trials inside one test; a test that says nothing is one trial."""

    def __init__(self) -> None:
        self.tried = 0
        self.violated = 0

    def take(self, found: Sequence[str]) -> list[str]:
        """Count one result each, "" where nothing was wrong; return the first that are wrong."""
        wrong = [one for one in found if one]
        self.tried += len(found)
        self.violated += len(wrong)
        return wrong[:3]
