"""How often canned answers were sent, and which of them made customers write again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.desk.canned import Entry, Purpose
from agent_console.store import journal
from agent_console.store.answered import answered_since, counted_since
from agent_console.store.engine import Store

COUNTED = timedelta(days=365)
"""How long a reply counts."""

AGAIN_WITHIN = timedelta(days=7)
"""Who writes within this time after a reply was not helped by it."""

_FEW = 5
_SHARE = 3
_EXPECTED = frozenset((Purpose.DETAILS, Purpose.ACKNOWLEDGEMENT, Purpose.FOLLOW_UP))


@dataclass(frozen=True, slots=True)
class Usage:
    """How often an answer was ``sent`` within a year, and after how many the customer wrote.

    ``again`` counts replies to which the customer wrote on the same ticket within 7 days; a mail
    that only thanks is not counted.
    """

    sent: int = 0
    again: int = 0


NEVER = Usage()


def usage_of(store: Store, now: datetime) -> Mapping[str, Usage]:
    """Return the use of every answer that was sent at all, by its id."""
    sent, again = Counter[str](), Counter[str]()
    with store.read() as session:
        for reply in answered_since(session, now - COUNTED):
            sent.update(reply.answers)
            if reply.again is not None and reply.again - reply.at <= AGAIN_WITHIN:
                again.update(reply.answers)
    return {name: Usage(count, again[name]) for name, count in sent.items()}


class UseCounts:
    """How often answers were sent, for ranking them: counted anew only after new events."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._counted: tuple[int, Mapping[str, int]] = (-1, {})

    def at(self, now: datetime) -> Mapping[str, int]:
        """Return how often each answer was sent within a year, by its id."""
        with self._store.read() as session:
            newest = journal.newest(session)
            if newest != self._counted[0]:
                sent = Counter[str]()
                for names, count in counted_since(session, now - COUNTED):
                    sent.update(dict.fromkeys(names, count))
                self._counted = (newest, sent)
        return self._counted[1]


def needs_work(entry: Entry, use: Usage) -> bool:
    """Tell whether an answer leads to questions: after five uses, and for a third of them.

    Those that ask the customer something are meant to be answered.
    """
    if entry.purpose in _EXPECTED or use.sent < _FEW:
        return False
    return use.again * _SHARE >= use.sent
