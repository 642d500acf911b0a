"""Mails that a person waits for go before everything else that is to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from agent_console.mail.bodies import Batch, MailReader, Suspects
from agent_console.mail.fetch import FolderCursor
from agent_console.mail.imap import ImapConnection
from agent_console.mail.sink import FolderSink

MOST_AT_ONCE = 50


class Wishes(Protocol):
    """Who waits for which mails; asked often, so it costs nothing while nobody does."""

    def any(self) -> bool:
        """Tell whether somebody waits for mails, in whichever folder."""
        ...

    def take(self, folder: str, limit: int) -> list[int]:
        """Return the UIDs to be read whole now, the newest first; each is named a few times only.

        They are mails that are stored, but not whole yet.
        """
        ...


class NoWishes:
    """Nobody waits for anything."""

    def any(self) -> bool:
        """Tell that nobody waits."""
        return False

    def take(self, folder: str, limit: int) -> list[int]:
        """Return nothing."""
        return []


def keep_whole(
    batches: Iterator[Batch], folder: str, sink: FolderSink, cursor: FolderCursor
) -> Iterator[Batch]:
    """Store batches of mails that were known before, mark those that are gone, and hand each on."""
    for batch in batches:
        sink.store(folder, cursor.uidvalidity or 0, batch.mails, cursor)
        gone = set(batch.uids) - {mail.uid for mail in batch.mails}
        if gone:
            sink.vanished(folder, sorted(gone))
        yield batch


def read_wished(
    connection: ImapConnection,
    folder: str,
    sink: FolderSink,
    wishes: Wishes,
    *,
    keep_bytes: int,
    suspects: Suspects,
) -> int:
    """Read whole what somebody waits for in ``folder``; return how many mails that were.

    Opens the folder when there are any. One that was numbered anew is left to the next pass.
    Raises MailError.
    """
    uids = wishes.take(folder, MOST_AT_ONCE)
    if not uids:
        return 0
    cursor = sink.cursor(folder)
    if connection.select(folder).uidvalidity != cursor.uidvalidity:
        return 0
    reader = MailReader(connection, folder, keep_bytes=keep_bytes, suspects=suspects)
    batches = keep_whole(reader.batches(sorted(uids)), folder, sink, cursor)
    return sum(len(batch.mails) for batch in batches)
