"""The figures of the company over any year: by the program, and by a slow count of their own."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agent_console.desk.metrics_period import Period
from agent_console.services.company import CompanyName
from tests.services.slow_count import Asked, company, returns
from tests.services.year_kit import MERGED_WITH_A_CALL, STORIES, Story, played, reports_of

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RATES = st.sampled_from(("30", "42.50", "33.33", "0", None))
HOURS = st.sampled_from(("80", "37.5", "0.1", None))


def section(rate: str | None, hours: str | None) -> str:
    """Return the section of the settings."""
    said = [f'{name} = "{one}"' for name, one in (("rate", rate), ("hours", hours)) if one]
    return "\n".join(["[company]", *said, ""])


@ANY
@given(STORIES, RATES, HOURS)
@example(MERGED_WITH_A_CALL, "30", "80")
def test_figures_of_any_year_are_what_a_slow_count_says(
    story: Story, rate: str | None, hours: str | None
) -> None:
    asked = Asked(
        story.first,
        story.last,
        Decimal(rate) if rate else None,
        Decimal(hours) if hours else None,
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        played(Path(folder), story, section(rate, hours)) as year,
    ):
        report = reports_of(year.desk).report(Period(story.first, story.last, "x"))
        with year.desk.store.look() as connection:
            slow = company(connection, asked)
            reasons = returns(connection, asked)
    found = {
        one.name + (f" {one.currency}" if one.name == CompanyName.REMEDIES_COST else ""): one
        for one in report.company
    }
    assert {name: one.n for name, one in found.items()} == {
        name: n for name, (_value, n) in slow.items()
    }
    for name, (value, _n) in slow.items():
        assert found[name].value == (float(value) if value is not None else None), name
    assert {part.key: part.n for part in report.lists.returns} == reasons
