"""docs/reliability.md names every promise, and what it names exists and proves it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.architecture.source import PACKAGE, ROOT
from tests.faults.page import rows
from tests.faults.tally import PROMISES

_MARK = re.compile(r"mark\.promise\(([^)]*)\)")
_NAME = re.compile(r'"(P\d+)"')
COUNTED = "faults/conftest.py"
"""Counts the commands of all tests beside it (P6)."""


@cache
def proving() -> dict[str, set[str]]:
    """Return the files of tests in which each promise is proved, below ``tests``."""
    found: dict[str, set[str]] = {name: set() for name in PROMISES}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for mark in _MARK.findall(path.read_text(encoding="utf-8")):
            for name in _NAME.findall(mark):
                found[name].add(path.relative_to(ROOT / "tests").as_posix())
    return found


def test_page_names_every_promise_in_the_words_of_the_command() -> None:
    assert list(rows()) == list(PROMISES)
    for name, row in rows().items():
        assert row.words.startswith(f"**{PROMISES[name]}.**"), name


@pytest.mark.parametrize("name", PROMISES)
def test_promise_is_kept_and_proved_by_files_that_there_are(name: str) -> None:
    row = rows()[name]
    assert row.kept_by
    assert row.proved_by
    assert not [file for file in row.kept_by if not (PACKAGE / file).is_file()]
    assert not set(row.proved_by) - proving()[name] - {COUNTED}
    assert row.points > 0, "run: python -m tests.faults --full --record"
