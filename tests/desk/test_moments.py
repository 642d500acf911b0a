"""Moments typed by people: amounts, times, days and dates, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.moments import next_monday, parse_moment, tomorrow_morning

BERLIN = ZoneInfo("Europe/Berlin")
# A Wednesday, 10:00 in Berlin.
NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    """Return a moment of Berlin in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1h", timedelta(hours=1)),
        ("4h", timedelta(hours=4)),
        ("+2h", timedelta(hours=2)),
        ("+ 30 min", timedelta(minutes=30)),
        (" 4  H ", timedelta(hours=4)),
        ("in 2 h", timedelta(hours=2)),
        ("2d", timedelta(days=2)),
        ("2 Tage", timedelta(days=2)),
        ("in 2 Tagen", timedelta(days=2)),
        ("2 Std", timedelta(hours=2)),
        ("2 Std.", timedelta(hours=2)),
        ("1 Stunde", timedelta(hours=1)),
        ("1,5 Stunden", timedelta(minutes=90)),
        ("1.5h", timedelta(minutes=90)),
        ("30min", timedelta(minutes=30)),
        ("90 minutes", timedelta(minutes=90)),
        ("45 Minuten", timedelta(minutes=45)),
        ("3 days", timedelta(days=3)),
        ("1w", timedelta(weeks=1)),
        ("2 Wochen", timedelta(weeks=2)),
    ],
)
def test_amount_is_counted_from_now(text: str, amount: timedelta) -> None:
    assert parse_moment(text, NOW, BERLIN) == NOW + amount


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14:30", at(3, 11, 14, 30)),
        ("14.30", at(3, 11, 14, 30)),
        ("14 Uhr", at(3, 11, 14)),
        ("um 14:30 Uhr", at(3, 11, 14, 30)),
        ("9:00", at(3, 12, 9)),
        ("10:00", at(3, 12, 10)),
        ("heute 18:00", at(3, 11, 18)),
        ("tomorrow", at(3, 12, 8)),
        ("Morgen", at(3, 12, 8)),
        ("tomorrow 8:00", at(3, 12, 8)),
        ("tomorrow at 9:15", at(3, 12, 9, 15)),
        ("morgen 9:00", at(3, 12, 9)),
        ("übermorgen um 7 Uhr", at(3, 13, 7)),
        ("monday", at(3, 16, 8)),
        ("Montag", at(3, 16, 8)),
        ("mo", at(3, 16, 8)),
        ("am Montag", at(3, 16, 8)),
        ("next Monday", at(3, 16, 8)),
        ("nächsten Montag, 9:30", at(3, 16, 9, 30)),
        ("Mo.", at(3, 16, 8)),
        ("tue", at(3, 17, 8)),
        ("mon 9", at(3, 16, 9)),
        ("Mo 9", at(3, 16, 9)),
        ("morgen 8", at(3, 12, 8)),
        ("tomorrow at 17", at(3, 12, 17)),
        ("morgen um 17", at(3, 12, 17)),
        ("2026-12-01 14:30", at(12, 1, 14, 30)),
        ("Di 11:00", at(3, 17, 11)),
        ("wed", at(3, 18, 8)),
        ("Mittwoch 23:00", at(3, 18, 23)),
        ("do", at(3, 12, 8)),
        ("fri", at(3, 13, 8)),
        ("Fr 14:30", at(3, 13, 14, 30)),
        ("Sa", at(3, 14, 8)),
        ("so", at(3, 15, 8)),
        ("24.12.", at(12, 24, 8)),
        ("24.12. 9:00", at(12, 24, 9)),
        ("24. 12.", at(12, 24, 8)),
        ("24.12.2027", at(12, 24, 8, year=2027)),
        ("24.12.27 9:00", at(12, 24, 9, year=2027)),
        ("11.3.", at(3, 11, 8)),
        ("10.3.", at(3, 10, 8, year=2027)),
        ("2026-12-24", at(12, 24, 8)),
        ("2026-7-1", at(7, 1, 8)),
        ("2026-12-24 9:00", at(12, 24, 9)),
        ("2026-12-24 09:00", at(12, 24, 9)),
        ("2026-12-24T09:00", at(12, 24, 9)),
        ("2026-12-24t09:00:30", at(12, 24, 9) + timedelta(seconds=30)),
        ("2026-12-24T09:00+05:00", datetime(2026, 12, 24, 4, tzinfo=UTC)),
        ("2026-12-24T09:00Z", datetime(2026, 12, 24, 9, tzinfo=UTC)),
    ],
)
def test_day_and_time_are_those_of_the_zone(text: str, moment: datetime) -> None:
    found = parse_moment(text, NOW, BERLIN)
    assert found == moment
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "bald", "4", "h", "-4h", "4 x", "1e5h", "99999999999d", "m", "x 10:00",
        "25:00", "tomorrow 25:00", "14:75", "24.12", "31.2.", "bald 9", "mon 25", "mon9x", "+",
        "+ h", "++2h", "29.2.", "0.0.", "2026-13-01",
        "2026-02-30", "2026-12-0x", "2026-12-01T25:00", "9999-12-31T23:59-12:00", "20261224",
        "2026-W10-1", "next", "in", "am am Montag", "\0",
    ],
)  # fmt: skip
def test_text_that_names_no_moment_is_none(text: str) -> None:
    assert parse_moment(text, NOW, BERLIN) is None


def test_day_is_the_one_of_the_zone_where_it_is_already_tomorrow() -> None:
    late = datetime(2026, 3, 11, 23, 30, tzinfo=UTC)
    assert parse_moment("tomorrow", late, BERLIN) == at(3, 13, 8)
    assert parse_moment("tomorrow", late, UTC) == datetime(2026, 3, 12, 8, tzinfo=UTC)


@pytest.mark.promise("change to summer time", "P15")
def test_mornings_keep_8_o_clock_over_the_change_to_summer_time() -> None:
    saturday = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert tomorrow_morning(saturday, BERLIN) == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert next_monday(saturday, BERLIN) == datetime(2026, 3, 30, 6, tzinfo=UTC)
    assert parse_moment("Mo", saturday, BERLIN) == next_monday(saturday, BERLIN)


@given(st.text(max_size=30))
def test_any_text_gives_a_moment_or_none(text: str) -> None:
    found = parse_moment(text, NOW, BERLIN)
    assert found is None or found.tzinfo is UTC


@given(st.integers(0, 40_000_000))
def test_moment_written_as_iso_is_read_as_it_was(minutes: int) -> None:
    exact = NOW + timedelta(minutes=minutes)
    assert parse_moment(f"{exact:%Y-%m-%dT%H:%M}Z", NOW, BERLIN) == exact
