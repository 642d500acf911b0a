"""A store with a history and another version of the program: upgraded, refused, and gone back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.desk.events import Closed, Noted
from agent_console.errors import StoreError
from agent_console.store import drafts, schema
from agent_console.store.engine import open_store
from agent_console.store.migrations import backups
from tests.services.intake_kit import NOW, Bench, answer_to, bench, raw_mail

NEXT = """
ALTER TABLE draft ADD COLUMN colour VARCHAR NOT NULL DEFAULT 'blue';
CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY, text VARCHAR NOT NULL);
INSERT INTO later (text) SELECT text FROM draft;
"""
BROKEN = f"{NEXT}DROP TABLE nowhere;\n"
MAILS = (
    raw_mail("a@example.org", subject="Where is my lamp?"),
    raw_mail("b@example.org", subject="It is here", headers=answer_to("a@example.org")),
    raw_mail("c@example.net", subject="Refund", sender="Lou <lou@example.net>"),
)
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store in which two customers wrote and an agent worked, closed as a console leaves it."""
    with bench(tmp_path) as desk:
        desk.deliver(*MAILS)
        first, second = refs(desk)
        desk.act(first, Noted("called, nobody there"), minutes=10)
        desk.act(second, Closed("refunded"), minutes=11)
        with desk.store.write(durable=True) as session:
            drafts.save(session, first, "reply", "Dear Kim,\n", NOW)
    return tmp_path / "data"


def refs(desk: Bench) -> list[str]:
    with desk.store.look() as connection:
        return [row[0] for row in connection.execute("SELECT ref FROM ticket ORDER BY opened_at")]


def rows(store: Path) -> Rows:
    """Return all rows but those of the search index, and but the stamp of the schema."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%~_fts%'"
            " ESCAPE '~' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()
        found = {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608  # our own
            for (name,) in tables
        }
    found["meta"] = [row for row in found["meta"] if row[0] != "schema"]
    return found


def content(folder: Path) -> dict[str, bytes]:
    """Return the store and what belongs to it, byte by byte; the index of the log is none of it."""
    files = (folder / name for name in ("store.db", "store.db-wal", "store.db.v1.bak"))
    return {file.name: file.read_bytes() for file in files if file.exists() and file.stat().st_size}


@pytest.fixture
def newer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pytest.MonkeyPatch]:
    """The next version of the program, until it is undone: it has one step more."""
    with pytest.MonkeyPatch.context() as patch:
        add_step(patch, tmp_path_factory.mktemp("steps"), NEXT)
        yield patch


def add_step(patch: pytest.MonkeyPatch, steps: Path, text: str) -> None:
    for file in schema.step_files():
        shutil.copy(file, steps)
    (steps / f"{schema.known_version() + 1:04}.sql").write_text(text, encoding="utf-8")
    patch.setattr(schema, "_FOLDER", steps)


@pytest.fixture
def upgraded(folder: Path, newer: pytest.MonkeyPatch) -> Path:
    """That store once the next version used it; the version that runs is the older one again."""
    with bench(folder.parent) as desk:
        desk.act(refs(desk)[0], Noted("written with the newer version"), minutes=20)
    newer.undo()
    return folder


def test_store_with_a_history_when_upgraded_keeps_every_row_and_works_on(
    folder: Path, newer: pytest.MonkeyPatch
) -> None:
    before = rows(folder / "store.db")
    with bench(folder.parent) as desk:
        after = rows(folder / "store.db")
        known = refs(desk)
        desk.uids["INBOX"] = len(MAILS)
        desk.deliver(raw_mail("d@example.org", subject="Another lamp"), minutes=30)
        assert len(refs(desk)) == len(known) + 1
        with desk.store.look() as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert after.pop("later") == [(1, "Dear Kim,\n")]
    assert [row[-1] for row in after["draft"]] == ["blue"]
    after["draft"] = [row[:-1] for row in after["draft"]]
    assert after == before
    assert all(before[name] for name in ("source", "event", "ticket", "mail", "note", "draft"))
    (backup,) = backups(folder / "store.db")
    assert rows(backup) == before


def test_upgrade_that_fails_leaves_the_store_to_the_older_version(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = rows(folder / "store.db")
    with pytest.MonkeyPatch.context() as patch:
        add_step(patch, tmp_path_factory.mktemp("steps"), BROKEN)
        with pytest.raises(StoreError, match="nowhere"):
            open_store(folder / "store.db")
    assert rows(folder / "store.db") == before
    with bench(folder.parent) as desk:
        assert len(refs(desk)) == 2


def test_upgrade_whose_backup_cannot_be_written_says_so_and_leaves_all_as_it_was(
    folder: Path, newer: pytest.MonkeyPatch
) -> None:
    before = rows(folder / "store.db")
    (folder / "store.db.backup.tmp").mkdir()
    with pytest.raises(StoreError, match="cannot be used") as caught:
        open_store(folder / "store.db")
    assert "Nothing was changed" in caught.value.hint
    assert rows(folder / "store.db") == before


def test_store_of_a_newer_version_is_refused_with_a_way_back_and_not_touched(
    upgraded: Path,
) -> None:
    before = content(upgraded)
    with pytest.raises(StoreError, match="schema 2, this program knows 1") as caught:
        open_store(upgraded / "store.db")
    assert caught.value.hint.startswith("Update this program")
    assert "copy store.db.v1.bak to its name" in caught.value.hint
    assert content(upgraded) == before


def test_console_that_was_open_during_the_upgrade_writes_no_more(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with bench(folder.parent) as older:
        (first, _second) = refs(older)
        with pytest.MonkeyPatch.context() as patch:
            add_step(patch, tmp_path_factory.mktemp("steps"), NEXT)
            open_store(folder / "store.db").close()
        before = rows(folder / "store.db")
        with pytest.raises(StoreError, match="schema 2, this program knows 1"):
            older.act(first, Noted("too late"), minutes=30)
        assert len(refs(older)) == 2
    assert rows(folder / "store.db") == before


def test_store_that_a_newer_version_left_in_a_crash_is_not_touched_either(
    upgraded: Path, tmp_path: Path
) -> None:
    place = tmp_path / "crashed"
    place.mkdir()
    with closing(sqlite3.connect(upgraded / "store.db", isolation_level=None)) as connection:
        connection.execute("UPDATE draft SET colour = 'red'")
        for name in ("store.db", "store.db-wal"):
            shutil.copy(upgraded / name, place)
    before = content(place)
    with pytest.raises(StoreError, match="schema 2") as caught:
        open_store(place / "store.db")
    assert "run `agent-console sync`" in caught.value.hint
    assert set(before) == {"store.db", "store.db-wal"}
    assert content(place) == before


def test_going_back_by_the_backup_gives_what_was_there_before_the_upgrade(
    folder: Path, newer: pytest.MonkeyPatch
) -> None:
    before = rows(folder / "store.db")
    with bench(folder.parent):
        newer.undo()
    (folder / "store.db").rename(folder / "newer.db")
    shutil.copy(folder / "store.db.v1.bak", folder / "store.db")
    assert rows(folder / "store.db") == before
    with bench(folder.parent) as desk, desk.store.look() as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone()[0] >= 2
        assert connection.execute("SELECT text FROM draft").fetchall() == [("Dear Kim,\n",)]


def test_going_back_without_a_backup_brings_the_same_tickets_from_the_mailbox(
    upgraded: Path,
) -> None:
    with closing(sqlite3.connect(upgraded / "store.db")) as connection:
        before = [row[0] for row in connection.execute("SELECT ref FROM ticket ORDER BY opened_at")]
    (upgraded / "store.db").rename(upgraded / "newer.db")
    with bench(upgraded.parent) as desk:
        assert refs(desk) == []
        desk.deliver(*MAILS)
        assert refs(desk) == before


@pytest.mark.parametrize(
    "change", ["DELETE FROM meta WHERE key = 'schema'", "UPDATE meta SET value = 'x'"]
)
def test_store_made_before_the_first_release_is_named_and_not_touched(
    folder: Path, change: str
) -> None:
    with closing(sqlite3.connect(folder / "store.db", isolation_level=None)) as connection:
        connection.execute(change)
    before = content(folder)
    with pytest.raises(StoreError, match="before the first release") as caught:
        open_store(folder / "store.db")
    assert "run `agent-console sync`" in caught.value.hint
    assert content(folder) == before


def test_store_of_this_version_opens_again_and_again(folder: Path) -> None:
    before = rows(folder / "store.db")
    for _time in range(2):
        with bench(folder.parent) as desk:
            assert len(refs(desk)) == 2
    assert rows(folder / "store.db") == before
