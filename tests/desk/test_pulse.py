"""The team pulse: what is asked when, what counts, and that few answers show nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.metrics_period import read_period
from agent_console.desk.pulse import (
    DELAY,
    LEAST,
    LINE_MAX,
    Answer,
    Week,
    answer_from_json,
    answer_to_json,
    asked_on,
    closes,
    first_day,
    leaves_at,
    weeks_of,
    weeks_within,
)

WEEK = "2026-W10"
AFTER = datetime(2026, 3, 12, tzinfo=UTC)
LINES = st.text(max_size=LINE_MAX).filter(lambda text: all(one.isprintable() for one in text))


def answer(number: int, mood: int = 3, workload: int = 3, line: str = "") -> Answer:
    return Answer(f"{number:032x}", WEEK, mood, workload, line)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 3, 4), ""),
        (date(2026, 3, 5), WEEK),
        (date(2026, 3, 8), WEEK),
        (date(2026, 3, 9), ""),
        (date(2027, 1, 1), "2026-W53"),
    ],
)
def test_week_is_asked_about_from_thursday_to_sunday(day: date, week: str) -> None:
    assert asked_on(day) == week


def test_answers_of_the_last_minute_leave_before_the_week_closes() -> None:
    last = datetime(2026, 3, 9, 12, tzinfo=UTC)  # Sunday 23:59 where clocks are twelve hours late
    assert leaves_at(last, 0.999) < closes(WEEK) == AFTER
    assert leaves_at(last, 0.0) == last
    assert leaves_at(last, 0.5) == last + DELAY / 2


@pytest.mark.parametrize("n", range(1, LEAST))
def test_fewer_than_four_answers_show_nothing_not_even_how_many(n: int) -> None:
    found = weeks_of([answer(at, line="only me") for at in range(n)], AFTER)
    assert found == (Week(WEEK),)


def test_four_answers_show_means_and_lines_in_the_order_of_random_ids() -> None:
    said = [answer(3, 5, 4, "c"), answer(1, 4, 4, "a"), answer(2, 2, 5), answer(0, 1, 5, "z")]
    assert weeks_of(said, AFTER) == (Week(WEEK, 4, 3.0, 4.5, ("z", "a", "c")),)
    assert weeks_of(reversed(said), AFTER) == weeks_of(said, AFTER)


def test_week_shows_only_once_answers_were_read_after_it_closed() -> None:
    said = [answer(at) for at in range(9)]
    assert weeks_of(said, closes(WEEK) - timedelta(microseconds=1)) == ()
    assert weeks_of(said, closes(WEEK))[0].n == 9


def test_reports_take_the_weeks_that_end_in_their_period() -> None:
    weeks = (Week("2026-W10", 4), Week("2026-W09", 4), Week("2026-W05", 4))
    period = read_period("2026-03", date(2026, 3, 20))
    assert period is not None
    assert [one.name for one in weeks_within(weeks, period)] == ["2026-W10", "2026-W09"]


@pytest.mark.parametrize(
    "week", ["2026-W00", "2026-W54", "2025-W53", "2026-W1", "x", "\uff12026-W10"]
)
def test_what_is_no_week_is_refused(week: str) -> None:
    assert first_day(week) is None
    with pytest.raises(ValueError, match="week"):
        Answer("0" * 32, week, 3, 3)


@pytest.mark.parametrize(
    "told",
    [
        '{"format":1}',
        "[]",
        "7",
        '{"format":2,"id":"%s","week":"2026-W10","mood":3,"workload":3,"line":""}' % ("0" * 32),
        '{"format":1,"id":"%s","week":"2026-W10","mood":6,"workload":3,"line":""}' % ("0" * 32),
        '{"format":1,"id":"%s","week":"2026-W10","mood":true,"workload":3,"line":""}' % ("0" * 32),
        '{"format":1,"id":"%s","week":"2026-W10","mood":3,"workload":3,"line":5}' % ("0" * 32),
        '{"format":1,"id":"%s","week":"2026-W10","mood":3,"workload":3,"line":"a\\nb"}'
        % ("0" * 32),
        '{"format":1,"id":"xx","week":"2026-W10","mood":3,"workload":3,"line":""}',
        '{"format":1,"id":"%s","week":"2026-W10","mood":3,"workload":3,"line":"","who":"Ida"}'
        % ("0" * 32),
    ],
)
def test_what_is_no_answer_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        answer_from_json(told)


@given(st.integers(1, 5), st.integers(1, 5), LINES)
def test_answers_are_read_as_written_and_are_all_of_one_length(
    mood: int, workload: int, line: str
) -> None:
    told = answer_to_json(answer(7, mood, workload, line))
    assert answer_from_json(told) == answer(7, mood, workload, line)
    assert len(told.encode()) == len(answer_to_json(answer(1)).encode())
