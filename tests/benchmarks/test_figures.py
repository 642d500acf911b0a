"""Ratios, bars and what the page says of them."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import place, report
from benchmarks.figures import (
    Figure,
    Series,
    figure_from_json,
    pair_ratios,
    percentile,
    shown,
    spread,
)
from benchmarks.results import Report, Results, aligned, results_from_json, table

OURS = Series("ours", "s", (1.0, 2.0, 9.0))
PEER = Series("mbsync", "s", (2.0, 8.0, 10.0))


def results(*figures: Figure, name: str = "first_sync") -> Results:
    return Results(
        name, {"runs": 3, "line": False}, "2026-03-01T10:00:00+00:00", {"cores": "2"}, (0.5, 1.5),
        figures,
    )  # fmt: skip


def test_ratio_is_the_median_of_the_pairs_and_not_of_the_sides() -> None:
    assert pair_ratios(OURS.values, PEER.values) == (0.5, 0.25, 0.9)
    assert Figure("all", OURS, PEER).judged == 0.5


def test_ratio_of_series_that_are_no_pairs_is_refused() -> None:
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        pair_ratios((1.0, 2.0), (1.0,))


@pytest.mark.parametrize(("bar", "held"), [(0.5, True), (0.49, False), (None, None)])
def test_bar_is_held_up_to_and_with_itself(bar: float | None, held: bool | None) -> None:
    assert Figure("all", OURS, PEER, bar).passed is held


def test_bar_without_a_peer_is_for_our_median() -> None:
    assert Figure("poll", OURS, bar=2.0).passed is True
    assert Figure("poll", OURS, bar=1.9).passed is False


def test_percentile_is_a_measured_value() -> None:
    values = [float(n) for n in range(200, 0, -1)]
    assert percentile(values, 0.99) == 199.0
    assert percentile(values, 0.5) == 101.0
    assert percentile([3.0], 0.99) == 3.0


def test_numbers_are_shown_with_three_digits() -> None:
    assert [shown(v) for v in (0.0634, 1.234, 54.93, 871.2)] == ["0.063", "1.23", "54.9", "871"]
    assert spread(OURS) == "2.00 (1.00–9.00) s"


def test_results_come_back_from_json_as_they_were() -> None:
    found = results(Figure("all", OURS, PEER, 0.5), Figure("poll", OURS))
    assert results_from_json(found.to_json()) == found
    assert figure_from_json(Figure("poll", OURS).to_json()) == Figure("poll", OURS)


def test_table_says_which_bars_were_held_and_which_not() -> None:
    rows = table([Figure("all", OURS, PEER, 0.5), Figure("poll", OURS, bar=1.0)])
    assert rows[0] == (
        "all", "2.00 (1.00–9.00) s", "mbsync: 8.00 (2.00–10.0) s", "0.500 (0.250–0.900)", "≤ 0.5",
        "held",
    )  # fmt: skip
    assert rows[1][4:] == ("≤ 1 s", "BEHIND")
    assert len({line.index("held") if "held" in line else 0 for line in aligned(rows).split()}) > 0


def test_page_shows_figures_machine_and_how_to_repeat(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(results(Figure("all mails", OURS, PEER, 0.5)).to_json())
    (tmp_path / "b.json").write_text(results(Figure("hits", OURS), name="search").to_json())
    text = report.page(report.read_results(tmp_path))
    assert "| all mails | 2.00 (1.00–9.00) s | mbsync: 8.00 (2.00–10.0) s |" in text
    assert "python -m benchmarks.first_sync" in text
    assert "2026-03-01; cores 2; load 0.5 before and 1.5 after (runs 3)" in text
    assert text.index("## First sync") < text.index("## Search")


@pytest.mark.parametrize(("count", "said"), [(2000, True), (20_000, False)])
def test_page_says_when_a_run_was_small(count: int, said: bool) -> None:
    small = replace(results(Figure("all", OURS)), arguments={"count": count})
    assert ("A small run: count 2000 instead of 20000" in report.page([small])) is said


@pytest.mark.parametrize(("load", "said"), [(2.1, True), (2.0, False)])
def test_page_says_when_the_machine_was_busy(load: float, said: bool) -> None:
    busy = replace(results(Figure("all", OURS)), load=(load, 9.0))
    assert ("A busy machine" in report.page([busy])) is said


def test_page_in_the_repository_is_made_from_the_results_there() -> None:
    assert report.PAGE.read_text("utf-8") == report.page(report.read_results(report.FOLDER))


@pytest.mark.parametrize(("bar", "code"), [(0.5, 0), (0.1, 1)])
def test_benchmark_ends_with_one_when_a_ratio_fell_behind(
    bar: float, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "found.json"
    options = Namespace(runs=3, cache=tmp_path, json=file)
    assert Report("search", options).finish([Figure("all", OURS, PEER, bar)]) == code
    assert json.loads(file.read_text("utf-8"))["arguments"] == {"runs": 3}
    assert ("BEHIND" in capsys.readouterr().out) is bool(code)


def test_missing_program_ends_a_benchmark_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(place, "SEARCH_PATH", "/nowhere")
    with pytest.raises(SystemExit) as ended:
        place.need("mbsync", "notmuch")
    assert ended.value.code == (
        "This benchmark needs mbsync, notmuch: apt-get install -y isync notmuch"
    )
