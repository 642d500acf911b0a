"""The order of the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.clocks import Clock
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.priority import Group, reasons, spot_of
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
