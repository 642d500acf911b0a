"""Fetched mails become tickets; recorded events change them. Nothing is ever sent from here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.events import Event, Judged, Undone
from agent_console.desk.mail import Direction, Mail
from agent_console.desk.records import is_record
from agent_console.mail.fetch import FetchedHead, FetchedMail, FolderCursor
from agent_console.services import kinship, records
from agent_console.services.arrivals import (
    Fetched,
    Place,
    Skimmed,
    take_heads,
    take_mails,
    take_texts,
)
from agent_console.services.filing import Block, FilingRules, thread_rules
from agent_console.services.known_folders import KnownFolders
from agent_console.services.portions import Portions
from agent_console.services.refold import refold
from agent_console.services.rules import Rules
from agent_console.services.sources import read_source
from agent_console.services.verdicts import settle_kind
from agent_console.store import erasures, folders, journal, mails, meta
from agent_console.store.engine import Store
from agent_console.store.mails import Source

if TYPE_CHECKING:
    from sqlmodel import Session

_FIRST, _MOST = 50, 500
_PATIENCE = 3
"""How often a block is computed anew when somebody else wrote meanwhile, before it is done under
the lock."""

Changed = Callable[[frozenset[str]], None]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Work(Generic[Item]):
    """Where something is brought to (a folder and its UIDVALIDITY), and how it becomes a block."""

    where: tuple[str, int]
    plan: Callable[[Session, Place, Sequence[Item]], Block]
    portions: Portions


def _tell_nobody(_refs: frozenset[str]) -> None:
    """Take no notice of changed tickets."""


class Intake(KnownFolders):
    """Where the folder sync puts its mails (a :class:`agent_console.mail.sync.FolderSink`).

    ``on_changed`` is told the refs of changed tickets after each transaction of the sync, from the
    thread that syncs. May be used from several threads; writing takes turns in the store.
    """

    def __init__(
        self, store: Store, config: Config, clock: Clock, on_changed: Changed = _tell_nobody
    ) -> None:
        super().__init__(store)
        self._config = config
        self._clock = clock
        self._on_changed = on_changed
        self._rules = Rules(config)
        self._own = config.own_addresses
        self._mails = Portions(_FIRST, _MOST, store.is_busy)
        self._heads = Portions(_FIRST, _MOST, store.is_busy)
        self._texts = Portions(_FIRST, _MOST, store.is_busy)

    @cached_property
    def _thread_rules(self) -> FilingRules:
        with self._store.read() as session:
            return thread_rules(self._config, meta.token_secret(session))

    def use_folder(self, name: str, *, outgoing: bool) -> None:
        """Say whether ``name`` is the sent folder, before its mails are stored."""
        role = folders.SENT if outgoing else ""
        with self._store.read() as session:
            known = folders.find(session, name)
        if known is None or known.role != role:
            with self._store.write(durable=False) as session:
                folders.set_role(session, folders.load(session, name), role)

    def store(
        self, folder: str, uidvalidity: int, mails: Sequence[FetchedMail], cursor: FolderCursor
    ) -> None:
        """Keep ``mails`` and then ``cursor``, in short transactions; the cursor with the last.

        A mail that is here already, under this UID, elsewhere, or delivered twice, gets its place
        and nothing else. One of which less is here is completed.
        """

        def plan(session: Session, place: Place, some: Sequence[Fetched]) -> Block:
            return take_mails(session, self._thread_rules, place, some)

        for portion, last in self._mails.cut(mails):
            fetched = [Fetched(mail) for mail in portion]
            _read_new(self._store, fetched, self._own)
            work = _Work((folder, uidvalidity), plan, self._mails)
            self._bring(work, fetched, cursor if last else None)

    def store_heads(
        self, folder: str, uidvalidity: int, heads: Sequence[FetchedHead], cursor: FolderCursor
    ) -> Sequence[int]:
        """Keep mails of which header block and structure came, ``cursor`` with the last of them.

        Every UID becomes a mail of its own; a UID seen before is no error. Returns the UIDs that
        were not kept because they look like mails which are here: read whole, they can be told.
        """
        left_out: list[int] = []
        self._store.widen()

        def plan(session: Session, place: Place, some: Sequence[Skimmed]) -> Block:
            block, left = take_heads(session, self._thread_rules, place, some)
            block.left_out = left
            return block

        for portion, last in self._heads.cut(heads):
            skimmed = [Skimmed(head, self._own) for head in portion]
            work = _Work((folder, uidvalidity), plan, self._heads)
            left_out += self._bring(work, skimmed, cursor if last else None)
        return left_out

    def store_texts(self, folder: str, uidvalidity: int, mails: Mapping[int, Mail]) -> None:
        """Keep the texts of mails, by UID, of which only the head is here, and index them.

        Only text, ranges, links and language are taken from the given mails. UIDs that are
        unknown or read deeper already: ignored.
        """

        def plan(session: Session, place: Place, some: Sequence[int]) -> Block:
            texts = {uid: mails[uid] for uid in some}
            return take_texts(session, self._thread_rules, place, texts)

        for portion, _last in self._texts.cut(sorted(mails)):
            self._bring(_Work((folder, uidvalidity), plan, self._texts), portion, None)

    def flags(self, folder: str, changes: Mapping[int, frozenset[str]]) -> int:
        """Take over the flags of stored mails; return how many differed."""
        if not changes:
            return 0
        with self._store.write(durable=False) as session:
            return folders.set_flags(session, folders.load(session, folder), changes)

    def vanished(self, folder: str, uids: Sequence[int]) -> None:
        """Mark mails as no longer in this folder; their tickets stay as they are."""
        if uids:
            with self._store.write(durable=False) as session:
                folders.mark_gone(session, folders.load(session, folder), uids)

    def validity_changed(self, folder: str, uidvalidity: int) -> None:
        """Mark all places in the folder as stale and begin it anew."""
        with self._store.write(durable=False) as session:
            folders.renumber(session, folders.load(session, folder), uidvalidity)

    def finished(self, folder: str, cursor: FolderCursor, exists: int) -> None:
        """Keep the cursor of a pass that is complete, and the server's count."""
        with self._store.write(durable=False) as session:
            here = folders.load(session, folder)
            _keep_cursor(session, here, cursor)
            folders.finish(session, here, exists, self._clock.now())

    def take_own(
        self, session: Session, raw: bytes, *, sent_at: datetime, ref: str
    ) -> frozenset[str]:
        """Put a mail that has just left from here on its ticket; return the changed refs.

        The copy in the sent folder is recognised later by its Message-ID. The caller refolds.
        """
        source = Source(
            digest=hashlib.sha256(raw).hexdigest(),
            raw=raw,
            size=len(raw),
            complete=True,
            received=sent_at,
            direction=Direction.OUT,
            known_event=journal.newest(session),
        )
        if mails.known_sources(session, (source.digest,)):
            return frozenset({ref})
        block = Block(session, self._thread_rules)
        block.take(source, read_source(source, self._own))
        block.write(session)
        return frozenset({ref, *block.tickets})

    def record(self, session: Session, event: Event) -> None:
        """Append ``event`` and bring its ticket up to date, in the caller's transaction."""
        journal.append(session, event)
        if isinstance(event.fact, Judged | Undone):
            settle_kind(session, event, self._own)
        self.refold(session, {event.ticket, *kinship.after(session, event)})

    def refold(self, session: Session, refs: Collection[str]) -> None:
        """Compute the tickets and records called ``refs`` anew from their mails and events."""
        refs = erasures.settle(session, refs)
        refold(session, self._rules, self._own, {ref for ref in refs if not is_record(ref)})
        records.settle(session, [ref for ref in refs if is_record(ref)])

    def _bring(
        self, work: _Work[Item], items: Sequence[Item], cursor: FolderCursor | None
    ) -> list[int]:
        """Write a portion, and ``cursor`` with the last of it; return what was left out.

        As soon as people work, it goes on in portions so small that nobody waits long.
        """
        block = self._write(work, items, cursor)
        if block is not None:
            return block.left_out
        few, left_out = work.portions.few(), list[int]()
        for start in range(0, len(items), few):
            some = items[start : start + few]
            last = start + few >= len(items)
            left_out += self._bring(work, some, cursor if last else None)
        return left_out

    def _write(
        self, work: _Work[Item], items: Sequence[Item], cursor: FolderCursor | None
    ) -> Block | None:
        """Compute a block and write it; nobody may have written between the two.

        All but the writing itself is done before the lock is taken. When somebody wrote meanwhile,
        an agent mostly, it is done again, at last under the lock; but not for a portion that is
        larger than it would be now: None then, and nothing is written.
        """
        for attempt in range(_PATIENCE + 1):
            seen = self._store.data_version()
            block = self._plan(work, items) if attempt < _PATIENCE else None
            with self._store.write(durable=False) as session:
                begun = self._clock.monotonic()
                if block is not None and self._store.data_version() != seen:
                    if len(items) > work.portions.few():
                        return None
                    continue
                here = folders.load(session, work.where[0])
                if block is None:
                    block = _planned(session, Place(here, work.where[1]), work, items, self._rules)
                block.write(session)
                if cursor is not None:
                    _keep_cursor(session, here, cursor)
            work.portions.tell(len(items), self._clock.monotonic() - begun)
            if block.tickets:
                self._on_changed(frozenset(block.tickets))
            return block
        return None

    def _plan(self, work: _Work[Item], items: Sequence[Item]) -> Block | None:
        """Compute a block from what is stored now; None when the folder is not known yet."""
        with self._store.read() as session:
            here = folders.find(session, work.where[0])
            if here is None:
                return None
            return _planned(session, Place(here, work.where[1]), work, items, self._rules)


def _read_new(store: Store, fetched: Sequence[Fetched], own: frozenset[str]) -> None:
    """Read what is new; this takes most of the time, so no lock is held meanwhile."""
    with store.read() as session:
        known = mails.known_sources(session, [item.digest for item in fetched])
    for item in fetched:
        if item.digest not in known:
            item.read(own)


def _planned(
    session: Session, place: Place, work: _Work[Item], items: Sequence[Item], rules: Rules
) -> Block:
    block = work.plan(session, place, items)
    block.fold(rules)
    return block


def _keep_cursor(session: Session, here: folders.Folder, cursor: FolderCursor) -> None:
    folders.move_cursor(
        session,
        here,
        cursor.uidvalidity,
        cursor.last_uid,
        cursor.highestmodseq,
        first_uid=cursor.first_uid,
    )
