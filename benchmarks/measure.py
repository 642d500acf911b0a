"""Running programs against the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Took:
    """How long a process took from its start to its end; ``cpu`` of itself and its children."""

    wall: float
    cpu: float


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    log: Path,
    watch: Callable[[float, int], float] | None = None,
) -> Took:
    """Run a program to its end and measure it; its output goes to ``log``.

    ``watch`` is called while it runs with the time of its start and its process number, and
    returns how many seconds to wait before the next look. A failing program ends the benchmark.
    """
    with log.open("wb") as said:
        begun = time.monotonic()
        process = subprocess.Popen(
            command,
            env=dict(environment),
            cwd=log.parent,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        status, cpu = _wait(process.pid, begun, watch)
        wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    return Took(wall, cpu)


def _wait(pid: int, begun: float, watch: Callable[[float, int], float] | None) -> tuple[int, float]:
    """Wait for a process and return its status and processor time."""
    if watch is None:
        _pid, status, usage = os.wait4(pid, 0)
        return status, usage.ru_utime + usage.ru_stime
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, usage.ru_utime + usage.ru_stime
        time.sleep(watch(begun, pid))


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def alternate(runs: int, *sides: Callable[[int], T]) -> tuple[list[T], ...]:
    """Call every side in turn, ``runs`` times (A B A B), and return the results by side."""
    found: tuple[list[T], ...] = tuple([] for _side in sides)
    for number in range(runs):
        for side, results in zip(sides, found, strict=True):
            results.append(side(number))
    return found


def progress(words: str) -> None:
    """Say on standard error what is being done."""
    print(words, file=sys.stderr, flush=True)
