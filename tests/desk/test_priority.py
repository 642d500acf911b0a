"""The order of the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.clocks import Clock
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.priority import (
    Group,
    Pull,
    Reason,
    Signals,
    Weights,
    pulls,
    reason_word,
    reasons,
    spot_of,
    total,
)
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.desk.views import Target

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DUE = NOON + HOUR
NEW = Ticket("7F3K9QWC", "Hello", Address("c@example.org"), MailKind.HUMAN, NOON)
OPEN = replace(NEW, state=TicketState.OPEN, waiting_since=NOON)


def _order(*tickets: tuple[Ticket, datetime]) -> list[int]:
    keys = [spot_of(ticket, due) for ticket, due in tickets]
    return sorted(range(len(keys)), key=keys.__getitem__)


def test_place_of_what_needs_an_answer_is_before_all_else() -> None:
    closed = replace(OPEN, state=TicketState.CLOSED, closed_at=NOON - 9 * HOUR)
    snoozed = replace(OPEN, state=TicketState.SNOOZED, wake_at=NOON - 9 * HOUR)
    waiting = replace(OPEN, state=TicketState.WAITING, last_customer_at=NOON - 9 * HOUR)
    three = ((closed, DUE), (snoozed, DUE), (waiting, DUE))
    assert _order(*three, (NEW, NOON + 9 * HOUR), (OPEN, DUE)) == [4, 3, 2, 1, 0]


def test_place_of_open_tickets_is_by_due_moment_so_overdue_comes_first() -> None:
    later = replace(OPEN, waiting_since=NOON - 9 * HOUR)
    assert _order((later, NOON + 2 * HOUR), (OPEN, DUE), (OPEN, NOON - HOUR)) == [2, 1, 0]


def test_place_of_closed_tickets_is_by_when_they_were_closed() -> None:
    closed = replace(OPEN, state=TicketState.CLOSED, last_customer_at=NOON)
    assert spot_of(replace(closed, closed_at=NOON + HOUR), DUE) == (Group.CLOSED, NOON + HOUR)


def test_place_without_a_promise_counts_as_due_after_a_day() -> None:
    assert spot_of(OPEN, None)[1] == NOON + 24 * HOUR
    assert "no answer time" in reasons(OPEN, None)[-1]
    assert spot_of(replace(OPEN, waiting_since=None), None)[1] == NOON + 24 * HOUR


@pytest.mark.parametrize("state", list(TicketState))
def test_place_of_every_state_with_nothing_known_is_still_one(state: TicketState) -> None:
    ticket = replace(NEW, state=state)
    assert spot_of(ticket, None)[1] >= NOON
    assert reasons(ticket, None)


def test_reasons_say_why() -> None:
    first = reasons(OPEN, Clock(Target.FIRST_RESPONSE, NOON, DUE))
    again = replace(OPEN, bounced=True, reopened=2)
    assert first == ("nobody has answered yet: sorted by when the first answer is due",)
    assert reasons(again, Clock(Target.NEXT_RESPONSE, NOON, DUE)) == (
        "the customer wrote again: sorted by when the next answer is due",
        "our answer could not be delivered",
        "was closed 2 times before",
    )


def test_place_of_a_waiting_ticket_is_by_the_last_contact_and_no_note() -> None:
    ticket = replace(
        NEW,
        state=TicketState.WAITING,
        last_customer_at=NOON,
        last_answered_at=NOON + HOUR,
        last_at=NOON + 5 * HOUR,
        bounced=True,
    )
    assert spot_of(ticket, None) == spot_of(ticket, NOON) == (Group.WAITING, NOON + HOUR)
    assert len(reasons(ticket, None)) == 1


WEIGHTS = Weights(
    {reason: HOUR * place for place, reason in enumerate(Reason, 1) if reason is not Reason.GROUP},
    {"vip": HOUR / 2},
)


def test_pulls_of_a_ticket_nothing_is_known_of_are_none() -> None:
    assert pulls(OPEN, Signals(group="press"), WEIGHTS) == ()
    assert pulls(OPEN, Signals(level=3), WEIGHTS) == ()


@pytest.mark.parametrize(
    ("ticket", "signals", "woken", "reason"),
    [
        (OPEN, Signals(raised=1), False, Reason.BUMPED),
        (OPEN, Signals(complaint=True), False, Reason.COMPLAINT),
        (OPEN, Signals(frustration=1), False, Reason.FRUSTRATION),
        (OPEN, Signals(level=1), False, Reason.QUICK),
        (replace(OPEN, reopened=2), Signals(), False, Reason.REOPENED),
        (replace(OPEN, contacts=3), Signals(), False, Reason.THIRD_CONTACT),
        (replace(OPEN, bounced=True), Signals(), False, Reason.UNDELIVERED),
        (OPEN, Signals(), True, Reason.FOLLOW_UP),
    ],
)
def test_pulls_name_each_reason_with_its_weight(
    ticket: Ticket, signals: Signals, woken: bool, reason: Reason
) -> None:
    found = pulls(ticket, signals, WEIGHTS, woken=woken)
    assert found == (Pull(reason, WEIGHTS.reasons[reason]),)


def test_pulls_add_up_and_frustration_counts_by_degree() -> None:
    found = pulls(OPEN, Signals(complaint=True, frustration=3, group="vip"), WEIGHTS)
    assert [(pull.reason, pull.amount / HOUR) for pull in found] == [
        (Reason.COMPLAINT, 2),
        (Reason.FRUSTRATION, 9),
        (Reason.GROUP, 0.5),
    ]
    assert total(found) == 11.5 * HOUR


def test_second_contact_pulls_nothing() -> None:
    assert pulls(replace(OPEN, contacts=2), Signals(), WEIGHTS) == ()


def test_place_of_what_weighs_an_hour_is_that_of_what_is_due_an_hour_sooner() -> None:
    assert spot_of(OPEN, DUE, ahead=HOUR) == spot_of(OPEN, DUE - HOUR)
    assert spot_of(OPEN, None, ahead=HOUR)[1] == NOON + 23 * HOUR
    waiting = replace(OPEN, state=TicketState.WAITING, last_customer_at=NOON)
    assert spot_of(waiting, DUE, ahead=HOUR) == spot_of(waiting, DUE)


def test_reasons_show_the_sum_of_what_moves_a_ticket_forward() -> None:
    clock = Clock(Target.FIRST_RESPONSE, NOON, DUE)
    found = (Pull(Reason.COMPLAINT, HOUR), Pull(Reason.REOPENED, HOUR / 2))
    words = "stands 1:30 sooner than due: complaint 1:00 + reopened 0:30"
    assert reasons(OPEN, clock, found)[-1] == words
    asleep = replace(OPEN, state=TicketState.SNOOZED)
    assert words not in reasons(asleep, clock, found)
    assert reasons(asleep, clock, found, TicketState.OPEN)[-1] == words


@pytest.mark.parametrize("target", list(Target))
def test_reasons_name_what_the_order_goes_by(target: Target) -> None:
    others = [one for one in Target if one is not target]
    words = reasons(OPEN, Clock(target, NOON, DUE))
    assert all(words != reasons(OPEN, Clock(other, NOON, DUE)) for other in others)


def test_every_reason_has_a_word_of_its_own() -> None:
    assert len({reason_word(reason) for reason in Reason}) == len(Reason)
