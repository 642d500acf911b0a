"""Stores of one size after the other: five mails a ticket, with customers, events and measures.

Unlike :mod:`benchmarks.stores`, whose tickets are one mail each, these hold whole correspondences:
the customer writes three times, we answer twice, the newest twentieth of the tickets is open.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from agent_console.desk.refs import longer_ref
from agent_console.store import migrations
from agent_console.store import reports as measures
from agent_console.store.added import Added, note_added
from agent_console.store.engine import open_store
from agent_console.store.times import to_text
from agent_console.store.vocabulary import update_vocabulary
from benchmarks import mails, scale_mails, scale_rows, words
from benchmarks.measure import progress
from benchmarks.place import fingerprint
from benchmarks.scale_mails import BLOCK, Letter, Sizes, letters, pool_of
from benchmarks.stores import _index_sql, _Insert

ZONE: Final = ZoneInfo("Europe/Berlin")
_LATER = """
SELECT name, sql FROM sqlite_master
WHERE type = 'index' AND sql IS NOT NULL AND name <> 'measure_ticket'
    AND tbl_name IN ('mail', 'ticket', 'event', 'placement', 'measure', 'message_id')
"""


def scale_store(cache: Path, count: int) -> Path:
    """Return the file of a store with ``count`` mails (a multiple of 500), made once."""
    steps = sorted(Path(migrations.__file__).parent.glob("migrations/*.sql"))
    sources = (mails.__file__, words.__file__, scale_mails.__file__, scale_rows.__file__)
    made_by = fingerprint(*map(Path, sources), *steps)
    file = cache / f"scale-{count}-{made_by}" / "store.db"
    done = file.with_name("made")
    if done.exists():
        return file
    shutil.rmtree(file.parent, ignore_errors=True)
    file.parent.mkdir(parents=True, mode=0o700)
    with open_store(file):
        pass
    sizes = Sizes(count)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        _fill(connection, sizes)
    progress("the words")
    with open_store(file) as store:
        left = 1
        while left:
            with store.write(durable=False) as session:
                left = update_vocabulary(session)
    done.touch()
    return file


def _fill(connection: sqlite3.Connection, sizes: Sizes) -> None:
    """Put everything in by blocks of 500 mails; indexes are made at the end, which is faster."""
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA journal_mode=MEMORY")
    connection.execute("PRAGMA cache_size=-1500000")
    later = connection.execute(_LATER).fetchall()
    for name, _sql in later:
        connection.execute(f"DROP INDEX {name}")
    tables = ("folder", "source", "ticket", "mail", "placement", "message_id", "event", "found")
    inserts = {name: _Insert(connection, name) for name in tables}
    inserts["folder"].add([scale_rows.folder_row(sizes)])
    _customers(connection, sizes)
    index = _index_sql(connection)
    rest = letters(sizes)
    while block := list(islice(rest, BLOCK)):
        connection.execute("BEGIN IMMEDIATE")
        _block(connection, inserts, sizes, block)
        connection.execute(index, (block[0].number + 1, block[-1].number + 1))
        connection.execute("COMMIT")
        if block[0].number % 50_000 == 0:
            progress(f"store of {sizes.mails} mails: {block[0].number} made")
    progress("the indexes and sums")
    for _name, sql in later:
        connection.execute(sql)
    measures.keep_sums(connection)
    connection.execute("PRAGMA journal_mode=WAL")


def _block(
    connection: sqlite3.Connection,
    inserts: Mapping[str, _Insert],
    sizes: Sizes,
    block: Sequence[Letter],
) -> None:
    """Put the mails of a hundred tickets in, with all that belongs to the tickets."""
    refs: dict[int, str] = {}
    digests = [hashlib.sha256(letter.raw).hexdigest() for letter in block]
    for letter, digest in zip(block, digests, strict=True):
        if letter.turn == 0:
            refs[letter.ticket] = longer_ref(letter.message_id, digest)
    by_ticket: dict[int, list[Letter]] = {}
    for letter in block:
        by_ticket.setdefault(letter.ticket, []).append(letter)
    told = [(refs[ticket], found) for ticket, found in by_ticket.items()]
    inserts["ticket"].add([scale_rows.ticket_row(ref, found, sizes) for ref, found in told])
    pairs = list(zip(block, digests, strict=True))
    inserts["source"].add([scale_rows.source_row(letter, digest) for letter, digest in pairs])
    inserts["mail"].add(
        [scale_rows.mail_row(letter, refs[letter.ticket], digest) for letter, digest in pairs]
    )
    inserts["placement"].add([scale_rows.placement_row(letter) for letter in block])
    inserts["message_id"].add(
        [{"id": one.message_id, "mail_id": one.number + 1, "own": 1} for one in block]
    )
    inserts["event"].add(
        [row for ref, found in told for row in scale_rows.events_of(ref, found, sizes)]
    )
    inserts["found"].add(
        [{"ticket": ref, "type": scale_rows.type_of(found[0]), "level": 1} for ref, found in told]
    )
    note_added(connection, [Added(one.number + 1, to_text(one.came), asks=False) for one in block])
    measures.keep(
        connection,
        list(refs.values()),
        {ref: scale_rows.measured_of(found, sizes) for ref, found in told},
        ZONE,
    )


def _customers(connection: sqlite3.Connection, sizes: Sizes) -> None:
    """Put everybody in who writes, with the address."""
    pool = pool_of(sizes)
    rows: list[tuple[int, str, str]] = []
    for person in range(sizes.customers):
        who = pool[(person * 37) % len(pool)].who
        local, _at, domain = who.address.partition("@")
        rows.append((person + 1, who.name, f"{local}.{person}@{domain}"))
    first, last = to_text(sizes.moment(0)), to_text(sizes.end)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO customer (id, name, first_at, last_at) VALUES (?, ?, ?, ?)",
        [(number, name, first, last) for number, name, _address in rows],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO customer_address (address, customer_id) VALUES (?, ?)",
        [(address, number) for number, _name, address in rows],
    )
    connection.execute("COMMIT")
