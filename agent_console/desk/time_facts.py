"""What is recorded of the time that an agent spent on a ticket, and who may see such numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """An agent had a ticket in front for so many ``seconds``, pauses left out.

    ``seconds`` is a number as text, below nothing where an agent corrected what was too much;
    ``edited`` is "yes" for a correction.
    """

    TYPE: ClassVar[str] = "time-spent"
    seconds: str = ""
    edited: str = ""


@dataclass(frozen=True, slots=True)
class AgentsShown:
    """From now on leads see what each agent did, or with ``on`` blank no longer."""

    TYPE: ClassVar[str] = "agents-shown"
    on: str = ""


def seconds_of(fact: TimeSpent) -> int:
    """Return how many seconds a fact tells of; 0 where it is no number."""
    try:
        return int(fact.seconds)
    except ValueError:
        return 0
