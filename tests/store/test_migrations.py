"""The schema's steps: old or new whatever happens, one at a time, backed up, never backwards."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from agent_console.errors import StoreError
from agent_console.store import migrations
from agent_console.store.migrations import (
    KEEP_BACKUPS,
    backups,
    load_steps,
    migrate,
    split,
)
from agent_console.store.queue_views import NEEDS_ANSWER
from agent_console.store.schema import known_version
from agent_console.store.tables import MailRow
from tests.store.kit import SCHEMA_TABLES, mode, program

SECOND = """
ALTER TABLE draft ADD COLUMN colour VARCHAR NOT NULL DEFAULT 'a;b';
CREATE TABLE extra (id INTEGER PRIMARY KEY, text VARCHAR);
INSERT INTO extra (text) SELECT text FROM draft;
CREATE TRIGGER watch AFTER INSERT ON extra BEGIN UPDATE draft SET colour = 'x'; SELECT 1; END;
DROP TABLE customer_address;
"""
_KILLED = """
import os, signal, sys
from pathlib import Path
from agent_console.store.migrations import load_steps, migrate
path, place, second = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
seen = 0
def on_statement(_statement):
    global seen
    seen += 1
    if seen == place:
        os.kill(os.getpid(), signal.SIGKILL)
steps = [*load_steps(), second] if second else None
migrate(path, steps, on_statement=on_statement)
"""
_SMALL = """
import resource, sys
from pathlib import Path
from agent_console.errors import StoreError
from agent_console.store.migrations import load_steps, migrate
path, second = Path(sys.argv[1]), sys.argv[2]
limit = path.stat().st_size // 2
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    migrate(path, [*load_steps(), second])
except StoreError as error:
    print(error.hint)
"""
_OPENED = """
import sys
from pathlib import Path
from agent_console.store.engine import open_store
sys.stdin.readline()
with open_store(Path(sys.argv[1])) as store:
    print(store.quick_check() or "ok")
"""


@contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def version(path: Path) -> int:
    with plain(path) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def schema(path: Path) -> list[Any]:
    with plain(path) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        return [*found, *connection.execute("SELECT * FROM draft").fetchall()]


@pytest.fixture
def old(path: Path) -> Path:
    """A store of the present schema with a draft in it."""
    path.parent.mkdir()
    migrate(path)
    with plain(path) as connection:
        connection.execute("INSERT INTO draft VALUES (1, 'A', 'reply', 'words', '', '')")
    return path


def steps() -> list[str]:
    return [*load_steps(), SECOND]


def statements() -> int:
    return len(list(split(SECOND))) + 2  # the version and the commit


def test_new_store_gets_the_newest_schema(path: Path) -> None:
    path.parent.mkdir()
    assert migrate(path) == known_version() == version(path) >= 1
    assert migrate(path) == known_version()


def test_steps_make_what_the_classes_say(path: Path) -> None:
    path.parent.mkdir()
    migrate(path)
    engine = create_engine(f"sqlite:///{path}", poolclass=StaticPool)

    def of_classes(name: str | None, kind: str, _parent: object) -> bool:
        return not (kind == "table" and "_fts" in (name or ""))

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": of_classes}
        )
        differences = compare_metadata(context, MailRow.metadata)
    engine.dispose()
    assert differences == []
    assert set(SCHEMA_TABLES) == set(MailRow.metadata.tables)
    assert NEEDS_ANSWER in load_steps()[0]


@pytest.mark.promise("upgrade stopped or raced", "P22")
def test_store_when_a_step_fails_anywhere_is_as_before(old: Path) -> None:
    before = schema(old)
    for place in range(1, statements() + 1):
        seen = 0

        def fail_at(_statement: str, place: int = place) -> None:
            nonlocal seen
            seen += 1
            if seen == place:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            migrate(old, steps(), on_statement=fail_at)
        assert (version(old), schema(old)) == (1, before)
    assert migrate(old, steps()) == 2
    assert schema(old) != before


@pytest.mark.promise("upgrade stopped or raced", "P22")
def test_store_when_killed_at_any_statement_is_old_or_new(old: Path) -> None:
    before = schema(old)
    killed = 0
    for place in range(1, statements() + 1):
        other = program(_KILLED, old, place, SECOND)
        other.communicate()
        killed += other.returncode == -signal.SIGKILL
        assert (version(old), schema(old)) == (1, before)
    assert killed == statements() > 5
    assert migrate(old, steps()) == 2


@pytest.mark.promise("upgrade stopped or raced", "P22")
def test_store_when_the_disk_has_no_room_for_the_backup_is_as_before(old: Path) -> None:
    before = schema(old)
    said, _errors = program(_SMALL, old, SECOND).communicate()
    assert "Nothing was changed" in said
    assert (version(old), schema(old)) == (1, before)
    assert [file.name for file in old.parent.glob("*.bak*")] == []
    assert [file.name for file in old.parent.glob("*.tmp*")] == []
    assert migrate(old, steps()) == 2


@pytest.mark.parametrize("place", [1, 15, 30])
def test_new_store_when_killed_while_being_made_is_made_at_the_next_start(
    path: Path, place: int
) -> None:
    path.parent.mkdir()
    other = program(_KILLED, path, place, "")
    other.communicate()
    assert other.returncode == -signal.SIGKILL
    assert version(path) == 0
    assert migrate(path) == known_version()


@pytest.mark.promise("upgrade stopped or raced", "P22")
def test_four_programs_starting_at_once_all_find_the_store(path: Path) -> None:
    path.parent.mkdir()
    others = [program(_OPENED, path) for _ in range(4)]
    for other in others:
        assert other.stdin is not None
        other.stdin.write("\n")
        other.stdin.flush()
    assert [other.communicate()[0] for other in others] == ["ok\n"] * 4
    assert version(path) == known_version()


@pytest.mark.promise("upgrade stopped or raced", "P22")
def test_four_programs_upgrading_at_once_all_end_at_the_new_schema(old: Path) -> None:
    others = [program(_KILLED, old, 0, SECOND) for _ in range(4)]
    for other in others:
        other.communicate(timeout=60)
    assert [other.returncode for other in others] == [0] * 4
    assert version(old) == 2
    with plain(old) as connection:
        assert connection.execute("SELECT count(*) FROM extra").fetchone() == (1,)


@pytest.mark.promise("upgrade stopped or raced", "P22")
def test_store_upgraded_by_another_while_it_is_looked_at_is_not_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, before = migrations.version_of, []

    def slow_look(connection: sqlite3.Connection) -> int:
        found = read(connection)
        before.append(found)
        if len(before) == 1:
            other = program(_KILLED, old, 0, SECOND)
            other.communicate(timeout=60)
            assert other.returncode == 0
        return found

    monkeypatch.setattr(migrations, "version_of", slow_look)
    assert migrate(old, steps()) == 2
    assert before[:2] == [1, 2]


@pytest.mark.promise("upgrade stopped or raced", "P22")
def test_newer_schema_is_refused_and_left_alone(old: Path) -> None:
    migrate(old, steps())
    before = schema(old)
    with pytest.raises(StoreError, match="schema 2, this program knows 1") as caught:
        migrate(old)
    assert "Update" in caught.value.hint
    assert schema(old) == before


@pytest.mark.promise("files under an umask", "P19")
def test_upgrade_keeps_the_last_backups_private_and_whole(old: Path) -> None:
    known = list(load_steps())
    before = schema(old)
    for number in range(KEEP_BACKUPS + 2):
        known.append(f"CREATE TABLE extra{number} (id INTEGER);")
        migrate(old, known)
    kept = backups(old)
    assert [file.name for file in kept] == [
        *("store.db.v5.bak", "store.db.v4.bak", "store.db.v3.bak")
    ]
    assert {mode(file) for file in kept} == {0o600}
    assert len(schema(kept[0])) == len(before) + 4
    assert not list(old.parent.glob("*.tmp*"))


@pytest.mark.promise("upgrade stopped or raced", "P22")
def test_step_that_breaks_a_reference_is_taken_back(old: Path) -> None:
    wrong = "INSERT INTO placement VALUES (1, 1, 1, 99, '', 0);"
    with pytest.raises(StoreError, match="foreign keys broken"):
        migrate(old, [*load_steps(), wrong])
    assert version(old) == 1


def test_split_ends_statements_only_where_sql_does() -> None:
    script = "-- a; b\nCREATE TABLE t (x DEFAULT ';');\nSELECT 1;\n" + SECOND
    found = list(split(script))
    assert found[0].startswith("-- a; b")
    assert found[0].endswith("(x DEFAULT ';');")
    assert sum("TRIGGER" in statement and "END;" in statement for statement in found) == 1
    assert len(found) == 7
