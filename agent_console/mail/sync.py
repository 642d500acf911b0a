"""A folder brought up to date: every mail once, nothing on the server touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FolderCursor:
    """How far a folder has been read.

    Every mail with a UID up to ``last_uid`` is stored; ``highestmodseq`` is the last state of the
    flags that has been taken over completely (RFC 7162), or None when the server does not count.
    """

    uidvalidity: int | None = None
    last_uid: int = 0
    highestmodseq: int | None = None


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """One mail as the server handed it out.

    ``received`` is the server's INTERNALDATE in UTC, ``size`` the server's word for the whole mail
    in bytes. ``complete`` is False when ``raw`` is only the beginning (a large mail) or, with an
    empty or short ``raw``, when the server could not hand it out.
    """

    uid: int
    raw: bytes
    received: datetime
    flags: frozenset[str]
    size: int
    complete: bool


class FolderSink(Protocol):
    """Where fetched mails go; each call is one transaction of its own."""

    def cursor(self, folder: str) -> FolderCursor:
        """Return how far ``folder`` has been read; ``FolderCursor()`` when never."""
        ...

    def known_uids(self, folder: str) -> AbstractSet[int]:
        """Return the UIDs stored under the present UIDVALIDITY and not marked as vanished."""
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
        """
        ...

    def finished(self, folder: str, cursor: FolderCursor, exists: int) -> None:
        """The pass is complete: keep ``cursor`` (now with HIGHESTMODSEQ) and the server's count."""
        ...


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one pass over one folder did; ``failed`` mails are stored, but not complete."""

    new: int = 0
    flag_changes: int = 0
    vanished: int = 0
    failed: int = 0
    server_count: int = 0
