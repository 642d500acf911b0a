"""Where the sync puts what it fetched; the store's side of it is not known here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from agent_console.desk.mail import Mail
from agent_console.mail.fetch import FetchedHead, FetchedMail, FolderCursor


class FolderSink(Protocol):
    """Where fetched mails go; each call is one transaction of its own."""

    def cursor(self, folder: str) -> FolderCursor:
        """Return how far ``folder`` has been read; ``FolderCursor()`` when never."""
        ...

    def known_uids(self, folder: str) -> AbstractSet[int]:
        """Return the UIDs stored under the present UIDVALIDITY and not marked as vanished."""
        ...

    def known_within(self, folder: str, ranges: Sequence[tuple[int, int]]) -> list[int]:
        """Return those of :meth:`known_uids` in ``ranges`` (ends belong to them), ascending."""
        ...

    def newest_uids(self, folder: str, limit: int) -> list[int]:
        """Return the highest of :meth:`known_uids`, ``limit`` at most, ascending."""
        ...

    def known_count(self, folder: str) -> int:
        """Return how many UIDs :meth:`known_uids` would; costs the same in a large folder."""
        ...

    def store_heads(
        self, folder: str, uidvalidity: int, heads: Sequence[FetchedHead], cursor: FolderCursor
    ) -> Sequence[int]:
        """Keep mails of which only the head is known yet, and with the last of them ``cursor``.

        A UID seen before is no error. Returns the UIDs that were not kept because they look like
        mails which are here already: those must be read whole to tell.
        """
        ...

    def store_texts(self, folder: str, uidvalidity: int, mails: Mapping[int, Mail]) -> None:
        """Add the text to mails of which only the head was known, by UID.

        A mail with no text has none that can be had before the whole mail.
        """
        ...

    def shallow(self, folder: str, depth: int, limit: int) -> list[int]:
        """Return the newest UIDs of mails that are known to ``depth`` at most, newest first.

        0: the head, 1: the text, too. What ``store`` kept is deeper, even if the server gave less.
        """
        ...

    def store(
        self, folder: str, uidvalidity: int, mails: Sequence[FetchedMail], cursor: FolderCursor
    ) -> None:
        """Keep ``mails`` and ``cursor`` in one transaction; a UID seen before is no error.

        ``mails`` may be empty (only the cursor moves).
        """
        ...

    def flags(self, folder: str, changes: Mapping[int, frozenset[str]]) -> int:
        """Take over the flags of stored mails; return how many differed. Unknown UIDs: ignored."""
        ...

    def vanished(self, folder: str, uids: Sequence[int]) -> None:
        """Mark mails as no longer in this folder; never delete them."""
        ...

    def validity_changed(self, folder: str, uidvalidity: int) -> None:
        """The server numbered the folder anew: mark all placements stale and reset the cursor.

        Every mail is fetched again afterwards; the sink finds the ones it has by their content
        (digest, Message-ID) and gives them their new place, so that nothing appears twice.
        ``uidvalidity`` may be the number known before: a server restored from a backup hands out
        old UIDs again for other mails.
        """
        ...

    def finished(self, folder: str, cursor: FolderCursor, exists: int) -> None:
        """The pass is complete: keep ``cursor`` (now with HIGHESTMODSEQ) and the server's count."""
        ...
