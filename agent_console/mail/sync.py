"""A folder brought up to date: every mail once, nothing on the server touched.

Order (RFC 7162 §3.2, RFC 4549): open with what is known, compare UIDVALIDITY, take over changed
flags, fetch what is new, compare the server's count with ours, and keep HIGHESTMODSEQ last. The
cursor moves over a finished beginning only, together with the mails, so a pass may be broken off
anywhere and the next one goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.mail.bodies import MailReader, Suspects
from agent_console.mail.fetch import FetchItem, FolderCursor, uid_sets
from agent_console.mail.imap import ImapConnection, Selected
from agent_console.mail.progress import Progress, Stage
from agent_console.mail.scout import Account
from agent_console.mail.sink import FolderSink
from agent_console.mail.staged import NEWEST, FirstReading
from agent_console.mail.wishes import Wishes

FLAGS_WINDOW = 1000

_COUNT_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one pass over one folder did; ``failed`` mails are stored, but not complete.

    ``unfinished`` mails are known and left to the next pass, which should come at once.
    """

    new: int = 0
    flag_changes: int = 0
    vanished: int = 0
    failed: int = 0
    server_count: int = 0
    unfinished: int = 0


def sync_folder(
    connection: ImapConnection,
    folder: str,
    sink: FolderSink,
    *,
    keep_bytes: int = 256 * 1024,
    on_progress: Progress | None = None,
    suspects: Suspects | None = None,
    wishes: Wishes | None = None,
    account: Account | None = None,
) -> SyncReport:
    """Bring ``folder`` up to date in ``sink``; at most ``keep_bytes`` of each mail are read.

    ``on_progress`` is called with (stage, mails done, mails to do) after each batch. Give the same
    ``suspects`` to every call for a mailbox, so that a mail at which the server breaks the
    connection cannot stop the rest. What ``wishes`` name is read as soon as the line is free;
    wishes for another folder end a long reading early. With ``account`` a large folder is read
    ahead by a process of its own, which signs in once more. Raises MailError; what was stored
    before stays, and the next call goes on from there.
    """
    suspects = suspects or Suspects()
    reader = MailReader(connection, folder, keep_bytes=keep_bytes, suspects=suspects)
    return _Pass(connection, folder, sink, reader, suspects, on_progress, wishes, account).run()


class _Pass:
    def __init__(
        self,
        connection: ImapConnection,
        folder: str,
        sink: FolderSink,
        reader: MailReader,
        suspects: Suspects,
        on_progress: Progress | None,
        wishes: Wishes | None,
        account: Account | None,
    ) -> None:
        self._account = account
        self._suspects = suspects
        self._wishes = wishes
        self._connection = connection
        self._folder = folder
        self._sink = sink
        self._reader = reader
        self._on_progress = on_progress
        self._cursor = FolderCursor()
        self._doubt = False
        self._report = SyncReport()

    def run(self) -> SyncReport:
        """Do the pass."""
        known = self._sink.cursor(self._folder)
        selected = self._connection.select(self._folder, known)
        self._settle(known, selected)
        self._take_changes(selected)
        if selected.uidnext is None or selected.uidnext > self._cursor.last_uid + 1:
            self._fetch_new(first=known.uidvalidity is None)
        self._read_on()
        exists = self._connection.noop() if self._cursor.first_uid > 1 else self._check_count()
        cursor = replace(self._cursor, highestmodseq=selected.highestmodseq)
        self._sink.finished(self._folder, cursor, exists)
        return replace(self._report, server_count=exists)

    def _fetch_new(self, *, first: bool) -> None:
        """Read the mails above the cursor; a folder seen the first time is read in stages."""
        last = self._cursor.last_uid
        uids = [uid for uid in self._connection.uids(f"{last + 1}:*") if uid > last]
        if first and len(uids) > NEWEST:
            self._cursor = replace(self._cursor, last_uid=uids[-1], first_uid=uids[-1] + 1)
        else:
            self._fetch(uids)

    def _read_on(self) -> None:
        """Go on with the first reading, if there is anything left of it."""
        if self._cursor.first_uid == 1 and not self._sink.shallow(self._folder, 1, 1):
            return
        reading = FirstReading(
            self._connection,
            self._folder,
            self._sink,
            self._reader,
            self._suspects,
            self._on_progress,
            self._wishes,
            self._account,
        )
        self._cursor, unfinished = reading.go_on(self._cursor)
        self._add(new=reading.new, failed=reading.failed, unfinished=unfinished)

    def _settle(self, known: FolderCursor, selected: Selected) -> None:
        """Find out whether UIDs still mean what they meant."""
        validity = selected.uidvalidity
        if validity is None:
            raise MailError(
                _("Mail server"),
                _("The server gives the mails in {folder} no lasting numbers.").format(
                    folder=self._folder
                ),
                _("Such a folder cannot be read safely. Ask the provider."),
            )
        reused = selected.uidnext is not None and selected.uidnext <= known.last_uid
        if known.uidvalidity is None:
            self._cursor = FolderCursor(validity)
        elif known.uidvalidity != validity or reused:
            self._sink.validity_changed(self._folder, validity)
            self._cursor = FolderCursor(validity)
        else:
            self._cursor = known

    def _take_changes(self, selected: Selected) -> None:
        cursor = self._cursor
        if not cursor.last_uid:
            return
        before, now = cursor.highestmodseq, selected.highestmodseq
        if before is None or now is None or now < before:
            self._read_newest_flags()
        elif selected.resynced:
            self._take_flags(selected.changes)
            if selected.vanished:
                gone = self._sink.known_within(self._folder, selected.vanished.ranges)
                self._take_vanished(gone)
        elif now > before:
            answer = self._connection.fetch_set(
                f"1:{cursor.last_uid}", "UID FLAGS", changed_since=before
            )
            self._take_flags(answer.items)

    def _read_newest_flags(self) -> None:
        """Without change counting: ask for the flags of the newest mails we know."""
        newest = self._sink.newest_uids(self._folder, FLAGS_WINDOW)
        for uid_set, chunk in uid_sets(newest):
            answer = self._connection.fetch_set(uid_set, "UID FLAGS")
            self._take_flags(answer.items)
            self._doubt = self._doubt or not answer.items.keys() >= set(chunk)

    def _take_flags(self, items: Mapping[int, FetchItem]) -> None:
        last = self._cursor.last_uid
        changes = {
            uid: item.flags for uid, item in items.items() if uid <= last and item.flags is not None
        }
        if changes:
            differed = self._sink.flags(self._folder, changes)
            self._add(flag_changes=differed)

    def _take_vanished(self, uids: Sequence[int]) -> None:
        if uids:
            self._sink.vanished(self._folder, uids)
            self._add(vanished=len(uids))

    def _fetch(self, uids: Sequence[int]) -> None:
        """Read ``uids`` (ascending) and keep each batch with the cursor that covers it."""
        done = 0
        for batch in self._reader.batches(uids):
            cursor = self._cursor
            if batch.uids[-1] > cursor.last_uid:
                cursor = replace(cursor, last_uid=batch.uids[-1])
            self._sink.store(self._folder, cursor.uidvalidity or 0, batch.mails, cursor)
            self._cursor = cursor
            self._add(new=len(batch.mails), failed=batch.failed)
            done += len(batch.uids)
            if self._on_progress is not None:
                self._on_progress(Stage.NEW, done, len(uids))

    def _check_count(self) -> int:
        """Compare the server's count with ours, and the UIDs themselves when they differ.

        Ends only when both agree after the last word from the server, so that no mail arriving
        meanwhile is left to the next pass unseen. A list of UIDs shorter than the count is
        believed at last only, and never when it is empty.
        """
        exists, there = 0, list[int]()
        for number in range(_COUNT_ROUNDS):
            exists = self._connection.noop()
            if exists == self._sink.known_count(self._folder) and not self._doubt:
                return exists
            known = self._sink.known_uids(self._folder)
            there = self._connection.uids()
            present = set(there)
            self._doubt = False
            last = number == _COUNT_ROUNDS - 1
            if len(there) >= exists or (there and last):
                self._take_vanished(sorted(uid for uid in known if uid not in present))
            self._fetch([uid for uid in there if uid not in known])
        return max(exists, len(there))

    def _add(self, **more: int) -> None:
        counts = {name: getattr(self._report, name) + number for name, number in more.items()}
        self._report = replace(self._report, **counts)
