"""What the sync brings, taken into a block: new mails, more of known ones, and where they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agent_console.desk.mail import Direction, Mail
from agent_console.mail.fetch import FetchedHead, FetchedMail
from agent_console.services.filing import Block, FilingRules
from agent_console.services.graves import Graves
from agent_console.services.sources import (
    ReadMail,
    head_digest,
    read_head,
    read_source,
    without_bytes,
)
from agent_console.store import folders, journal, mails
from agent_console.store.folders import Folder
from agent_console.store.mails import WHOLE, Source

if TYPE_CHECKING:
    from sqlmodel import Session

# A server may give a moment around which no calendar can be computed.
_EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """The folder that mails come from, as it is numbered now."""

    folder: Folder
    uidvalidity: int

    @property
    def direction(self) -> Direction:
        """What lies here went, or came."""
        return Direction.OUT if self.folder.role == folders.SENT else Direction.IN


class Fetched:
    """A mail as the server handed it out, read once, when it is asked for first."""

    def __init__(self, mail: FetchedMail) -> None:
        self.uid = mail.uid
        self.flags = folders.flags_text(mail.flags)
        self.digest = hashlib.sha256(mail.raw).hexdigest()
        self._mail = mail
        self._read: ReadMail | None = None

    @property
    def empty(self) -> bool:
        """Whether the server could hand out nothing."""
        return not self._mail.raw

    @property
    def raw(self) -> bytes:
        """Its bytes, as far as they came."""
        return self._mail.raw

    @property
    def complete(self) -> bool:
        """Whether all of it came."""
        return self._mail.complete

    def source(self, direction: Direction, known_event: int) -> Source:
        """Return its source."""
        return Source(
            digest=self.digest,
            raw=self._mail.raw,
            size=self._mail.size,
            complete=self._mail.complete,
            received=_in_calendar(self._mail.received),
            direction=direction,
            known_event=known_event,
        )

    def read(self, own: frozenset[str]) -> ReadMail:
        """Read it; what is read does not depend on where it lies."""
        if self._read is None:
            self._read = read_source(self.source(Direction.IN, 0), own)
        return self._read


class Skimmed:
    """A head, with what can be said of it before it has its place."""

    def __init__(self, head: FetchedHead, own: frozenset[str]) -> None:
        self.uid = head.uid
        self.flags = folders.flags_text(head.flags)
        self._head = head
        self._own = own
        self._read: ReadMail | None = None

    def source(self, place: Place, known_event: int) -> Source:
        """Return its source."""
        head = self._head
        return Source(
            digest=head_digest(head.header, place.folder.name, place.uidvalidity, head.uid),
            raw=head.header,
            size=head.size,
            complete=False,
            received=_in_calendar(head.received),
            direction=place.direction,
            known_event=known_event,
            depth=0 if head.body is None else 1,
        )

    @property
    def body(self) -> Mail | None:
        """Its text, where that came with it."""
        return self._head.body

    def read(self, source: Source) -> ReadMail:
        """Return what can be said of it."""
        if self._read is None:
            self._read = read_head(source, self._head.mail, self._own)
        return self._read


def _begins(source: Source, head: Source) -> bool:
    """Tell whether a mail has the size, the time and the header block of a head."""
    same = head.size == source.size and head.received == source.received
    return same and bool(head.raw.strip()) and source.raw.startswith(head.raw)


def _in_calendar(received: datetime) -> datetime:
    return received if _EARLIEST <= received <= _LATEST else max(_EARLIEST, min(received, _LATEST))


def take_heads(
    session: Session, rules: FilingRules, place: Place, heads: Sequence[Skimmed]
) -> tuple[Block, list[int]]:
    """Return a block with heads, each a mail of its own; what lies there already is left alone.

    Besides come the UIDs of those left out, because they look like a mail that is here: the same
    Message-ID, size and time of receipt. A folder numbered anew is full of them.
    """
    block = Block(session, rules)
    newest = journal.newest(session)
    uids = [head.uid for head in heads]
    placed = folders.sources_at(session, place.folder, place.uidvalidity, uids)
    items = []
    for head in heads:
        if head.uid not in placed:
            source = head.source(place, newest)
            items.append((head, source, head.read(source)))
    graves = Graves(session, rules.secret)
    buried = graves.buried((head.uid, source.raw, read.mail) for head, source, read in items)
    for head, _source, _read in items:
        if head.uid in buried:
            block.place(place.folder.id, place.uidvalidity, head.uid, graves.place, head.flags)
    items = [item for item in items if item[0].uid not in buried]
    block.prepare([(source, read) for _head, source, read in items])
    known = mails.known_sources(session, [source.digest for _head, source, _read in items])
    alike = _alike(session, block, [(source, read) for _head, source, read in items])
    left_out = []
    for head, source, read in items:
        if source.digest in alike and source.digest not in known:
            left_out.append(head.uid)
            continue
        number = known.get(source.digest)
        if number is None:
            number = known[source.digest] = block.take(source, read, head.body)
        block.place(place.folder.id, place.uidvalidity, head.uid, number, head.flags)
    return block, left_out


def _alike(
    session: Session, block: Block, items: Sequence[tuple[Source, ReadMail]]
) -> frozenset[str]:
    """Return the digests of those that look like a mail that is here."""
    told = ((source.digest, block.bearers(read.mail, source.received)) for source, read in items)
    seen = {digest: found for digest, found in told if found}
    if not seen:
        return frozenset()
    numbers = {number for found in seen.values() for number in found}
    here = mails.some_sources(session, numbers)
    return frozenset(
        source.digest
        for source, _read in items
        if source.digest in seen
        and any(here[number].size == source.size for number in seen[source.digest])
    )


def take_texts(
    session: Session, rules: FilingRules, place: Place, texts: Mapping[int, Mail]
) -> Block:
    """Return a block with the texts of heads that are here."""
    block = Block(session, rules)
    for uid, number in mails.heads_at(session, place.folder.id, place.uidvalidity, texts):
        block.add_text(number, texts[uid])
    return block


def take_mails(
    session: Session, rules: FilingRules, place: Place, fetched: Sequence[Fetched]
) -> Block:
    """Return a block with mails as they came: new, known ones in a new place, completed ones."""
    return _Arrivals(session, rules, place, fetched).block


class _Arrivals:
    """Mails of one folder taken into a block in their order."""

    def __init__(
        self, session: Session, rules: FilingRules, place: Place, fetched: Sequence[Fetched]
    ) -> None:
        self._session = session
        self._place = place
        self._own = rules.own
        self._newest = journal.newest(session)
        uids = [item.uid for item in fetched]
        self._placed = folders.sources_at(session, place.folder, place.uidvalidity, uids)
        self._known = mails.known_sources(session, [item.digest for item in fetched])
        self._heads = self._heads_of(fetched)
        heads = {head.id for same in self._heads.values() for head in same}
        here = {*self._placed.values(), *self._known.values(), *heads}
        self._sources = mails.some_sources(session, here)
        self._put: set[int] = set()
        self.block = Block(session, rules)
        new = [item for item in fetched if item.digest not in self._known]
        graves = Graves(session, rules.secret)
        self._buried = graves.buried(
            (item.uid, item.raw, item.read(self._own).mail) for item in new if graves.place
        )
        self._grave = graves.place
        new = [item for item in new if item.uid not in self._buried]
        self.block.prepare([(self._source(item), item.read(self._own)) for item in new], here)
        for item in fetched:
            self._take(item)

    def _heads_of(self, fetched: Sequence[Fetched]) -> dict[str, list[Source]]:
        """Return by digest the heads that new mails may belong to.

        The server numbered the folder anew, or somebody moved the mail, before it was here whole:
        size, time of receipt and the whole header block are the same.
        """
        new = [self._source(item) for item in fetched if self._is_new(item)]
        if not new:
            return {}
        shallow = mails.shallow_of_size(self._session, {source.size for source in new})
        return {
            source.digest: [head for head in shallow if _begins(source, head)] for source in new
        }

    def _is_new(self, item: Fetched) -> bool:
        return not item.empty and item.uid not in self._placed and item.digest not in self._known

    def _source(self, item: Fetched) -> Source:
        return item.source(self._place.direction, self._newest)

    def _take(self, item: Fetched) -> None:
        if item.uid in self._placed:
            self._complete(self._placed[item.uid], item)
            return
        if item.uid in self._buried:
            self._place_at(item, self._grave)
            return
        source = self._source(item)
        if item.empty:
            source = self._tell_apart(source)
        number = self._known.get(source.digest)
        head = self._head_of(source) if number is None else None
        if head is not None:
            number = self._known[source.digest] = head.id
            self._complete(number, item)
        elif number is None:
            read = read_source(source, self._own) if item.empty else item.read(self._own)
            number = self._known[source.digest] = self.block.take(source, read)
            self._sources[number] = replace(source, id=number, raw=b"")
        elif source.direction is Direction.OUT and not self.block.is_proven(number):
            self.block.found_again(number, source.direction, item.read(self._own))
        self._placed[item.uid] = number
        self._put.add(number)
        self._place_at(item, number)

    def _place_at(self, item: Fetched, number: int) -> None:
        where = (self._place.folder.id, self._place.uidvalidity, item.uid)
        self.block.place(*where, number, item.flags)

    def _head_of(self, source: Source) -> Source | None:
        """Return the head whose mail has come now; what lies here besides is another mail."""
        for head in self._heads.get(source.digest, ()):
            if self._sources[head.id].depth < WHOLE and not self._lies_here(head.id):
                return head
        return None

    def _tell_apart(self, source: Source) -> Source:
        """Name a mail without bytes, so that two of them in one folder stay two."""
        attempt = 0
        while True:
            named = without_bytes(source, attempt)
            if named.digest not in self._known:
                self._known |= mails.known_sources(self._session, (named.digest,))
            known = self._known.get(named.digest)
            if known is None or not self._lies_here(known):
                return named
            attempt += 1

    def _lies_here(self, source_id: int) -> bool:
        return source_id in self._put or folders.lies_here(
            self._session, self._place.folder, self._place.uidvalidity, source_id
        )

    def _complete(self, source_id: int, item: Fetched) -> None:
        """Take in what was missing of a mail of which less is here."""
        before = self._sources[source_id]
        if before.depth < WHOLE and item.empty:
            self._give_up(before)
        elif before.depth < WHOLE or (item.complete and not before.complete):
            raw = item.source(before.direction, 0).raw
            source = replace(before, raw=raw, complete=item.complete, depth=WHOLE)
            read = item.read(self._own) if raw.strip() else read_source(source, self._own)
            self.block.refile(source, read, before)
            self._sources[source_id] = replace(source, raw=b"")

    def _give_up(self, before: Source) -> None:
        """Leave it at what is here of a mail that the server cannot hand out."""
        source = replace(mails.source(self._session, before.id), depth=WHOLE)
        if before.depth == 0:
            self.block.refile(source, read_source(source, self._own), before)
        else:
            self.block.rows.deepen(source)
        self._sources[before.id] = replace(source, raw=b"")
