"""A small day's work of four consoles; the large one is ``python -m tests.e2e.team_day``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.team_day import Plan, work

pytestmark = [pytest.mark.server, pytest.mark.promise("day of a team, engines killed", "P13", "P2")]

PLAN = Plan(tickets=12, seconds=5.0, every=1.0, seed=6)


def test_customers_of_a_team_whose_engines_die_and_lines_break_get_one_answer_each(
    servers: Servers, tmp_path: Path
) -> None:
    day = work(tmp_path, servers, PLAN)
    assert not day.wrong, "\n".join(day.lines())
    assert {"engine", "cut"} <= set(day.trouble)
