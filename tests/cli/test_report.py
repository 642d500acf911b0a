"""`report` on the command line: text, JSON, CSV without formulas, and a page that stands alone."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from agent_console.cli import main
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Curve, Figure, Lists, Name, Part, Report, Unit
from agent_console.errors import ExitCode
from agent_console.services.exports import report_csv, report_lines
from agent_console.services.exports_html import report_html
from tests.cli.calls import Captured, as_json

DAY = date(2026, 11, 16)
EVIL = '=HYPERLINK("http://evil.example")<script>alert(1)</script>'
REPORT = Report(
    Period(DAY, date(2026, 11, 18), "2026-11-16/3"),
    datetime(2026, 11, 19, tzinfo=UTC),
    "Europe/Berlin",
    (Figure(Name.OPENED, 7, Unit.COUNT, 7, 5), Figure(Name.ONCE, 0.5, Unit.SHARE, 4, 0.25, 4)),
    (Curve(Name.OPENED, (1.0, 4.0, 2.0)), Curve(Name.FIRST_MEDIAN, (None, 60.0, None), Unit.WALL)),
    Lists((Part(EVIL, 4, 1), Part("", 1, 0)), heat=tuple((0,) * 23 + (n,) for n in range(7))),
)
VOID = {"meta", "line", "rect"}


class Strict(HTMLParser):
    """Wants every tag closed, in its order; collects names and the values of attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.values += [value or "" for _name, value in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page_stands_alone_and_is_well_formed() -> None:
    page = report_html(REPORT, str, "en")
    reader = Strict()
    reader.feed(page)
    reader.close()
    assert not reader.open
    assert reader.seen.count("svg") == 4  # two curves, the heat map, the types
    assert reader.seen.count("rect") >= 3 + 1 + 7 * 24 + 2
    assert not {"script", "link", "img", "iframe", "a", "image", "use"} & set(reader.seen)
    assert not [one for one in reader.values if "//" in one or "url(" in one]
    assert "url(" not in page.split("</style>")[0]
    assert "@import" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.promise("name as a formula in a table", "P17")
def test_csv_when_a_name_is_a_formula_is_text() -> None:
    rows = list(csv.reader(io.StringIO(report_csv(REPORT))))
    (evil,) = [row for row in rows if "HYPERLINK" in row[1]]
    assert evil[1] == "'" + EVIL
    assert evil[3:6] == ["4", "", "1"]
    assert all(len(row) == 7 for row in rows)
    assert ["day", "first-median", "2026-11-16", "", "", "", "wall"] in rows


def test_text_tells_change_and_small_samples() -> None:
    text = "\n".join(report_lines(REPORT, str, 100))
    (opened,) = [line for line in text.splitlines() if line.startswith("  Tickets opened")]
    assert opened.split()[2:] == ["7", "+40", "%"]
    (once,) = [line for line in text.splitlines() if "Settled by one answer" in line]
    assert once.split()[-5:] == ["%", "+25.0", "points", "n=4", "few"]
    assert "not known" in text


def test_report_counts_what_came(refs: tuple[str, str, str], capsys: Captured) -> None:
    found = as_json(capsys, "report", "--period", "2026", "--format", "json")
    assert found["figures"]["opened"]["value"] == 3
    assert found["figures"]["backlog"]["value"] == 3
    only = as_json(capsys, "report", "--period", "2026", "--language", "en", "--format", "json")
    assert 0 < only["figures"]["opened"]["value"] < 3
    assert main(["close", refs[0]]) == 0
    found = as_json(capsys, "report", "--period", "2026", "--compare", "--format", "json")
    assert (found["figures"]["closed"]["value"], found["figures"]["backlog"]["value"]) == (1, 2)
    assert found["compared_with"] == "2025"
    assert main(["report", "--tickets", "closed", "--period", "2026"]) == 0
    assert f"#{refs[0]}" in capsys.readouterr().out
    for one in ("text", "html", "csv"):
        assert main(["report", "--period", "2026", "--format", one]) == 0
        assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "hint"), [(("--period", "soon"), "2026-W47"), (("--tickets", "luck"), "opened")]
)
def test_report_of_what_there_is_not_is_refused(
    refs: tuple[str, str, str], capsys: Captured, more: tuple[str, ...], hint: str
) -> None:
    assert main(["report", *more]) == ExitCode.USAGE
    assert hint in capsys.readouterr().err


def test_each_format_is_what_it_says(refs: tuple[str, str, str], capsys: Captured) -> None:
    shown = {}
    for one in ("text", "json", "csv", "html"):
        assert main(["report", "--period", "2026", "--compare", "--format", one]) == 0
        shown[one] = capsys.readouterr().out
    assert "What it costs the company" in shown["text"]
    found = json.loads(shown["json"])
    assert found["figures"]["backlog"]["formula"]
    assert {one["name"] for one in found["company"]} >= {"cost-ticket-worked", "remedies-granted"}
    rows = list(csv.reader(io.StringIO(shown["csv"])))
    kinds = {row[0] for row in rows[1:]}
    assert kinds >= {"figure", "day", "type", "channel", "hour", "company"}
    assert not [cell for row in rows for cell in row if cell[:1] in "=@\t\r" and cell]
    assert shown["html"].startswith("<!DOCTYPE html>")
    reader = Strict()
    reader.feed(shown["html"])
    reader.close()
    assert not reader.open


def test_every_figure_names_its_tickets(refs: tuple[str, str, str], capsys: Captured) -> None:
    assert main(["close", refs[0]]) == 0
    for name in Name:
        assert main(["report", "--period", "2026", "--tickets", name.value]) == 0
    capsys.readouterr()
    wanted = {"opened": set(refs), "closed": {refs[0]}, "backlog": set(refs[1:]), "csat": set()}
    for figure, tickets in wanted.items():
        rows = as_json(
            capsys, "report", "--period", "2026", "--tickets", figure, "--format", "json"
        )
        assert {row["ref"] for row in rows} == tickets


def test_agents_are_named_after_the_switch(refs: tuple[str, str, str], capsys: Captured) -> None:
    assert main(["time", refs[0], "12min"]) == 0
    assert main(["close", refs[0]]) == 0
    capsys.readouterr()
    found = as_json(capsys, "time", refs[0], "--json")
    assert (found["own"], found["others"]) == (720, 0)
    year = ("report", "--period", "2026", "--format", "json")
    assert as_json(capsys, *year)["agents"] == {}
    assert main(["report", "--agents", "on"]) == 0
    capsys.readouterr()
    (agent,) = as_json(capsys, *year)["agents"].values()
    assert agent["seconds"] == 720
    assert main(["time", refs[0], "soon"]) == ExitCode.USAGE
