"""`review`: what changed in a month, as text, JSON and a page that stands alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_console.cli import main
from agent_console.desk.metrics_period import Period, Span
from agent_console.desk.metrics_report import Unit
from agent_console.desk.review import Line, Review, Section
from agent_console.errors import ExitCode
from agent_console.services.review_lines import review_html, review_lines
from tests.cli.calls import Captured, as_json

EVIL = "<script>alert(1)</script>\x1b[31m"
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def period(month: int) -> Period:
    day = datetime(2026, month, 1, tzinfo=UTC).date()
    return Period(day, day.replace(day=28), f"2026-{month:02}", Span.MONTH)


REVIEW = Review(
    period(10),
    period(9),
    NOW,
    "Europe/Berlin",
    (
        Line(Section.AGAIN, "lamp", EVIL, 0.5, Unit.SHARE, 6, 0.25, 40, ("ABC",), "lamp"),
        Line(Section.FAQ, "x", "Gravur", 7, Unit.COUNT, 7, 0, 0, ("ABC",), EVIL),
    ),
)


def test_lines_say_the_number_of_how_many_and_the_month_before() -> None:
    text = "\n".join(review_lines(REVIEW, 100))
    assert "50.0 % n=6 few" in text
    assert "2026-09: 25.0 % (n=40)" in text
    assert "2026-09: none" in text
    assert "None was missed." in text
    assert "\x1b" not in text
    assert all(len(line) <= 60 for line in review_lines(REVIEW, 60))


def test_page_shows_outside_text_as_text_and_loads_nothing() -> None:
    page = review_html(REVIEW, "en")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page
    assert "default-src 'none'" in page
    assert "http:" not in page
    assert "#ABC" in page


@pytest.mark.usefixtures("refs")
def test_month_is_the_one_that_ended_last_or_the_one_named(capsys: Captured) -> None:
    found = as_json(capsys, "review", "--format", "json")
    assert (found["month"], found["compared_with"], found["over"]) == ("2026-02", "2026-01", True)
    assert set(found["sections"]) == {section.value for section in Section}
    assert main(["review", "--month", "2026-03"]) == ExitCode.OK
    assert "the month is not over" in capsys.readouterr().out


@pytest.mark.usefixtures("refs")
@pytest.mark.parametrize("month", ["2026-W10", "2026-13", "soon"])
def test_month_that_is_none_is_refused(month: str, capsys: Captured) -> None:
    assert main(["review", "--month", month]) == ExitCode.USAGE
    assert "Write a month such as 2026-10." in capsys.readouterr().err
