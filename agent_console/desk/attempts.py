"""What an attempt to send means for a mail and for each of its recipients (RFC 5321 §4.2.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.desk.states import OutboxState


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a mail stands with its recipients.

    ``pending`` are to be tried, ``refused`` are those refused for good with the reason, ``trying``
    those of ``pending`` whom the mail was handed over for without a known outcome. ``left``: the
    server took the mail for somebody.
    """

    state: OutboxState
    pending: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)
    trying: tuple[str, ...] = ()
    left: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """How an attempt ended: SENT, PARTIAL, DEFERRED, REFUSED or UNKNOWN for those ``accepted``.

    ``final`` were refused for good before, each with the reason; ``words`` tell the outcome.
    """

    outcome: OutboxState
    accepted: tuple[str, ...] = ()
    final: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


def after_attempt(before: Standing, attempt: Attempt) -> Standing:
    """Return where the mail stands after an attempt for those who were pending."""
    refused = {**before.refused, **attempt.final}
    rest = tuple(one for one in before.pending if one not in attempt.final)
    if attempt.outcome is OutboxState.UNKNOWN:
        return Standing(OutboxState.UNKNOWN, rest, refused, attempt.accepted, before.left)
    if attempt.outcome is OutboxState.DEFERRED:
        return _standing(rest, refused, left=before.left)
    answered = attempt.accepted or rest
    others = tuple(one for one in rest if one not in answered)
    if attempt.outcome is OutboxState.REFUSED:
        refused |= {one: attempt.words for one in answered if one in rest}
        return _standing(others, refused, left=before.left)
    return _standing(others, refused, left=True)


def proven(before: Standing) -> Standing:
    """Return where a mail stands that was in doubt, once it is known to have left."""
    gone = before.trying or before.pending
    rest = tuple(one for one in before.pending if one not in gone)
    return _standing(rest, before.refused, left=True)


def asked_again(before: Standing) -> Standing:
    """Return where a mail stands that a person sends again: to all who surely have not got it."""
    rest = (*before.pending, *(one for one in before.refused if one not in before.pending))
    state = OutboxState.PARTIAL if before.left else OutboxState.QUEUED
    return Standing(state, rest, left=before.left)


def _standing(pending: tuple[str, ...], refused: Mapping[str, str], *, left: bool) -> Standing:
    if pending:
        state = OutboxState.PARTIAL if left else OutboxState.DEFERRED
    elif left:
        state = OutboxState.PARTIAL if refused else OutboxState.SENT
    else:
        state = OutboxState.REFUSED
    return Standing(state, pending, refused, left=left)
