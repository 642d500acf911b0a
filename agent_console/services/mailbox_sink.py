"""One mailbox's way into the store: its folders keep apart from those of the other mailboxes.

A folder is stored under its mailbox's address and its own name, ``support@shop.example/INBOX``;
two mailboxes may both have an inbox. The slash behind the domain parts the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.services.intake import Intake
from agent_console.services.newcomers import Newcomers

if TYPE_CHECKING:
    from agent_console.desk.mail import Mail
    from agent_console.mail.fetch import FetchedHead

_STORED = re.compile(r"(?P<mailbox>[^@]+@[^@/]+)/(?P<name>.*)", re.S)


def stored_name(address: str, folder: str) -> str:
    """Return under which name a mailbox's folder is kept."""
    return f"{address.lower()}/{folder}"


def named_folder(stored: str) -> tuple[str, str]:
    """Return the address of the mailbox and the name of its folder on the server."""
    found = _STORED.fullmatch(stored)
    return (found["mailbox"], found["name"]) if found else ("", stored)


class MailboxSink:
    """Passes on what the sync of one mailbox brings, with the folders' stored names."""

    def __init__(self, intake: Intake, address: str, newcomers: Newcomers | None = None) -> None:
        self._intake = intake
        self._address = address
        self._newcomers = newcomers or Newcomers()

    def _stored(self, folder: str) -> str:
        return stored_name(self._address, folder)

    def use_folder(self, name: str, *, outgoing: bool) -> None:
        """Say whether ``name`` is the sent folder, before its mails are stored."""
        self._intake.use_folder(self._stored(name), outgoing=outgoing)

    def cursor(self, folder: str) -> FolderCursor:
        """Return how far ``folder`` has been read."""
        return self._intake.cursor(self._stored(folder))

    def known_uids(self, folder: str) -> AbstractSet[int]:
        """Return the UIDs stored under the present UIDVALIDITY and not marked as vanished."""
        return self._intake.known_uids(self._stored(folder))

    def known_within(self, folder: str, ranges: Sequence[tuple[int, int]]) -> list[int]:
        """Return those of them that are in ``ranges``."""
        return self._intake.known_within(self._stored(folder), ranges)

    def newest_uids(self, folder: str, limit: int) -> list[int]:
        """Return the highest of them."""
        return self._intake.newest_uids(self._stored(folder), limit)

    def known_count(self, folder: str) -> int:
        """Return how many they are."""
        return self._intake.known_count(self._stored(folder))

    def store(
        self, folder: str, uidvalidity: int, mails: Sequence[FetchedMail], cursor: FolderCursor
    ) -> None:
        """Keep ``mails`` and ``cursor``."""
        self._intake.store(self._stored(folder), uidvalidity, mails, cursor)
        self._newcomers.note(folder, mails)

    def store_heads(
        self, folder: str, uidvalidity: int, heads: Sequence[FetchedHead], cursor: FolderCursor
    ) -> Sequence[int]:
        """Keep mails of which header block and structure came."""
        return self._intake.store_heads(self._stored(folder), uidvalidity, heads, cursor)

    def store_texts(self, folder: str, uidvalidity: int, mails: Mapping[int, Mail]) -> None:
        """Keep the texts of mails, by UID, of which only the head is here."""
        self._intake.store_texts(self._stored(folder), uidvalidity, mails)

    def shallow(self, folder: str, depth: int, limit: int) -> list[int]:
        """Return the UIDs whose mails were read no deeper than ``depth``, newest first."""
        return self._intake.shallow(self._stored(folder), depth, limit)

    def flags(self, folder: str, changes: Mapping[int, frozenset[str]]) -> int:
        """Take over the flags of stored mails; return how many differed."""
        return self._intake.flags(self._stored(folder), changes)

    def vanished(self, folder: str, uids: Sequence[int]) -> None:
        """Mark mails as no longer in this folder."""
        self._intake.vanished(self._stored(folder), uids)

    def validity_changed(self, folder: str, uidvalidity: int) -> None:
        """Mark all places in the folder as stale and begin it anew."""
        self._newcomers.start_anew()
        self._intake.validity_changed(self._stored(folder), uidvalidity)

    def finished(self, folder: str, cursor: FolderCursor, exists: int) -> None:
        """Keep the cursor of a pass that is complete, and the server's count."""
        self._intake.finished(self._stored(folder), cursor, exists)
