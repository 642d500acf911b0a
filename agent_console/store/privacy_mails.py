"""The mails of one person: which are theirs, which of others name them; how they are removed."""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.desk.privacy import Traces, own_lines
from agent_console.store.codec import addresses_from_json
from agent_console.store.driver import driver, listed
from agent_console.store.packing import pack, unpack

if TYPE_CHECKING:
    from sqlmodel import Session

Progress = Callable[[int, int], None]

GRAVE = "erased"
"""The digest of the source that stands where erased mails lay: their places stay known."""

_AT_ONCE = 500
_ROWS = """
SELECT mail.id, mail.ticket, mail.direction, mail.kind, mail.received, mail.sender_email,
    mail.sender_name, mail.writer_email, mail.writer_name, mail.reply_to, mail.recipients,
    mail.copies, mail.subject, mail.text, mail.people, mail.files, mail.notes, mail.links,
    coalesce(returned.address, '')
FROM mail LEFT JOIN returned ON returned.mail_id = mail.id
WHERE mail.id > ? ORDER BY mail.id LIMIT ?
"""
_RAW = "SELECT raw FROM source WHERE id = ?"
_GRAVE = """
INSERT OR IGNORE INTO source (digest, depth, raw, size, complete, received, direction, known_event)
VALUES (?, 2, ?, 0, 1, '1970-01-01T00:00:00.000000Z', 'in', 0)
"""
_SOURCES = """
SELECT id, raw, depth FROM source WHERE id IN (SELECT value FROM json_each(?1))
    OR id IN (SELECT source_id FROM duplicate WHERE mail_id IN (SELECT value FROM json_each(?1)))
"""
_NAMES = """
SELECT id, message_id, coalesce(date, '') FROM mail WHERE id IN (SELECT value FROM json_each(?))
"""
_UNINDEX = """
INSERT INTO mail_fts (mail_fts, rowid, subject, text, people, files)
SELECT 'delete', id, subject, text, people, files FROM mail
WHERE id IN (SELECT value FROM json_each(?)) AND EXISTS
    (SELECT 1 FROM source WHERE source.id = mail.id AND source.depth > 0) ORDER BY id
"""
_OF_MAILS = (
    "DELETE FROM message_id WHERE mail_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM returned WHERE mail_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM attachment WHERE mail_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM duplicate WHERE mail_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM unsorted WHERE id IN (SELECT value FROM json_each(?))",
    "DELETE FROM unlearned WHERE id IN (SELECT value FROM json_each(?))",
    "DELETE FROM mail WHERE id IN (SELECT value FROM json_each(?))",
)
_MOVE = """
UPDATE placement SET source_id = (SELECT id FROM source WHERE digest = ?)
WHERE source_id IN (SELECT value FROM json_each(?))
"""
_DROP = "DELETE FROM source WHERE id IN (SELECT value FROM json_each(?))"
_PLACES = """
SELECT DISTINCT folder.name, placement.uidvalidity, placement.uid FROM placement
JOIN folder ON folder.id = placement.folder_id AND folder.uidvalidity = placement.uidvalidity
WHERE placement.gone = 0 AND placement.source_id IN (SELECT id FROM source
    WHERE id IN (SELECT value FROM json_each(?1)) OR id IN
    (SELECT source_id FROM duplicate WHERE mail_id IN (SELECT value FROM json_each(?1))))
ORDER BY 1, 3
"""


@dataclass(frozen=True, slots=True)
class SeenMail:
    """What is asked of a mail, to tell whose it is and whom it names."""

    number: int
    ticket: str
    direction: str
    kind: str
    received: str
    sender: str
    writer: str
    reply_to_json: str
    to_json: str
    text: str
    words: str
    returned: str

    def is_of(self, people: Collection[str], own: Collection[str]) -> bool:
        """Tell whether the mail is theirs: from them, to them alone, or about mail to them."""
        if self.direction == "out":
            return bool(self.to) and all(one in people for one in self.to)
        if self.writer:
            return self.writer in people
        if self.sender in own and (answers_to := _emails(self.reply_to_json)):
            return answers_to[0] in people
        return self.sender in people or self.returned in people

    @property
    def to(self) -> tuple[str, ...]:
        """Whom the mail is to, in lower case."""
        return _emails(self.to_json)


def seen_mails(connection: sqlite3.Connection, after: int = 0) -> Iterator[SeenMail]:
    """Yield the mails with higher numbers than ``after``, in their order."""
    while rows := connection.execute(_ROWS, (after, _AT_ONCE)).fetchall():
        for row in rows:
            number, ticket, direction, kind, received, sender, *rest = row
            sender_name, writer, writer_name, reply_to, to, copies, subject, text, *other = rest
            words = (sender, sender_name, writer, writer_name, reply_to, to, copies, subject)
            yield SeenMail(
                number,
                ticket,
                direction,
                kind,
                received,
                sender.lower(),
                writer.lower(),
                reply_to,
                to,
                text,
                "\n".join((*words, *other)),
                other[-1].lower(),
            )
        after = rows[-1][0]


def _emails(told: str) -> tuple[str, ...]:
    return tuple(one.email.lower() for one in addresses_from_json(told))


def count_mails(connection: sqlite3.Connection) -> int:
    """Return how many mails there are."""
    return int(connection.execute("SELECT count(*) FROM mail").fetchone()[0])


def bytes_name(connection: sqlite3.Connection, number: int, traces: Traces) -> bool:
    """Tell whether an address stands in the kept bytes of a mail."""
    row = connection.execute(_RAW, (number,)).fetchone()
    return row is not None and traces.in_bytes(unpack(row[0]))


def lines_of(mail: SeenMail) -> set[str]:
    """Return the keys of the lines that the writer of a mail wrote, not quoted."""
    return set(own_lines(mail.text))


def places(connection: sqlite3.Connection, mails: Collection[int]) -> list[tuple[str, int, int]]:
    """Return folder, UIDVALIDITY and UID of every copy of these mails that lies on the server."""
    return list(connection.execute(_PLACES, (listed(sorted(mails)),)))


def tombstone_key(secret: bytes) -> bytes:
    """Return the key that names erased mails, made of the store's secret."""
    return hmac.new(secret, b"erased mails", hashlib.sha256).digest()


def head_name(key: bytes, raw: bytes) -> str:
    """Return what names a mail by its header block, which any copy of it begins with."""
    head = raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].strip()
    return hmac.new(key, b"head\0" + head, hashlib.sha256).hexdigest()


def id_name(key: bytes, message_id: str, date: str) -> str:
    """Return what names a mail by its Message-ID and Date, "" without an id."""
    if not message_id:
        return ""
    told = f"id\0{message_id}\0{date}".encode("utf-8", "replace")
    return hmac.new(key, told, hashlib.sha256).hexdigest()


def keys_of(connection: sqlite3.Connection, mails: Collection[int]) -> list[str]:
    """Return what names these mails to people."""
    question = "SELECT key FROM mail WHERE id IN (SELECT value FROM json_each(?))"
    return [key for (key,) in connection.execute(question, (listed(sorted(mails)),))]


def names_of(connection: sqlite3.Connection, key: bytes, mails: Collection[int]) -> set[str]:
    """Return the tombstones of these mails and of all their copies."""
    wanted = listed(sorted(mails))
    found = {
        head_name(key, unpack(raw)) for _id, raw, _depth in connection.execute(_SOURCES, (wanted,))
    }
    for _number, message_id, date in connection.execute(_NAMES, (wanted,)):
        found.add(id_name(key, message_id, date))
    return found - {"", head_name(key, b"")}


def raw_of(connection: sqlite3.Connection, number: int) -> bytes:
    """Return the packed bytes of a mail."""
    return bytes(connection.execute(_RAW, (number,)).fetchone()[0])


def remove(session: Session, mails: Sequence[int]) -> None:
    """Remove mails with all that was read from them; the places they lay at stay known."""
    connection = driver(session)
    for at in range(0, len(mails), _AT_ONCE):
        some = listed(mails[at : at + _AT_ONCE])
        sources = listed([one[0] for one in connection.execute(_SOURCES, (some,))])
        connection.execute(_GRAVE, (GRAVE, pack(b"")))
        connection.execute(_UNINDEX, (some,))
        for statement in _OF_MAILS:
            connection.execute(statement, (some,))
        connection.execute(_MOVE, (GRAVE, sources))
        connection.execute(_DROP, (sources,))
