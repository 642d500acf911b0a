"""The first reading of a large folder: the queue is usable while the rest streams in.

Newest mails first, in three depths: header and structure of every mail, which is enough for its
place in the queue; then its text, for screen and search; then the whole mail. Of the newest mails
the text comes at once. What cannot be had this quick way (a structure that is odd, a mail at which
the server stumbles) is read whole, as any later mail is. The cursor moves only over what is stored,
so the reading may be broken off anywhere. What a person waits for is read in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from agent_console.desk.mail import Mail
from agent_console.mail.bodies import MailReader, Suspects
from agent_console.mail.bulk import Request
from agent_console.mail.fetch import FetchedHead, FetchItem, FolderCursor, uid_sets
from agent_console.mail.imap import ImapConnection
from agent_console.mail.pipeline import Pipeline
from agent_console.mail.progress import Progress, Stage
from agent_console.mail.sink import FolderSink
from agent_console.mail.skim import fetched_head
from agent_console.mail.skim_text import skim_body
from agent_console.mail.structure import TextPart, read_structure
from agent_console.mail.wishes import MOST_AT_ONCE, NoWishes, Wishes, keep_whole

NEWEST = 200
"""Mails whose text comes before anything else; a folder with no more is read as ever."""

BLOCK = 500
PART_MAX = 256 * 1024
"""Bytes; a longer header or text comes with the whole mail."""

SLICE_SECONDS = 5.0
"""How long it goes on before other folders, sent mail and new mail get their turn."""

_HEAD_ITEMS = "UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER]"
_AT_ONCE = 100_000
_TEXTS_AT_ONCE = 10_000
_WITHOUT_TEXT = Mail(digest="", size=0)


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
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._sink = sink
        self._reader = reader
        self._wishes = wishes or NoWishes()
        self._suspects = suspects
        self._on_progress = on_progress
        self._pipeline = Pipeline(connection, folder, suspects)
        self._until = connection.clock.monotonic() + SLICE_SECONDS
        self._parts: dict[int, TextPart | None] = {}
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
        older = self._older()
        if cursor.first_uid > cursor.last_uid and older:
            newest, older = older[-NEWEST:], older[:-NEWEST]
            self._behind = len(older)
            older += newest[: self._read_heads(newest)]
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

    def _read_heads(self, todo: Sequence[int]) -> int:
        """Read header and structure of ``todo`` (ascending), newest first; return what is left.

        Mails that must be read whole are read once the line is free, and only then the cursor
        passes them; until then nothing more is asked for. Which ones these are is known only when
        the heads are stored, so the cursor follows one block behind.
        """
        done = 0
        whole: list[int] = []
        passed = self._cursor
        blocks = (block for block in _newest_first(todo) if not whole)
        for block in self._pipeline.read(self._while_in_time(blocks), self._head_requests):
            heads = [head for uid in block.uids if (head := self._head(block.items.get(uid)))]
            come = {head.uid for head in heads}
            whole += [uid for uid in block.uids if uid not in come]
            whole += self._store_heads(heads, passed)
            if not whole:
                passed = replace(passed, first_uid=block.uids[0])
            done += len(block.uids)
            self._tell(Stage.HEADERS, len(todo) - done)
        self._read_whole(sorted(whole))
        if done:
            self._move(replace(self._cursor, first_uid=todo[len(todo) - done]))
        return len(todo) - done

    def _head_requests(self, uids: Sequence[int]) -> Iterator[Request]:
        trusted = [uid for uid in uids if not self._suspects.suspected(self._folder, uid)]
        for uid_set, _chunk in uid_sets(trusted):
            yield uid_set, _HEAD_ITEMS

    def _head(self, item: FetchItem | None) -> FetchedHead | None:
        """Return what an answer says; None when the mail is better read whole."""
        if item is None or item.section != "HEADER" or not 0 < len(item.body or b"") <= PART_MAX:
            return None
        head = fetched_head(item)
        if head is not None:
            self._parts[item.uid] = head.text
        return head

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
        for block in self._pipeline.read(
            self._while_in_time(_newest_first(now[::-1])), self._text_requests
        ):
            texts = {uid: self._text(uid, block.items.get(uid)) for uid in block.uids}
            self._sink.store_texts(self._folder, self._cursor.uidvalidity or 0, texts)
            for uid in block.uids:
                self._parts.pop(uid, None)
            done += len(block.uids)
            self._tell(Stage.TEXTS, len(todo) - done)
        return done == len(todo)

    def _learn_parts(self, uids: Sequence[int]) -> None:
        """Ask for the structure of mails whose header came in an earlier session."""
        for block in self._pipeline.read(_newest_first(uids[::-1]), _structure_requests):
            for uid in block.uids:
                item = block.items.get(uid)
                known = item is not None and item.structure is not None
                structure = read_structure(item.structure) if item and known else None
                self._parts[uid] = structure.text if structure and not structure.odd else None

    def _text_requests(self, uids: Sequence[int]) -> Iterator[Request]:
        alike: dict[str, list[int]] = defaultdict(list)
        for uid in uids:
            part = self._parts.get(uid)
            if part is None or part.size > PART_MAX:
                continue
            if not self._suspects.suspected(self._folder, uid):
                alike[part.item].append(uid)
        for item, some in alike.items():
            for uid_set, _chunk in uid_sets(some):
                yield uid_set, f"UID {item}"

    def _text(self, uid: int, item: FetchItem | None) -> Mail:
        part = self._parts.get(uid)
        if part is None or item is None or item.body is None or item.section != part.section:
            return _WITHOUT_TEXT
        return skim_body(part, item.body)

    def _read_wholes(self, todo: Sequence[int]) -> bool:
        """Read whole mails (newest first) as long as there is time; tell whether all are there."""
        done = 0
        for block in self._while_in_time(_newest_first(todo[::-1], NEWEST)):
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


def _newest_first(uids: Sequence[int], size: int | None = None) -> Iterator[tuple[int, ...]]:
    """Cut ascending UIDs into ascending blocks, the newest block first."""
    size = size or BLOCK
    for end in range(len(uids), 0, -size):
        yield tuple(uids[max(0, end - size) : end])
