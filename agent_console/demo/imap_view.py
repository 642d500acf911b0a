"""What one session knows of the folder it has open: numbers, UIDs, and what it was told last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from agent_console.demo.imap_parser import SequenceSet
from agent_console.demo.imap_state import DemoMessage, Folder


@dataclass(frozen=True, slots=True)
class News:
    """What a session has to be told: ``expunged`` are (number, uid), numbers as they fall."""

    expunged: tuple[tuple[int, int], ...]
    exists: int | None
    changed: tuple[tuple[int, DemoMessage], ...]


class View:
    """The open folder as this session sees it; expunged messages stay readable until announced."""

    def __init__(self, folder: Folder, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self.uidvalidity = folder.uidvalidity
        self.modseq = folder.modseq
        self._known = {message.uid: message for message in folder.messages}
        self._uids = list(self._known)
        self._gone: set[int] = set()

    def __len__(self) -> int:
        return len(self._uids)

    @property
    def is_lost(self) -> bool:
        """True when the folder was deleted or renumbered: the session cannot go on."""
        return self.folder.deleted or self.folder.uidvalidity != self.uidvalidity

    def number(self, uid: int) -> int:
        """Return the sequence number of ``uid``, from 1."""
        return bisect_left(self._uids, uid) + 1

    def message(self, uid: int) -> DemoMessage:
        """Return the message as it is now, or as it was before it was removed."""
        return self.folder.get(uid) or self._known[uid]

    def messages(self) -> list[tuple[int, DemoMessage]]:
        """Return every message with its number."""
        return [(number, self.message(uid)) for number, uid in enumerate(self._uids, 1)]

    def select(self, wanted: SequenceSet, *, by_uid: bool) -> list[tuple[int, int]]:
        """Return (number, uid) of the messages in ``wanted``, each once, in order."""
        if not self._uids:
            return []
        highest = self._uids[-1] if by_uid else len(self._uids)
        chosen: set[int] = set()
        for low, high in wanted.within(highest):
            if by_uid:
                start, end = bisect_left(self._uids, low), bisect_right(self._uids, high)
            else:
                start, end = low - 1, min(high, len(self._uids))
            chosen.update(range(start, end))
        return [(index + 1, self._uids[index]) for index in sorted(chosen)]

    def told(self, message: DemoMessage) -> None:
        """Remember that the session already knows ``message`` in this form."""
        self._known[message.uid] = message

    def refresh(self, *, may_expunge: bool) -> News:
        """Take over what changed in the folder and return what the session has to be told.

        Removed messages keep their numbers until ``may_expunge`` (RFC 3501 §7.4.1).
        """
        changes = self.folder.changes_since(self.modseq)
        self.modseq = changes.modseq
        self._gone.update(uid for uid in changes.vanished if uid in self._known)
        expunged = self._drop_gone() if may_expunge else ()
        fresh = [message for message in changes.messages if message.uid not in self._known]
        updated = [
            message
            for message in changes.messages
            if message.uid in self._known and self._known[message.uid] != message
        ]
        for message in fresh:
            self._uids.append(message.uid)
        for message in (*fresh, *updated):
            self._known[message.uid] = message
        changed = tuple((self.number(message.uid), message) for message in updated)
        return News(expunged, len(self._uids) if fresh else None, changed)

    def _drop_gone(self) -> tuple[tuple[int, int], ...]:
        expunged = []
        for uid in sorted(self._gone, reverse=True):
            expunged.append((self.number(uid), uid))
            del self._uids[self.number(uid) - 1]
            del self._known[uid]
        self._gone.clear()
        return tuple(expunged)
