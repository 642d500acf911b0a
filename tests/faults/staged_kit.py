"""Folders read in stages into a real store, and everything that a person would see of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DEFAULT_CAPABILITIES, DemoMailbox
from agent_console.desk.mail import Mail
from agent_console.mail import bodies, staged
from agent_console.mail import sync as sync_module
from agent_console.mail.bodies import Suspects
from agent_console.mail.fetch import FetchedHead, FetchedMail, FolderCursor
from agent_console.mail.imap import ImapConnection
from agent_console.mail.sink import FolderSink
from agent_console.mail.sync import sync_folder
from agent_console.services.intake import Intake
from agent_console.services.mailbox_sink import MailboxSink
from agent_console.services.portions import Portions
from agent_console.services.search import SearchService
from tests.faults.kit import connect
from tests.faults.letters import ARCHIVE, INBOX, KEEP_BYTES, SENT, WORDS
from tests.mail.imap_helpers import NOW, PASSWORD
from tests.services.intake_kit import DESK, Bench

FOLDERS = ("INBOX", "Sent", "Archive")
COUNTS = {"INBOX": len(INBOX), "Sent": len(SENT), "Archive": len(ARCHIVE)}
NEWEST = 4
BLOCK = 5
STEP = timedelta(seconds=1.2)
"""How long each writing seems to take: a turn of the first reading lasts five seconds."""

MOST_PASSES = 60

_OFFERED = frozenset({"IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "ENABLE", "CONDSTORE", "QRESYNC"})

Rows = dict[str, list[str]]


def small_stages(patch: pytest.MonkeyPatch) -> None:
    """Let all three stages occur in a handful of mails."""
    patch.setattr(staged, "BLOCK", BLOCK)
    patch.setattr(staged, "NEWEST", NEWEST)
    patch.setattr(sync_module, "NEWEST", NEWEST)
    patch.setattr(bodies, "BATCH_MAILS", 3)


def mailbox(*without: str, more: Sequence[str] = ()) -> DemoMailbox:
    """Return the mailbox; its server lacks the capabilities ``without`` and has ``more``."""
    offered = [name for name in DEFAULT_CAPABILITIES if name in _OFFERED.difference(without)]
    box = DemoMailbox(PASSWORD, [*offered, *more], uidvalidity=700, clock=FixedClock(NOW))
    for folder, mails in (("INBOX", INBOX), ("Sent", SENT), ("Archive", ARCHIVE)):
        for number, (raw, flags) in enumerate(mails):
            same = [one for one, _flags in INBOX].index(raw) if _repeats(folder, raw) else number
            box.deliver(folder, raw, NOW + timedelta(minutes=same), flags)
    return box


def _repeats(folder: str, raw: bytes) -> bool:
    return folder == "Archive" and any(raw == one for one, _flags in INBOX)


class Steps(MailboxSink):
    """The way into the store; each writing takes some time by ``clock``."""

    def __init__(self, intake: Intake, clock: FixedClock) -> None:
        super().__init__(intake, DESK)
        self._clock = clock

    def store_heads(
        self, folder: str, uidvalidity: int, heads: Sequence[FetchedHead], cursor: FolderCursor
    ) -> Sequence[int]:
        """Keep heads."""
        self._clock.move(STEP)
        return super().store_heads(folder, uidvalidity, heads, cursor)

    def store_texts(self, folder: str, uidvalidity: int, mails: Mapping[int, Mail]) -> None:
        """Keep texts."""
        self._clock.move(STEP)
        super().store_texts(folder, uidvalidity, mails)

    def store(
        self, folder: str, uidvalidity: int, mails: Sequence[FetchedMail], cursor: FolderCursor
    ) -> None:
        """Keep mails."""
        self._clock.move(STEP)
        super().store(folder, uidvalidity, mails, cursor)


def read_on(
    port: int,
    sink: FolderSink | Mapping[str, FolderSink],
    clock: FixedClock,
    suspects: Suspects,
    *,
    folders: Sequence[str] = FOLDERS,
) -> int:
    """Sign in once and read until nothing is left; return how many passes it took."""
    connection = connect(port, clock)
    try:
        for number in range(1, MOST_PASSES):
            if not sum(read_once(connection, sink, suspects, name) for name in folders):
                return number
    finally:
        connection.close()
    pytest.fail("it never ends")


def read_once(
    connection: ImapConnection,
    sink: FolderSink | Mapping[str, FolderSink],
    suspects: Suspects,
    folder: str,
) -> int:
    """Do one pass over a folder; return how many mails are left to the next one.

    What the connection learnt of the parts is forgotten before, as if this were a later session:
    so the structures are asked for as well.
    """
    connection.parts.clear()
    into = sink[folder] if isinstance(sink, Mapping) else sink
    report = sync_folder(connection, folder, into, keep_bytes=KEEP_BYTES, suspects=suspects)
    return report.unfinished


def small_portions(desk: Bench) -> None:
    """Let the store take its mails in many short transactions."""
    for name in ("_heads", "_texts", "_mails"):
        setattr(desk.intake, name, Portions(3, 3))


_VIEWS = {
    "ticket": "SELECT * FROM ticket",
    "source": "SELECT digest, depth, hex(raw), size, complete, received, direction FROM source",
    "placement": "SELECT f.name, p.uidvalidity, p.uid, s.digest, p.flags, p.gone FROM placement p"
    " JOIN folder f ON f.id = p.folder_id JOIN source s ON s.id = p.source_id",
    "folder": "SELECT name, role, uidvalidity, last_uid, first_uid, highestmodseq, server_count"
    " FROM folder",
    "duplicate": "SELECT s.digest, m.key FROM duplicate d JOIN source s ON s.id = d.source_id"
    " JOIN mail m ON m.id = d.mail_id",
    "message_id": "SELECT i.id, m.key, i.own FROM message_id i JOIN mail m ON m.id = i.mail_id",
    "attachment": "SELECT m.key, a.* FROM attachment a JOIN mail m ON m.id = a.mail_id",
    "customer": "SELECT c.name, c.first_at, c.last_at, a.address FROM customer c"
    " JOIN customer_address a ON a.customer_id = c.id",
    "mail": "SELECT * FROM mail",
}


def shown(desk: Bench) -> Rows:
    """Return all that counts of what is stored, without the numbers of rows, sorted."""
    rows: Rows = {}
    with desk.store.read() as session:
        connection = session.connection()
        for name, sql in _VIEWS.items():
            found = [tuple(row) for row in connection.exec_driver_sql(sql)]
            if name == "mail":
                found = [row[1:] for row in found]
            elif name == "attachment":
                found = [(row[0], *row[2:]) for row in found]
            rows[name] = sorted(repr(row) for row in found)
        for word in WORDS:
            hits = connection.exec_driver_sql(
                "SELECT m.key FROM mail_fts f JOIN mail m ON m.id = f.rowid WHERE mail_fts MATCH ?",
                (f'"{word}"',),
            )
            rows[f"found {word}"] = sorted(key for (key,) in hits)
    return rows


def hits(desk: Bench) -> dict[str, list[str]]:
    """Return which tickets the search finds for each word."""
    search = SearchService(desk.store, desk.config, desk.clock)
    return {word: sorted(hit.row.ref for hit in search.find(word)) for word in WORDS}


def difference(one: Rows, other: Rows) -> str:
    """Say where two states differ, or nothing."""
    for name in one:
        less, more = set(one[name]) - set(other[name]), set(other[name]) - set(one[name])
        if less or more or len(one[name]) != len(other[name]):
            return f"{name}: lacks {sorted(less)[:3]}, has {sorted(more)[:3]}"
    return ""


def behind_the_cursor(desk: Bench) -> str:
    """Say which mails the cursors have passed without storing them, or nothing."""
    for name, count in COUNTS.items():
        stored = f"{DESK}/{name}"
        cursor = desk.intake.cursor(stored)
        known = desk.intake.known_uids(stored)
        passed = range(max(1, cursor.first_uid), min(cursor.last_uid, count) + 1)
        if lost := [uid for uid in passed if uid not in known]:
            return f"{name}: the cursor {cursor} has passed {lost}"
    return ""
