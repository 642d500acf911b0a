"""What goes wrong: one clear line with what to do, the documented exit code, never a traceback."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from agent_console import cli_acts
from agent_console.cli import main
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.store import place
from agent_console.store.engine import engine_lock
from tests.cli.calls import ROOT, Captured, as_json


def run(*arguments: str, out: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "agent_console", *arguments]
    return subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False, cwd=ROOT)


def test_sync_and_rebuild_while_an_engine_runs_say_busy(
    refs: tuple[str, ...], locations: Locations, capsys: Captured
) -> None:
    lock = engine_lock(locations.store_file)
    assert lock is not None
    with lock:
        for command in ("sync", "rebuild"):
            assert main([command]) == ExitCode.BUSY
            printed = capsys.readouterr()
            assert printed.out == ""
            assert len(printed.err.splitlines()) == 2


def test_sync_when_no_server_answers_says_what_to_check(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["sync"]) == ExitCode.MAIL_SERVER
    err = capsys.readouterr().err
    assert "127.0.0.1:1" in err
    assert "agent-console doctor" in err


def test_sync_to_the_end_without_a_password_does_not_begin(
    locations: Locations, capsys: Captured
) -> None:
    text = locations.config_file.read_text("utf-8")
    locations.config_file.write_text(re.sub("password_command.*\n", "", text), "utf-8")
    assert main(["sync", "--watch"]) == ExitCode.SIGN_IN
    assert "set password_command in the settings" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list", "sync", "rebuild"])
def test_store_of_a_newer_version_is_refused_by_every_command_and_not_touched(
    refs: tuple[str, ...], locations: Locations, capsys: Captured, command: str
) -> None:
    with closing(sqlite3.connect(locations.store_file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = locations.store_file.read_bytes()
    assert main([command]) == ExitCode.STORE
    said, hint = capsys.readouterr().err.splitlines()
    assert "has schema 99, this program knows" in said
    assert hint.startswith("Update this program: a newer version has used the store. Or go back:")
    assert locations.store_file.read_bytes() == before


def test_rebuild_makes_the_same_tickets_again(refs: tuple[str, ...], capsys: Captured) -> None:
    main(["close", refs[1]])
    assert main(["rebuild"]) == 0
    assert capsys.readouterr().out.endswith("3 mails read again, 3 tickets\n")
    before = as_json(capsys, "list", "--view", "all", "--json")
    assert [row["type"] for row in before] != ["", "", ""]
    assert main(["rebuild"]) == 0
    assert capsys.readouterr().out == "3 mails read again, 3 tickets\n"
    assert as_json(capsys, "list", "--view", "all", "--json") == before


def test_settings_that_are_missing_or_wrong_are_told_with_file_and_line(
    locations: Locations, capsys: Captured
) -> None:
    file = locations.config_file
    good = file.read_text("utf-8")
    for text, words in (
        (good.replace("[agent]", "[agent"), "config.toml: "),
        (good.replace("signature", "signatur"), ":3: agent.signatur: unknown key; did you mean"),
        (good.replace("port = 1\n", 'port = "x"\n', 1), ":9: mailbox.imap.port: "),
        (good + "[calendar]\nzone = 3\n", "calendar.zone"),
    ):
        file.write_text(text, "utf-8")
        assert main(["list"]) == ExitCode.CONFIG
        printed = capsys.readouterr()
        assert printed.out == ""
        assert words in printed.err
        assert str(file) in printed.err
    file.write_bytes(b"\xff\xfe")
    assert main(["list"]) == ExitCode.CONFIG
    file.unlink()
    assert main([]) == ExitCode.CONFIG
    assert "agent-console setup" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["data", "state"])
def test_folder_that_cannot_be_made_is_told_in_words(
    locations: Locations, capsys: Captured, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("a file where a folder should be", "utf-8")
    assert main(["show", "A"]) == ExitCode.CONFIG
    err = capsys.readouterr().err
    assert f"{tmp_path / name} cannot be made" in err
    assert "AGENT_CONSOLE_HOME" in err


def test_log_that_cannot_be_written_is_told_in_words(
    locations: Locations, capsys: Captured
) -> None:
    locations.log_file.mkdir(parents=True)
    assert main(["list"]) == ExitCode.CONFIG
    assert f"Log: {locations.log_file} cannot be written: Is a directory" in capsys.readouterr().err


def test_store_on_a_network_drive_or_of_another_program_is_refused(
    locations: Locations, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    locations.data_dir.mkdir()
    locations.store_file.write_bytes(b"not a database, but long enough to be looked at" * 40)
    assert main(["list"]) == ExitCode.STORE
    assert "is not a store of this program" in capsys.readouterr().err
    monkeypatch.setattr(place, "file_system", lambda _folder, _mounts: "nfs4")
    assert main(["show", "A"]) == ExitCode.STORE
    assert "network drive (nfs4)" in capsys.readouterr().err


@pytest.mark.promise("crash in the program", "P24")
def test_error_of_the_program_ends_with_a_report_and_no_traceback(
    refs: tuple[str, ...],
    locations: Locations,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_options: object) -> ExitCode:
        raise RuntimeError("what a customer wrote")

    monkeypatch.setattr(cli_acts, "close", fail)
    assert main(["close", refs[0]]) == ExitCode.CRASHED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("The program failed (RuntimeError). A report")
    assert len(printed.err.splitlines()) == 1
    report = locations.crash_file.read_text("utf-8")
    assert "RuntimeError" in report
    assert "customer wrote" not in report


def test_interrupt_ends_without_a_word(
    refs: tuple[str, ...], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_options: object) -> ExitCode:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_acts, "close", interrupt)
    assert main(["close", refs[0]]) == ExitCode.INTERRUPTED
    assert capsys.readouterr() == ("", "\n")


def test_reader_that_leaves_early_is_no_error(refs: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "agent_console", "list"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.promise("output onto a full disk", "P10")
@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is a file of Linux")
def test_full_disk_under_the_output_is_told_in_words(refs: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = run("list", out=full.fileno())
    assert done.returncode == ExitCode.FAILED
    assert done.stderr.decode().splitlines()[0] == "System: No space left on device"


def test_output_in_a_poor_character_set_does_not_fail(
    refs: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = run("list")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"K?the M?ller" in done.stdout
    rows = json.loads(run("list", "--json").stdout)
    assert "Käthe Müller" in [row["customer_name"] for row in rows]


def test_demo_does_not_move_into_a_folder_that_holds_something(
    tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "letters.txt").write_text("mine", "utf-8")
    tmp_path.chmod(0o755)
    assert main(["demo", "--no-screen", "--keep", str(tmp_path)]) == ExitCode.CONFIG
    assert f"{tmp_path} holds something else" in capsys.readouterr().err
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
