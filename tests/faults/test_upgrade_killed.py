"""The program is killed at its writes while it upgrades the store: it is the old or the new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.locations import locations_below
from agent_console.store.migrations import load_steps, migrate
from tests.faults.homes import Homes, homes_with_server
from tests.faults.nursery import LAST, Job
from tests.faults.strace import Nursery, count_calls, killing, nursery, spread
from tests.faults.tally import EVERY_POINT, Points

pytestmark = [pytest.mark.server, pytest.mark.faults]

KILLED = -9
KILLS = ("pwrite64", "fdatasync")
POINTS_AT_LEAST = 15
WRITES_KILLED = LAST if EVERY_POINT else 20
STEP = """
CREATE TABLE extra (id INTEGER PRIMARY KEY, text VARCHAR);
INSERT INTO extra (text) SELECT subject FROM mail;
ALTER TABLE mail ADD COLUMN colour VARCHAR NOT NULL DEFAULT 'red';
UPDATE mail SET colour = 'blue';
"""
MAILS = 3


@pytest.fixture(scope="module")
def homes() -> Iterator[Homes]:
    with homes_with_server() as made:
        yield made


def killed(homes: Homes, running: Nursery, call: str, number: int) -> tuple[int, str]:
    """Kill a child that upgrades; say what is wrong with the store, and with going on."""
    with homes.fresh() as home:
        trial = running.trial(Job(str(home), call, number, upgrade=STEP))
        file = locations_below(home).store_file
        wrong = wrong_with(file)
        known = [*load_steps(), STEP]
        if migrate(file, known) != len(known):
            wrong += "; no way to the new one"
        wrong += wrong_with(file)
    return trial.code, f"{call} {number}: {wrong}" if wrong else ""


def wrong_with(file: Path) -> str:
    """Say what is wrong with a store that must be the old or the new one."""
    with closing(sqlite3.connect(file)) as plain:
        version = plain.execute("PRAGMA user_version").fetchone()[0]
        (damage,) = plain.execute("PRAGMA integrity_check").fetchone()
        names = {name for (name,) in plain.execute("SELECT name FROM pragma_table_info('mail')")}
        mails = plain.execute("SELECT count(*) FROM mail").fetchone()[0]
        tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master")}
        extra = (
            plain.execute("SELECT count(*) FROM extra").fetchone()[0] if "extra" in tables else 0
        )
    new = (len(load_steps()) + 1, True, True, MAILS)
    old = (len(load_steps()), False, False, 0)
    is_it = (version, "colour" in names, "extra" in tables, extra)
    return "" if (damage, mails) == ("ok", MAILS) and is_it in (old, new) else f"{is_it} {damage}"


@pytest.mark.promise("upgrade killed at a write", "P22")
def test_store_is_the_old_or_the_new_one_wherever_an_upgrade_is_killed(
    homes: Homes, points: Points
) -> None:
    log = homes.folder / "log"
    with nursery("-y", "-o", str(log), *killing(*KILLS)) as running:
        assert killed(homes, running, "", 0) == (0, "")
        counts = count_calls(log)
        assert all(0 < counts[call] < LAST for call in KILLS)
        for call in KILLS:
            for number in spread(counts[call], WRITES_KILLED):
                code, wrong = killed(homes, running, call, number)
                assert code == KILLED
                assert not points.take([wrong])
    assert points.tried > POINTS_AT_LEAST
