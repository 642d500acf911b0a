"""A store of 100,000 mails in as many tickets, 5,000 of them open, made by bulk inserts.

The real migrations make the tables and the triggers fill what hangs on them; the rows are what the
intake would write for these mails, in blocks of 500, without reading each mail. Columns that are
not named here get a neutral value, so that a new column does not stop the benchmark.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from agent_console.desk.refs import longer_ref
from agent_console.store import migrations
from agent_console.store.added import Added, note_added
from agent_console.store.engine import Store, open_store
from agent_console.store.schema import step_files
from agent_console.store.times import to_text
from agent_console.store.vocabulary import update_vocabulary
from benchmarks import mails, words
from benchmarks.mails import Kind, Made
from benchmarks.measure import progress
from benchmarks.place import fingerprint

COUNT = 100_000
OPEN = 5_000
UIDVALIDITY = 1
_BLOCK = 500
_OURS = "support@company.example"
_NEUTRAL = {"VARCHAR": "", "INTEGER": 0, "BOOLEAN": 0, "BLOB": b""}
Row = dict[str, object]


def big_store(cache: Path, count: int = COUNT, still_open: int = OPEN) -> Path:
    """Return the file of a store with ``count`` small mails; made once for each schema."""
    code = [Path(file) for file in (mails.__file__, words.__file__, migrations.__file__)]
    made_by = fingerprint(Path(__file__), *code, *step_files())
    folder = cache / f"store-{count}-{still_open}-{made_by}"
    file = folder / "store.db"
    if (folder / "made").exists():
        return file
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    progress(f"store of {count} mails (made once)")
    with open_store(file):
        pass
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        _fill(connection, count, still_open)
    with open_store(file) as store:
        _learn(store)
    (folder / "made").touch()
    return file


def copy_store(file: Path, folder: Path) -> Path:
    """Return a copy of a store that may be written to."""
    folder.chmod(0o700)
    target = folder / "store.db"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    target.chmod(0o600)
    return target


def end_of(count: int = COUNT) -> datetime:
    """Return a moment shortly after the newest mail came."""
    return _moment(mails.BEGIN + (count - 1) * Kind.SMALL.spacing) + timedelta(hours=1)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _learn(store: Store) -> None:
    """Let the store learn the words of all texts, as the engine does when it has time."""
    while True:
        with store.write(durable=False) as session:
            if not update_vocabulary(session):
                return


def _fill(connection: sqlite3.Connection, count: int, still_open: int) -> None:
    connection.execute("PRAGMA synchronous=OFF")
    tables = ("folder", "source", "placement", "ticket", "mail", "message_id")
    inserts = {name: _Insert(connection, name) for name in tables}
    inserts["folder"].add([_folder(count)])
    index = _index_sql(connection)
    rest = mails.mails(Kind.SMALL, count)
    while block := list(islice(rest, _BLOCK)):
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in _rows(block, count - still_open).items():
            inserts[table].add(rows)
            if table == "mail":
                note_added(connection, [_added(row) for row in rows])
        connection.execute(index, (block[0].number + 1, block[-1].number + 1))
        connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _added(row: Row) -> Added:
    asks = row["direction"] == "in" and row["kind"] == "human"
    return Added(int(str(row["id"])), str(row["received"]), asks)


def _index_sql(connection: sqlite3.Connection) -> str:
    """Return the statement that puts mails into the search index, in ascending order."""
    names = [row[1] for row in connection.execute("PRAGMA table_info(mail_fts)")]
    listed = ", ".join(names)
    return (
        f"INSERT INTO mail_fts (rowid, {listed}) SELECT id, {listed} FROM mail"  # noqa: S608 - names of our own schema
        " WHERE id BETWEEN ? AND ? ORDER BY id"
    )


class _Insert:
    """Inserts rows into one table; columns that a row does not name get a neutral value."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        self._neutral: Row = {
            name: _NEUTRAL.get(kind) if needed else None
            for _number, name, kind, needed, _default, _key in columns
        }
        names = ", ".join(self._neutral)
        values = ", ".join(f":{name}" for name in self._neutral)
        self._sql = f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608 - names of our own schema

    def add(self, rows: Sequence[Row]) -> None:
        """Insert the rows."""
        self._connection.executemany(self._sql, (self._neutral | row for row in rows))


def _rows(block: Sequence[Made], first_open: int) -> Mapping[str, list[Row]]:
    """Return the rows of some mails, by table."""
    found: dict[str, list[Row]] = {
        name: [] for name in ("source", "ticket", "mail", "placement", "message_id")
    }
    for mail in block:
        digest = hashlib.sha256(mail.raw).hexdigest()
        ref = longer_ref(mail.message_id, digest)
        found["source"].append(_source(mail, digest))
        found["ticket"].append(_ticket(mail, ref, still_open=mail.number >= first_open))
        found["mail"].append(_mail(mail, ref, digest))
        found["placement"].append(_placement(mail))
        found["message_id"].extend(_ids(mail))
    return found


def _folder(count: int) -> Row:
    return {
        "id": 1,
        "name": "Archive",
        "uidvalidity": UIDVALIDITY,
        "first_uid": 1,
        "last_uid": count,
        "server_count": count,
    }


def _source(mail: Made, digest: str) -> Row:
    return {
        "id": mail.number + 1,
        "digest": digest,
        "depth": 2,
        "raw": zlib.compress(mail.raw, 1),
        "size": len(mail.raw),
        "complete": 1,
        "received": to_text(_moment(mail.when)),
        "direction": "in",
    }


def _ticket(mail: Made, ref: str, *, still_open: bool) -> Row:
    came = to_text(_moment(mail.when))
    due = to_text(_moment(mail.when) + timedelta(hours=4 + mail.number % 20))
    state = ("new", "open", "open")[mail.number % 3] if still_open else "closed"
    return {
        "ref": ref,
        "subject": mail.subject,
        "customer_email": mail.who.address,
        "customer_name": mail.who.name,
        "kind": "human",
        "state": state,
        "owner": ("", "", "Anna", "Ben")[mail.number % 4],
        "opened_at": came,
        "waiting_since": came if still_open else None,
        "last_customer_at": came,
        "closed_at": None if still_open else due,
        "last_at": came,
        "mails_in": 1,
        "target": "first-response" if still_open else None,
        "span_from": came if still_open else None,
        "due_at": due if still_open else None,
        "sort_group": 0 if still_open else 3,
        "sort_at": due if still_open else came,
        "woken_at": came,
    }


def _mail(mail: Made, ref: str, digest: str) -> Row:
    return {
        "id": mail.number + 1,
        "key": digest,
        "identity": digest,
        "message_id": mail.message_id,
        "in_reply_to": json.dumps(list(mail.references[-1:])),
        "refs": json.dumps(list(mail.references)),
        "direction": "in",
        "kind": "human",
        "received": to_text(_moment(mail.when)),
        "date": to_text(_moment(mail.when)),
        "sender_email": mail.who.address,
        "sender_name": mail.who.name,
        "reply_to": "[]",
        "recipients": json.dumps([[_OURS, "Support"]]),
        "copies": "[]",
        "subject": mail.subject,
        "text": mail.text,
        "ranges": "[]",
        "links": "[]",
        "notes": "[]",
        "join_reason": "new",
        "join_notes": "[]",
        "ticket": ref,
        "people": f"{mail.who.name} {mail.who.address} Support {_OURS}",
    }


def _placement(mail: Made) -> Row:
    return {
        "folder_id": 1,
        "uidvalidity": UIDVALIDITY,
        "uid": mail.number + 1,
        "source_id": mail.number + 1,
        "flags": "\\Seen" if mail.seen else "",
    }


def _ids(mail: Made) -> Iterator[Row]:
    yield {"id": mail.message_id, "mail_id": mail.number + 1, "own": 1}
