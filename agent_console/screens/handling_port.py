"""What the screens need for handling tickets: spam, tags, merging, many at once."""

from __future__ import annotations

from typing import Protocol

from agent_console.desk.listing import QueueRow


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
