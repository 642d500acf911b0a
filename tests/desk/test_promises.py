"""Every clock of a ticket from what it went through."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.clocks import Clock, ClockState, clock_sign, clock_word, state
from agent_console.desk.course import course
from agent_console.desk.events import Closed, Event, Fact, Noted, Reopened, Snoozed
from agent_console.desk.horizon import course_since
from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.promises import Reckoning, clocks_of, leading
from agent_console.desk.states import Target
from agent_console.desk.targets import Origin, Promises, TargetRule, Traits
from agent_console.desk.ticket import TicketMail

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 3, 9, 8, tzinfo=UTC)
"""Nine o'clock in Berlin: the desk opens."""
OFFICE = Calendar(BERLIN, dict.fromkeys(range(5), (Frame(time(9), time(17)),)))
AMOUNTS = {Target.FIRST_RESPONSE: 4 * HOUR, Target.NEXT_RESPONSE: 8 * HOUR}
MORE = {**AMOUNTS, Target.SOLUTION: 10 * HOUR, Target.KEEP_INFORMED: 16 * HOUR}

Item = TicketMail | Event


def at(hours: float) -> datetime:
    return MONDAY + hours * HOUR


def asked(hours: float, kind: MailKind = MailKind.HUMAN) -> TicketMail:
    return _mail(hours, Direction.IN, kind)


def answered(hours: float, kind: MailKind = MailKind.HUMAN) -> TicketMail:
    return _mail(hours, Direction.OUT, kind)


def _mail(hours: float, direction: Direction, kind: MailKind) -> TicketMail:
    key = f"{hours}-{direction}"
    return TicketMail(key, f"<{key}@x>", at(hours), direction, kind, Address("c@example.org"))


def did(hours: float, fact: Fact) -> Event:
    return Event(f"a.{hours}", "7F3K9QWC", at(hours), "Kim", fact)


def reckoning(amounts: dict[Target, timedelta], *rules: TargetRule) -> Reckoning:
    promises = Promises(TargetRule(Traits(), amounts, Origin.GENERAL), rules)
    return Reckoning(promises, Traits(channel="email"), lambda _at: OFFICE, BERLIN)


def clocks(
    *items: Item, amounts: dict[Target, timedelta] = AMOUNTS, rules: tuple[TargetRule, ...] = ()
) -> tuple[Clock, ...]:
    mails = [item for item in items if isinstance(item, TicketMail)]
    events = [item for item in items if isinstance(item, Event)]
    return clocks_of(tuple(course("7F3K9QWC", mails, events)), reckoning(amounts, *rules))


def only(target: Target, found: tuple[Clock, ...]) -> Clock:
    (clock,) = [clock for clock in found if clock.target is target]
    return clock


def test_two_questions_each_answered_are_a_first_and_a_next_response() -> None:
    assert clocks(asked(0), asked(1), answered(2), asked(3), answered(6)) == (
        Clock(Target.FIRST_RESPONSE, at(0), at(4), met_at=at(2), channel="email"),
        Clock(Target.NEXT_RESPONSE, at(3), at(24 + 3), met_at=at(6), channel="email"),
    )


def test_notes_automatic_mail_and_clicks_stop_no_clock() -> None:
    aside = did(2, Snoozed(at(5)))
    (clock,) = clocks(asked(0), did(1, Noted("x")), answered(1.5, MailKind.AUTOMATIC), aside)
    assert clock == Clock(Target.FIRST_RESPONSE, at(0), at(4), channel="email")


def test_late_answer_stays_a_miss_whatever_comes_later() -> None:
    late = clocks(asked(0), answered(5))[0]
    assert late.is_missed(at(5))
    later = clocks(asked(0), answered(5), asked(6), answered(7), did(8, Closed()))
    assert later[0] == late
    assert not later[1].is_missed(at(8))


def test_closing_without_an_answer_ends_the_clock_and_is_no_answer() -> None:
    (clock,) = clocks(asked(0), did(5, Closed()))
    assert clock == Clock(
        Target.FIRST_RESPONSE, at(0), at(4), met_at=at(5), settled=True, channel="email"
    )
    assert clock.is_missed(at(5))


def test_closing_that_is_taken_back_lets_the_same_clock_run_on() -> None:
    (clock,) = clocks(asked(0), did(5, Closed()), did(6, Reopened()))
    assert clock == Clock(Target.FIRST_RESPONSE, at(0), at(4), channel="email")


def test_reopened_ticket_keeps_its_first_response_and_starts_a_next_one() -> None:
    found = clocks(asked(0), answered(1), did(2, Closed()), asked(3))
    assert [clock.target for clock in found] == [Target.FIRST_RESPONSE, Target.NEXT_RESPONSE]
    assert found[0].met_at == at(1)
    assert found[1].started_at == at(3)


def test_solution_stands_still_between_our_answer_and_the_customers() -> None:
    items = (asked(0), answered(2))
    paused = only(Target.SOLUTION, clocks(*items, amounts=MORE))
    assert paused.paused_at == at(2)
    assert state(paused, at(100)) is ClockState.PAUSED
    on = only(Target.SOLUTION, clocks(*items, asked(24 + 2), amounts=MORE))
    assert on.paused_at is None
    assert on.due_at == at(48 + 2), "two of ten hours were used; six more on Tuesday"


def test_solution_that_was_overdue_when_the_pause_began_stays_overdue() -> None:
    late = only(Target.SOLUTION, clocks(asked(0), answered(24 + 5), amounts=MORE))
    assert state(late, at(200)) is ClockState.OVERDUE
    again = only(Target.SOLUTION, clocks(asked(0), answered(29), asked(50), amounts=MORE))
    assert again.due_at == at(24 + 2)
    assert again.is_missed(at(50))


def test_solution_of_a_reopened_ticket_does_not_count_the_closed_time() -> None:
    closed = (asked(0), answered(1), asked(2), did(4, Closed()))
    assert only(Target.SOLUTION, clocks(*closed, amounts=MORE)).met_at == at(4)
    again = only(Target.SOLUTION, clocks(*closed, asked(48), amounts=MORE))
    assert again.met_at is None
    assert again.due_at == at(48 + 7), "one hour, then two hours of ten were used"


def test_solution_closed_while_the_customer_was_to_answer_is_judged_at_the_pause() -> None:
    clock = only(Target.SOLUTION, clocks(asked(0), answered(2), did(90, Closed()), amounts=MORE))
    assert not clock.is_missed(at(90))


def test_word_is_owed_while_an_answered_ticket_is_set_aside() -> None:
    aside = (asked(0), answered(1), did(2, Snoozed(at(80))))
    running = only(Target.KEEP_INFORMED, clocks(*aside, amounts=MORE))
    assert running == Clock(Target.KEEP_INFORMED, at(1), at(48 + 1))
    told = only(Target.KEEP_INFORMED, clocks(*aside, answered(30), amounts=MORE))
    assert (told.met_at, told.settled) == (at(30), False)
    wrote = only(Target.KEEP_INFORMED, clocks(*aside, asked(30), amounts=MORE))
    assert (wrote.met_at, wrote.settled) == (at(30), True)


def test_change_of_the_promise_moves_what_runs_and_leaves_what_ended() -> None:
    tuesday = date(2026, 3, 10)
    slower = TargetRule(
        Traits(channel="email"), {Target.FIRST_RESPONSE: 6 * HOUR}, Origin.OWN, tuesday, 1
    )
    assert clocks(asked(0), rules=(slower,))[0].due_at == at(6)
    (ended,) = clocks(asked(0), answered(5), rules=(slower,))
    assert ended.due_at == at(4)
    assert ended.is_missed(at(5))


def test_leading_clock_is_the_running_one_that_ends_first() -> None:
    found = clocks(asked(0), answered(7), asked(7.5), amounts=MORE)
    first = leading(found)
    assert first is not None
    assert first.target is Target.SOLUTION
    assert leading(clocks(asked(0), answered(1), amounts=MORE)) is None


def test_mail_from_before_the_horizon_has_no_clocks() -> None:
    mails = [asked(0), asked(50)]
    steps = course_since("7F3K9QWC", mails, [], at(40))
    found = clocks_of(steps, reckoning(AMOUNTS))
    assert [clock.started_at for clock in found] == [at(50)]


@pytest.mark.parametrize("standing", list(ClockState))
def test_every_state_of_a_clock_has_a_sign_and_a_word_of_its_own(standing: ClockState) -> None:
    others = [one for one in ClockState if one is not standing]
    assert clock_sign(standing) not in map(clock_sign, others)
    assert clock_word(standing) not in map(clock_word, others)
