"""The first reading of a large folder: the queue is usable while the rest streams in.

Newest mails first, in three depths: header and structure of every mail, which is enough for its
place in the queue; then its text, for screen and search; then the whole mail. Of the newest mails
the text comes at once. What cannot be had this quick way (a structure that is odd, a mail at which
the server stumbles) is read whole, as any later mail is. The cursor moves only over what is stored,
so the reading may be broken off anywhere. What a person waits for is read in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from agent_console.mail.blocks import BlockReader, Heads, newest_first
from agent_console.mail.bodies import MailReader, Suspects
from agent_console.mail.bulk import Request
from agent_console.mail.fetch import FetchedHead, FolderCursor, uid_sets
from agent_console.mail.imap import ImapConnection
from agent_console.mail.pipeline import Pipeline
from agent_console.mail.progress import Progress, Stage
from agent_console.mail.scout import Account
from agent_console.mail.scouting import Scout
from agent_console.mail.sink import FolderSink
from agent_console.mail.structure import TextPart, read_structure
from agent_console.mail.wishes import MOST_AT_ONCE, NoWishes, Wishes, keep_whole

NEWEST = 200
"""Mails whose text comes before anything else; a folder with no more is read as ever."""

BLOCK = 500

SLICE_SECONDS = 5.0
"""How long it goes on before other folders, sent mail and new mail get their turn."""

SCOUTED = 1500
"""From so many mails on it pays to have a process of its own read ahead."""

QUICK_SECONDS = 0.01
"""A line on which the server answers as fast: heads and texts may as well come together."""

_LOOKS = 5
_AT_ONCE = 100_000
_TEXTS_AT_ONCE = 10_000


class FirstReading:
    """Goes on with the first reading of the open folder for a while; see the module's words."""

    def __init__(
        self,
        connection: ImapConnection,
        folder: str,
        sink: FolderSink,
        reader: MailReader,
        suspects: Suspects,
        on_progress: Progress | None,
        wishes: Wishes | None = None,
        account: Account | None = None,
    ) -> None:
        self._connection = connection
        self._account = account
        self._folder = folder
        self._sink = sink
        self._reader = reader
        self._wishes = wishes or NoWishes()
        self._suspects = suspects
        self._on_progress = on_progress
        self._pipeline = Pipeline(connection, folder, suspects)
        self._until = connection.clock.monotonic() + SLICE_SECONDS
        self._parts: dict[int, TextPart | None] = {}
        self._blocks = BlockReader(self._pipeline, folder, suspects, self._parts)
        self._behind = 0
        self._cursor = FolderCursor()
        self.new = 0
        self.failed = 0

    def go_on(self, cursor: FolderCursor) -> tuple[FolderCursor, int]:
        """Read on from ``cursor``; return the new one and how many mails are not whole yet.

        ``new`` counts the mails stored, ``failed`` those that the server could not hand out.
        Raises MailError; what was stored before stays.
        """
        self._cursor = cursor
        self._parts = self._connection.parts.setdefault((self._folder, cursor.uidvalidity), {})
        self._blocks = BlockReader(self._pipeline, self._folder, self._suspects, self._parts)
        older = self._older()
        if cursor.first_uid > cursor.last_uid and older:
            newest, older = older[-NEWEST:], older[:-NEWEST]
            self._send_scout(older)
            self._behind = len(older)
            older += newest[: self._read_heads(newest, self._blocks.heads_with_texts)]
            self._until_done(lambda: self._read_texts(self._shallow(0, NEWEST)))
            self._behind = 0
        left = self._read_all_heads(older)
        if left == 0 and self._cursor.first_uid > 1:
            self._move(replace(self._cursor, first_uid=1))
        if left == 0 and self._until_done(lambda: self._read_texts(self._shallow(0))):
            self._until_done(lambda: self._read_wholes(self._shallow(1)))
        return self._cursor, left + len(self._shallow(1))

    def _shallow(self, depth: int, limit: int = _AT_ONCE) -> list[int]:
        return self._sink.shallow(self._folder, depth, limit)

    def _until_done(self, work: Callable[[], bool]) -> bool:
        """Do ``work`` until it says that it is done, and between, what a person waits for.

        False when the time is over, or somebody waits for mails of another folder.
        """
        while not work():
            if not self._read_wished():
                return False
        return True

    def _read_wished(self) -> bool:
        """Read whole what a person waits for in this folder; tell whether there was anything."""
        uids = self._wishes.take(self._folder, MOST_AT_ONCE)
        batches = self._reader.batches(sorted(uids))
        for batch in keep_whole(batches, self._folder, self._sink, self._cursor):
            self.failed += batch.failed
        return bool(uids)

    def _read_all_heads(self, todo: Sequence[int]) -> int:
        left = len(todo)

        def read_some() -> bool:
            nonlocal left
            left = self._read_heads(todo[:left])
            return left == 0

        self._until_done(read_some)
        return left

    def _while_in_time(self, blocks: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
        for block in blocks:
            if self._connection.clock.monotonic() >= self._until or self._wishes.any():
                return
            yield block

    def _older(self) -> list[int]:
        """Return the UIDs below those that are stored, ascending."""
        below = self._cursor.first_uid - 1
        if below < 1:
            return []
        return [uid for uid in self._connection.uids(f"1:{below}") if uid <= below]

    def _send_scout(self, older: Sequence[int]) -> None:
        """Have the heads of a large folder read by a process of its own, on a line of its own."""
        if self._account is None or len(older) < SCOUTED:
            return
        quick = min(self._round_trip() for _look in range(_LOOKS)) < QUICK_SECONDS
        validity = self._cursor.uidvalidity or 0
        self._connection.scout = Scout(
            self._account, self._folder, validity, older, block=BLOCK, texts=quick
        )

    def _round_trip(self) -> float:
        begun = self._connection.clock.monotonic()
        self._connection.noop()
        return self._connection.clock.monotonic() - begun

    def _come(self, blocks: Iterator[tuple[int, ...]]) -> Iterator[Heads]:
        """Yield the heads of blocks, from the scout as long as it brings them."""
        scout = self._connection.scout
        if scout is not None and scout.place == (self._folder, self._cursor.uidvalidity):
            for block in blocks:
                brought = scout.take(block)
                if brought is None:
                    self._connection.scout = None
                    yield from self._blocks.heads((block,))
                    break
                for head in brought[1]:
                    if head.body is None:
                        self._parts[head.uid] = head.text
                yield brought
        yield from self._blocks.heads(blocks)

    def _read_heads(
        self,
        todo: Sequence[int],
        read: Callable[[Iterator[tuple[int, ...]]], Iterator[Heads]] | None = None,
    ) -> int:
        """Read header and structure of ``todo`` (ascending), newest first; return what is left.

        Mails that must be read whole are read once the line is free, and only then the cursor
        passes them; until then nothing more is asked for. Which ones these are is known only when
        the heads are stored, so the cursor follows one block behind.
        """
        done = 0
        whole: list[int] = []
        passed = self._cursor
        blocks = (block for block in newest_first(todo, BLOCK) if not whole)
        for uids, heads in (read or self._come)(self._while_in_time(blocks)):
            come = {head.uid for head in heads}
            whole += [uid for uid in uids if uid not in come]
            whole += self._store_heads(heads, passed)
            if not whole:
                passed = replace(passed, first_uid=uids[0])
            done += len(uids)
            self._tell(Stage.HEADERS, len(todo) - done)
        self._read_whole(sorted(whole))
        if done:
            self._move(replace(self._cursor, first_uid=todo[len(todo) - done]))
        return len(todo) - done

    def _store_heads(self, heads: Sequence[FetchedHead], cursor: FolderCursor) -> Sequence[int]:
        validity = self._cursor.uidvalidity or 0
        whole = self._sink.store_heads(self._folder, validity, heads, cursor)
        self._cursor = cursor
        self.new += len(heads) - len(whole)
        return whole

    def _read_whole(self, uids: Sequence[int]) -> None:
        for batch in self._reader.batches(uids):
            self._sink.store(self._folder, self._cursor.uidvalidity or 0, batch.mails, self._cursor)
            self.new += len(batch.mails)
            self.failed += batch.failed

    def _move(self, cursor: FolderCursor) -> None:
        if cursor != self._cursor:
            self._sink.store(self._folder, cursor.uidvalidity or 0, (), cursor)
            self._cursor = cursor

    def _read_texts(self, todo: Sequence[int]) -> bool:
        """Read the text parts of ``todo`` (newest first); tell whether all of them are there."""
        done = 0
        now = todo[:_TEXTS_AT_ONCE]
        self._learn_parts([uid for uid in now if uid not in self._parts])
        blocks = self._while_in_time(newest_first(now[::-1], BLOCK))
        for uids, texts in self._blocks.texts(blocks):
            self._sink.store_texts(self._folder, self._cursor.uidvalidity or 0, texts)
            for uid in uids:
                self._parts.pop(uid, None)
            done += len(uids)
            self._tell(Stage.TEXTS, len(todo) - done)
        return done == len(todo)

    def _learn_parts(self, uids: Sequence[int]) -> None:
        """Ask for the structure of mails whose header came in an earlier session."""
        blocks = newest_first(uids[::-1], BLOCK)
        for block in self._pipeline.read(blocks, _structure_requests):
            for uid in block.uids:
                item = block.items.get(uid)
                known = item is not None and item.structure is not None
                structure = read_structure(item.structure) if item and known else None
                self._parts[uid] = structure.text if structure and not structure.odd else None

    def _read_wholes(self, todo: Sequence[int]) -> bool:
        """Read whole mails (newest first) as long as there is time; tell whether all are there."""
        done = 0
        for block in self._while_in_time(newest_first(todo[::-1], NEWEST)):
            batches = self._reader.batches(block)
            for batch in keep_whole(batches, self._folder, self._sink, self._cursor):
                self.failed += batch.failed
                done += len(batch.uids)
                self._tell(Stage.WHOLE, len(todo) - done)
                if self._wishes.any():
                    return False
        return done == len(todo)

    def _tell(self, stage: Stage, left: int) -> None:
        """Tell how many mails of the folder have come this far; the total is always that of all."""
        left += self._behind
        total = max(self._connection.wire.exists, left)
        if self._on_progress is not None:
            self._on_progress(stage, total - left, total)


def _structure_requests(uids: Sequence[int]) -> Iterator[Request]:
    for uid_set, _chunk in uid_sets(uids):
        yield uid_set, "UID BODYSTRUCTURE"
