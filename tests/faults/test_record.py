"""The command counts what tests tried, in any number of processes, and fails where it must."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.faults.tally import PROMISES

CONFTEST = 'pytest_plugins = ["tests.faults.record"]\n'
KEPT = f"""
import pytest

@pytest.mark.promise("looked at", {", ".join(f'"{name}"' for name in PROMISES)})
def test_all(points):
    assert not points.take(["", "", ""])
"""
MORE = """
import pytest

@pytest.mark.promise("tried", "P1", "P2")
@pytest.mark.parametrize("wrong", ["", "", {wrong!r}])
def test_some(wrong, points):
    assert not points.take([wrong, ""])

@pytest.mark.promise("tried", "P2")
def test_without_points():
    pass

@pytest.mark.promise("tried", "P3")
def test_that_cannot_run():
    pytest.skip("no server")

def test_that_proves_nothing():
    raise AssertionError
"""


def run(folder: Path, processes: int, **files: str) -> tuple[int, dict[str, list[str]]]:
    """Run tests as the command does; return the exit code and the table, by its first words."""
    for name, text in {"conftest": CONFTEST, **files}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    options = ["--promises", "-m", "faults", "-n", str(processes), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", f"--rootdir={folder}", *options, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line.split() for line in done.stdout.splitlines() if line.split()]
    return done.returncode, {words[0]: words for words in lines}


@pytest.mark.parametrize("processes", [0, 2])
def test_trials_when_all_hold_are_counted_and_the_run_is_good(
    tmp_path: Path, processes: int
) -> None:
    code, table = run(tmp_path, processes, test_kept=KEPT, test_more=MORE.format(wrong=""))
    assert code == 0
    assert [table[name][-2:] for name in ("P1", "P2", "P3")] == [
        ["9", "0"],
        ["10", "0"],
        ["3", "0"],
    ]


def test_run_when_a_promise_is_broken_fails_and_names_it(tmp_path: Path) -> None:
    code, table = run(tmp_path, 2, test_kept=KEPT, test_more=MORE.format(wrong="lost"))
    assert code != 0
    assert [table[name][-2:] for name in ("P1", "P2", "P3")] == [
        ["9", "1"],
        ["10", "1"],
        ["3", "0"],
    ]
    assert table["broken:"][1:] == ["P1,", "P2"]


def test_run_when_nothing_is_tried_of_a_promise_fails_and_names_it(tmp_path: Path) -> None:
    code, table = run(tmp_path, 0, test_more=MORE.format(wrong=""))
    assert code != 0
    assert table["untried:"][1:] == [f"{name}," for name in list(PROMISES)[2:-1]] + ["P24"]
