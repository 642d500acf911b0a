"""Fetched mails become tickets; recorded events change them. Nothing is ever sent from here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from sqlmodel import Session

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.events import Event
from agent_console.desk.mail import Direction
from agent_console.desk.threads import ThreadRules
from agent_console.mail.sync import FetchedMail, FolderCursor
from agent_console.services.filing import (
    ReadMail,
    confirm_left,
    file_mail,
    read_source,
    refile,
    thread_rules,
    without_bytes,
)
from agent_console.services.refold import refold
from agent_console.services.rules import Rules
from agent_console.store import folders, journal, mails, meta
from agent_console.store.engine import Store
from agent_console.store.folders import Folder
from agent_console.store.mails import Source

MAX_MAILS = 100
Changed = Callable[[frozenset[str]], None]

# A server may give a moment around which no calendar can be computed.
_EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)


def _tell_nobody(_refs: frozenset[str]) -> None:
    """Take no notice of changed tickets."""


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A fetched mail, its source, and what was read when it is new here."""

    uid: int
    flags: frozenset[str]
    source: Source
    read: ReadMail | None


class Intake:
    """Where the folder sync puts its mails (a :class:`agent_console.mail.sync.FolderSink`).

    ``on_changed`` is told the refs of changed tickets after each transaction of the sync, from the
    thread that syncs. May be used from several threads; writing takes turns in the store.
    """

    def __init__(
        self, store: Store, config: Config, clock: Clock, on_changed: Changed = _tell_nobody
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._on_changed = on_changed
        self._rules = Rules(config)
        self._own = config.mailbox.own_addresses

    @cached_property
    def _thread_rules(self) -> ThreadRules:
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

    def cursor(self, folder: str) -> FolderCursor:
        """Return how far ``folder`` has been read."""
        with self._store.read() as session:
            found = folders.find(session, folder)
        if found is None:
            return FolderCursor()
        return FolderCursor(found.uidvalidity, found.last_uid, found.highestmodseq)

    def known_uids(self, folder: str) -> AbstractSet[int]:
        """Return the UIDs stored under the present UIDVALIDITY and not marked as vanished."""
        with self._store.read() as session:
            found = folders.find(session, folder)
            return folders.present_uids(session, found) if found else set()

    def store(
        self, folder: str, uidvalidity: int, mails: Sequence[FetchedMail], cursor: FolderCursor
    ) -> None:
        """Keep ``mails`` and then ``cursor``: one transaction for up to 100 mails.

        That is some 500 rows; other writers wait meanwhile. More mails are kept in several, and
        the cursor with the last. A mail that is here already, under
        this UID, elsewhere, or delivered twice, gets its place and nothing else.
        """
        portions = [mails[at : at + MAX_MAILS] for at in range(0, len(mails), MAX_MAILS)] or [()]
        for number, portion in enumerate(portions, 1):
            fetched = list(self._read(folder, portion))
            with self._store.write(durable=False) as session:
                here = folders.load(session, folder)
                refs = self._take(session, here, uidvalidity, fetched)
                self.refold(session, refs)
                if number == len(portions):
                    _keep_cursor(session, here, cursor)
            if refs:
                self._on_changed(refs)

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
        known = mails.known_sources(session, (source.digest,)).get(source.digest)
        if known is not None:
            return frozenset({ref})
        numbered = replace(source, id=mails.add_source(session, source))
        filed = file_mail(session, numbered, read_source(source, self._own), self._thread_rules)
        return frozenset({ref, filed})

    def record(self, session: Session, event: Event) -> None:
        """Append ``event`` and bring its ticket up to date, in the caller's transaction."""
        journal.append(session, event)
        self.refold(session, (event.ticket,))

    def refold(self, session: Session, refs: Collection[str]) -> None:
        """Compute the tickets called ``refs`` anew from their mails and events."""
        refold(session, self._rules, self._own, refs)

    def _read(self, folder: str, portion: Sequence[FetchedMail]) -> Iterator[_Fetched]:
        """Read what is new; this takes most of the time, so no lock is held meanwhile."""
        digests = [hashlib.sha256(mail.raw).hexdigest() for mail in portion]
        with self._store.read() as session:
            here = folders.find(session, folder)
            known = mails.known_sources(session, digests)
            newest = journal.newest(session)
        outgoing = here is not None and here.role == folders.SENT
        for mail, digest in zip(portion, digests, strict=True):
            source = Source(
                digest=digest,
                raw=mail.raw,
                size=mail.size,
                complete=mail.complete,
                received=min(max(mail.received, _EARLIEST), _LATEST),
                direction=Direction.OUT if outgoing else Direction.IN,
                known_event=newest,
            )
            is_new = digest not in known or not mail.raw
            read = read_source(source, self._own) if is_new else None
            yield _Fetched(mail.uid, mail.flags, source, read)

    def _take(
        self, session: Session, here: Folder, uidvalidity: int, fetched: Sequence[_Fetched]
    ) -> frozenset[str]:
        placed = folders.sources_at(session, here, uidvalidity, [item.uid for item in fetched])
        known = mails.known_sources(session, [item.source.digest for item in fetched])
        refs: set[str] = set()
        for item in fetched:
            if item.uid in placed:
                refs |= self._complete(session, placed[item.uid], item)
                continue
            source = item.source
            if not source.raw:
                source = self._tell_apart(session, here, uidvalidity, source)
                known |= mails.known_sources(session, [source.digest])
            if source.digest in known:
                refs |= self._found_again(session, known[source.digest], source)
            else:
                source = replace(source, id=mails.add_source(session, source))
                known[source.digest] = source.id
                refs |= self._file(session, source, item.read)
            placed[item.uid] = known[source.digest]
            folders.place(session, here, uidvalidity, item.uid, placed[item.uid], item.flags)
        return frozenset(refs)

    def _file(self, session: Session, source: Source, read: ReadMail | None) -> frozenset[str]:
        if read is None or not source.raw:
            read = read_source(source, self._own)
        return frozenset({file_mail(session, source, read, self._thread_rules)})

    def _tell_apart(
        self, session: Session, here: Folder, uidvalidity: int, source: Source
    ) -> Source:
        """Name a mail without bytes, so that two of them in one folder stay two."""
        attempt = 0
        while True:
            named = without_bytes(source, attempt)
            known = mails.known_sources(session, (named.digest,)).get(named.digest)
            if known is None or not folders.lies_here(session, here, uidvalidity, known):
                return named
            attempt += 1

    def _found_again(self, session: Session, source_id: int, found: Source) -> frozenset[str]:
        """Return the ticket of a mail that lies in a second place, if that changes the ticket."""
        twin = mails.twin_of_source(session, source_id)
        if twin is None or twin.proven or found.direction is Direction.IN:
            return frozenset()
        mail = read_source(found, self._own).mail
        if not confirm_left(session, found.direction, twin, mail, self._thread_rules):
            return frozenset()
        mails.mark_outgoing(session, source_id)
        return frozenset({twin.ticket})

    def _complete(self, session: Session, source_id: int, item: _Fetched) -> frozenset[str]:
        """Take the whole of a mail of which only the beginning was here; return its ticket."""
        if not item.source.complete or mails.is_complete(session, source_id):
            return frozenset()
        mails.complete_source(session, source_id, item.source.raw)
        return refile(session, mails.source(session, source_id), self._own)


def _keep_cursor(session: Session, here: Folder, cursor: FolderCursor) -> None:
    folders.move_cursor(session, here, cursor.uidvalidity, cursor.last_uid, cursor.highestmodseq)
