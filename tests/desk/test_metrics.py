"""Each metric of one ticket, and the traps in which reports of other desks fell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.charts import bar, curve, heat
from agent_console.desk.clocks import Clock
from agent_console.desk.course import course
from agent_console.desk.events import Closed, Event, Fact, Forwarded, Noted, Reopened, Replied
from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.metrics import (
    History,
    Measure,
    Measured,
    measures_of,
    median_of,
    median_of_runs,
    p90_of,
    p90_of_runs,
)
from agent_console.desk.metrics_history import history_of
from agent_console.desk.metrics_period import read_period
from agent_console.desk.states import Target
from agent_console.desk.ticket import TicketMail

T0 = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(ZONE, dict.fromkeys(range(5), (Frame(time(9), time(17)),)))
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def came(hours: float, *, kind: MailKind = MailKind.HUMAN, thanks: bool = False) -> TicketMail:
    at = T0 + hours * HOUR
    sender = Address("kim@example.org")
    return TicketMail(
        f"i{hours}", f"<i{hours}>", at, Direction.IN, kind, sender, thanks=thanks, subject="x"
    )


def went(hours: float, *, kind: MailKind = MailKind.HUMAN) -> TicketMail:
    at = T0 + hours * HOUR
    return TicketMail(f"o{hours}", f"<o{hours}>", at, Direction.OUT, kind, None)


def act(hours: float, fact: Fact) -> Event:
    return Event(f"c.{hours}", "A", T0 + hours * HOUR, "ida", fact)


def history(mails: Sequence[TicketMail], events: Sequence[Event] = ()) -> History:
    steps = tuple(course("A", mails, events))
    return history_of("A", mails, events, steps, (), complaint=False)


def rows(found: History, what: Measure) -> list[Measured]:
    return [one for one in measures_of(found, lambda _at: CALENDAR, ZONE) if one.what is what]


def values(found: History, what: Measure) -> list[int]:
    return [one.value for one in rows(found, what)]


def test_first_answer_counts_business_and_wall_time() -> None:
    found = history([came(8), went(26)])  # Monday 17:00 to Tuesday 11:00 where the desk is
    (first,) = rows(found, Measure.FIRST)
    assert (first.value, first.wall) == (2 * 3600, 18 * 3600)
    assert first.at == T0 + 26 * HOUR


def test_first_answer_when_only_a_machine_answered_is_the_human_one() -> None:
    found = history([came(0), went(0.1, kind=MailKind.AUTOMATIC), went(2)])
    assert values(found, Measure.FIRST) == [2 * 3600]


def test_first_answer_when_we_wrote_first_is_the_one_after_the_customers_mail() -> None:
    found = history([went(0), came(1), went(2)])
    assert values(found, Measure.FIRST) == [3600]


def test_first_answer_when_forwarded_or_noted_is_still_missing() -> None:
    sent_on = act(1, Forwarded("<o1>"))
    assert not rows(history([came(0), went(1)], [sent_on, act(2, Noted("x"))]), Measure.FIRST)


def test_burst_of_mails_is_one_wait_since_the_oldest() -> None:
    assert values(history([came(0), came(1), went(2)]), Measure.FIRST) == [2 * 3600]


def test_promise_that_ran_out_is_missed_then_although_the_answer_came_later() -> None:
    late = Clock(Target.FIRST_RESPONSE, T0, T0 + HOUR, met_at=T0 + 30 * DAY)
    (row,) = rows(History("A", clocks=(late,)), Measure.TARGET)
    assert (row.at, row.value, row.more) == (T0 + HOUR, 1, "first-response")


def test_promise_that_was_kept_counts_when_it_ended() -> None:
    kept = Clock(Target.NEXT_RESPONSE, T0, T0 + 2 * HOUR, met_at=T0 + HOUR)
    (row,) = rows(History("A", clocks=(kept,)), Measure.TARGET)
    assert (row.at, row.value) == (T0 + HOUR, 0)


def test_promise_when_closed_in_time_without_an_answer_is_neither_kept_nor_missed() -> None:
    settled = Clock(Target.FIRST_RESPONSE, T0, T0 + 2 * HOUR, met_at=T0 + HOUR, settled=True)
    assert not rows(History("A", clocks=(settled,)), Measure.TARGET)


def test_promise_when_paused_in_time_is_not_decided() -> None:
    paused = Clock(Target.SOLUTION, T0, T0 + 2 * HOUR, paused_at=T0 + HOUR)
    assert not rows(History("A", clocks=(paused,)), Measure.TARGET)
    overdue = Clock(Target.SOLUTION, T0, T0 + HOUR, paused_at=T0 + 2 * HOUR)
    assert values(History("A", clocks=(overdue,)), Measure.TARGET) == [1]


@pytest.mark.parametrize(
    ("mails", "once"),
    [
        ([came(0), went(1)], [1]),
        ([came(0), went(1), went(2)], [0]),
        ([came(0), went(1), came(24)], [0]),
        ([came(0), went(1), came(24, thanks=True)], [1]),
        ([came(0), went(1), came(24, kind=MailKind.AUTOMATIC)], [1]),
        ([came(0), went(1), came(24 * 7 + 1)], [0]),
        ([came(0), went(1), came(24 * 7 + 1.1)], [1]),
        ([came(0)], []),
    ],
)
def test_once_when_nobody_asks_again_within_seven_days(
    mails: list[TicketMail], once: list[int]
) -> None:
    assert values(history(mails), Measure.ONCE) == once


def test_again_names_the_canned_answer_that_was_asked_after() -> None:
    told = act(1, Replied("<o1>", "delivery-late"))
    (row,) = rows(history([came(0), went(1), came(3), came(4)], [told]), Measure.AGAIN)
    assert (row.value, row.more, row.agent) == (2 * 3600, "delivery-late", "ida")


def test_reply_of_which_the_mail_is_not_here_yet_counts_once() -> None:
    told = act(1, Replied("<o1>"))
    assert values(history([came(0)], [told]), Measure.ANSWERED) == [0]
    assert values(history([came(0), went(1)], [told]), Measure.ANSWERED) == [0]


def test_closing_and_reopening_are_counted_on_their_days() -> None:
    events = [act(2, Closed()), act(30, Reopened()), act(31, Closed())]
    found = history([came(0), went(1)], events)
    assert values(found, Measure.OPENED) == [0, 1]
    assert values(found, Measure.CLOSED) == [1, 0]


def test_out_of_office_mail_reopens_nothing() -> None:
    away = came(5, kind=MailKind.AUTOMATIC)
    found = history([came(0), went(1), away], [act(2, Closed())])
    assert values(found, Measure.OPENED) == [0]


def test_thanks_when_so_agreed_reopens_nothing() -> None:
    found = history([came(0), went(1), came(9, thanks=True)], [act(2, Closed(ignore="thanks"))])
    assert values(found, Measure.CLOSED) == [0]


def test_arrivals_are_at_the_hour_of_the_desk() -> None:
    assert values(history([came(0)]), Measure.ARRIVED) == [9]  # 8:00 UTC is 9:00 in Berlin


def test_median_and_p90_by_hand() -> None:
    assert (median_of([1, 2, 4]), median_of([1, 2]), median_of([])) == (2.0, 1.5, None)
    assert (p90_of([1]), p90_of(list(range(1, 11))), p90_of(list(range(1, 12)))) == (1, 9, 10)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("today", date(2026, 11, 23), date(2026, 11, 23)),
        ("30", date(2026, 10, 25), date(2026, 11, 23)),
        ("2026-11-01", date(2026, 11, 1), date(2026, 11, 1)),
    ],
)
def test_period_is_read_as_people_write_it(text: str, first: date, last: date) -> None:
    found = read_period(text, date(2026, 11, 23))
    assert found is not None
    assert (found.first, found.last) == (first, last)
    assert found.before.last == first - DAY
    assert found.before.after.first == first


@pytest.mark.parametrize("text", ["2026-W54", "2026-13", "soon", "", "0", "-3", "٣"])
def test_period_when_there_is_none_is_refused(text: str) -> None:
    assert read_period(text, date(2026, 11, 23)) is None


def test_charts_show_the_most_as_full_and_little_as_something() -> None:
    assert bar(10, 10, 4) == "████"
    assert bar(0.01, 10, 4) == "▏"
    assert curve([0, 4, 8], 2, 3) == ("  █", " ██")
    assert heat([[0, 1, 8]], each=1) == (" ·█",)


def test_one_old_ticket_moves_the_mean_and_not_the_median() -> None:
    waits = [60] * 19 + [90 * 24 * 3600]
    assert (median_of(waits), p90_of(waits)) == (60.0, 60.0)
    assert sum(waits) / len(waits) > 24 * 3600


@given(st.lists(st.lists(st.integers(0, 50)), max_size=6))
def test_median_of_ordered_runs_is_that_of_all_numbers(runs: list[list[int]]) -> None:
    ordered = [sorted(run) for run in runs]
    together = sorted(number for run in runs for number in run)
    assert median_of_runs(ordered) == median_of(together)
    assert p90_of_runs(ordered) == p90_of(together)
