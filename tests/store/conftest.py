"""A fresh store for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.store.engine import Store, open_store
from tests.empty_store import put_empty_store
from tests.store.kit import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    put_empty_store(path)
    with open_store(path, clock=FixedClock(NOW), limit=5.0) as opened:
        yield opened
