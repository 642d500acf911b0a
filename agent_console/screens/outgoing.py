"""What is on its way out, at a glance: how many mails wait, how many need a person's decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from agent_console.desk.states import OutboxState
from agent_console.i18n import _, ngettext
from agent_console.screens.words import moment_text

if TYPE_CHECKING:
    from agent_console.desk.views import OutboxItem

NEED_DECISION = (OutboxState.HELD, OutboxState.REFUSED, OutboxState.UNKNOWN)
_WAITING = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.DEFERRED)
_LATER = timedelta(minutes=2)
SENDING_COMMAND = "`agent-console sync --watch`"
"""What sends mails at their time while no console runs."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """How many mails wait and how many need a decision, and the tickets of both."""

    waiting: int = 0
    undecided: int = 0
    waiting_refs: frozenset[str] = frozenset()
    undecided_refs: frozenset[str] = frozenset()


def needs_decision(item: OutboxItem) -> bool:
    """Tell whether a mail goes nowhere until a person decides."""
    return item.state in NEED_DECISION


def waits(item: OutboxItem) -> bool:
    """Tell whether a mail leaves by itself sooner or later, for all or for the rest."""
    to_come = item.state is OutboxState.PARTIAL and bool(item.pending) and bool(item.next_try)
    return item.state in _WAITING or to_come


def is_scheduled(item: OutboxItem, now: datetime) -> bool:
    """Tell whether a mail waits for a time that was chosen, longer than anybody watches it."""
    return item.state is OutboxState.QUEUED and item.not_before - now > _LATER


def outgoing_of(items: Iterable[OutboxItem]) -> Outgoing:
    """Count the mails of the outbox that have not left, or not surely."""
    waiting, undecided = [], []
    for item in items:
        if needs_decision(item):
            undecided.append(item.ticket)
        elif waits(item):
            waiting.append(item.ticket)
    return Outgoing(len(waiting), len(undecided), frozenset(waiting), frozenset(undecided))


def in_order(items: Iterable[OutboxItem]) -> tuple[OutboxItem, ...]:
    """Return what needs a decision first, then the rest; the order within both stays."""
    return tuple(sorted(items, key=lambda item: not needs_decision(item)))


def decision_text(n: int) -> str:
    """Return that ``n`` mails need a decision."""
    return ngettext("! {n} mail needs a decision", "! {n} mails need a decision", n).format(n=n)


def left_behind_text(items: Iterable[OutboxItem], now: datetime, zone: tzinfo) -> str:
    """Return what happens to the mails that are still here when the console ends, "" for none."""
    kept = list(items)
    times = sorted(item.not_before for item in kept if is_scheduled(item, now))
    kept = [item for item in kept if not is_scheduled(item, now)]
    finishing = sum(item.state is OutboxState.SENDING for item in kept)
    found = outgoing_of(item for item in kept if item.state is not OutboxState.SENDING)
    parts = []
    if finishing:
        text = ngettext(
            "{n} mail is being handed over; that is finished.",
            "{n} mails are being handed over; that is finished.",
            finishing,
        )
        parts.append(text.format(n=finishing))
    if found.waiting:
        text = ngettext(
            "{n} mail waits and leaves at the next start.",
            "{n} mails wait and leave at the next start.",
            found.waiting,
        )
        parts.append(text.format(n=found.waiting))
    if times:
        text = ngettext(
            "{n} mail waits: it leaves {time} while a console or {command} runs.",
            "{n} mails wait: the first leaves {time} while a console or {command} runs.",
            len(times),
        )
        time = moment_text(times[0], now, zone)
        parts.append(text.format(n=len(times), time=time, command=SENDING_COMMAND))
    if found.undecided:
        parts.append(_("{words} in the outbox.").format(words=decision_text(found.undecided)))
    return " ".join(parts)
