"""Arrivals expected by weekday and hour, and the agents that they need."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from math import factorial
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.staffing import Counts, error_of, learnt
from agent_console.desk.staffing_plan import planned
from agent_console.desk.staffing_queue import (
    Job,
    Plan,
    Slot,
    Work,
    begins,
    begun_within,
    drawn,
    erlang_c,
    needed,
)

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 8, 31)
DAY = timedelta(days=1)
OFFICE = (0,) * 9 + (6, 4, 4, 2, 2, 2, 2, 2) + (0,) * 7
WORK = Work((240.0, 360.0, 480.0), ((4 * 3600.0, 0.6), (8 * 3600.0, 0.4)))
CALENDAR = Calendar(
    ZONE, dict.fromkeys(range(5), (Frame(time(9), time(17)),)), frozenset({date(2026, 10, 28)})
)


def no_holiday(_day: date) -> bool:
    return False


def weeks_of(days: int, first: date = MONDAY) -> Counts:
    """Office days with 24 mails each, Mondays with twice as many, weekends with none."""
    found: dict[date, tuple[int, ...]] = {}
    for place in range(days):
        day = first + place * DAY
        if day.weekday() < 5:
            found[day] = tuple(n * (2 if day.weekday() == 0 else 1) for n in OFFICE)
    return found


def test_erlang_c_is_the_formula() -> None:
    agents, load = 14, 10.0
    last = load**agents / factorial(agents) * agents / (agents - load)
    whole = sum(load**n / factorial(n) for n in range(agents)) + last
    assert erlang_c(agents, load) == pytest.approx(last / whole, abs=1e-12)
    assert erlang_c(3, 3.0) == 1.0
    assert begun_within(3, 3.0, 60, 60) == 0.0


@pytest.mark.parametrize("agents", [13, 15])
def test_queue_when_it_is_plain_is_that_of_erlang(agents: int) -> None:
    chance = Random(4)  # noqa: S311 - plays a queue, guards nothing
    work = Work(tuple(chance.expovariate(1 / 360) for _ in range(4_000)), ((60.0, 1.0),))
    slots = [Slot(0, 3600.0, 0.0, 100.0)] * 800
    jobs = drawn(slots, work, chance)
    found = begins(jobs, slots, [agents] * len(slots))
    waits = [begin - job.at for begin, job in zip(found, jobs, strict=True)]
    handling = sum(work.handling) / len(work.handling)
    load = 100 * handling / 3600
    at_once = sum(wait <= 0 for wait in waits) / len(waits)
    soon = sum(wait <= 60 for wait in waits) / len(waits)
    assert 1 - at_once == pytest.approx(erlang_c(agents, load), abs=0.025)
    assert soon == pytest.approx(begun_within(agents, load, handling, 60), abs=0.025)


@st.composite
def queues(draw: st.DrawFn) -> tuple[list[Job], list[Slot], list[int]]:
    count = draw(st.integers(1, 5))
    slots = [Slot(0, float(draw(st.integers(600, 3600))), 0.0, 0.0) for _ in range(count)]
    total = sum(slot.seconds for slot in slots)
    times = sorted(draw(st.lists(st.floats(0, total - 1), max_size=12)))
    jobs = [Job(at, float(draw(st.integers(1, 4000))), at + 3600, 0) for at in times]
    return jobs, slots, draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))


@given(queues(), st.data())
def test_one_agent_more_never_lets_a_mail_wait_longer(
    queue: tuple[list[Job], list[Slot], list[int]], data: st.DataObject
) -> None:
    jobs, slots, agents = queue
    more = list(agents)
    more[data.draw(st.integers(0, len(slots) - 1))] += 1
    before, after = begins(jobs, slots, agents), begins(jobs, slots, more)
    assert all(one <= other for one, other in zip(after, before, strict=True))
    assert all(begin >= job.at for begin, job in zip(before, jobs, strict=True))
    assert before == sorted(before)


@settings(max_examples=60)
@given(queues())
def test_no_more_mails_are_worked_on_than_agents_are_there(
    queue: tuple[list[Job], list[Slot], list[int]],
) -> None:
    jobs, slots, agents = queue
    found = begins(jobs, slots, agents)
    most = max(agents)
    for begin in found:
        at_work = [
            one
            for one, job in zip(found, jobs, strict=True)
            if one <= begin < one + job.handling and begin != float("inf")
        ]
        assert len(at_work) <= most


def days_of(mails: float) -> list[Slot]:
    return [
        Slot(day, 3600.0, mails * 0.4 if hour == 0 else 0.0, mails * 0.075)
        for day in range(5)
        for hour in range(8)
    ]


def test_agents_are_enough_for_the_goal_and_none_sits_idle_all_day() -> None:
    busy = needed(days_of(200), WORK, 0.9)
    calm = needed(days_of(20), WORK, 0.9)
    assert min(busy.in_time) >= 0.9
    assert set(calm.agents) == {1}
    load_hours = 200 * 360 / 3600
    assert load_hours <= sum(busy.agents[:8]) <= load_hours * 1.6
    assert needed(days_of(200), WORK, 0.9) == busy


def test_promise_of_half_an_hour_needs_most_agents_in_the_morning() -> None:
    hurry = Work((360.0,), ((1800.0, 1.0),))
    soon = needed(days_of(100), hurry, 0.9)
    assert sum(needed(days_of(100), hurry, 0.99).agents) > sum(soon.agents)
    assert soon.agents[0] > 3 * max(soon.agents[2:8])
    assert needed([], WORK, 0.9) == Plan((), ())


def test_weekday_keeps_its_level_and_its_hours() -> None:
    shape = learnt(weeks_of(56), MONDAY, MONDAY + 55 * DAY, no_holiday)
    assert sum(shape.week[0]) == pytest.approx(48)
    assert [sum(hours) for hours in shape.week[1:]] == pytest.approx([24] * 4 + [0, 0])
    assert shape.week[0][9] == pytest.approx(12)
    assert (shape.n, shape.days) == (8 * 144, 56)


def test_holiday_counts_for_no_weekday_and_a_coming_one_is_like_it() -> None:
    counts = dict(weeks_of(56))
    free = MONDAY + 14 * DAY
    counts[free] = (1,) * 24
    shape = learnt(counts, MONDAY, MONDAY + 55 * DAY, lambda day: day == free)
    assert sum(shape.week[0]) == pytest.approx(48)
    assert shape.holiday == (1.0,) * 24
    assert shape.of(free, lambda day: day == free) == shape.holiday


def test_error_when_all_weeks_are_alike_is_nothing_but_chance() -> None:
    last = MONDAY + 69 * DAY
    error = error_of(weeks_of(70), MONDAY, last, no_holiday)
    assert error is not None
    assert (error.days, error.n) == (14, 288)
    assert (error.hourly, error.daily, error.bias, error.naive) == pytest.approx((0, 0, 0, 0))
    assert 0.3 < error.chance < 0.6


def test_error_knows_nothing_of_the_weeks_it_is_tried_on() -> None:
    last = MONDAY + 69 * DAY
    counts = {
        day: tuple(3 * n for n in hours) if day > last - 14 * DAY else hours
        for day, hours in weeks_of(70).items()
    }
    error = error_of(counts, MONDAY, last, no_holiday)
    assert error is not None
    assert (error.hourly, error.bias) == pytest.approx((2 / 3, -2 / 3))


def test_error_when_two_weeks_are_known_in_all_cannot_be_told() -> None:
    assert error_of(weeks_of(20), MONDAY, MONDAY + 19 * DAY, no_holiday) is None
    assert error_of({}, MONDAY, MONDAY + 69 * DAY, no_holiday) is None


def test_plan_has_nobody_where_the_desk_is_closed_and_keeps_what_came_there() -> None:
    counts = dict.fromkeys(weeks_of(56), (1,) * 24)
    shape = learnt(counts, MONDAY, MONDAY + 55 * DAY, no_holiday)
    days = planned(shape, WORK, 0.9, MONDAY + 55 * DAY, ZONE, lambda _at: CALENDAR)
    assert [one.day.weekday() for one in days] == list(range(7))
    tuesday, wednesday, saturday = days[1], days[2], days[5]
    assert [need.hour for need in tuesday.needs if need.agents] == list(range(9, 17))
    assert wednesday.is_holiday
    assert (wednesday.hours, saturday.hours) == (0, 0)
    assert min(one.in_time for one in days) >= 0.9
    assert tuesday.expected == pytest.approx(24)


def test_hour_that_the_clocks_repeat_is_there_twice() -> None:
    shape = learnt({}, MONDAY, MONDAY + 55 * DAY, no_holiday)
    days = planned(shape, WORK, 0.9, date(2026, 10, 24), ZONE, lambda _at: CALENDAR)
    assert [len(one.needs) for one in days[:2]] == [25, 24]
    assert datetime(2026, 10, 25, tzinfo=UTC).date() == days[0].day
