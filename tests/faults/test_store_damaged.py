"""Pages of the store are spoilt anywhere: it is said in words, and the mails are read anew.

What a disk changes inside a row so that SQLite, zlib, JSON and UTF-8 all take it cannot be seen.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.views import QueueView
from agent_console.errors import ConsoleError, ExitCode, StoreError
from agent_console.locations import locations_below
from agent_console.services.desk import Desk, open_desk
from agent_console.services.mailbox import Mailbox
from tests.e2e.program import Program
from tests.faults.outgoing import folder_in_memory
from tests.faults.tally import EVERY_POINT, Points
from tests.filled import NOW, customer_mail, settings
from tests.services.office import RIGHT, Office, office

pytestmark = [pytest.mark.server, pytest.mark.faults]

MAILS = 12
PAGE = 4096
EVERY_PAGE = 1 if EVERY_POINT else 6
SPOILT = {
    "zeros": bytes(PAGE),
    "ones": b"\xff" * PAGE,
    "noise": random.Random(PAGE).randbytes(PAGE),  # noqa: S311 - noise, no secret
}
CHANGED = {
    "no text": ("typeof({0}) = 'text' AND {0} <> ''", "CAST(x'c328' AS TEXT)"),
    "no list": ("{0} LIKE '[%'", "'[1,'"),
    "no object": ("{0} LIKE '{{%'", "'{'"),
    "no packed bytes": ("hex({0}) LIKE '78%' AND typeof({0}) = 'blob'", "x'78010101'"),
}
"""Which values are changed, and into what."""
LEFT_BEHIND = {
    "nothing": (),
    "log": ("store.db-wal",),
    "log and index": ("store.db-wal", "store.db-shm"),
    "locks": ("store.db.lock", "store.db.turn"),
}
Shown = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Before:
    """A home as a program leaves it that is killed, the same when it was closed, and what it shows.

    ``note`` and ``reply`` in it are nowhere else.
    """

    at_work: Office
    killed: Path
    closed: Path
    shown: Shown

    @property
    def store(self) -> bytes:
        """The whole store."""
        return (self.closed / "data" / "store.db").read_bytes()


@pytest.fixture(scope="module")
def before() -> Iterator[Before]:
    with folder_in_memory() as folder, office(folder / "home", tickets=0) as at_work:
        for number in range(MAILS):
            raw = customer_mail(number, f"Frage {number}", "Wo ist sie?\n" * (1 + number % 3 * 600))
            at_work.server.mailbox.deliver("INBOX", raw, NOW - timedelta(hours=number))
        at_work.read()
        seen = mails_shown(at_work.desk)
        at_work.desk.tickets.note(at_work.ref, "Lager fragen")
        at_work.reply()
        killed = Path(shutil.copytree(folder / "home", folder / "killed"))
        closed = Path(shutil.copytree(folder / "home", folder / "closed"))
        desk_at(closed).close()
        yield Before(at_work, killed, closed, seen)


@pytest.fixture
def home() -> Iterator[Path]:
    with folder_in_memory() as folder:
        yield folder / "home"


def desk_at(home: Path) -> Desk:
    locations = locations_below(home)
    return open_desk(settings(locations), locations, FixedClock(NOW))


def mails_shown(desk: Desk) -> Shown:
    """Return the subject and the mails of each ticket."""
    rows = desk.queue.page(QueueView.ALL, 0, MAILS).rows
    return {
        row.ref: (row.subject, *(entry.text for entry in desk.tickets.view(row.ref).entries))
        for row in rows
    }


def work(home: Path) -> None:
    """Do with the store what a console does."""
    with closing(desk_at(home)) as desk:
        mails_shown(desk)
        desk.search.find("Frage")
        desk.queue.counts()
        ref = desk.queue.page(QueueView.ALL, 0, 1).rows[0].ref
        desk.tickets.note(ref, "Noch einmal")
        desk.replies.queue(desk.replies.begin(ref, everyone=False), "Ja.\n")
        desk.outbox.items()


def outcome(home: Path, before: Before, content: bytes) -> tuple[bool, str]:
    """Work with a store of this content; return whether it was refused, and what is wrong."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(before.closed, home)
    (home / "data" / "store.db").write_bytes(content)
    try:
        work(home)
    except ConsoleError as error:
        says_what_to_do = error.hint or not isinstance(error, StoreError)
        return True, "" if error.message and says_what_to_do else f"no words: {error!r}"
    except Exception as error:
        return True, repr(error)
    return False, ""


@pytest.mark.promise("page of the store spoilt", "P10")
@pytest.mark.parametrize("kind", SPOILT)
def test_store_with_a_spoilt_page_works_or_says_what_to_do(
    before: Before, home: Path, points: Points, kind: str
) -> None:
    whole = before.store
    refused = []
    for at in range(0, len(whole), PAGE * EVERY_PAGE):
        content = whole[:at] + SPOILT[kind] + whole[at + PAGE :]
        failed, wrong = outcome(home, before, content)
        assert not points.take([f"page {at // PAGE}: {wrong}" if wrong else ""])
        refused.append(failed)
    assert len(refused) > 20
    assert 3 < sum(refused) < len(refused)


@pytest.mark.promise("store cut off", "P10")
def test_store_that_was_cut_off_says_what_to_do(before: Before, home: Path, points: Points) -> None:
    whole = before.store
    ends = range(PAGE // 2, len(whole) - PAGE, PAGE * EVERY_PAGE - 7)
    for end in ends:
        failed, wrong = outcome(home, before, whole[:end])
        assert not points.take([f"cut at {end}: {wrong}" if wrong or not failed else ""])
    assert len(ends) > 20


@pytest.mark.promise("rows that are not as they were written", "P10")
@pytest.mark.parametrize("kind", CHANGED)
def test_row_that_is_not_as_it_was_written_is_told_as_damage(
    before: Before, home: Path, points: Points, kind: str
) -> None:
    which, put = CHANGED[kind]
    shutil.copytree(before.closed, home)
    file = home / "data" / "store.db"
    told = []
    for table, column in columns(file, which):
        file.write_bytes(before.store)
        with closing(sqlite3.connect(file, isolation_level=None)) as plain:
            plain.execute(
                f"UPDATE OR IGNORE {table} SET {column} = {put} WHERE {which.format(column)}"  # noqa: S608 - names of our tables
            )
        failed, wrong = outcome(home, before, file.read_bytes())
        assert not points.take([f"{table}.{column}: {wrong}" if wrong else ""])
        told.append(failed)
    assert any(told)


def columns(file: Path, which: str) -> list[tuple[str, str]]:
    """Return the columns of all tables that hold such values, as (table, column)."""
    with closing(sqlite3.connect(file)) as plain:
        names = plain.execute(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND m.name NOT LIKE '%fts%' AND m.name NOT LIKE 'sqlite%'"
        ).fetchall()
        return [
            (table, column)
            for table, column in names
            if plain.execute(
                f"SELECT 1 FROM {table} WHERE {which.format(column)} LIMIT 1"  # noqa: S608 - names of our tables
            ).fetchone()
        ]


@pytest.mark.promise("store moved away, mails read anew", "P11", "P4", "P5")
@pytest.mark.parametrize("left", LEFT_BEHIND)
def test_store_that_was_moved_away_is_made_anew_from_the_mailbox(
    before: Before, home: Path, left: str
) -> None:
    shutil.copytree(before.killed, home)
    data = home / "data"
    away = home / "away"
    away.mkdir()
    for file in sorted(data.iterdir()):
        if file.name not in LEFT_BEHIND[left]:
            file.rename(away / file.name)
    assert all((data / name).exists() for name in LEFT_BEHIND[left])
    kept = {file.name: file.read_bytes() for file in away.iterdir()}
    with closing(desk_at(home)) as desk:
        reading = Mailbox(desk.store, desk.intake, desk.config, FixedClock(NOW))
        reading.use_secret(RIGHT)
        with reading.open() as connection:
            reading.read_all(connection, lambda _stage, _done, _total: None)
        assert mails_shown(desk) == before.shown
        assert desk.store.quick_check() == ""
        assert desk.outbox.items() == (), "what nobody knows any more does not leave"
    assert {file.name: file.read_bytes() for file in away.iterdir()} == kept
    assert not before.at_work.server.mails


@pytest.mark.promise("store put back whole", "P11", "P1")
def test_store_that_was_put_back_has_notes_and_replies(before: Before, home: Path) -> None:
    shutil.copytree(before.killed, home)
    data = home / "data"
    away = Path(shutil.copytree(data, home / "away"))
    shutil.rmtree(data)
    desk_at(home).close()
    shutil.rmtree(data)
    away.rename(data)
    with closing(desk_at(home)) as desk:
        assert len(desk.outbox.items()) == 1
        ref = before.at_work.ref
        assert "Lager fragen" in [entry.text for entry in desk.tickets.view(ref).entries]


@pytest.mark.promise("store moved away, mails read anew", "P11", "P10")
def test_program_with_a_damaged_store_says_what_to_do_and_doing_that_helps(
    before: Before, home: Path
) -> None:
    shutil.copytree(before.closed, home)
    program, file = Program(home), home / "data" / "store.db"
    whole = program.run("list", "--json").json
    file.write_bytes(before.store[: PAGE * 20])
    refused = program.run("list")
    assert refused.code == ExitCode.STORE
    assert "is damaged" in refused.err
    assert "move the file away" in refused.err
    assert "Traceback" not in refused.err
    file.rename(home / "away.db")
    assert program.run("sync").code == ExitCode.OK
    again = program.run("list", "--json").json
    assert {row["ref"] for row in again} == {row["ref"] for row in whole}
    assert len(again) == MAILS
