"""The wheel holds all that the program reads beside its code: rules, texts, catalogues, themes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.calls import ROOT

FILES = (
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    ".gitignore",
)
FOLDERS = ("agent_console", "themes")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names in the wheel, built offline from a copy: building writes catalogues."""
    copy, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in FILES:
        shutil.copy(ROOT / name, copy / name)
    for name in FOLDERS:
        left_out = shutil.ignore_patterns("__pycache__", "*.mo")
        shutil.copytree(ROOT / name, copy / name, ignore=left_out)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=copy, capture_output=True, text=True, check=True)
    (file,) = made.glob("agent_console-*.whl")
    with ZipFile(file) as opened:
        return frozenset(opened.namelist())


def shipped(folder: str, pattern: str) -> set[str]:
    files = (ROOT / "agent_console" / folder).glob(pattern)
    return {file.relative_to(ROOT).as_posix() for file in files}


@pytest.mark.parametrize(
    ("folder", "pattern", "least"),
    [
        ("library", "*.toml", 2),
        ("library", "*.tsv", 1),
        ("library/answers", "*.txt", 40),
        ("library/apology", "*.txt", 80),
        ("store/migrations", "*.sql", 1),
        ("screens", "**/*.tcss", 1),
        ("locales", "**/*.po", 1),
        (".", "**/*.py", 200),
    ],
)
def test_wheel_holds_every_file_that_the_program_reads(
    wheel: frozenset[str], folder: str, pattern: str, least: int
) -> None:
    wanted = shipped(folder, pattern)
    assert len(wanted) >= least
    assert not wanted - wheel


def test_wheel_holds_themes_and_catalogues_that_are_made_for_it(wheel: frozenset[str]) -> None:
    themes = {f"agent_console/themes/{file.name}" for file in Path(ROOT / "themes").glob("*.toml")}
    assert themes
    assert themes <= wheel
    assert "agent_console/locales/de/LC_MESSAGES/messages.mo" in wheel


def test_wheel_holds_nothing_but_the_program(wheel: frozenset[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"agent_console"}
