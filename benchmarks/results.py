"""The results of one benchmark: where and when it ran, what it found, as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, figure_from_json, shown, spread
from benchmarks.place import default_cache, program

HEADINGS = ("figure", "ours", "peer", "ratio", "bar", "")


@dataclass(frozen=True, slots=True)
class Results:
    """What one run of a benchmark found. ``load`` is the machine's before and after."""

    name: str
    arguments: dict[str, Any]
    date: str
    machine: dict[str, str]
    load: tuple[float, float]
    figures: tuple[Figure, ...]

    @property
    def held(self) -> bool:
        """Whether no figure fell behind its bar."""
        return all(figure.passed is not False for figure in self.figures)

    def to_json(self) -> str:
        """Return everything as JSON text."""
        data = {
            "benchmark": self.name,
            "arguments": self.arguments,
            "date": self.date,
            "machine": self.machine,
            "load": self.load,
            "figures": [figure.to_json() for figure in self.figures],
        }
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def results_from_json(text: str) -> Results:
    """Return what :meth:`Results.to_json` wrote."""
    data = json.loads(text)
    return Results(
        data["benchmark"],
        data["arguments"],
        data["date"],
        data["machine"],
        (data["load"][0], data["load"][1]),
        tuple(map(figure_from_json, data["figures"])),
    )


def table(figures: Sequence[Figure]) -> list[tuple[str, ...]]:
    """Return the figures as rows of text under :data:`HEADINGS`."""
    return [_row(figure) for figure in figures]


def _row(figure: Figure) -> tuple[str, ...]:
    ratio = peer = bar = ""
    if figure.peer:
        least, most = min(figure.ratios), max(figure.ratios)
        ratio = f"{shown(figure.judged)} ({shown(least)}–{shown(most)})"
        peer = f"{figure.peer.name}: {spread(figure.peer)}"
    if figure.bar is not None:
        bar = f"≤ {figure.bar:g}" + ("" if figure.peer else f" {figure.ours.unit}")
    verdict = {True: "held", False: "BEHIND", None: ""}[figure.passed]
    return figure.title, spread(figure.ours), peer, ratio, bar, verdict


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text with columns below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def parser(description: str | None, *, runs: int) -> ArgumentParser:
    """Return the options that all benchmarks share."""
    found = ArgumentParser(description=description)
    found.add_argument("--runs", type=int, default=runs, help="pairs of runs (%(default)s)")
    found.add_argument("--cache", type=Path, default=default_cache(), help="%(default)s")
    found.add_argument("--json", type=Path, help="write the results to this file")
    return found


class Report:
    """Collects what a benchmark finds and ends it: table, JSON, exit code."""

    def __init__(self, name: str, options: Namespace) -> None:
        self._name = name
        self._options = options
        self._load = os.getloadavg()[0]
        self._begun = datetime.now(UTC)

    def finish(self, figures: Sequence[Figure]) -> int:
        """Print the table, write the JSON, and return the exit code: 1 for a bar not held."""
        hidden = ("json", "cache", "profile", "program")
        results = Results(
            self._name,
            {key: value for key, value in vars(self._options).items() if key not in hidden},
            self._begun.isoformat(timespec="seconds"),
            machine(),
            (round(self._load, 2), round(os.getloadavg()[0], 2)),
            tuple(figures),
        )
        print(aligned([HEADINGS, *table(figures)]))
        here = ", ".join(f"{name} {value}" for name, value in results.machine.items())
        print(f"{results.date}; {here}; load {results.load[0]} before, {results.load[1]} after")
        if self._options.json:
            self._options.json.write_text(results.to_json(), encoding="utf-8")
        return 0 if results.held else 1


def machine() -> dict[str, str]:
    """Return what the figures depend on: the machine and the versions of the programs."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    found = {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    for name in ("mbsync", "notmuch", "dovecot"):
        if version := _version(name):
            found[name] = version
    return found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _version(name: str) -> str:
    try:
        said = subprocess.run(
            [program(name), "--version"],
            capture_output=True,
            text=True,
            check=False,
            env={"HOME": "/"},
        ).stdout
    except OSError:
        return ""
    return next((word for word in said.split() if word[:1].isdigit()), "")
