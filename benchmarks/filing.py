"""What it costs to file mails: heads, then texts, without a server and without reading them.

The peer puts the very same rows into tables of the same schema, with the same index and triggers,
by ``executemany`` in transactions of as many mails: what SQLite asks at least. Processor seconds.

    python -m benchmarks.filing --count 6000
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agent_console.clock import SystemClock
from agent_console.config import Config, parse_config
from agent_console.desk.mail import Mail
from agent_console.mail.fetch import FetchedHead, FolderCursor
from agent_console.mail.skim import skim_head
from agent_console.mail.structure import Structure
from agent_console.services.intake import Intake
from agent_console.store.engine import open_store
from benchmarks.mails import Kind, Made, mails

BLOCK = 500
Row = tuple[Any, ...]
SETTINGS = """
[agent]
name = "Anna"
[mailbox]
address = "support@company.example"
[mailbox.imap]
host = "imap.company.example"
port = 993
[mailbox.smtp]
host = "smtp.company.example"
port = 465
"""
_HEAD_TABLES = {
    "source": "id",
    "ticket": "(SELECT min(mail.id) FROM mail WHERE mail.ticket = ticket.ref)",
    "mail": "id",
    "message_id": "mail_id",
    "attachment": "mail_id",
    "duplicate": "source_id",
    "placement": "source_id",
    "customer": "id",
    "customer_address": "customer_id",
}
"""What heads fill, and the number of the mail with which a row comes; about, for customers."""
_TEXT = "UPDATE mail SET text = ?, ranges = ?, links = ?, notes = ?, language = ? WHERE id = ?"
_TEXTS = "SELECT text, ranges, links, notes, language, id FROM mail ORDER BY id"
_DEEPER = "UPDATE source SET depth = 1 WHERE id = ?"
_INDEX = """
INSERT INTO mail_fts (rowid, subject, text, people, files)
SELECT id, subject, text, people, files FROM mail WHERE id BETWEEN ? AND ? ORDER BY id
"""
_WITHOUT_TEXT: dict[str, object] = {"text": "", "language": "", "depth": 0}


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of both stages."""

    heads: float
    texts: float


def main() -> None:
    """Run it as often as asked and print the middle of all runs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--runs", type=int, default=3)
    told = parser.parse_args()
    made = list(mails(Kind.MIXED, told.count))
    heads = [head_of(mail, mail.number + 1) for mail in made]
    texts = {head.uid: text_of(head.mail, mail) for head, mail in zip(heads, made, strict=True)}
    del made
    ours, floor = [], []
    for _run in range(told.runs):
        with tempfile.TemporaryDirectory() as folder:
            ours.append(_ours(Path(folder), heads, texts))
            floor.append(_floor(Path(folder), told.count))
    _print("heads", told.count, [one.heads for one in ours], [one.heads for one in floor])
    _print("texts", told.count, [one.texts for one in ours], [one.texts for one in floor])


def _print(stage: str, count: int, ours: Sequence[float], floor: Sequence[float]) -> None:
    each, least = (statistics.median(values) / count * 1e6 for values in (ours, floor))
    sys.stdout.write(f"{stage}: {each:.0f} us a mail, SQLite {least:.0f}, {each / least:.2f} x\n")


def head_of(made: Made, uid: int) -> FetchedHead:
    """Return a mail as the first stage of a sync has it."""
    raw = made.raw.replace(b"\n", b"\r\n")
    header = raw[: raw.index(b"\r\n\r\n") + 4]
    mail = skim_head(header, Structure(None, (), odd=False), len(raw))
    received = datetime.fromtimestamp(made.when, UTC)
    flags = frozenset({"\\Seen"} if made.seen else ())
    return FetchedHead(uid, header, mail, received, flags, len(raw), None)


def text_of(mail: Mail, made: Made) -> Mail:
    """Return a mail as the second stage of a sync has it: with its text."""
    return replace(mail, text=made.text, language="de")


def _ours(folder: Path, heads: Sequence[FetchedHead], texts: Mapping[int, Mail]) -> Cost:
    config: Config = parse_config(SETTINGS, "benchmark")
    last = heads[-1].uid
    with open_store(folder / "ours.db") as store:
        intake = Intake(store, config, SystemClock())
        intake.use_folder("INBOX", outgoing=False)

        def store_heads() -> None:
            for end in range(len(heads), 0, -BLOCK):
                block = heads[max(0, end - BLOCK) : end]
                intake.store_heads("INBOX", 1, block, FolderCursor(1, last, None, block[0].uid))

        def store_texts() -> None:
            while uids := intake.shallow("INBOX", 0, BLOCK):
                intake.store_texts("INBOX", 1, {uid: texts[uid] for uid in uids})

        return Cost(_seconds(store_heads), _seconds(store_texts))


def _floor(folder: Path, count: int) -> Cost:
    with open_store(folder / "floor.db"):
        pass
    with (
        closing(sqlite3.connect(folder / "ours.db")) as ours,
        closing(sqlite3.connect(folder / "floor.db", isolation_level=None)) as floor,
    ):
        floor.execute("PRAGMA foreign_keys=ON")
        floor.execute("PRAGMA secure_delete=ON")
        floor.execute("PRAGMA synchronous=NORMAL")
        floor.execute("INSERT INTO folder VALUES (1, 'INBOX', '', 1, 0, 1, 0, 0, NULL)")
        blocks = list(_head_rows(ours, count))
        texts = ours.execute(_TEXTS).fetchall()

        def put_heads() -> None:
            for block in blocks:
                floor.execute("BEGIN IMMEDIATE")
                for statement, rows in block.items():
                    floor.executemany(statement, rows)
                floor.execute("COMMIT")

        def put_texts() -> None:
            for start in range(0, len(texts), BLOCK):
                some = texts[start : start + BLOCK]
                floor.execute("BEGIN IMMEDIATE")
                floor.executemany(_TEXT, some)
                floor.executemany(_DEEPER, [(row[-1],) for row in some])
                floor.execute(_INDEX, (some[0][-1], some[-1][-1]))
                floor.execute("COMMIT")

        return Cost(_seconds(put_heads), _seconds(put_texts))


def _head_rows(ours: sqlite3.Connection, count: int) -> Iterator[dict[str, list[Row]]]:
    """Yield what was written, cut into as many transactions as there were blocks."""
    for first in range(1, count + 1, BLOCK):
        yield dict(
            _rows(ours, table, f"{number} BETWEEN {first} AND {first + BLOCK - 1}")
            for table, number in _HEAD_TABLES.items()
        )


def _rows(ours: sqlite3.Connection, table: str, which: str) -> tuple[str, list[Row]]:
    cursor = ours.execute(f"SELECT * FROM {table} WHERE {which} ORDER BY 1")  # noqa: S608 - our tables
    names = [column[0] for column in cursor.description]
    rows = [
        tuple(_WITHOUT_TEXT.get(name, value) for name, value in zip(names, row, strict=True))
        for row in cursor
    ]
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows  # noqa: S608 - our tables


def _seconds(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main()
