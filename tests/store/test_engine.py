"""The store as a file: private, whole, one writer at a time, errors in words."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from agent_console.errors import StoreBusyError, StoreError
from agent_console.store import meta
from agent_console.store.driver import driver
from agent_console.store.engine import Store, engine_holder, engine_lock, open_store
from agent_console.store.locks import WriteLock
from agent_console.store.place import file_system, refuse_network
from tests.store.kit import NOW, mode, program

_COUNT = """
import sys
from pathlib import Path
from agent_console.store import meta
from agent_console.store.engine import open_store
with open_store(Path(sys.argv[1])) as store:
    for _ in range(int(sys.argv[2])):
        with store.write(durable=False) as session:
            meta.next_event_number(session)
"""
_HOLD = """
import sys
from pathlib import Path
from agent_console.store.locks import WriteLock
with WriteLock(Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.readline()
"""
_ENGINE = """
import sys
from pathlib import Path
from agent_console.store.engine import engine_lock
lock = engine_lock(Path(sys.argv[1]))
print("taken" if lock else "refused", flush=True)
sys.stdin.readline()
"""


_DRAFTS = """
import sqlite3
import sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM draft").fetchone()[0])
"""


def number(session: Session) -> int:
    return int(session.connection().execute(text("SELECT count(*) FROM draft")).scalar_one())


def add_draft(session: Session, ticket: str, words: str = "x") -> None:
    session.connection().execute(
        text("INSERT INTO draft VALUES (NULL, :ticket, 'reply', :words, '', '')"),
        {"ticket": ticket, "words": words},
    )


@pytest.mark.promise("files under an umask", "P19")
def test_store_when_made_under_any_umask_is_private(path: Path) -> None:
    for umask in (0, 0o022, 0o077):
        before = os.umask(umask)
        try:
            with open_store(path.parent / f"u{umask}" / path.name) as store:
                with store.write(durable=True) as session:
                    add_draft(session, "A")
                modes = {file.name: mode(file) for file in store.path.parent.iterdir()}
        finally:
            os.umask(before)
        names = ("store.db", *(f"store.db{end}" for end in ("-shm", "-wal", ".lock", ".turn")))
        assert modes == dict.fromkeys(names, 0o600)
        assert mode(store.path.parent) == 0o700


@pytest.mark.promise("files under an umask", "P19")
def test_store_that_others_could_read_is_made_private_again(path: Path) -> None:
    open_store(path).close()
    path.chmod(0o644)
    path.parent.chmod(0o755)
    open_store(path).close()
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)


@pytest.mark.promise("files under an umask", "P19")
def test_store_of_another_user_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(path).close()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(StoreError, match="belongs to another user"):
        open_store(path)


@pytest.mark.promise("files under an umask", "P19")
def test_store_that_is_a_symbolic_link_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to("/dev/null")
    with pytest.raises(StoreError, match="cannot be used"):
        open_store(path)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "fuse", "9p"])
def test_network_drive_is_refused_in_words(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path}/my\\040share {kind} rw 0 0\n")
    share = tmp_path / "my share"
    share.mkdir()
    with pytest.raises(StoreError, match="network drive") as caught:
        refuse_network(share, mounts)
    assert "disk of this machine" in caught.value.hint
    refuse_network(tmp_path, mounts)


def test_file_system_of_the_innermost_mount_counts(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"a / nfs rw 0 0\nb {tmp_path} nfs rw 0 0\nc {tmp_path} tmpfs rw 0 0\n")
    assert file_system(tmp_path, mounts) == "tmpfs"
    assert file_system(tmp_path, tmp_path / "absent") == ""


@pytest.mark.promise("file that is no store, or a damaged one", "P10")
@pytest.mark.parametrize("content", [b"hello, I am no database" * 60, os.urandom(9000)])
def test_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a store of this program"):
        open_store(path)
    assert path.read_bytes() == content


@pytest.mark.promise("file that is no store, or a damaged one", "P10")
def test_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE customer (id INTEGER)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a store of this program"):
        open_store(path)
    assert path.read_bytes() == before


@pytest.mark.promise("file that is no store, or a damaged one", "P10")
def test_store_that_was_cut_off_is_reported_as_damaged(path: Path) -> None:
    open_store(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(StoreError, match="is damaged"):
        open_store(path)


@pytest.mark.promise("file that is no store, or a damaged one", "P10")
def test_quick_check_tells_of_damage(path: Path) -> None:
    with open_store(path) as store:
        assert store.quick_check() == ""
        with store.write(durable=True) as session:
            for index in range(300):
                add_draft(session, f"T{index}", "words " * 100)
    raw = bytearray(path.read_bytes())
    raw[-3 * 4096 : -4096] = b"\xff" * (2 * 4096)
    path.write_bytes(raw)
    with open_store(path) as store:
        assert store.quick_check() != ""


def test_new_store_has_a_name_a_secret_and_an_age_that_stay(path: Path, store: Store) -> None:
    with store.read() as session:
        first = (meta.console_id(session), meta.token_secret(session), meta.setup_time(session))
    with open_store(path) as again, again.read() as session:
        assert first == (
            meta.console_id(session),
            meta.token_secret(session),
            meta.setup_time(session),
        )
    assert (len(first[0]), len(first[1]), first[2]) == (8, 32, NOW)


@pytest.mark.promise("file that is no store, or a damaged one", "P10")
def test_write_that_fails_leaves_nothing_behind(store: Store) -> None:
    def fail(session: Session) -> None:
        add_draft(session, "A")
        raise LookupError

    with pytest.raises(LookupError), store.write(durable=True) as session:
        fail(session)
    with store.read() as session:
        assert number(session) == 0


@pytest.mark.parametrize(("durable", "level"), [(True, 2), (False, 1)])
def test_what_people_do_is_written_through_to_the_disk(
    store: Store, durable: bool, level: int
) -> None:
    with store.write(durable=durable) as session:
        found = session.connection().exec_driver_sql("PRAGMA synchronous").scalar_one()
    assert found == level


def test_reader_sees_one_moment_however_much_is_written(store: Store) -> None:
    with store.read() as reader:
        assert number(reader) == 0
        with store.write(durable=False) as writer:
            add_draft(writer, "A")
        assert number(reader) == 0
    with store.read() as reader:
        assert number(reader) == 1


def test_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot be used"), store.read() as session:
        add_draft(session, "A")


@pytest.mark.parametrize(
    ("change", "ask"),
    [
        ("ALTER TABLE outbox DROP COLUMN look", "SELECT look FROM outbox"),
        ("ALTER TABLE outbox DROP COLUMN look", "INSERT INTO outbox (look) VALUES (1)"),
        ("DROP TABLE outbox", "SELECT look FROM outbox"),
    ],
)
def test_store_with_other_tables_is_told_as_one_of_another_version(
    store: Store, change: str, ask: str
) -> None:
    with store.write(durable=True) as session:
        session.connection().execute(text(change))
    with (
        pytest.raises(StoreError, match="made by another version of this program") as caught,
        store.write(durable=False) as session,
    ):
        session.connection().execute(text(ask))
    assert "move the file away" in caught.value.hint
    assert "folder exists" not in caught.value.hint


@pytest.mark.promise("file that is no store, or a damaged one", "P10")
def test_full_disk_is_told_and_nothing_is_half_done(store: Store) -> None:
    with store.write(durable=True) as session:
        add_draft(session, "kept")
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    with store.write(durable=True) as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")

    def fill(session: Session) -> None:
        for index in range(100):
            add_draft(session, f"T{index}", "x" * 4000)

    with pytest.raises(StoreError, match="full") as caught, store.write(durable=True) as session:
        fill(session)
    assert "free some space" in caught.value.hint
    with store.read() as session:
        assert number(session) == 1
    with store.write(durable=True) as session:
        add_draft(session, "small")


@pytest.mark.promise("programs and threads that write at once", "P12")
def test_threads_take_turns_and_lose_nothing(store: Store) -> None:
    def work() -> None:
        for _turn in range(15):
            with store.write(durable=False) as session:
                meta.next_event_number(session)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.write(durable=False) as session:
        assert meta.next_event_number(session) == 61


@pytest.mark.promise("programs and threads that write at once", "P12")
def test_programs_take_turns_and_lose_nothing(store: Store) -> None:
    others = [program(_COUNT, store.path, 20) for _ in range(3)]
    assert [other.wait(60) for other in others] == [0, 0, 0]
    for other in others:
        other.communicate()
    with store.write(durable=False) as session:
        assert meta.next_event_number(session) == 61
    assert store.quick_check() == ""


@pytest.mark.promise("programs and threads that write at once", "P12")
def test_second_opening_in_one_program_takes_no_locks_from_the_first(path: Path) -> None:
    with open_store(path) as store, open_store(path):
        with store.write(durable=True) as session:
            add_draft(session, "before")
        other = program(_COUNT, path, 1)
        assert other.wait(60) == 0
        other.communicate()
        with store.write(durable=True) as session:
            add_draft(session, "after")
        found = program(_DRAFTS, path)
        assert found.communicate(timeout=60)[0].split() == ["2"]


@pytest.mark.promise("programs and threads that write at once", "P12")
def test_writer_that_waits_too_long_is_told_who_is_in_the_way(path: Path) -> None:
    with open_store(path, limit=0.05) as store:
        other = program(_HOLD, path)
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreBusyError, match="another program"), store.write(durable=True):
            pass
        with store.read() as session:
            assert number(session) == 0
        other.communicate("\n")
        with store.write(durable=True) as session:
            add_draft(session, "A")


@pytest.mark.promise("programs and threads that write at once", "P12")
def test_lock_of_a_program_that_was_killed_is_free(path: Path) -> None:
    with open_store(path, limit=2.0) as store:
        other = program(_HOLD, path)
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        other.send_signal(signal.SIGKILL)
        other.communicate()
        with store.write(durable=True) as session:
            add_draft(session, "A")


def test_writing_inside_a_write_is_a_mistake_that_shows(store: Store) -> None:
    with (
        pytest.raises(RuntimeError, match="already writing"),
        store.write(durable=True),
        store.write(durable=True),
    ):
        pass


def test_lock_is_held_until_the_commit_is_done(store: Store) -> None:
    lock = WriteLock(store.path)
    with store.write(durable=True) as session:
        add_draft(session, "A")
        with pytest.raises(StoreBusyError), lock.held(0.01):
            pass
    with lock.held(0.01):
        pass


def test_data_version_changes_with_commits_of_other_programs_only_then(store: Store) -> None:
    before = store.data_version()
    assert store.data_version() == before
    assert program(_COUNT, store.path, 1).communicate()[0] == ""
    assert store.data_version() != before


def test_store_when_closed_is_one_whole_file(path: Path) -> None:
    store = open_store(path)
    with store.write(durable=True) as session:
        add_draft(session, "A")
    store.close()
    store.close()
    assert not path.with_name("store.db-wal").exists()
    with sqlite3.connect(path) as plain:
        assert plain.execute("SELECT count(*) FROM draft").fetchone() == (1,)
    plain.close()


@pytest.mark.promise("programs and threads that write at once", "P12")
def test_engine_lock_is_for_one_and_names_its_holder(path: Path) -> None:
    path.parent.mkdir()
    assert engine_holder(path) is None
    other = program(_ENGINE, path)
    assert other.stdout is not None
    assert other.stdout.readline() == "taken\n"
    holder = engine_holder(path)
    assert holder is not None
    assert holder.pid == other.pid
    assert holder.host == os.uname().nodename
    assert engine_lock(path) is None
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert engine_holder(path) is None
    lock = engine_lock(path)
    assert lock is not None
    assert mode(path.with_name("store.db.engine")) == 0o600
    lock.release()
    lock.release()
    assert engine_holder(path) is None


def test_widen_gives_every_connection_more_memory(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        with store.read() as session:
            before = cache_of(session)
        store.widen()
        with store.read() as session:
            reading = cache_of(session)
        with store.write(durable=False) as session:
            writing = cache_of(session)

    assert reading == writing == -32 * 1024
    assert before != reading


def test_narrow_gives_the_memory_of_every_connection_back(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        with store.read() as session:
            before = cache_of(session)
        store.widen()
        with store.write(durable=False) as session:
            assert cache_of(session) != before
        with store.read() as in_use:
            with store.read() as idle:
                assert cache_of(idle) != before
            store.narrow()
            assert cache_of(in_use) != before
        with store.read() as first, store.read() as second:
            assert cache_of(first) == cache_of(second) == before
        with store.write(durable=False) as session:
            assert cache_of(session) == before
        store.widen()
        with store.read() as session:
            assert cache_of(session) != before


def cache_of(session: Session) -> int:
    return int(driver(session).execute("PRAGMA cache_size").fetchone()[0])
