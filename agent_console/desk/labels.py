"""What a ticket asks for: found by the rules, or said by an agent, who is always right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from agent_console.desk.events import Labelled

LEVELS = range(1, 4)
FRUSTRATIONS = range(4)
PRIORITIES = ("low", "normal", "high", "urgent")
COMPLAINT_LEVEL = 3


class LabelName(StrEnum):
    """What an agent can say of a ticket."""

    TYPE = "type"
    LEVEL = "level"
    COMPLAINT = "complaint"
    FRUSTRATION = "frustration"
    PRIORITY = "priority"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Labels:
    """What agents said of a ticket; None and "" were left to the rules, a priority to nobody."""

    type: str = ""
    level: int | None = None
    complaint: bool | None = None
    frustration: int | None = None
    priority: str = ""
    spam: bool | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    """What a ticket asks for: request type, level needed (0: not known yet), and the mood.

    ``frustration`` is 0 (calm) to 3 (angry).
    """

    type: str = ""
    level: int = 0
    complaint: bool = False
    frustration: int = 0


NO_LABELS = Labels()
NOTHING_ASKED = Asks()


def labelled(labels: Labels, fact: Labelled) -> Labels:
    """Return the labels after one more was given; one that nobody understands changes nothing."""
    match fact.what:
        case LabelName.TYPE:
            return replace(labels, type=fact.value)
        case LabelName.LEVEL:
            return replace(labels, level=_number(fact.value, LEVELS))
        case LabelName.COMPLAINT:
            return replace(labels, complaint=_yes_or_no(fact.value))
        case LabelName.FRUSTRATION:
            return replace(labels, frustration=_number(fact.value, FRUSTRATIONS))
        case LabelName.PRIORITY:
            known = fact.value in PRIORITIES
            return replace(labels, priority=fact.value if known else "")
        case LabelName.SPAM:
            return replace(labels, spam=_yes_or_no(fact.value))
        case _:
            return labels


def asks_of(found: Asks, labels: Labels, level_of: Callable[[str], int]) -> Asks:
    """Return what holds for a ticket: what agents said, else what the rules ``found``.

    ``level_of`` tells the level that a request type needs; a complaint needs the highest.
    """
    if labels == NO_LABELS:
        return found
    complaint = found.complaint if labels.complaint is None else labels.complaint
    level = labels.level
    if level is None:
        moved = labels.type or found.complaint != complaint
        level = level_of(labels.type or found.type) if moved else found.level
        level = COMPLAINT_LEVEL if complaint else level
    return Asks(
        type=labels.type or found.type,
        level=level,
        complaint=complaint,
        frustration=found.frustration if labels.frustration is None else labels.frustration,
    )


def _number(text: str, allowed: range) -> int | None:
    return next((number for number in allowed if str(number) == text), None)


def _yes_or_no(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)
