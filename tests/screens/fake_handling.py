"""Spam, tags and the like over the rows of the fake queue; every call is written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agent_console.desk.listing import QueueRow
from agent_console.desk.states import TicketState
from agent_console.services.bulk import BulkPlan, BulkVerb, Stays
from agent_console.services.joining import MergeTargets


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


class FakeJoining:
    """Merges by closing, splits by counting; every call is written down."""

    def __init__(self, change: Callable[..., QueueRow], rows: list[QueueRow]) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.doubts: tuple[str, ...] = ()
        self._change = change
        self._rows = rows

    def merge_targets(self, ref: str, text: str = "") -> MergeTargets:
        others = [row for row in self._rows if row.ref != ref and text in row.subject]
        return MergeTargets(tuple(others[:5]))

    def merge_doubts(self, ref: str, into: str) -> tuple[str, ...]:
        return self.doubts

    def merge(self, ref: str, into: str) -> QueueRow:
        self.calls.append(("merge", ref, into))
        return self._change(into)

    def unmerge(self, ref: str) -> QueueRow:
        self.calls.append(("unmerge", ref))
        return self._change(ref)

    def split(self, ref: str, key: str, *, alone: bool = False) -> QueueRow:
        self.calls.append(("split", ref, key, alone))
        return self._change(ref)

    def link(self, ref: str, other: str) -> QueueRow:
        self.calls.append(("link", ref, other))
        return self._change(ref)

    def unlink(self, ref: str, other: str) -> QueueRow:
        self.calls.append(("unlink", ref, other))
        return self._change(ref)


class FakeBulk:
    """Plans all but the last ticket, which stays, and writes down what is carried out."""

    def __init__(self) -> None:
        self.done: list[BulkPlan] = []

    def plan(self, verb: BulkVerb, value: str, refs: Sequence[str]) -> BulkPlan:
        stays = (Stays("complaints with open steps", tuple(refs[-1:])),) if refs[1:] else ()
        return BulkPlan(verb, value, tuple(refs[:-1]) if stays else tuple(refs), stays)

    def carry_out(self, plan: BulkPlan, on_progress: Callable[[int], None]) -> BulkPlan:
        for number, _ref in enumerate(plan.refs, 1):
            on_progress(number)
        self.done.append(plan)
        return plan
