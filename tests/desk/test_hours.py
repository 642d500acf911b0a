"""Sums of business time: clock changes, holidays, night shifts, and other projects' results."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.hours import Calendar, Frame, Span, public_holidays, years_around
from agent_console.errors import ConfigError
from tests.desk.corpora import corpus

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NINE_TO_FIVE = (Frame(time(9), time(17)),)
OFFICE = Calendar(BERLIN, dict.fromkeys(range(5), NINE_TO_FIVE))
ALWAYS = Calendar(BERLIN, dict.fromkeys(range(7), (Frame(time(0), time(0)),)))
NIGHTS = Calendar(BERLIN, dict.fromkeys(range(7), (Frame(time(22), time(6)),)))


def berlin(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        (berlin(2026, 3, 6, 16, 30), 4 * HOUR, berlin(2026, 3, 9, 12, 30)),
        (berlin(2026, 3, 6, 16, 30), HOUR / 2, berlin(2026, 3, 6, 17, 0)),
        (berlin(2026, 3, 7, 12, 0), timedelta(), berlin(2026, 3, 9, 9, 0)),
        (berlin(2026, 3, 6, 17, 0), timedelta(), berlin(2026, 3, 9, 9, 0)),
        (berlin(2026, 3, 6, 10, 0), timedelta(), berlin(2026, 3, 6, 10, 0)),
        (berlin(2026, 3, 6, 5, 0), 8 * HOUR, berlin(2026, 3, 6, 17, 0)),
    ],
)
def test_add_in_office_hours_skips_nights_and_weekends(
    start: datetime, amount: timedelta, end: datetime
) -> None:
    assert OFFICE.add(start, amount) == end.astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (berlin(2026, 3, 28, 12), berlin(2026, 3, 29, 13)),
        (berlin(2026, 10, 24, 12), berlin(2026, 10, 25, 11)),
    ],
)
def test_add_over_a_clock_change_counts_real_time(start: datetime, end: datetime) -> None:
    assert ALWAYS.add(start, 24 * HOUR) == end.astimezone(UTC)


def test_between_over_the_autumn_change_in_a_night_shift_counts_nine_hours() -> None:
    assert NIGHTS.between(berlin(2026, 10, 24, 12), berlin(2026, 10, 25, 12)) == 9 * HOUR


def test_add_in_a_night_shift_after_midnight_continues_the_shift_of_the_eve() -> None:
    assert NIGHTS.add(berlin(2026, 5, 5, 4), 3 * HOUR) == berlin(2026, 5, 5, 23)


def test_add_over_easter_with_public_holidays_ends_on_tuesday() -> None:
    holidays = public_holidays("DE", "BY", (2026,), "de")
    calendar = Calendar(BERLIN, OFFICE.week, holidays)
    assert calendar.add(berlin(2026, 4, 2, 16), 8 * HOUR) == berlin(2026, 4, 7, 16)


def test_frames_on_a_special_day_win_over_week_and_holiday() -> None:
    christmas_eve, christmas = date(2026, 12, 24), date(2026, 12, 25)
    half_day = (Frame(time(9), time(12)),)
    calendar = Calendar(
        BERLIN, OFFICE.week, frozenset({christmas}), {christmas_eve: half_day, christmas: half_day}
    )
    assert calendar.add(berlin(2026, 12, 24, 11), 2 * HOUR) == berlin(2026, 12, 25, 10)


def test_between_with_overlapping_frames_counts_no_minute_twice() -> None:
    overlapping = (Frame(time(22), time(6)), Frame(time(5), time(14)), Frame(time(8), time(9)))
    calendar = Calendar(BERLIN, dict.fromkeys(range(7), overlapping))
    day = berlin(2026, 5, 5)
    assert calendar.between(day, day + timedelta(days=1)) == 16 * HOUR


def test_between_backwards_is_negative() -> None:
    assert OFFICE.between(berlin(2026, 3, 9, 10), berlin(2026, 3, 6, 16)) == -2 * HOUR


def test_is_open_at_the_borders_holds_at_opening_and_not_at_closing() -> None:
    assert OFFICE.is_open(berlin(2026, 3, 6, 9))
    assert not OFFICE.is_open(berlin(2026, 3, 6, 17))
    assert not OFFICE.is_open(berlin(2026, 3, 7, 10))
    assert NIGHTS.is_open(berlin(2026, 3, 7, 5, 59))


def test_next_opening_while_open_is_now() -> None:
    assert OFFICE.next_opening(berlin(2026, 3, 6, 9, 30)) == berlin(2026, 3, 6, 9, 30)
    assert OFFICE.next_opening(berlin(2026, 3, 6, 17)) == berlin(2026, 3, 9, 9)


def test_spans_of_a_window_are_clipped_to_it() -> None:
    found = list(OFFICE.spans(berlin(2026, 3, 6, 16), berlin(2026, 3, 9, 10)))
    assert found == [
        Span(berlin(2026, 3, 6, 16).astimezone(UTC), berlin(2026, 3, 6, 17).astimezone(UTC)),
        Span(berlin(2026, 3, 9, 9).astimezone(UTC), berlin(2026, 3, 9, 10).astimezone(UTC)),
    ]


def test_add_without_any_hours_raises_a_config_error() -> None:
    closed = Calendar(BERLIN, {})
    with pytest.raises(ConfigError):
        closed.add(berlin(2026, 3, 6), HOUR)
    with pytest.raises(ConfigError):
        closed.next_opening(berlin(2026, 3, 6))


def test_add_of_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        OFFICE.add(berlin(2026, 3, 6), -HOUR)


@pytest.mark.parametrize(
    ("country", "part", "said"),
    [
        ("DE", "Bayren", "Bayern"),
        ("DE", "BX", "B"),
        ("DD", None, "D"),
        ("QQQQ", None, "two-letter"),
    ],
)
def test_public_holidays_of_an_unknown_place_names_the_nearest(
    country: str, part: str | None, said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        public_holidays(country, part, (2026,), "de")
    assert said in caught.value.hint


def test_public_holidays_by_name_of_the_part_are_those_of_its_code() -> None:
    by_code = public_holidays("DE", "BY", (2026, 2027), "de")
    assert by_code == public_holidays("DE", "Bayern", (2026, 2027), "de")
    assert date(2027, 1, 6) in by_code
    assert date(2026, 1, 6) not in public_holidays("DE", None, (2026,), "de")


def test_years_around_covers_the_oldest_clock_and_next_year() -> None:
    assert list(years_around(berlin(2025, 6, 1), berlin(2026, 6, 1))) == [2024, 2025, 2026, 2027]


steady = settings(deadline=None, derandomize=True)
_quarter = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
_frames = st.lists(st.builds(Frame, _quarter, _quarter), max_size=3).map(tuple)
_day = st.dates(date(2026, 3, 20), date(2026, 4, 10))
_calendars = st.builds(
    Calendar,
    st.sampled_from([BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")]),
    st.dictionaries(st.integers(0, 6), _frames, min_size=1).filter(lambda week: any(week.values())),
    st.frozensets(_day, max_size=3),
    st.dictionaries(_day, _frames, max_size=2),
)
_moments = st.integers(0, 14 * 24 * 60 * 60).map(
    lambda seconds: datetime(2026, 3, 22, tzinfo=UTC) + timedelta(seconds=seconds)
)
_amounts = st.integers(0, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


@steady
@given(_calendars, _moments, _amounts)
def test_between_is_the_inverse_of_add(
    calendar: Calendar, start: datetime, amount: timedelta
) -> None:
    assert calendar.between(start, calendar.add(start, amount)) == amount


@steady
@given(_calendars, _moments, _amounts, _amounts)
def test_add_of_more_ends_later(
    calendar: Calendar, start: datetime, amount: timedelta, more: timedelta
) -> None:
    once = calendar.add(start, amount)
    assert once >= start
    assert calendar.add(start, amount + more) >= once or not more


@steady
@given(_calendars, _moments, _amounts)
def test_add_never_ends_later_than_the_last_minute_of_need(
    calendar: Calendar, start: datetime, amount: timedelta
) -> None:
    end = calendar.add(start, amount + MINUTE)
    assert calendar.between(start, end - timedelta.resolution) < amount + MINUTE


@settings(steady, max_examples=25)
@given(_calendars, _moments, st.integers(0, 2 * 24 * 60))
def test_between_equals_counting_minute_by_minute(
    calendar: Calendar, start: datetime, minutes: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    counted = sum(_open_by_hand(calendar, start + n * MINUTE) for n in range(minutes))
    assert calendar.between(start, start + minutes * MINUTE) == counted * MINUTE


def _open_by_hand(calendar: Calendar, at: datetime) -> bool:
    day = at.astimezone(calendar.zone).date()
    for start_day in (day - timedelta(days=1), day):
        if start_day in calendar.special:
            frames = calendar.special[start_day]
        elif start_day in calendar.holidays:
            continue
        else:
            frames = calendar.week.get(start_day.weekday(), ())
        for frame in frames:
            night = frame.end <= frame.start
            opens = datetime.combine(start_day, frame.start, calendar.zone).timestamp()
            closes = datetime.combine(
                start_day + timedelta(days=night), frame.end, calendar.zone
            ).timestamp()
            if opens <= at.timestamp() < closes:
                return True
    return False


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _clock(text: str) -> time:
    return time(0) if text == "24:00" else time.fromisoformat(text)


def _frames_of(hours: list[list[str]]) -> tuple[Frame, ...]:
    return tuple(Frame(_clock(start), _clock(end)) for start, end in hours)


def _without_break(hours: list[list[str]], pause: list[str]) -> list[list[str]]:
    begin, end = pause
    rest = []
    for start, close in hours:
        rest += [[start, min(close, begin)], [max(start, end), close]]
    return [[start, close] for start, close in rest if start < close]


def calendar_of(case: dict[str, Any]) -> Calendar:
    """Build the calendar of a recorded case."""
    special = dict(case.get("day_overrides", {}))
    for day, breaks in case.get("breaks", {}).items():
        hours = special.get(day, case["hours"].get(_WEEKDAYS[date.fromisoformat(day).weekday()]))
        for pause in breaks:
            hours = _without_break(hours, pause)
        special[day] = hours
    return Calendar(
        ZoneInfo(case["tz"]),
        {number: _frames_of(case["hours"].get(day, [])) for number, day in enumerate(_WEEKDAYS)},
        frozenset(date.fromisoformat(day) for day in case["holidays"]),
        {date.fromisoformat(day): _frames_of(hours) for day, hours in special.items()},
    )


def is_right(case: dict[str, Any]) -> bool:
    calendar = calendar_of(case)
    start = datetime.fromisoformat(case["start"])
    if case["op"] == "is_open":
        return calendar.is_open(start) is case["result"]
    end = datetime.fromisoformat(case["end"])
    if case["op"] == "between":
        return calendar.between(start, end) == timedelta(seconds=case["seconds"])
    if case["op"] == "next_open":
        return calendar.next_opening(start) == end
    got = calendar.add(start, timedelta(seconds=case["seconds"]))
    return got <= end and calendar.between(got, end) == timedelta()


@pytest.mark.parametrize("name", ["cases.json", "generated.json"])
def test_sums_of_other_projects_come_out_the_same(name: str) -> None:
    cases = json.loads(corpus(f"sla/{name}").read_text())
    judged = [case for case in cases if not case.get("disputed")]
    wrong = [case["id"] for case in judged if not is_right(case)]
    print(f"sla/{name}: {len(judged) - len(wrong)} of {len(judged)} right")
    assert not wrong
