"""Wheel and sdist hold what the program reads beside its code, and nothing that is not theirs."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tarfile
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

import agent_console
from tests.cli.calls import ROOT

TOP = (
    *("CHANGELOG.md", "CONTRIBUTING.md", "Containerfile", "LICENSE", "README.md", "SECURITY.md"),
    *("constraints.txt", "hatch_build.py", "pyproject.toml", ".gitignore"),
)
FOLDERS = ("agent_console", "docs", "themes")
STRAYS = (
    *(".env", "config.toml", "secrets.enc", "store.db", "store.db-wal", "dist/old.whl"),
    *(".venv/pyvenv.cfg", "tests/corpora/mails.txt", "agent_console/__pycache__/stray.pyc"),
    *("build/lib/x.py", "benchmarks/results/x.json", ".git/config", ".ci/run"),
)
ENDINGS = {
    *(".py", ".typed", ".sql", ".toml", ".tsv", ".txt", ".mo"),
    *(".tcss", ".html", ".css", ".js"),
}
"""What the package is made of; a file of another kind in it was put there by mistake."""


@dataclass(frozen=True, slots=True)
class Built:
    """The two files that a release is, and the names in them."""

    sdist: Path
    wheel: Path

    @property
    def in_sdist(self) -> frozenset[str]:
        """The files of the sdist, without the folder they lie in."""
        with tarfile.open(self.sdist) as opened:
            files = [one.name for one in opened.getmembers() if one.isfile()]
        return frozenset(name.partition("/")[2] for name in files)

    @property
    def in_wheel(self) -> frozenset[str]:
        """The files of the wheel."""
        with ZipFile(self.wheel) as opened:
            return frozenset(opened.namelist())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both built offline as ``python -m build`` does: the wheel is made of the unpacked sdist."""
    copy, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in TOP:
        shutil.copy(ROOT / name, copy / name)
    for name in FOLDERS:
        left_out = shutil.ignore_patterns("__pycache__", "*.mo")
        shutil.copytree(ROOT / name, copy / name, ignore=left_out)
    for name in STRAYS:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("nobody else's business", encoding="utf-8")
    sdist = build(copy, "sdist", made)
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as opened:
        opened.extractall(unpacked, filter="data")
    (folder,) = unpacked.iterdir()
    return Built(sdist, build(folder, "wheel", made))


def build(source: Path, target: str, made: Path) -> Path:
    before = set(made.iterdir())
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(made)]
    subprocess.run(command, cwd=source, capture_output=True, text=True, check=True)
    (file,) = set(made.iterdir()) - before
    return file


def of_program() -> set[str]:
    """The program's own files as they lie in a checkout."""
    return {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "agent_console").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".mo"
    }


def test_wheel_holds_the_program_with_themes_and_compiled_catalogue_and_nothing_else(
    built: Built,
) -> None:
    themes = {f"agent_console/themes/{file.name}" for file in (ROOT / "themes").glob("*.toml")}
    program = {name for name in of_program() if not name.endswith(".po")}
    catalogue = "agent_console/locales/de/LC_MESSAGES/messages.mo"
    version = agent_console.__version__
    manual = f"agent_console-{version}.data/data/share/man/man1/agent-console.1"
    found = {name for name in built.in_wheel if ".dist-info/" not in name}
    assert themes
    assert found == program | themes | {catalogue, manual}
    assert {Path(name).suffix for name in found - {manual}} <= ENDINGS


@pytest.mark.parametrize(
    ("folder", "pattern", "least"),
    [
        ("library", "*.toml", 2),
        ("library", "*.tsv", 1),
        ("library/answers", "*.txt", 40),
        ("library/apology", "*.txt", 80),
        ("store/migrations", "*.sql", 1),
        ("screens", "*.tcss", 5),
        (".", "*.py", 200),
    ],
)
def test_wheel_holds_the_files_of_every_room(
    built: Built, folder: str, pattern: str, least: int
) -> None:
    room = Path("agent_console") / folder
    names = map(Path, built.in_wheel)
    found = [name for name in names if name.is_relative_to(room) and name.match(pattern)]
    assert len(found) >= least


def test_sdist_holds_what_is_built_and_read_and_nothing_else(built: Built) -> None:
    def of_folder(name: str) -> set[str]:
        files = (file for file in (ROOT / name).rglob("*") if file.is_file())
        return {file.relative_to(ROOT).as_posix() for file in files}

    written = {"PKG-INFO", *TOP}
    assert built.in_sdist == written | of_program() | of_folder("docs") | of_folder("themes")


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel in an environment of its own whose files cannot be changed."""

    home: Path
    packages: Path
    program: Path

    def run(self, *arguments: str) -> str:
        """Run the program from elsewhere and return what it printed."""
        done = subprocess.run(
            [*AS_EVERYBODY, str(self.program), *arguments],
            cwd=self.home,
            env=dict(self.environment()),
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def environment(self) -> Mapping[str, str]:
        """Return the environment: nothing of this checkout, nothing of the user's home."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "AGENT_CONSOLE_HOME": str(self.home / "demo"),
            "LANG": "de_DE.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def files(self) -> dict[str, tuple[int, int]]:
        """Return size and time of every file below the packages."""
        return {
            str(file): (file.stat().st_size, file.stat().st_mtime_ns)
            for file in self.packages.rglob("*")
        }


AS_EVERYBODY: tuple[str, ...] = ()
if os.geteuid() == 0 and (setpriv := shutil.which("setpriv")):
    # Root may write to what is read-only; without this capability it may not.
    AS_EVERYBODY = (setpriv, "--bounding-set=-dac_override", "--")
NEEDS_RIGHTS = pytest.mark.skipif(
    os.geteuid() == 0 and not AS_EVERYBODY, reason="root needs setpriv (util-linux) for this"
)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The wheel installed without its dependencies: those of the tests serve."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "venv", with_pip=False, symlinks=True)
    (packages,) = (place / "venv").glob("lib/python*/site-packages")
    python = place / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(built.wheel)], check=True)
    # A folder named in a .pth file is searched; the .pth files in it, such as that of the checkout
    # installed for editing, are not read.
    (packages / "dependencies.pth").write_text(f"{borrowed()}\n", encoding="utf-8")
    home = place / "home"
    home.mkdir()
    with read_only(packages):
        yield Installed(home, packages, python.with_name("agent-console"))


def borrowed() -> Path:
    """Where the dependencies of the tests are installed."""
    return Path(pytest.__file__).parents[1]


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    rights = {place: stat.S_IMODE(place.stat().st_mode) for place in [folder, *folder.rglob("*")]}
    for place, mode in rights.items():
        place.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for place, mode in rights.items():
            place.chmod(mode)


def test_installed_program_says_its_version(installed: Installed) -> None:
    assert installed.run("--version") == f"agent-console {agent_console.__version__}\n"


def test_installed_program_has_its_manual_page_where_man_looks(installed: Installed) -> None:
    page = installed.program.parents[1] / "share" / "man" / "man1" / "agent-console.1"
    assert page.read_bytes() == (ROOT / "docs" / "agent-console.1").read_bytes()


@NEEDS_RIGHTS
def test_installed_program_is_not_the_checkout_and_cannot_be_written_to(
    installed: Installed,
) -> None:
    where = "import agent_console as a; print(a.__file__); open(a.__file__, 'a')"
    done = subprocess.run(
        [*AS_EVERYBODY, str(installed.program.with_name("python")), "-c", where],
        cwd=installed.home,
        env=dict(installed.environment()),
        capture_output=True,
        text=True,
        check=False,
    )
    assert Path(done.stdout.strip()) == installed.packages / "agent_console" / "__init__.py"
    assert "PermissionError" in done.stderr


@NEEDS_RIGHTS
@pytest.mark.server
def test_installed_program_works_in_german_where_nothing_can_be_written(
    installed: Installed,
) -> None:
    before = installed.files()
    demo = [str(installed.program), "demo", "--no-screen", "--quiet", "--language", "de"]
    demo += ["--keep", str(installed.home / "demo")]
    with subprocess.Popen(
        [*AS_EVERYBODY, *demo],
        cwd=installed.home,
        env=dict(installed.environment()),
        stdout=subprocess.PIPE,
        text=True,
    ) as mailbox:
        try:
            assert mailbox.stdout is not None
            assert mailbox.stdout.readline().startswith("export AGENT_CONSOLE_HOME=")
            assert "neue Mails" in installed.run("sync")
            ref = installed.run("list").split()[0]
            assert installed.run("canned", "list", "--ticket", ref.lstrip("#"))
        finally:
            mailbox.terminate()
    assert installed.files() == before
