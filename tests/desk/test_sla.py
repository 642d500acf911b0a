"""Clocks of a ticket: when they end, how they stand, what they say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.clocks import Clock, ClockState, soon_at, state
from agent_console.desk.countdown import countdown_text, next_text_change
from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.sla import clock_of, explain, pause, resume, start_clock
from agent_console.desk.states import Target
from agent_console.desk.targets import Policy
from agent_console.desk.ticket import Ticket
from tests.desk.corpora import corpus
from tests.desk.test_hours import calendar_of

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
OFFICE = Calendar(BERLIN, dict.fromkeys(range(5), (Frame(time(9), time(17)),)))
POLICY = Policy(first_response=4 * HOUR, next_response=8 * HOUR)
FRIDAY = datetime(2026, 3, 6, 15, 30, tzinfo=UTC)
NOON = datetime(2026, 3, 9, 11, 30, tzinfo=UTC)
TICKET = Ticket("7F3K9QWC", "Hello", Address("c@example.org"), MailKind.HUMAN, FRIDAY)


def test_start_clock_on_friday_afternoon_is_due_on_monday() -> None:
    clock = start_clock(Target.FIRST_RESPONSE, FRIDAY, POLICY, OFFICE)
    assert clock == Clock(Target.FIRST_RESPONSE, FRIDAY, NOON)


def test_start_clock_for_the_next_response_uses_its_own_amount() -> None:
    clock = start_clock(Target.NEXT_RESPONSE, FRIDAY, POLICY, OFFICE)
    assert clock.due_at == NOON + 4 * HOUR


def test_clock_of_a_ticket_nobody_waits_on_is_none() -> None:
    assert clock_of(TICKET, POLICY, OFFICE) is None


def test_clock_of_an_unanswered_ticket_is_the_first_response_from_the_oldest_mail() -> None:
    ticket = replace(TICKET, waiting_since=FRIDAY, last_customer_at=FRIDAY + 9 * HOUR)
    assert clock_of(ticket, POLICY, OFFICE) == Clock(Target.FIRST_RESPONSE, FRIDAY, NOON)


def test_clock_of_an_answered_ticket_is_the_next_response() -> None:
    ticket = replace(TICKET, waiting_since=FRIDAY, first_answered_at=FRIDAY - 9 * HOUR)
    clock = clock_of(ticket, POLICY, OFFICE)
    assert clock is not None
    assert clock.target is Target.NEXT_RESPONSE


@pytest.mark.parametrize(
    ("span", "warning"),
    [
        (8 * HOUR, 2 * HOUR),
        (HOUR, 30 * MINUTE),
        (90 * MINUTE, 30 * MINUTE),
        (40 * MINUTE, 20 * MINUTE),
        (68 * HOUR, 4 * HOUR),
    ],
)
def test_soon_at_is_the_last_quarter_within_sensible_limits(
    span: timedelta, warning: timedelta
) -> None:
    clock = Clock(Target.FIRST_RESPONSE, NOON, NOON + span)
    assert soon_at(clock) == clock.due_at - warning


def test_state_of_a_running_clock_goes_from_fine_over_soon_to_overdue() -> None:
    clock = Clock(Target.FIRST_RESPONSE, NOON, NOON + 8 * HOUR)
    assert state(clock, NOON + 6 * HOUR - SECOND) is ClockState.FINE
    assert state(clock, NOON + 6 * HOUR) is ClockState.SOON
    assert state(clock, NOON + 8 * HOUR - SECOND) is ClockState.SOON
    assert state(clock, NOON + 8 * HOUR) is ClockState.OVERDUE


def test_state_of_an_answered_clock_is_met_however_late() -> None:
    clock = Clock(Target.FIRST_RESPONSE, NOON, NOON + HOUR, met_at=NOON + 9 * HOUR)
    assert state(clock, NOON + 10 * HOUR) is ClockState.MET


def test_resume_after_a_pause_keeps_the_business_time_that_was_left() -> None:
    clock = start_clock(Target.FIRST_RESPONSE, FRIDAY, POLICY, OFFICE)
    paused = pause(clock, FRIDAY + 15 * MINUTE)
    assert state(paused, NOON) is ClockState.PAUSED
    running = resume(paused, NOON, OFFICE)
    assert running.due_at == NOON + 3 * HOUR + 45 * MINUTE
    assert running.paused_at is None


def test_resume_of_an_overdue_clock_leaves_it_overdue() -> None:
    clock = Clock(Target.FIRST_RESPONSE, FRIDAY, NOON)
    running = resume(pause(clock, NOON + HOUR), NOON + 3 * HOUR, OFFICE)
    assert running.due_at == NOON


def test_pause_of_a_paused_or_met_clock_changes_nothing() -> None:
    paused = Clock(Target.FIRST_RESPONSE, FRIDAY, NOON, paused_at=FRIDAY)
    met = Clock(Target.FIRST_RESPONSE, FRIDAY, NOON, met_at=FRIDAY)
    assert pause(paused, NOON) == paused
    assert pause(met, NOON) == met
    assert resume(met, NOON, OFFICE) == met


def test_explain_a_running_clock_shows_the_whole_sum() -> None:
    clock = start_clock(Target.FIRST_RESPONSE, FRIDAY, POLICY, OFFICE)
    assert explain(clock, POLICY, OFFICE, NOON - 80 * MINUTE) == (
        "First answer within 4:00 business hours",
        "Started Fri 2026-03-06 16:30",
        "Fri 2026-03-06 16:30 to 17:00 counts 0:30",
        "Mon 2026-03-09 09:00 to 12:30 counts 3:30",
        "Due Mon 2026-03-09 12:30",
        "1:20 business hours are left",
    )


def test_explain_a_long_clock_sums_up_the_middle() -> None:
    policy = Policy(80 * HOUR, 80 * HOUR)
    clock = start_clock(Target.NEXT_RESPONSE, FRIDAY, policy, OFFICE)
    lines = explain(clock, policy, OFFICE, FRIDAY)
    assert len(lines) == 12
    assert lines[0] == "Next answer within 80:00 business hours"
    assert lines[8] == "4 more openings count 32:00"
    assert lines[9] == "Fri 2026-03-20 09:00 to 16:30 counts 7:30"


@pytest.mark.parametrize(
    ("changes", "now", "standing"),
    [
        ({}, NOON + HOUR, "Overdue by 1:00 business hours"),
        ({"met_at": NOON}, NOON + HOUR, "Answered in time, Mon 2026-03-09 12:30"),
        (
            {"met_at": NOON + 21 * HOUR},
            NOON + 22 * HOUR,
            "Answered Tue 2026-03-10 09:30, 5:00 business hours late",
        ),
        ({"paused_at": FRIDAY}, NOON, "Paused since Fri 2026-03-06 16:30"),
    ],
)
def test_explain_says_how_the_clock_stands(
    changes: dict[str, Any], now: datetime, standing: str
) -> None:
    clock = replace(Clock(Target.FIRST_RESPONSE, FRIDAY, NOON), **changes)
    assert explain(clock, POLICY, OFFICE, now)[-1] == standing


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (42 * MINUTE, "0:42"),
        (41 * MINUTE + SECOND, "0:42"),
        (SECOND, "0:01"),
        (timedelta(), "0:00"),
        (-59 * SECOND, "0:00"),
        (-MINUTE, "-0:01"),
        (-80 * MINUTE, "-1:20"),
        (5 * HOUR + 10 * MINUTE, "5:10"),
        (24 * HOUR, "24:00"),
        (24 * HOUR + SECOND, "Mon 12:30"),
        (6 * 24 * HOUR + SECOND, "03-09"),
        (-24 * HOUR + SECOND, "-23:59"),
        (-24 * HOUR, "-1 d"),
        (-72 * HOUR - SECOND, "-3 d"),
        (-72 * HOUR + SECOND, "-2 d"),
    ],
)
def test_countdown_text_says_what_is_left(left: timedelta, text: str) -> None:
    assert countdown_text(NOON, NOON - left, BERLIN) == text


_lefts = st.integers(-40 * 86_400_000, 40 * 86_400_000).map(lambda ms: timedelta(milliseconds=ms))


@settings(deadline=None, derandomize=True)
@given(_lefts)
def test_next_text_change_is_exactly_when_the_text_changes(left: timedelta) -> None:
    now = NOON - left
    text = countdown_text(NOON, now, BERLIN)
    change = next_text_change(NOON, now)
    assert len(text) <= 9
    assert change > now
    assert countdown_text(NOON, change - timedelta.resolution, BERLIN) == text
    assert countdown_text(NOON, change, BERLIN) != text


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace(" UTC", "+00:00"))


class _Scenario:
    """Plays one recorded ticket: pending and closed stop the clock, other states let it run."""

    def __init__(self) -> None:
        self.calendar: Calendar | None = None
        self.created = FRIDAY
        self.minutes: dict[str, int] = {}
        self.stops: list[tuple[datetime, bool]] = []

    def due(self, which: str) -> datetime:
        assert self.calendar is not None
        amount = timedelta(minutes=self.minutes[which])
        clock = start_clock(
            Target.FIRST_RESPONSE, self.created, Policy(amount, amount), self.calendar
        )
        for at, stopped in self.stops:
            clock = pause(clock, at) if stopped else resume(clock, at, self.calendar)
        return resume(clock, self.stops[-1][0], self.calendar).due_at

    def play(self, step: dict[str, Any]) -> None:
        if step["do"] == "create_ticket":
            self.created = _moment(step["at"])
            self.stops = [(self.created, step["state"].startswith("pending"))]
        elif step["do"] == "calendar":
            self.calendar = calendar_of(step)
        elif step["do"] == "sla":
            self.minutes = {
                "first_response_escalation_at": int(step["first_response_min"]),
                "close_escalation_at": int(step["solution_min"]),
            }
        elif step["do"] == "state_change":
            stopped = step["to"].startswith(("pending", "closed"))
            self.stops.append((_moment(step["at"]), stopped))


def recorded_dues() -> list[tuple[datetime, datetime]]:
    """Return every due moment of the recorded tickets: ours, and that of the other help desk."""
    found = []
    for recorded in json.loads(corpus("sla/scenarios_zammad.json").read_text()):
        scenario = _Scenario()
        for step in recorded["steps"]:
            if "do" in step:
                scenario.play(step)
            elif step["value"] and step["expect"] in scenario.minutes:
                found.append((scenario.due(step["expect"]), _moment(step["value"])))
    return found


def test_scenarios_of_another_help_desk_are_due_at_the_same_moments() -> None:
    found = recorded_dues()
    print(f"sla/scenarios_zammad.json: {len(found)} due moments")
    assert [ours for ours, _theirs in found] == [theirs for _ours, theirs in found]
    assert len(found) >= 30
