"""What the screens need for handling tickets: spam, tags, merging, many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from agent_console.desk.listing import QueueRow

if TYPE_CHECKING:
    from agent_console.services.bulk import BulkPlan, BulkVerb
    from agent_console.services.joining import MergeTargets


class HandlingPort(Protocol):
    """What agents do with tickets besides answering them."""

    def spam(self, ref: str, *, sender: bool = False) -> QueueRow:
        """Take it out of everyone's way; with ``sender``, later mails of its writer, too."""
        ...

    def tag(self, ref: str, *tags: str) -> QueueRow:
        """Put tags on it."""
        ...

    def untag(self, ref: str, *tags: str) -> QueueRow:
        """Take tags off it."""
        ...

    def known_tags(self) -> tuple[tuple[str, int], ...]:
        """Return every tag in use with the number of its tickets."""
        ...

    def not_spam(self, ref: str) -> QueueRow:
        """Bring it back."""
        ...


class JoiningPort(Protocol):
    """Tickets merged, split and linked."""

    def merge_targets(self, ref: str, text: str = "") -> MergeTargets:
        """Return what it can be joined with, the likeliest first; with ``text``, what fits."""
        ...

    def merge_doubts(self, ref: str, into: str) -> tuple[str, ...]:
        """Say what speaks against merging it into another ticket."""
        ...

    def merge(self, ref: str, into: str) -> QueueRow:
        """Let it live on in another ticket."""
        ...

    def unmerge(self, ref: str) -> QueueRow:
        """Take a merged ticket out again."""
        ...

    def split(self, ref: str, key: str, *, alone: bool = False) -> QueueRow:
        """Make a mail, with what follows it unless ``alone``, a ticket of its own."""
        ...

    def link(self, ref: str, other: str) -> QueueRow:
        """Let two tickets show each other."""
        ...

    def unlink(self, ref: str, other: str) -> QueueRow:
        """Take a link away."""
        ...


class BulkPort(Protocol):
    """One thing done with many tickets."""

    def plan(self, verb: BulkVerb, value: str, refs: Sequence[str]) -> BulkPlan:
        """Return what would happen."""
        ...

    def carry_out(self, plan: BulkPlan, on_progress: Callable[[int], None]) -> BulkPlan:
        """Do it, and return what was done."""
        ...
