"""What the checks of an apology find, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Check(StrEnum):
    """What is looked at."""

    GAP = "gap"
    APOLOGY = "apology"
    SINCERITY = "sincerity"
    ORDER = "order"
    EXCUSE = "excuse"
    BLAME = "blame"
    UNDERSTANDING = "understanding"
    SOLUTION = "solution"
    PROMISE = "promise"
    AUTHORITY = "authority"
    CHECK_BACK = "check-back"
    TONE = "tone"
    OVERPROMISE = "overpromise"
    LENGTH = "length"


class Severity(StrEnum):
    """An error stops the reply, a problem wants a change or a reason, a hint is only marked."""

    ERROR = "error"
    PROBLEM = "problem"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: why it matters and what to do, in words, and its place in the text.

    Where something is missing there is no place: ``start`` and ``end`` are -1.
    """

    check: Check
    severity: Severity
    words: str
    start: int
    end: int
    hint: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What an agent may promise on a ticket of its type.

    ``days`` are business days until a remedy has to be there, ``check_back_days`` until we come
    back. ``amount`` is the most money that the agent may grant at once, None for no limit.
    """

    days: int = 10
    check_back_days: int = 20
    amount: Decimal | None = None
