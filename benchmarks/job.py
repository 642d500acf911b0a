"""Fails when a figure fell back behind the committed results: ``python -m benchmarks.job``.

The rule: only ratios and bytes are compared, never bare seconds, which say more of the machine than
of the program. A ratio fell back when the best of its runs is worse than the worst committed run by
more than 5 %; where either side has one run only, there is no spread to judge by, and it is 25 %. A
size (bytes, MB) fell back when its median grew by more than 10 %. A figure that was compared before
and is missing now counts as fallen back; a new one is not compared.

Benchmarks are run with the arguments of the committed run, as others cannot be compared;
``--fresh`` reads results that are there already. The exit code is 1 when something fell back.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, shown
from benchmarks.measure import progress
from benchmarks.report import FOLDER, SECTIONS, read_results
from benchmarks.results import Results, aligned

RATIO_MARGIN: Final = 1.05
SINGLE_MARGIN: Final = 1.25
SIZE_MARGIN: Final = 1.10
_SIZES = ("bytes", "KB", "MB", "GB")
_HEADINGS = ("benchmark", "figure", "committed", "now", "at most", "")


class Verdict(StrEnum):
    """What became of a figure."""

    HELD = "held"
    BACK = "FELL BACK"
    MISSING = "MISSING"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside what it was; numbers are ratios or sizes."""

    benchmark: str
    title: str
    before: float | None
    now: float | None
    limit: float | None
    verdict: Verdict

    @property
    def failed(self) -> bool:
        """Whether the job fails for it."""
        return self.verdict in (Verdict.BACK, Verdict.MISSING)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="benchmarks; those with committed results")
    parser.add_argument("--against", type=Path, default=FOLDER, help="%(default)s")
    parser.add_argument("--fresh", type=Path, help="a folder with results; nothing is run")
    parser.add_argument("--cache", type=Path, help="where benchmarks keep what they make")
    chosen = parser.parse_args(arguments)
    committed = {found.name: found for found in read_results(chosen.against)}
    names = chosen.names or list(committed)
    if unknown := [name for name in names if name not in committed]:
        parser.error(f"no committed results of {', '.join(unknown)} in {chosen.against}")
    wanted = {name: committed[name] for name in names}
    if chosen.fresh:
        fresh = {found.name: found for found in read_results(chosen.fresh)}
        wanted = wanted if chosen.names else {n: r for n, r in wanted.items() if n in fresh}
    else:
        fresh = _run(wanted, chosen.cache)
    if not wanted:
        parser.error(f"no results to compare in {chosen.fresh}")
    try:
        found = [row for name, old in wanted.items() for row in compare(old, fresh.get(name))]
    except ValueError as error:
        parser.error(str(error))
    print(aligned([_HEADINGS, *map(_row, found)]))
    return 1 if any(one.failed for one in found) else 0


def compare(committed: Results, fresh: Results | None) -> Iterator[Compared]:
    """Yield every figure that can be compared, in the committed order, then the new ones.

    Raises ValueError when the two runs were not of the same size.
    """
    if fresh is not None and _size_of(fresh) != _size_of(committed):
        message = f"{committed.name}: {_size_of(fresh)} cannot be compared with the committed run"
        raise ValueError(message)
    now = {figure.title: figure for figure in fresh.figures} if fresh else {}
    for figure in committed.figures:
        if _is_compared(figure):
            yield _judged(committed.name, figure, now.get(figure.title))
    old = {figure.title for figure in committed.figures}
    for title, figure in now.items():
        if title not in old and _is_compared(figure):
            yield Compared(committed.name, title, None, figure.judged, None, Verdict.NEW)


def limit_of(before: Figure, now: Figure) -> float:
    """Return what the figure may be at most: its best ratio, or the median of its sizes."""
    if not before.peer:
        return before.ours.median * SIZE_MARGIN
    single = min(len(before.ratios), len(now.ratios)) < 2
    return max(before.ratios) * (SINGLE_MARGIN if single else RATIO_MARGIN)


def _is_compared(figure: Figure) -> bool:
    return figure.peer is not None or figure.ours.unit in _SIZES


def _judged(name: str, before: Figure, now: Figure | None) -> Compared:
    if now is None or not _is_compared(now) or bool(now.peer) != bool(before.peer):
        return Compared(name, before.title, before.judged, None, None, Verdict.MISSING)
    limit = limit_of(before, now)
    best = min(now.ratios) if now.peer else now.ours.median
    verdict = Verdict.BACK if best > limit else Verdict.HELD
    return Compared(name, before.title, before.judged, now.judged, limit, verdict)


def _size_of(results: Results) -> Mapping[str, object]:
    """Return the arguments that say how large a run was; the number of runs does not."""
    return {key: value for key, value in results.arguments.items() if key != "runs"}


def _row(found: Compared) -> tuple[str, ...]:
    numbers = (found.before, found.now, found.limit)
    cells = ("" if number is None else shown(number) for number in numbers)
    verdict = "" if found.verdict is Verdict.HELD else found.verdict.value
    return found.benchmark, found.title, *cells, verdict


def _run(committed: Mapping[str, Results], cache: Path | None) -> dict[str, Results]:
    """Run the benchmarks as the committed ones were run; a missed bar does not end the job."""
    with tempfile.TemporaryDirectory() as folder:
        for name, results in committed.items():
            command = [*command_of(results), "--json", str(Path(folder) / f"{name}.json")]
            command += ["--cache", str(cache)] if cache else []
            progress(" ".join(command[1:]))
            subprocess.run(command, check=False, stdout=sys.stderr)
        return {found.name: found for found in read_results(Path(folder))}


def command_of(results: Results) -> list[str]:
    """Return the command that repeats a run."""
    module = SECTIONS[results.name].command.split()[2]
    command = [sys.executable, "-m", module]
    for key, value in results.arguments.items():
        option = f"--{key.replace('_', '-')}"
        if value is True:
            command.append(option)
        elif isinstance(value, list):
            command += [option, *map(str, value)]
        elif value not in (None, False):
            command += [option, str(value)]
    return command


if __name__ == "__main__":
    sys.exit(main())
