"""Mails read in batches of bounded size, so that one bad mail never stops the others.

A batch that comes back stale is thrown away and asked again; one that fails is halved until the
mail that causes it stands alone. That one is handed out as far as the server gives it, never
skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.mail.fetch import FetchedMail, FetchItem, uid_sets
from agent_console.mail.wire import ConnectionLostError, RefusedError

if TYPE_CHECKING:
    from agent_console.mail.imap import ImapConnection

WINDOW = 500
BATCH_MAILS = 200
BATCH_BYTES = 8 * 1024 * 1024

_CONVICTED = 5
_SUSPECTED = 2
_UNKNOWN_SIZE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Batch:
    """The UIDs asked for and what came; a UID without a mail is no longer on the server."""

    uids: tuple[int, ...]
    mails: tuple[FetchedMail, ...]
    failed: int = 0


class Suspects:
    """Remembers, from one connection to the next, at which mails the connection broke.

    They are asked for in ever smaller batches; a mail that breaks the connection all alone, twice,
    is no longer asked for its text. One object per mailbox, kept while the program runs.
    """

    def __init__(self) -> None:
        self._strikes: dict[tuple[str, int], int] = {}

    def strike(self, folder: str, uids: Sequence[int]) -> None:
        """The connection broke while ``uids`` were asked for."""
        for uid in uids:
            self._strikes[folder, uid] = self._strikes.get((folder, uid), 0) + 1

    def clear(self, folder: str, uids: Sequence[int]) -> None:
        """``uids`` came well."""
        for uid in uids:
            self._strikes.pop((folder, uid), None)

    def batch_limit(self, folder: str, uid: int) -> int:
        """Return how many mails may be asked for together with ``uid``: 200, 25, 3, 1."""
        return max(1, BATCH_MAILS >> (3 * self._strikes.get((folder, uid), 0)))

    def suspected(self, folder: str, uid: int) -> bool:
        """Tell whether ``uid`` should no longer be asked for in a crowd."""
        return self._strikes.get((folder, uid), 0) >= _SUSPECTED

    def convicted(self, folder: str, uid: int) -> bool:
        """Tell whether asking for ``uid`` alone broke the connection twice."""
        return self._strikes.get((folder, uid), 0) >= _CONVICTED


class MailReader:
    """Reads mails of the open folder; at most ``keep_bytes`` of each."""

    def __init__(
        self, connection: ImapConnection, folder: str, *, keep_bytes: int, suspects: Suspects
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._keep = keep_bytes
        self._suspects = suspects

    def batches(self, uids: Sequence[int]) -> Iterator[Batch]:
        """Read ``uids`` (ascending) in order; each batch is finished, whatever it holds.

        Raises ConnectionLostError, and RefusedError when the server is busy as a whole.
        """
        for start in range(0, len(uids), WINDOW):
            window = uids[start : start + WINDOW]
            known = self._metadata(window)
            for group in self._groups(window, known):
                yield self._batch(group, known)

    def _metadata(self, uids: Sequence[int]) -> dict[int, FetchItem]:
        """Ask what is known of the mails, and once more where size or date could not be read."""
        known = self._ask_metadata(uids)
        unknown = [uid for uid in uids if not _is_described(known.get(uid))]
        for uid, item in (self._ask_metadata(unknown) if unknown else {}).items():
            known[uid] = known[uid].merged(item) if uid in known else item
        return known

    def _ask_metadata(self, uids: Sequence[int]) -> dict[int, FetchItem]:
        known: dict[int, FetchItem] = {}
        for uid_set, chunk in uid_sets(uids):
            asked = set(chunk)
            try:
                answer = self._connection.fetch_set(
                    uid_set, "UID FLAGS INTERNALDATE RFC822.SIZE", expected_bytes=200 * len(chunk)
                )
            except RefusedError as error:
                if error.temporary:
                    raise
                continue
            known.update((uid, item) for uid, item in answer.items.items() if uid in asked)
        return known

    def _groups(
        self, uids: Sequence[int], known: dict[int, FetchItem]
    ) -> Iterator[tuple[int, ...]]:
        group: list[int] = []
        size = limit = 0
        for uid in uids:
            weight = self._weight(uid, known)
            room = min(limit, self._suspects.batch_limit(self._folder, uid)) if group else 1
            if group and (len(group) >= room or size + weight > BATCH_BYTES):
                yield tuple(group)
                group, size = [], 0
            if not group:
                limit = self._suspects.batch_limit(self._folder, uid)
            group.append(uid)
            size += weight
        if group:
            yield tuple(group)

    def _weight(self, uid: int, known: dict[int, FetchItem]) -> int:
        item = known.get(uid)
        return min(self._keep, _UNKNOWN_SIZE if item is None or item.size is None else item.size)

    def _batch(self, uids: tuple[int, ...], known: dict[int, FetchItem]) -> Batch:
        good = [uid for uid in uids if not self._suspects.convicted(self._folder, uid)]
        try:
            bodies = self._bodies(good, known)
            mails, failed = [], 0
            for uid in uids:
                item = known.get(uid, FetchItem(uid))
                if uid in bodies:
                    item = item.merged(bodies[uid])
                    mails.append(self._mail(item, item.body or b""))
                elif uid not in good:
                    mails.append(self._broken(item, b""))
                    failed += 1
                elif (mail := self._alone(item)) is not None:
                    mails.append(mail)
                    failed += not mail.complete and len(mail.raw) < self._keep
        except ConnectionLostError:
            self._suspects.strike(self._folder, good)
            raise
        self._suspects.clear(self._folder, good)
        return Batch(uids, tuple(mails), failed)

    def _bodies(self, uids: Sequence[int], known: dict[int, FetchItem]) -> dict[int, FetchItem]:
        small = [uid for uid in uids if self._is_small(known.get(uid))]
        large = [uid for uid in uids if not self._is_small(known.get(uid))]
        found: dict[int, FetchItem] = {}
        if small:
            found |= self._asked(small, "BODY.PEEK[]", known, attempts=2)
        if large:
            found |= self._asked(large, self._beginning, known, attempts=2)
        return found

    def _is_small(self, item: FetchItem | None) -> bool:
        return item is not None and item.size is not None and item.size <= self._keep

    @property
    def _beginning(self) -> str:
        return f"BODY.PEEK[]<0.{self._keep}>"

    def _asked(
        self, uids: Sequence[int], item: str, known: dict[int, FetchItem], *, attempts: int
    ) -> dict[int, FetchItem]:
        for _attempt in range(attempts):
            found = self._ask(uids, item, known)
            if found is not None:
                return found
        if len(uids) == 1:
            return {}
        middle = len(uids) // 2
        first = self._asked(uids[:middle], item, known, attempts=1)
        return first | self._asked(uids[middle:], item, known, attempts=1)

    def _ask(
        self, uids: Sequence[int], item: str, known: dict[int, FetchItem]
    ) -> dict[int, FetchItem] | None:
        """Return the answers that hold a body; None when they must be thrown away."""
        found: dict[int, FetchItem] = {}
        for uid_set, chunk in uid_sets(uids):
            expected = sum(self._weight(uid, known) for uid in chunk)
            try:
                answer = self._connection.fetch_set(
                    uid_set, f"UID FLAGS {item}", expected_bytes=expected
                )
            except RefusedError as error:
                if error.temporary:
                    raise
                return None
            if answer.stale:
                self._connection.noop()
                return None
            section = item.partition("[")[2].partition("]")[0]
            found.update(
                (uid, answer.items[uid])
                for uid in chunk
                if uid in answer.items and _is_text(answer.items[uid], section, known.get(uid))
            )
        return found

    def _alone(self, item: FetchItem) -> FetchedMail | None:
        """Get what can be got of one mail; None when the server no longer has it."""
        uid = item.uid
        if uid not in self._connection.uids(str(uid)):
            return None
        item = item.merged(self._metadata([uid]).get(uid, item))
        parts = ("BODY.PEEK[]", self._beginning)
        for part in parts if self._is_small(item) else reversed(parts):
            found = self._ask([uid], part, {uid: item})
            if found:
                item = item.merged(found[uid])
                return self._mail(item, item.body or b"")
        header = self._ask([uid], "BODY.PEEK[HEADER]", {uid: item}) or {}
        return self._broken(item, header[uid].body or b"" if header else b"")

    def _mail(self, item: FetchItem, body: bytes) -> FetchedMail:
        size = len(body) if item.size is None else item.size
        fits = item.size is not None and item.size <= self._keep
        whole = len(body) < self._keep or (fits and len(body) == self._keep)
        return self._fetched(item, body[: self._keep], max(size, len(body)), complete=whole)

    def _broken(self, item: FetchItem, known: bytes) -> FetchedMail:
        return self._fetched(item, known[: self._keep], item.size or len(known), complete=False)

    def _fetched(self, item: FetchItem, raw: bytes, size: int, *, complete: bool) -> FetchedMail:
        return FetchedMail(
            item.uid,
            raw,
            item.received or self._connection.clock.now(),
            item.flags or frozenset(),
            size,
            complete,
        )


def _is_described(item: FetchItem | None) -> bool:
    return item is not None and item.size is not None and item.received is not None


def _is_text(item: FetchItem, section: str, known: FetchItem | None) -> bool:
    """Tell whether ``item`` holds the text that was asked for; none at all must be announced."""
    announced_empty = known is not None and known.size == 0
    return item.section == section and (bool(item.body) or (item.body == b"" and announced_empty))
