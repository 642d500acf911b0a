"""The team pulse in reports: which weeks, in which reports, and in every form that they take."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Report, Which
from agent_console.desk.pulse import Answer
from agent_console.services.desk import Desk
from agent_console.services.exports import report_csv, report_json, report_lines
from agent_console.services.exports_html import report_html
from agent_console.store import pulse as stored
from agent_console.store.driver import driver
from tests.filled import NOW, opened, write_settings

EVIL = '=HYPERLINK("http://evil.example") <script>alert(1)</script> \x1b[31m'
READ = datetime(2026, 3, 5, tzinfo=UTC)
FEBRUARY = Period(date(2026, 2, 9), date(2026, 2, 22), "x")
WEEKS = {"2026-W06": 4, "2026-W07": 5, "2026-W08": 3, "2026-W09": 4}


def answers() -> Iterator[Answer]:
    """Yield what was answered: W08 has too few answers to be told."""
    for week, n in WEEKS.items():
        for place in range(n):
            name = f"{place}{week[-2:]}".rjust(32, "0")
            line = "Too many = returns" if place == 0 else ""
            yield Answer(name, week, 1 + place % 5, 4, line)


def desk_of(folder: Path, extra: str) -> Desk:
    desk = opened(write_settings(folder, extra=extra), FixedClock(NOW))
    with desk.store.write(durable=True) as session:
        connection = driver(session)
        reading = replace(stored.reading(connection), folder=7, uid=16)
        stored.keep_read(connection, answers(), reading, READ)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = desk_of(tmp_path, "[pulse]\nask = true\n")
    yield found
    found.close()


@pytest.fixture
def evil(desk: Desk) -> Report:
    """A report in which somebody wrote what would act on a terminal, a sheet or a page."""
    found = desk.reports.report(FEBRUARY)
    few, told = found.pulse
    return replace(found, pulse=(few, replace(told, lines=(EVIL,))))


def weeks(report: Report) -> list[tuple[str, int]]:
    return [(one.name, one.n) for one in report.pulse]


def test_report_has_the_weeks_that_end_in_its_period(desk: Desk) -> None:
    assert weeks(desk.reports.report(FEBRUARY)) == [("2026-W08", 0), ("2026-W07", 5)]
    shorter = replace(FEBRUARY, last=date(2026, 2, 21))
    assert weeks(desk.reports.report(shorter)) == [("2026-W07", 5)]
    longer = replace(FEBRUARY, first=date(2026, 2, 8))
    assert weeks(desk.reports.report(longer))[-1] == ("2026-W06", 4)


@pytest.mark.parametrize("which", [Which(type="refund"), Which(tag="vip"), Which(agent="Anna")])
def test_report_that_is_limited_has_no_pulse_in_any_form(desk: Desk, which: Which) -> None:
    report = desk.reports.report(FEBRUARY, which)
    assert report.pulse == ()
    told = [*report_lines(report, str), report_csv(report), report_html(report, str, "en")]
    assert "pulse" not in "\n".join(told).lower()
    assert report_json(report)["pulse"] == []


def test_report_where_nobody_is_asked_has_no_pulse(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "")
    assert desk.reports.report(FEBRUARY).pulse == ()
    desk.close()


def test_text_tells_means_and_lines_and_nothing_of_few_answers(evil: Report) -> None:
    lines = list(report_lines(evil, str, 100))
    place = lines.index("Team pulse: mood (5 is very good) and workload (5 is far too much)")
    few, means, line = lines[place + 1 : place + 4]
    assert few == "  2026-W08  fewer than 4 answers: nothing is shown"
    assert means.split()[:3] == ["2026-W07", "mood", "3.0"]
    assert means.endswith("n=5")
    assert "HYPERLINK" in line
    assert "\x1b" not in line


def test_csv_has_the_means_alone_and_no_cell_begins_a_formula(evil: Report) -> None:
    text = report_csv(evil)
    rows = [row for row in csv.reader(io.StringIO(text)) if row[0] == "pulse"]
    assert rows == [
        ["pulse", "mood", "2026-W07", "3.0", "5", "", ""],
        ["pulse", "workload", "2026-W07", "4.0", "5", "", ""],
    ]
    assert "HYPERLINK" not in text


def test_json_has_the_lines_and_of_few_answers_only_the_week(evil: Report) -> None:
    few, told = json.loads(json.dumps(report_json(evil)))["pulse"]
    assert few == {"week": "2026-W08", "n": None, "mood": None, "workload": None, "lines": []}
    assert told == {"week": "2026-W07", "n": 5, "mood": 3.0, "workload": 4.0, "lines": [EVIL]}


def test_page_escapes_what_was_written(evil: Report) -> None:
    page = report_html(evil, str, "en")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "\x1b" not in page
    assert page.count("2026-W08") == 1
    assert "fewer than 4 answers: nothing is shown" in page
