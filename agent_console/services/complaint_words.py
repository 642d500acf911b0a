"""What was recorded about a complaint, in words."""

from __future__ import annotations

from datetime import date

from agent_console.desk.events import (
    Apologised,
    ApprovalAsked,
    Approved,
    Fact,
    Greeted,
    MadeSure,
    Overruled,
)
from agent_console.desk.remedies import RemedyKind, remedy_word
from agent_console.i18n import _


def complaint_words(fact: Fact) -> str:
    """Say what was recorded, "" for what is about something else."""
    match fact:
        case Apologised():
            return _apologised(fact)
        case MadeSure(reason=""):
            return _("asked the customer whether it is solved")
        case MadeSure(reason=reason):
            return _("nobody has to ask whether it is solved: {reason}").format(reason=reason)
        case Overruled():
            words = _("sent it although “{words}” was marked: {reason}")
            return words.format(words=fact.words, reason=fact.reason)
        case ApprovalAsked():
            return _("asks for leave to offer: {offer}").format(offer=_offer(fact))
        case Greeted(name=""):
            return _("left the greeting to what the customer writes")
        case Greeted(name=name):
            return _("greets the customer as: {name}").format(name=name)
        case Approved():
            return _("granted: {offer}").format(offer=_offer(fact))
        case _:
            return ""


def _apologised(fact: Apologised) -> str:
    words = _("apologised in five steps")
    if fact.remedy:
        words = _("apologised in five steps and offered: {offer}").format(offer=_offer(fact))
    day = _day(fact.check)
    if day is None:
        return words
    return _("{words}; asks on {day:%Y-%m-%d} whether it is solved").format(words=words, day=day)


def _offer(fact: Apologised | ApprovalAsked | Approved) -> str:
    known = fact.remedy in set(RemedyKind)
    word = remedy_word(RemedyKind(fact.remedy)) if known else fact.remedy
    return f"{word} {fact.value} {fact.currency}".rstrip() if fact.value else word


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
