"""A folder sink in memory that holds the sync to its promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from agent_console.desk.mail import Mail
from agent_console.mail.fetch import FetchedHead, FetchedMail, FolderCursor


class MemorySink:
    """Keeps everything; asserts that no mail comes twice and the cursor never runs ahead."""

    def __init__(self) -> None:
        self.position = FolderCursor()
        self.mails: dict[int, FetchedMail] = {}
        self.heads: dict[int, FetchedHead] = {}
        self.texts: dict[int, Mail] = {}
        self.known_elsewhere: set[int] = set()
        self.left_out: set[int] = set()
        self.present: set[int] = set()
        self.stale: list[FetchedMail] = []
        self.gone: list[int] = []
        self.steps: list[str] = []
        self.exists: int | None = None

    @property
    def bodies(self) -> list[bytes]:
        """The mails' bytes, by UID."""
        return [self.mails[uid].raw for uid in sorted(self.mails)]

    def cursor(self, folder: str) -> FolderCursor:
        """Return the position."""
        return self.position

    def known_uids(self, folder: str) -> AbstractSet[int]:
        """Return what is there."""
        return frozenset(self.present)

    def known_within(self, folder: str, ranges: Sequence[tuple[int, int]]) -> list[int]:
        """Return what is there in the ranges."""
        return sorted(
            uid for uid in self.present if any(low <= uid <= high for low, high in ranges)
        )

    def newest_uids(self, folder: str, limit: int) -> list[int]:
        """Return the highest that are there."""
        return sorted(self.present)[-limit:]

    def known_count(self, folder: str) -> int:
        """Return how many are there."""
        return len(self.present)

    def store_heads(
        self, folder: str, uidvalidity: int, heads: Sequence[FetchedHead], cursor: FolderCursor
    ) -> Sequence[int]:
        """Keep heads, but not those of mails that are known elsewhere."""
        self._check(uidvalidity, cursor)
        taken = [head for head in heads if head.uid not in self.known_elsewhere]
        assert all(uid < cursor.first_uid for uid in self.left_out - self.mails.keys())
        self.left_out |= {head.uid for head in heads} - {head.uid for head in taken}
        for head in taken:
            self.heads.setdefault(head.uid, head)
            self.present.add(head.uid)
            if head.body is not None:
                self.texts[head.uid] = head.body
        self.position = cursor
        self.steps.append(f"heads {len(taken)}")
        return [head.uid for head in heads if head.uid in self.known_elsewhere]

    def store_texts(self, folder: str, uidvalidity: int, mails: Mapping[int, Mail]) -> None:
        """Keep texts."""
        assert mails.keys() <= self.heads.keys()
        self.texts.update(mails)
        self.steps.append(f"texts {len(mails)}")

    def shallow(self, folder: str, depth: int, limit: int) -> list[int]:
        """Return what is not whole, or has no text yet."""
        left = self.present & self.heads.keys() - self.mails.keys()
        if depth == 0:
            left -= self.texts.keys()
        return sorted(left, reverse=True)[:limit]

    def _check(self, uidvalidity: int, cursor: FolderCursor) -> None:
        assert uidvalidity == cursor.uidvalidity
        assert cursor.highestmodseq == self.position.highestmodseq, "HIGHESTMODSEQ comes last"
        assert cursor.last_uid >= self.position.last_uid

    def store(
        self, folder: str, uidvalidity: int, mails: Sequence[FetchedMail], cursor: FolderCursor
    ) -> None:
        """Keep a batch."""
        self._check(uidvalidity, cursor)
        for mail in mails:
            known = self.mails if mail.uid in self.heads else self.present
            assert mail.uid not in known, f"UID {mail.uid} came twice"
            assert mail.uid <= cursor.last_uid
            self.mails[mail.uid] = mail
            self.present.add(mail.uid)
        self.position = cursor
        self.steps.append(f"store {len(mails)}")

    def flags(self, folder: str, changes: Mapping[int, frozenset[str]]) -> int:
        """Take over flags."""
        differed = 0
        for uid, flags in changes.items():
            mail = self.mails.get(uid)
            if mail is not None and mail.flags != flags:
                self.mails[uid] = replace(mail, flags=flags)
                differed += 1
        self.steps.append("flags")
        return differed

    def vanished(self, folder: str, uids: Sequence[int]) -> None:
        """Mark as gone."""
        self.present.difference_update(uids)
        self.gone.extend(uids)
        self.steps.append("vanished")

    def validity_changed(self, folder: str, uidvalidity: int) -> None:
        """Set everything aside."""
        self.stale.extend(self.mails.values())
        self.mails.clear()
        self.present.clear()
        self.position = FolderCursor(uidvalidity)
        self.steps.append("validity")

    def finished(self, folder: str, cursor: FolderCursor, exists: int) -> None:
        """Keep the end."""
        self.position = cursor
        self.exists = exists
        self.steps.append("finished")
