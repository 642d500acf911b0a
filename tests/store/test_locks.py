"""Who goes first when several want to write."""

from __future__ import annotations

import errno
import fcntl
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_console.errors import StoreBusyError
from agent_console.store.locks import EngineHolder, WriteLock, beside, engine_holder, engine_lock


def is_announced(store: Path) -> bool:
    """Tell whether somebody in a hurry waits for the lock."""
    descriptor = os.open(beside(store, ".turn"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that other threads do."""
    tick = threading.Event()
    for _ in range(2000):
        if holds():
            return
        tick.wait(0.005)
    pytest.fail("it never came about")


def test_patient_writer_lets_the_one_in_a_hurry_go_first(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    order: list[str] = []

    def write(name: str, *, patient: bool) -> None:
        with WriteLock(path).held(patient=patient):
            order.append(name)

    sync = threading.Thread(target=write, args=("sync",), kwargs={"patient": True})
    claim = threading.Thread(target=write, args=("claim",), kwargs={"patient": False})
    with WriteLock(path).held():
        claim.start()
        until(lambda: is_announced(path))
        sync.start()
    claim.join()
    sync.join()
    assert order == ["claim", "sync"]


def test_turnstile_is_free_once_the_lock_is_held(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with WriteLock(path).held():
        assert not is_announced(path)


def test_patient_writer_goes_on_when_somebody_waits_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_console.store.locks._COURTESY_SECONDS", 0.01)
    path = tmp_path / "store.db"
    descriptor = os.open(beside(path, ".turn"), os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    with WriteLock(path).held(patient=True):
        assert is_announced(path)
    os.close(descriptor)


@pytest.mark.parametrize("patient", [True, False])
def test_lock_that_was_not_got_is_free_for_the_next(tmp_path: Path, *, patient: bool) -> None:
    path = tmp_path / "store.db"
    lock = WriteLock(path)
    with WriteLock(path).held(), pytest.raises(StoreBusyError), lock.held(0.01, patient=patient):
        pass
    with lock.held(0.01, patient=patient):
        assert not is_announced(path)


def test_lock_is_busy_for_a_while_after_people_worked(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    lock = WriteLock(path)
    for patient in (False, True):
        with lock.held(patient=patient):
            assert not lock.is_busy()
    lock.note_busy()
    assert WriteLock(path).is_busy()
    os.utime(beside(path, ".turn"), (0, 0))
    assert not lock.is_busy()


def test_lock_that_nobody_ever_wanted_is_not_busy(tmp_path: Path) -> None:
    assert not WriteLock(tmp_path / "store.db").is_busy()


def test_locks_when_the_disk_is_full_are_taken_without_their_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "store.db"
    monkeypatch.setattr(os, "pwrite", full)
    lock = WriteLock(path)
    lock.note_busy()
    assert not lock.is_busy()
    engine = engine_lock(path)
    assert engine is not None
    with engine:
        assert engine_holder(path) == EngineHolder(0, "")
