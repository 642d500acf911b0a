"""What a customer wants, and how: type, level, complaint and frustration of a mail, with reasons.

Rules speak first; what the team's own labels taught is heard where the rules are unsure, or where
it is very sure.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from agent_console.desk.classify import MAX_TEXT, RequestVerdict, classify
from agent_console.desk.complaint import History, Mood, Tones, mood_of
from agent_console.desk.facts import FactKind
from agent_console.desk.learner import Suggestion
from agent_console.desk.request_types import OTHER, RequestTypes, Strength
from agent_console.desk.words import words_of
from agent_console.i18n import _

COMPLAINT = "complaint"
COMPLAINT_LEVEL = 3
_OVERRULING_LEAD = 12.0


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why, in words, each of what a request was found to be."""

    type: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    complaint: tuple[str, ...] = ()
    frustration: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What a mail asks for; ``also`` are other types that it speaks of, the strongest first."""

    type: str
    level: int
    complaint: bool
    frustration: int
    reasons: Reasons
    also: tuple[str, ...] = ()


def no_request() -> Request:
    """Return what a mail that no person wrote asks for: nothing."""
    return Request(OTHER, 1, False, 0, Reasons(type=(_("no person wrote this mail"),)))


def request_of(
    text: str,
    types: RequestTypes,
    tones: Tones,
    *,
    facts: Collection[FactKind] = frozenset(),
    history: History | None = None,
    suggestion: Suggestion | None = None,
) -> Request:
    """Return what ``text``, the customer's own words this time, asks for.

    ``facts`` are the kinds of facts in it, ``suggestion`` is what the team's labels say of it.
    """
    words = words_of(text[:MAX_TEXT])
    verdict = with_learning(classify(text, types, facts, words=words), suggestion, types)
    mood = mood_of(text, tones, history, words=words)
    if verdict.type == COMPLAINT and not mood.complaint:
        mood = replace(mood, complaint=True, complaint_reasons=verdict.reasons)
    level, why = _level(verdict, mood, types)
    reasons = Reasons(verdict.reasons, (why,), mood.complaint_reasons, mood.reasons)
    return Request(verdict.type, level, mood.complaint, mood.frustration, reasons, verdict.also)


def with_learning(
    verdict: RequestVerdict, suggestion: Suggestion | None, types: RequestTypes
) -> RequestVerdict:
    """Return the rules' verdict, or what labels suggest where the rules are unsure."""
    chosen = types.get(suggestion.type) if suggestion else None
    if suggestion is None or chosen is None or chosen.id == verdict.type:
        return verdict
    if verdict.score >= Strength.SURE and suggestion.lead < _OVERRULING_LEAD:
        return verdict
    reason = _("like {n} labelled examples").format(n=suggestion.labels)
    also = tuple(one for one in (verdict.type, *verdict.also) if one not in (OTHER, chosen.id))
    return RequestVerdict(chosen.id, chosen.level, (reason,), verdict.score, also)


def _level(verdict: RequestVerdict, mood: Mood, types: RequestTypes) -> tuple[int, str]:
    if mood.complaint and verdict.level < COMPLAINT_LEVEL:
        return COMPLAINT_LEVEL, _("a complaint needs level {n}").format(n=COMPLAINT_LEVEL)
    known = types.get(verdict.type)
    words = _("requests of the type {type} need level {n}")
    return verdict.level, words.format(type=known.id if known else OTHER, n=verdict.level)
