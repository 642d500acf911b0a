"""What the doctor says of this machine: versions, clock, keyring, terminal, folders."""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
import tomllib
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.mail.keyring_check import KeyringCheck
from agent_console.mail.keyrings import KeyringOutcome
from agent_console.services import doctor_machine
from agent_console.services.doctor_machine import (
    LIBRARIES,
    PYTHON_FAULTS,
    SQLITE_FAULTS,
    ClockWatch,
    Fault,
    look_at_keyring,
    look_at_machine,
    look_at_tmux,
)
from agent_console.services.doctor_store import look_at_place
from agent_console.services.doctor_terminal import colours_of
from agent_console.services.findings import Finding, Grade, discreet, note
from tests.filled import NOW, settings, write_settings

ROOT = Path(__file__).resolve().parents[2]


def by_name(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.what: finding for finding in findings}


def only(findings: Iterable[Finding]) -> Finding:
    (finding,) = findings
    return finding


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def test_libraries_looked_at_have_the_limits_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for line in project["dependencies"]:
        found = re.fullmatch(r"([a-z0-9]+)>=([\d.]+)(?:,<([\d.]+))?", line)
        if found:
            asked[found[1]] = (numbers(found[2]), numbers(found[3] or "99"))
    assert {name: asked[name] for name in LIBRARIES} == LIBRARIES


@pytest.mark.parametrize(
    ("faults", "version", "hit"),
    [
        (SQLITE_FAULTS, "3.40.1", True),
        (SQLITE_FAULTS, "3.44.5", True),
        (SQLITE_FAULTS, "3.44.6", False),
        (SQLITE_FAULTS, "3.46.1", True),
        (SQLITE_FAULTS, "3.50.6", True),
        (SQLITE_FAULTS, "3.50.7", False),
        (SQLITE_FAULTS, "3.51.2", True),
        (SQLITE_FAULTS, "3.51.3", False),
        (SQLITE_FAULTS, "3.52.0", True),
        (SQLITE_FAULTS, "3.53.1", False),
        (PYTHON_FAULTS, "3.11.4", True),
        (PYTHON_FAULTS, "3.11.9", True),
        (PYTHON_FAULTS, "3.11.10", False),
        (PYTHON_FAULTS, "3.12.4", True),
        (PYTHON_FAULTS, "3.12.5", False),
        (PYTHON_FAULTS, "3.13.0", False),
        (PYTHON_FAULTS, "3.14.0", True),
    ],
)
def test_version_with_a_known_fault_is_known(
    faults: tuple[Fault, ...], version: str, hit: bool
) -> None:
    found = [fault for fault in faults if fault.hits(numbers(version))]
    assert bool(found) == hit
    for fault in found:
        assert version in fault.words().format(version=version)
        assert fault.hint()


def test_good_sqlite_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 53, 4))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.53.4")
    found = [f for f in look_at_machine() if f.what == "SQLite"]
    assert [(f.grade, f.words) for f in found] == [(Grade.OK, "3.53.4")]


def test_library_of_another_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_machine, "version", lambda name: "9.0rc1" if name else "")
    found = by_name(look_at_machine())["Libraries"]
    assert found.grade is Grade.NOTE
    assert "aiosmtplib, imapclient, keyring, sqlmodel" not in found.hint
    assert "aiosmtplib, imapclient, keyring, textual" in found.hint


def test_clock_that_jumps_is_a_problem() -> None:
    clock = FixedClock(NOW)
    watch = ClockWatch(clock)
    clock.move(timedelta(minutes=5))
    assert only(watch.findings()).grade is not Grade.PROBLEM
    clock._monotonic -= 7200
    found = only(watch.findings())
    assert found.grade is Grade.PROBLEM
    assert "jumped by 7200 s" in found.words


@pytest.mark.parametrize(
    ("state", "grade", "words"),
    [("yes", Grade.OK, "set right by NTP"), ("no", Grade.NOTE, "nothing sets it"),
     ("", Grade.OK, "not known")],
)  # fmt: skip
def test_clock_that_nothing_sets_is_noted(
    monkeypatch: pytest.MonkeyPatch, state: str, grade: Grade, words: str
) -> None:
    monkeypatch.setattr(doctor_machine, "_tool", lambda *_command: state)
    found = only(ClockWatch(FixedClock(NOW)).findings())
    assert found.grade is grade
    assert words in found.words


@pytest.mark.parametrize(
    ("outcome", "extra", "grade"),
    [
        (KeyringOutcome.DONE, "", Grade.OK),
        (KeyringOutcome.NOT_KEPT, "", Grade.NOTE),
        (KeyringOutcome.LOCKED, "", Grade.NOTE),
        (
            KeyringOutcome.NO_KEYRING,
            '[mailbox.oauth]\nprovider = "microsoft"\nclient_id = "1234"\n',
            Grade.PROBLEM,
        ),
    ],
)
def test_keyring_is_tried_where_it_is_needed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    outcome: KeyringOutcome,
    extra: str,
    grade: Grade,
) -> None:
    locations = write_settings(tmp_path, extra=extra)
    text = locations.config_file.read_text("utf-8")
    locations.config_file.write_text(re.sub("password_command.*\n", "", text), "utf-8")
    check = KeyringCheck("keyring.backends.SecretService", outcome)
    monkeypatch.setattr(doctor_machine, "check_keyring", lambda: check)
    found = only(look_at_keyring(settings(locations)))
    assert found.grade is grade
    assert "SecretService" in found.words
    assert bool(found.hint) == (grade is not Grade.OK)


def test_keyring_is_left_alone_where_a_command_gives_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> KeyringCheck:
        raise AssertionError("a locked keyring would ask the person")

    monkeypatch.setattr(doctor_machine, "check_keyring", asked)
    config = settings(write_settings(tmp_path))
    assert only(look_at_keyring(config)).grade is Grade.OK


def test_tmux_that_swallows_the_clipboard_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"set-clipboard": "external", "escape-time": "500"}
    monkeypatch.setattr(doctor_machine, "_tool", lambda *command: told[command[-1]])
    monkeypatch.delenv("TMUX", raising=False)
    assert list(look_at_tmux()) == []
    monkeypatch.setenv("TMUX", "socket,1,0")
    clipboard, escape = look_at_tmux()
    assert "set -g set-clipboard on" in clipboard.hint
    assert "500 ms late" in escape.words
    told.update({"set-clipboard": "on", "escape-time": "20"})
    assert list(look_at_tmux()) == []


def test_tool_that_is_missing_or_fails_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor_machine._tool("echo", "yes") == "yes"
    assert doctor_machine._tool("false") == ""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert doctor_machine._tool("echo", "yes") == ""


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 2**24),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, 0),
        ({"TERM": "xterm-kitty"}, 256),
        ({"TERM": "screen"}, 16),
        ({"TERM": "linux"}, 16),
        ({"TERM": "dumb"}, 0),
    ],
)
def test_colours_are_those_the_screen_will_use(
    environment: dict[str, str], colours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert colours_of(environment) == colours
    rich = pytest.importorskip("rich.console")
    console = rich.Console(_environ=environment, force_terminal=True, file=io.StringIO())
    depth = {None: 0, "standard": 16, "256": 256, "truecolor": 2**24}
    assert depth[None if console.no_color else console.color_system] == colours


def test_files_that_others_can_read_are_named_with_the_command(tmp_path: Path) -> None:
    locations = write_settings(tmp_path)
    for folder in (locations.data_dir, locations.state_dir):
        folder.mkdir(mode=0o700)
    file = locations.data_dir / "store.db"
    file.touch(mode=0o600)
    assert by_name(look_at_place(locations))["Permissions"].grade is Grade.OK
    file.chmod(0o644)
    found = by_name(look_at_place(locations))["Permissions"]
    assert (found.grade, found.hint) == (Grade.NOTE, f"Make it private: chmod 600 {file}")
    file.chmod(0o600)
    locations.state_dir.chmod(0o755)
    assert "chmod 700" in by_name(look_at_place(locations))["Permissions"].hint


def test_home_folder_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna.meyer")
    finding = note("Store", "/home/anna.meyer/x/store.db", "chmod 600 /home/anna.meyer/x")
    told = discreet(finding, ())
    assert (told.words, told.hint) == ("~/x/store.db", "chmod 600 ~/x")
