"""A home with settings, and a store with three tickets, for the command line in this process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring

from agent_console import cli_context
from agent_console.clock import FixedClock
from agent_console.desk.views import QueueView
from agent_console.locations import Locations
from tests.empty_store import put_store
from tests.filled import NOW, opened, put_three, write_settings


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def locations(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Locations]:
    """Settings, no store yet, no keyring, English, 80 columns, and a clock that stands still."""
    for name in (
        "CREDENTIALS_DIRECTORY",
        "PYTHONUNBUFFERED",
        "COLUMNS",
        "LC_ALL",
        "LC_MESSAGES",
        "LANGUAGE",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    monkeypatch.setattr(cli_context, "clock_of_environment", lambda: clock)
    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    yield write_settings(tmp_path)
    keyring.set_keyring(before)


@dataclass(frozen=True, slots=True)
class Filled:
    """The file of a store, and the tickets in it: about a lamp, screws, a refund."""

    store: bytes
    refs: tuple[str, str, str]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A store with three tickets, made once."""
    locations = write_settings(tmp_path_factory.mktemp("filled"))
    desk = opened(locations, FixedClock(NOW))
    put_three(desk)
    rows = {row.customer_email: row.ref for row in desk.queue.page(QueueView.ALL, 0, 9).rows}
    desk.close()
    lamp, screws = rows["kaethe@kunde.example"], rows["bart@customer.example"]
    return Filled(locations.store_file.read_bytes(), (lamp, screws, rows["c@kunde.example"]))


@pytest.fixture
def refs(locations: Locations, filled: Filled) -> tuple[str, str, str]:
    """The store with three tickets, put where the program looks for it."""
    put_store(locations.store_file, filled.store)
    return filled.refs
