"""Before the screen is drawn: a terminal that can show it, a theme there is; and its end."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console import cli_screen
from agent_console.cli import main
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from tests.cli.calls import ROOT, Captured

SECONDS = 90.0


@pytest.fixture
def pair() -> Iterator[tuple[int, int]]:
    """Both ends of a pseudo-terminal."""
    master, slave = pty.openpty()
    yield master, slave
    for end in (master, slave):
        with contextlib.suppress(OSError):
            os.close(end)


@pytest.fixture
def shown(pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Input and output of this process seem to be a terminal."""
    with open(os.dup(pair[1]), "r+b", buffering=0) as end:
        monkeypatch.setattr(sys, "__stdin__", end)
        monkeypatch.setattr(sys, "__stderr__", end)
        yield


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [([], "agent-console list"), (["demo"], "demo --no-screen"), (["demo", "--keep", "x"], "demo")],
    ids=["console", "demo", "kept"],
)
def test_screen_without_a_terminal_is_refused_at_once(
    locations: Locations, tmp_path: Path, arguments: list[str], instead: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    command = [sys.executable, "-m", "agent_console", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=environment,
        timeout=SECONDS,
    )
    assert done.returncode == ExitCode.USAGE
    assert done.stdout == ""
    assert "the screen needs a terminal" in done.stderr
    assert instead in done.stderr
    made = [path for path in sorted(tmp_path.rglob("*")) if path not in before]
    assert all(path.is_relative_to(locations.state_dir) for path in made)


@pytest.mark.parametrize("stream", ["__stdin__", "__stderr__"])
def test_screen_needs_both_input_and_output(
    shown: None,
    locations: Locations,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    stream: str,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    cli_screen.need_terminal()
    for missing in (None, open(os.devnull, "rb")):  # noqa: SIM115 - closed below
        monkeypatch.setattr(sys, stream, missing)
        assert main([]) == ExitCode.USAGE
        if missing:
            missing.close()
    assert main([]) == ExitCode.USAGE
    assert capsys.readouterr().err.count("the screen needs a terminal") == 3


@pytest.mark.parametrize("kind", ["dumb", "unknown", "", None])
def test_terminal_that_cannot_show_the_screen_is_named(
    shown: None,
    locations: Locations,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    kind: str | None,
) -> None:
    if kind is None:
        monkeypatch.delenv("TERM", raising=False)
    else:
        monkeypatch.setenv("TERM", kind)
    assert main([]) == ExitCode.USAGE
    err = capsys.readouterr().err
    assert f"this terminal cannot show the screen (TERM={kind or ''})" in err
    assert "`agent-console list`, `show`, `reply`, `sync`" in err


def test_theme_that_does_not_exist_is_refused_with_the_names(
    tmp_path: Path, capsys: Captured
) -> None:
    home = tmp_path / "demo"
    assert main(["demo", "--no-screen", "--keep", str(home), "--theme", "bogus"]) == ExitCode.USAGE
    err = capsys.readouterr().err
    assert "there is no theme bogus" in err
    assert "Choose one of these: auto, colour-blind, dark, " in err
    assert not home.exists()


def test_theme_of_the_agents_own_is_known(tmp_path: Path) -> None:
    shipped = (ROOT / "themes" / "dark.toml").read_text("utf-8")
    (tmp_path / "mine.toml").write_text(shipped.replace('"dark"', '"mine"', 1), "utf-8")
    cli_screen.need_theme("mine", tmp_path)
    cli_screen.need_theme("dark", tmp_path)
    with pytest.raises(cli_screen.NotShownError):
        cli_screen.need_theme("mine")


def console(folder: Path, *, stdin: int, stdout: int, stderr: int) -> subprocess.Popen[bytes]:
    """Start the console on a desk in memory; there is no controlling terminal, hence no SIGHUP."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.screens.pty_program", str(folder)],
        start_new_session=True,
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
    )


def wait_drawn(descriptor: int) -> None:
    """Read until the console has drawn the queue and is still."""
    seen, end = b"", time.monotonic() + SECONDS
    while time.monotonic() < end:
        if not select.select([descriptor], [], [], 0.5)[0]:
            if b"overdue" in seen:
                return
            continue
        seen += os.read(descriptor, 65536)
    raise AssertionError(seen[-300:])


def ended(process: subprocess.Popen[bytes]) -> int:
    """Return the exit code; ends a process that hangs."""
    try:
        return process.wait(SECONDS)
    finally:
        process.kill()
        process.wait()


@pytest.mark.pty
def test_console_when_the_terminal_is_gone_ends(pair: tuple[int, int], tmp_path: Path) -> None:
    master, slave = pair
    process = console(tmp_path, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    wait_drawn(master)
    os.close(master)
    assert ended(process) == ExitCode.INTERRUPTED


@pytest.mark.pty
def test_console_when_nobody_reads_what_it_draws_ends(
    pair: tuple[int, int], tmp_path: Path
) -> None:
    master, slave = pair
    reader, writer = os.pipe()
    process = console(tmp_path, stdin=slave, stdout=slave, stderr=writer)
    os.close(writer)
    wait_drawn(reader)
    os.close(reader)
    os.write(master, b"v")
    assert ended(process) == ExitCode.INTERRUPTED


@pytest.mark.pty
def test_console_when_the_input_ends_ends(pair: tuple[int, int], tmp_path: Path) -> None:
    master, slave = pair
    reader, writer = os.pipe()
    process = console(tmp_path, stdin=reader, stdout=slave, stderr=slave)
    os.close(reader)
    wait_drawn(master)
    os.close(writer)
    assert ended(process) == ExitCode.INTERRUPTED
