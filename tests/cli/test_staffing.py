"""`staffing`: the hint for the coming week, from what the store knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.desk.metrics import Measure, Measured, hour_of_week
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.store import reports as stored
from agent_console.store.driver import driver
from tests.cli.calls import Captured, as_json
from tests.filled import NOW, opened

WEEKS = 10


@pytest.fixture
def known(locations: Locations, clock: FixedClock) -> None:
    """Ten weeks of office days: six mails at ten o'clock, each answered in four minutes."""
    desk = opened(locations, clock)
    desk.reports.measure()
    zone = desk.reports.zone
    rows: dict[str, list[Measured]] = {}
    for back in range(1, WEEKS * 7 + 1):
        day = (NOW - timedelta(days=back)).date()
        if day.weekday() >= 5:
            continue
        at = datetime(day.year, day.month, day.day, 9, 10, tzinfo=UTC)
        for number in range(6):
            rows[f"T{back:03}{number}"] = [
                Measured(Measure.OPENED, at, 0),
                Measured(Measure.ARRIVED, at, hour_of_week(at, zone)),
                Measured(Measure.ANSWERED, at),
                Measured(Measure.HANDLED, at, 240),
            ]
    with desk.store.write(durable=False) as session:
        stored.keep(driver(session), rows, rows, zone)
    desk.close()


@pytest.mark.usefixtures("known")
def test_hint_tells_mails_agents_basis_and_error(capsys: Captured) -> None:
    found = as_json(capsys, "staffing", "--json")
    days = found["days"]
    assert [day["day"] for day in days][:2] == ["2026-03-03", "2026-03-04"]
    tuesday = {hour["hour"]: hour for hour in days[0]["hours"]}
    assert tuesday[10]["expected"] == pytest.approx(6, abs=0.2)
    assert tuesday[10]["agents"] == 1
    assert tuesday[3] == {"hour": 3, "expected": 0, "open_minutes": 0, "agents": 0}
    basis = found["basis"]
    assert (basis["mails"], basis["seconds"], basis["is_assumed"]) == (240, 240.0, False)
    assert found["error"]["hourly"] < 0.1
    assert not found["small"]


@pytest.mark.usefixtures("known")
def test_hint_in_words_says_what_it_is_made_of(capsys: Captured) -> None:
    assert main(["staffing", "--handling", "10min", "--goal", "95"]) == ExitCode.OK
    text = capsys.readouterr().out
    assert "Tue 03" in text
    assert "10:00" in text
    assert "1 (6)" in text
    assert "240 mails" in text
    assert "10.0 minutes for a mail, the mean of" not in text
    assert "95 %" in text
    assert "without knowing them" in text


def test_hint_when_little_is_known_says_so(
    locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    opened(locations, clock).close()
    assert main(["staffing"]) == ExitCode.OK
    text = capsys.readouterr().out
    assert "chance alone" in text
    assert "6.0 minutes for a mail are assumed" in text
    assert "cannot be told yet" in text


def test_length_that_is_none_is_refused(capsys: Captured) -> None:
    assert main(["staffing", "--handling", "soon"]) == ExitCode.USAGE
    assert "write a duration" in capsys.readouterr().err
