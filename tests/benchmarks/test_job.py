"""The rule by which the benchmark job fails: what fell back, and what only looks like it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import job
from benchmarks.figures import Figure, Series
from benchmarks.job import Verdict, command_of, compare
from benchmarks.report import FOLDER, read_results
from benchmarks.results import Results


def ratio(*values: float, title: str = "poll") -> Figure:
    """Return a figure whose ratios to the peer are these."""
    ours = Series("ours", "ms", tuple(value * 10 for value in values))
    return Figure(title, ours, Series("peer", "ms", (10.0,) * len(values)))


def size(*values: float, unit: str = "MB") -> Figure:
    return Figure("the store", Series("ours", unit, values))


def results(*figures: Figure, count: int = 1000) -> Results:
    told = {"runs": 3, "count": count}
    return Results("search", told, "2026-03-01T10:00:00+00:00", {}, (0.1, 0.2), figures)


def verdict(before: Figure, now: Figure) -> Verdict:
    (found,) = compare(results(before), results(now))
    return found.verdict


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((0.5, 0.6, 0.7), Verdict.HELD),
        ((0.1, 0.1, 0.1), Verdict.HELD),
        ((0.9, 0.9, 0.62), Verdict.HELD),
        ((0.63, 0.63, 0.63), Verdict.HELD),
        ((0.64, 0.9, 0.9), Verdict.BACK),
        ((1.2, 1.2, 1.2), Verdict.BACK),
    ],
)
def test_ratio_fell_back_when_its_best_run_is_behind_the_worst_before(
    now: tuple[float, ...], expected: Verdict
) -> None:
    assert verdict(ratio(0.5, 0.4, 0.6), ratio(*now)) is expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((0.4,), (0.5,), Verdict.HELD),
        ((0.4,), (0.51,), Verdict.BACK),
        ((0.4, 0.4), (0.45,), Verdict.HELD),
        ((0.4,), (0.45, 0.45), Verdict.HELD),
        ((0.4, 0.4), (0.45, 0.45), Verdict.BACK),
    ],
)
def test_single_run_has_no_spread_and_is_given_more_room(
    before: tuple[float, ...], now: tuple[float, ...], expected: Verdict
) -> None:
    assert verdict(ratio(*before), ratio(*now)) is expected


@pytest.mark.parametrize(
    ("now", "expected"), [(90.0, Verdict.HELD), (110.0, Verdict.HELD), (110.2, Verdict.BACK)]
)
@pytest.mark.parametrize("unit", ["bytes", "MB"])
def test_size_fell_back_when_it_grew_by_more_than_a_tenth(
    now: float, expected: Verdict, unit: str
) -> None:
    assert verdict(size(100.0, unit=unit), size(now, unit=unit)) is expected


@pytest.mark.parametrize("unit", ["s", "ms", "CPU s", "events/s", ""])
def test_bare_seconds_are_never_compared(unit: str) -> None:
    assert list(compare(results(size(1.0, unit=unit)), results(size(99.0, unit=unit)))) == []


def test_busy_machine_that_slows_both_sides_fails_nothing() -> None:
    slow = Figure("poll", Series("ours", "ms", (50.0, 60.0)), Series("peer", "ms", (100.0, 120.0)))
    quick = Figure("poll", Series("ours", "ms", (5.0, 5.0)), Series("peer", "ms", (10.0, 10.0)))
    assert verdict(quick, slow) is Verdict.HELD


def test_figure_that_is_not_there_any_more_fails_and_a_new_one_does_not() -> None:
    old, new = ratio(0.5, 0.5), ratio(0.9, 0.9, title="another")
    assert [one.verdict for one in compare(results(old), results(new))] == [
        Verdict.MISSING,
        Verdict.NEW,
    ]
    assert [one.failed for one in compare(results(old), results(old, new))] == [False, False]


def test_figure_without_its_peer_counts_as_missing() -> None:
    lone = Figure("poll", Series("ours", "MB", (1.0,)))
    assert verdict(ratio(0.5, 0.5), lone) is Verdict.MISSING


def test_benchmark_that_left_no_results_counts_as_missing() -> None:
    assert [one.verdict for one in compare(results(ratio(0.5, 0.5)), None)] == [Verdict.MISSING]


def test_run_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match=r"search: .*2000.* cannot be compared"):
        list(compare(results(ratio(0.5)), results(ratio(0.5), count=2000)))


@pytest.mark.parametrize(("now", "code"), [(0.5, 0), (0.7, 1)])
def test_job_ends_with_one_when_a_ratio_fell_back(
    now: float, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, figure in (("before", ratio(0.5, 0.5)), ("after", ratio(now, now))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "search.json").write_text(results(figure).to_json(), encoding="utf-8")
    asked = ["--against", str(tmp_path / "before"), "--fresh", str(tmp_path / "after")]
    assert job.main(asked) == code
    assert ("FELL BACK" in capsys.readouterr().out) is bool(code)


def test_job_with_results_of_another_size_is_refused(tmp_path: Path) -> None:
    for name, count in (("before", 1000), ("after", 10)):
        (tmp_path / name).mkdir()
        text = results(ratio(0.5), count=count).to_json()
        (tmp_path / name / "search.json").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        job.main(["--against", str(tmp_path / "before"), "--fresh", str(tmp_path / "after")])
    assert ended.value.code == 2


def test_job_with_nothing_to_compare_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        job.main(["--fresh", str(tmp_path)])
    assert ended.value.code == 2


def test_run_is_repeated_with_its_arguments() -> None:
    told = {"runs": 2, "count": 5, "line": True, "only": None, "sizes": [1, 2], "no_screen": False}
    found = replace(results(), name="first_sync_line", arguments=told)
    assert command_of(found) == [
        sys.executable, "-m", "benchmarks.first_sync",
        "--runs", "2", "--count", "5", "--line", "--sizes", "1", "2",
    ]  # fmt: skip


def test_committed_results_do_not_fall_back_behind_themselves() -> None:
    found = [row for one in read_results(FOLDER) for row in compare(one, one)]
    assert len(found) > 10
    assert not any(row.failed for row in found)
