"""Rows gathered for a block of mails and written with one statement a table.

All that can be computed before the write lock is taken has been computed: what is left is SQLite's
own work. Rows come before what refers to them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent_console.store import customers, standing
from agent_console.store.added import Added, note_added
from agent_console.store.driver import insert_into, listed, update_of
from agent_console.store.mails import FILED, READ, TEXT, WHOLE, Source
from agent_console.store.packing import pack, wrap
from agent_console.store.times import to_text

Row = tuple[object, ...]

_SOURCE_COLUMNS = (
    *("id", "digest", "depth", "raw", "size", "complete", "received", "direction", "known_event"),
)
_SOURCE = insert_into("source", _SOURCE_COLUMNS)
_DEEPER = update_of("source", ("depth", "raw", "complete"))
_TEXT_IS_HERE = """
UPDATE source SET depth = 1 WHERE id IN (SELECT value FROM json_each(?)) AND depth = 0
"""
_OUTGOING = "UPDATE source SET direction = 'out' WHERE id = ?"
_MAIL = insert_into("mail", (*FILED, *READ))
_READ_AGAIN = update_of("mail", READ)
_TEXT = update_of("mail", TEXT)
_IDENTITY = update_of("mail", ("identity",))
_PROVE = "UPDATE mail SET direction = 'out', proven = 1 WHERE id = ?"
_MESSAGE_ID = "INSERT INTO message_id (id, mail_id, own) VALUES (?, ?, ?)"
_RETURNED = "INSERT INTO returned (mail_id, message_id, address, reason) VALUES (?, ?, ?, ?)"
_ATTACHMENT = "INSERT INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?)"
_DUPLICATE = "INSERT INTO duplicate (source_id, mail_id) VALUES (?, ?)"
_POINT_ELSEWHERE = update_of("duplicate", ("mail_id",), "mail_id")
_PLACE = """
INSERT INTO placement (folder_id, uidvalidity, uid, source_id, flags, gone)
VALUES (?, ?, ?, ?, ?, 0)
ON CONFLICT DO UPDATE SET source_id = excluded.source_id, flags = excluded.flags, gone = 0
"""
_INDEX = """
INSERT INTO mail_fts (rowid, subject, text, people, files)
SELECT id, subject, text, people, files FROM mail
WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_INDEX_RANGE = """
INSERT INTO mail_fts (rowid, subject, text, people, files)
SELECT id, subject, text, people, files FROM mail WHERE id BETWEEN ? AND ? ORDER BY id
"""
_UNINDEX = """
INSERT INTO mail_fts (mail_fts, rowid, subject, text, people, files)
SELECT 'delete', id, subject, text, people, files FROM mail
WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_NO_IDS = "DELETE FROM message_id WHERE mail_id IN (SELECT value FROM json_each(?))"
_NO_RETURNED = "DELETE FROM returned WHERE mail_id IN (SELECT value FROM json_each(?))"
_NO_ATTACHMENTS = "DELETE FROM attachment WHERE mail_id IN (SELECT value FROM json_each(?))"
_NO_IDENTITY = """
UPDATE mail SET identity = 'none ' || id WHERE id IN (SELECT value FROM json_each(?))
"""
_NO_MAIL = "DELETE FROM mail WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(slots=True)
class Rows:
    """What a block of mails changes in the store.

    ``unindexed`` are mails that are in the search index as they were, ``indexed`` those that are
    to be in it afterwards.
    """

    sources: list[Row] = field(default_factory=list)
    deeper: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    outgoing: list[Row] = field(default_factory=list)
    mails: list[Row] = field(default_factory=list)
    read_again: list[Row] = field(default_factory=list)
    identities: list[Row] = field(default_factory=list)
    proven: list[Row] = field(default_factory=list)
    message_ids: list[Row] = field(default_factory=list)
    returned: list[Row] = field(default_factory=list)
    attachments: list[Row] = field(default_factory=list)
    duplicates: list[Row] = field(default_factory=list)
    pointed_elsewhere: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    customers: customers.Changes = field(default_factory=customers.Changes)
    tickets: list[Row] = field(default_factory=list)
    empty_tickets: set[str] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    unindexed: set[int] = field(default_factory=set)
    indexed: set[int] = field(default_factory=set)

    def add_source(self, source: Source) -> None:
        """Keep a new source; its bytes are packed here, before any lock, once all of them came."""
        self.sources.append(
            (
                source.id,
                source.digest,
                source.depth,
                pack(source.raw) if source.depth == WHOLE else wrap(source.raw),
                source.size,
                source.complete,
                to_text(source.received),
                source.direction.value,
                source.known_event,
            )
        )

    def deepen(self, source: Source) -> None:
        """Keep more of the bytes of a source that is here."""
        self.deeper.append((source.depth, pack(source.raw), source.complete, source.id))

    def let_go(self, mail_id: int, stays: int) -> None:
        """Take the rows of a mail away; what repeated it repeats the mail ``stays``."""
        self.duplicates = [
            (source, stays if mail == mail_id else mail) for source, mail in self.duplicates
        ]
        self.pointed_elsewhere.append((stays, mail_id))
        self.mails = [row for row in self.mails if row[0] != mail_id]
        self.message_ids = [row for row in self.message_ids if row[1] != mail_id]
        self.returned = [row for row in self.returned if row[0] != mail_id]
        self.attachments = [row for row in self.attachments if row[0] != mail_id]
        self.read_again = [row for row in self.read_again if row[-1] != mail_id]
        self.identities = [row for row in self.identities if row[-1] != mail_id]
        self.removed.add(mail_id)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write everything; the caller holds the transaction."""
        ask = connection.execute
        if self.unindexed:
            ask(_UNINDEX, (listed(sorted(self.unindexed)),))
        if empty := self.emptied | self.removed:
            names = listed(empty)
            ask(_NO_IDS, (names,))
            ask(_NO_RETURNED, (names,))
            ask(_NO_ATTACHMENTS, (names,))
            ask(_NO_IDENTITY, (names,))
        standing.write_rows(connection, self.tickets)
        for statement, rows in self._statements():
            if rows:
                connection.executemany(statement, rows)
        note_added(connection, [_added(row) for row in self.mails])
        if self.texts:
            ask(_TEXT_IS_HERE, (listed(self.indexed),))
        customers.write(connection, self.customers)
        if self.removed:
            ask(_NO_MAIL, (listed(self.removed),))
        standing.remove(connection, self.empty_tickets)
        self._index(connection)

    def _statements(self) -> Iterable[tuple[str, list[Row]]]:
        return (
            (_SOURCE, self.sources),
            (_DEEPER, self.deeper),
            (_OUTGOING, self.outgoing),
            (_IDENTITY, self.identities),
            (_MAIL, self.mails),
            (_READ_AGAIN, self.read_again),
            (_TEXT, self.texts),
            (_PROVE, self.proven),
            (_MESSAGE_ID, self.message_ids),
            (_RETURNED, self.returned),
            (_ATTACHMENT, self.attachments),
            (_POINT_ELSEWHERE, self.pointed_elsewhere),
            (_DUPLICATE, self.duplicates),
            (_PLACE, self.places),
        )

    def _index(self, connection: sqlite3.Connection) -> None:
        """Ids ascend inside the statement: the index is written twice as fast as in any order."""
        wanted = self.indexed - self.removed
        if not wanted:
            return
        first, last = min(wanted), max(wanted)
        if last - first + 1 == len(wanted):
            connection.execute(_INDEX_RANGE, (first, last))
        else:
            connection.execute(_INDEX, (listed(sorted(wanted)),))


_RECEIVED, _DIRECTION, _KIND = map((*FILED, *READ).index, ("received", "direction", "kind"))


def _added(row: Row) -> Added:
    """Return what is noted of a mail by its row."""
    number, asks = row[0], row[_DIRECTION] == "in" and row[_KIND] == "human"
    return Added(number if isinstance(number, int) else 0, str(row[_RECEIVED]), asks)
