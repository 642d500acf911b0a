"""Plain connections for what is asked at every key."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from agent_console.desk.listing import Viewer
from agent_console.desk.views import QueueView
from agent_console.errors import StoreError
from agent_console.store import queue
from agent_console.store.engine import Store, open_store
from tests.store.kit import NOW, put, ticket


def test_look_sees_one_moment_and_the_next_one_what_came_since(store: Store) -> None:
    with store.look() as early:
        assert queue.row(early, "A0") is None
        with store.write(durable=False) as session:
            put(session, ticket("A0"))
        assert queue.row(early, "A0") is None
        with store.look() as beside:
            assert queue.row(beside, "A0") is not None
    with store.look() as later:
        assert queue.row(later, "A0") is not None


def test_look_while_another_writes_does_not_wait(store: Store) -> None:
    with store.write(durable=True) as session:
        put(session, ticket("A0"))
        with store.look() as seen:
            assert queue.page(seen, QueueView.OPEN, Viewer("anna"), NOW, 0, 5).total == 0


def test_look_that_would_write_is_refused(store: Store) -> None:
    with pytest.raises(StoreError), store.look() as seen:
        seen.execute("DELETE FROM ticket")


def test_look_after_the_store_was_closed_leaves_nothing_open(path: Path) -> None:
    with open_store(path) as store, store.look() as seen:
        store.close()
        assert queue.row(seen, "A0") is None
    with pytest.raises(sqlite3.ProgrammingError):
        seen.execute("SELECT 1")


def test_page_read_again_gives_the_changed_line_anew(store: Store) -> None:
    for subject in ("first", "second"):
        with store.write(durable=False) as session:
            put(session, ticket("A0", subject=subject))
        with store.look() as seen:
            page = queue.page(seen, QueueView.OPEN, Viewer("anna"), NOW, 0, 5)
        assert [row.subject for row in page.rows] == [subject]
