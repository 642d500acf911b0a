"""The questions behind a customer's card and the search read by index, whatever their number."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from agent_console.services import customer_records
from agent_console.store import (
    customer_entries,
    customer_heard,
    customer_imports,
    customer_joins,
    customer_story,
)
from agent_console.store.schema import step_files

QUESTIONS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": text
    for module in (
        customer_entries,
        customer_heard,
        customer_imports,
        customer_joins,
        customer_story,
        customer_records,
    )
    for name, text in vars(module).items()
    if isinstance(text, str) and name.isupper() and text.lstrip().startswith("SELECT")
}
WHOLE = {"customer_entries._PAGE", "customer_entries._COUNT", "customer_entries._NEWEST"}


@pytest.fixture(scope="module")
def store() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(step_files()[0].read_text(encoding="utf-8"))
        yield connection


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_question_reads_no_table_from_end_to_end(store: sqlite3.Connection, name: str) -> None:
    text = QUESTIONS[name]
    numbered = [int(found) for found in re.findall(r"\?(\d)", text)]
    holes = max(numbered, default=text.count("?"))
    plan = [row[3] for row in store.execute(f"EXPLAIN QUERY PLAN {text}", ["[]"] * holes)]
    scans = [step for step in plan if step.startswith("SCAN") and not _is_small(step)]
    if name not in WHOLE:
        assert scans == []


def _is_small(step: str) -> bool:
    return any(part in step for part in ("json_each", "VIRTUAL TABLE", "CONSTANT ROW", "SCAN (sub"))
