"""Children of a nursery under strace: killed, or refused the disk, at any one of their calls."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from tests.faults.nursery import LAST, Job

INSTALL = "strace is not installed, or may not trace: apt-get install --yes strace"
TRACED = "pwrite64,fdatasync,sendto,write"
_HERE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Trial:
    """How a child ended: its exit code, or minus the signal, and the lines it wrote."""

    code: int
    lines: tuple[str, ...]

    @property
    def queued(self) -> tuple[str, ...]:
        """The Message-IDs of the replies that it told as queued."""
        return tuple(line[7:] for line in self.lines if line.startswith("queued "))

    @property
    def errors(self) -> tuple[tuple[str, str, str], ...]:
        """The errors that it told: title, message and hint of each."""
        told = (json.loads(line[6:]) for line in self.lines if line.startswith("error "))
        return tuple((title, message, hint) for title, message, hint in told)


class Nursery:
    """The process whose children do the jobs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def trial(self, job: Job) -> Trial:
        """Let a child do ``job``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(job)) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return Trial(answer["code"], tuple(answer["lines"]))


@contextmanager
def nursery(*strace: str) -> Iterator[Nursery]:
    """Run a nursery; with arguments for it under ``strace``, which must be there in CI."""
    command = [sys.executable, "-m", "tests.faults.nursery"]
    if strace:
        need_strace()
        command = ["strace", "-f", "-e", f"trace={TRACED}", *strace, *command]
    with subprocess.Popen(
        command, cwd=_HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Nursery(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def need_strace() -> None:
    """Skip the test where nothing can be traced, or fail it where servers are required (CI)."""
    if not _works():
        required = os.environ.get("AGENT_CONSOLE_REQUIRE_SERVERS")
        (pytest.fail if required else pytest.skip)(INSTALL)


def _works() -> bool:
    if shutil.which("strace") is None:
        return False
    command = ["strace", "-f", "-e", "trace=write", "-o", os.devnull, "true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@dataclass(frozen=True, slots=True)
class Call:
    """One system call of a process: its name, the file it was for, and what was written."""

    process: int
    name: str
    file: str
    text: str


_LINE = re.compile(r"(?P<process>\d+) +(?P<name>\w+)\((?P<file>\d+<[^>]*>)(?P<rest>.*)")


def calls(log: Path) -> Sequence[Call]:
    """Return the calls that ``strace -y -o`` wrote down, in order."""
    found = (_LINE.match(line) for line in log.read_text(errors="replace").splitlines())
    return [
        Call(int(match["process"]), match["name"], match["file"], match["rest"])
        for match in found
        if match is not None
    ]


def spread(count: int, most: int) -> list[int]:
    """Return of the numbers from 1 to ``count`` at most ``most``, evenly spread."""
    return sorted({1 + place * count // most for place in range(most)})


def count_calls(log: Path) -> Counter[str]:
    """Count the calls of the first child that ``log`` tells of, by their names."""
    made = calls(log)
    child = next(call.process for call in made if call.name == "pwrite64")
    return Counter(call.name for call in made if call.process == child)


def killing(*names: str) -> list[str]:
    """Return the options with which children are killed at the last of these calls."""
    return [part for name in names for part in ("-e", f"inject={name}:signal=SIGKILL:when={LAST}")]
