"""How many mails lie in a folder: kept beside the places themselves, whoever changes them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.store import folders
from agent_console.store.folders import Folder
from agent_console.store.migrations import migrate
from agent_console.store.rows import _PLACE

FOLDER = Folder(1, "INBOX", "", 7, 9, None)

KEYS = st.tuples(st.integers(1, 2), st.integers(7, 8), st.integers(1, 4))
CHANGES = st.lists(
    st.tuples(st.sampled_from(("place", "place-gone", "gone", "back", "delete", "renumber")), KEYS),
    max_size=30,
)
DELETE = "DELETE FROM placement WHERE folder_id = ? AND uidvalidity = ? AND uid = ?"
MARK = "UPDATE placement SET gone = ? WHERE folder_id = ? AND uidvalidity = ? AND uid = ?"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = tmp_path_factory.mktemp("placed") / "store.db"
    migrate(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        yield connection


def change(connection: sqlite3.Connection, what: str, key: tuple[int, int, int]) -> None:
    if what == "place":
        connection.execute(_PLACE, (*key, 1, ""))
    elif what == "place-gone":
        connection.execute("INSERT OR IGNORE INTO placement VALUES (?, ?, ?, 1, '', 1)", key)
    elif what == "delete":
        connection.execute(DELETE, key)
    elif what == "renumber":
        connection.execute(
            "UPDATE placement SET gone = 1 WHERE folder_id = ? AND uidvalidity <> ?", key[:2]
        )
    else:
        connection.execute(MARK, (what == "gone", *key))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CHANGES)
def test_count_is_that_of_the_places_after_any_changes(
    connection: sqlite3.Connection, changes: list[tuple[str, tuple[int, int, int]]]
) -> None:
    connection.execute("BEGIN")
    for what, key in changes:
        change(connection, what, key)
    places = connection.execute("SELECT folder_id, uidvalidity FROM placement WHERE NOT gone")
    counted = Counter(places.fetchall())
    kept = connection.execute("SELECT folder_id, uidvalidity, mails FROM placed").fetchall()
    connection.execute("ROLLBACK")
    assert {(folder, validity): n for folder, validity, n in kept if n} == dict(counted)


def place_some(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "INSERT INTO placement VALUES (1, ?, ?, 1, '', ?)",
        [(7, 1, 0), (7, 2, 1), (7, 3, 0), (7, 5, 0), (7, 9, 0), (8, 4, 0)],
    )


@pytest.mark.parametrize(
    ("ranges", "uids"),
    [
        (((1, 5),), [1, 3, 5]),
        (((3, 3), (9, 4_000_000_000)), [3, 9]),
        (((4, 9), (1, 5)), [1, 3, 5, 9]),
        ((), []),
        (((10, 20),), []),
    ],
)
def test_places_in_ranges_are_those_that_have_not_vanished(
    connection: sqlite3.Connection, ranges: tuple[tuple[int, int], ...], uids: list[int]
) -> None:
    connection.execute("BEGIN")
    place_some(connection)
    assert folders.present_within(connection, FOLDER, ranges) == uids
    connection.execute("ROLLBACK")


@pytest.mark.parametrize(("limit", "uids"), [(2, [5, 9]), (9, [1, 3, 5, 9]), (0, [])])
def test_newest_places_are_those_with_the_highest_numbers(
    connection: sqlite3.Connection, limit: int, uids: list[int]
) -> None:
    connection.execute("BEGIN")
    place_some(connection)
    assert folders.newest_present(connection, FOLDER, limit) == uids
    connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("question", "step"),
    [
        (folders._WITHIN, "(folder_id=? AND uidvalidity=? AND uid>? AND uid<?)"),
        (folders._NEWEST, "(folder_id=? AND uidvalidity=?)"),
    ],
)
def test_few_places_are_found_by_the_key_and_need_no_sorting(
    connection: sqlite3.Connection, question: str, step: str
) -> None:
    values = [1] * question.count("?")
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}", values)]
    assert plan == [f"SEARCH placement USING PRIMARY KEY {step}"]
