"""Heads and texts of a first reading, asked for in blocks and read as they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from agent_console.desk.mail import Mail
from agent_console.mail.bodies import Suspects
from agent_console.mail.bulk import Request
from agent_console.mail.fetch import FetchedHead, FetchItem, uid_sets
from agent_console.mail.pipeline import Pipeline
from agent_console.mail.skim import fetched_head
from agent_console.mail.skim_text import skim_body
from agent_console.mail.structure import TextPart

PART_MAX = 256 * 1024
"""Bytes; a longer header or text comes with the whole mail."""

WITHOUT_TEXT = Mail(digest="", size=0)

_HEAD_ITEMS = "UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER]"
Heads = tuple[tuple[int, ...], list[FetchedHead]]
"""The UIDs that were asked for, and the heads that came."""


class BlockReader:
    """Reads blocks of the open folder; ``parts`` learns which text part each mail has."""

    def __init__(
        self,
        pipeline: Pipeline,
        folder: str,
        suspects: Suspects,
        parts: dict[int, TextPart | None],
    ) -> None:
        self._pipeline = pipeline
        self._folder = folder
        self._suspects = suspects
        self._parts = parts

    def heads(self, blocks: Iterable[tuple[int, ...]]) -> Iterator[Heads]:
        """Yield the heads of one block after the other; those better read whole are missing."""
        for block in self._pipeline.read(blocks, self._head_requests):
            come = (self._head(block.items.get(uid)) for uid in block.uids)
            yield block.uids, [head for head in come if head]

    def heads_with_texts(self, blocks: Iterable[tuple[int, ...]]) -> Iterator[Heads]:
        """Yield blocks of heads with their texts, for a line on which asking twice costs little."""
        for block in blocks:
            for uids, heads in self.heads((block,)):
                texts = self.texts_of([head.uid for head in heads])
                yield uids, [replace(head, body=texts[head.uid]) for head in heads]

    def texts_of(self, uids: Sequence[int]) -> Mapping[int, Mail]:
        """Return the texts of mails whose parts are known."""
        found: dict[int, Mail] = {}
        for some, texts in self.texts((tuple(uids),) if uids else ()):
            found.update(texts)
            for uid in some:
                self._parts.pop(uid, None)
        return found

    def texts(
        self, blocks: Iterable[tuple[int, ...]]
    ) -> Iterator[tuple[tuple[int, ...], dict[int, Mail]]]:
        """Yield the texts of one block after the other; empty where none can be had this way."""
        for block in self._pipeline.read(blocks, self._text_requests):
            yield block.uids, {uid: self._text(uid, block.items.get(uid)) for uid in block.uids}

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
            return WITHOUT_TEXT
        return skim_body(part, item.body)


def newest_first(uids: Sequence[int], size: int) -> Iterator[tuple[int, ...]]:
    """Cut ascending UIDs into ascending blocks, the newest block first."""
    for end in range(len(uids), 0, -size):
        yield tuple(uids[max(0, end - size) : end])
