"""Spam, tags and the like over the rows of the fake queue; every call is written down."""

from __future__ import annotations

from collections.abc import Callable

from agent_console.desk.listing import QueueRow
from agent_console.desk.states import TicketState


class FakeHandling:
    """Changes rows as the real service does."""

    def __init__(self, change: Callable[..., QueueRow]) -> None:
        self.calls: list[tuple[object, ...]] = []
        self._change = change

    def spam(self, ref: str, *, sender: bool = False) -> QueueRow:
        self.calls.append(("spam", ref, sender))
        return self._change(ref, state=TicketState.SPAM)

    def tag(self, ref: str, *tags: str) -> QueueRow:
        self.calls.append(("tag", ref, *tags))
        return self._change(ref, tags=tags)

    def untag(self, ref: str, *tags: str) -> QueueRow:
        self.calls.append(("untag", ref, *tags))
        return self._change(ref, tags=())

    def known_tags(self) -> tuple[tuple[str, int], ...]:
        return (("vip", 7), ("lamp", 2))

    def not_spam(self, ref: str) -> QueueRow:
        self.calls.append(("not spam", ref))
        return self._change(ref, state=TicketState.NEW)
