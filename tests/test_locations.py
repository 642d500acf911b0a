"""Where things lie, and that they are private."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from agent_console.errors import ConfigError, StoreError
from agent_console.locations import find_locations, locations_below, private_folder, write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_home_of_the_environment_holds_everything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    found = find_locations()
    assert found == locations_below(tmp_path)
    for path in (
        found.config_file,
        found.themes_dir,
        found.store_file,
        found.log_file,
        found.crash_file,
    ):
        assert tmp_path in path.parents
    assert list(tmp_path.iterdir()) == []


def test_home_of_the_environment_may_begin_with_a_tilde(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AGENT_CONSOLE_HOME", "~/desk")
    assert find_locations() == locations_below(tmp_path / "desk")


def test_without_it_the_folders_of_the_system_are_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AGENT_CONSOLE_HOME", raising=False)
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    found = find_locations()
    for path in (found.config_dir, found.data_dir, found.state_dir):
        assert tmp_path in path.parents
        assert "agent-console" in path.parts
    assert list(tmp_path.iterdir()) == []


@pytest.mark.promise("files under an umask", "P19")
def test_folder_is_made_private_with_its_parents(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert private_folder(folder) == folder
    assert mode(folder) == 0o700
    private_folder(folder)


@pytest.mark.promise("files under an umask", "P19")
def test_open_folder_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    private_folder(folder)
    assert mode(folder) == 0o700


@pytest.mark.promise("files under an umask", "P19")
def test_folder_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(StoreError, match="belongs to another user"):
        private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ConfigError, match="cannot be made") as caught:
            private_folder(path)
        assert "AGENT_CONSOLE_HOME" in caught.value.hint


@pytest.mark.promise("files under an umask", "P19")
def test_file_is_private_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old", "utf-8")
    path.chmod(0o666)
    before = os.umask(0)
    try:
        write_private(path, "größer\n")
    finally:
        os.umask(before)
    assert mode(path) == 0o600
    assert path.read_text("utf-8") == "größer\n"


def test_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_private(path, "x" * 100_000 + "\ud800")
    assert path.read_text("utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_reader_sees_the_old_or_the_new_file_and_nothing_between(tmp_path: Path) -> None:
    path = tmp_path / "file"
    whole = {"a" * 50_000, "b" * 70_000}
    write_private(path, "a" * 50_000)
    stop = threading.Event()
    seen: set[str] = set()

    def read() -> None:
        while not stop.is_set():
            seen.add(path.read_text("utf-8"))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(40):
        write_private(path, "b" * 70_000 if number % 2 else "a" * 50_000)
    stop.set()
    reader.join()
    assert seen <= whole


@pytest.mark.promise("files under an umask", "P19")
def test_link_left_by_somebody_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("mine", "utf-8")
    path = tmp_path / "file"
    path.with_name(f".{path.name}.{os.getpid()}.new").symlink_to(target)
    with pytest.raises(OSError, match=r"symbolic link|Too many"):
        write_private(path, "theirs")
    assert target.read_text("utf-8") == "mine"
