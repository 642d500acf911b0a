"""The order of the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.mail import Address, MailKind
from agent_console.desk.priority import Group, PriorityFacts, facts_of, rank
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.desk.views import Target

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPEN = PriorityFacts(TicketState.OPEN, opened_at=NOON, due_at=NOON + HOUR, waiting_since=NOON)


def _order(*facts: PriorityFacts) -> list[int]:
    keys = [(rank(fact).group, rank(fact).at) for fact in facts]
    return sorted(range(len(facts)), key=keys.__getitem__)


def test_rank_puts_what_needs_an_answer_before_all_else() -> None:
    closed = replace(OPEN, state=TicketState.CLOSED, closed_at=NOON - 9 * HOUR)
    snoozed = replace(OPEN, state=TicketState.SNOOZED, wake_at=NOON - 9 * HOUR)
    waiting = replace(OPEN, state=TicketState.WAITING, last_contact_at=NOON - 9 * HOUR)
    new = replace(OPEN, state=TicketState.NEW, due_at=NOON + 9 * HOUR)
    assert _order(closed, snoozed, waiting, new, OPEN) == [4, 3, 2, 1, 0]


def test_rank_of_open_tickets_is_by_due_moment_so_overdue_comes_first() -> None:
    overdue = replace(OPEN, due_at=NOON - HOUR)
    later = replace(OPEN, due_at=NOON + 2 * HOUR, waiting_since=NOON - 9 * HOUR)
    assert _order(later, OPEN, overdue) == [2, 1, 0]


def test_rank_of_closed_tickets_is_by_when_they_were_closed() -> None:
    closed = replace(OPEN, state=TicketState.CLOSED, last_contact_at=NOON)
    assert rank(replace(closed, closed_at=NOON + HOUR)).at == NOON + HOUR


def test_rank_without_a_promise_counts_as_due_after_a_day() -> None:
    unpromised = replace(OPEN, due_at=None)
    assert rank(unpromised).at == NOON + 24 * HOUR
    assert "no answer time" in rank(unpromised).reasons[-1]
    assert rank(replace(unpromised, waiting_since=None)).at == NOON + 24 * HOUR


@pytest.mark.parametrize("state", list(TicketState))
def test_rank_of_every_state_with_nothing_known_still_has_a_place(state: TicketState) -> None:
    priority = rank(PriorityFacts(state, opened_at=NOON))
    assert priority.at >= NOON
    assert priority.reasons


def test_rank_says_why() -> None:
    first = rank(replace(OPEN, target=Target.FIRST_RESPONSE))
    again = rank(replace(OPEN, target=Target.NEXT_RESPONSE, bounced=True, reopened=2))
    assert first.reasons == ("nobody has answered yet: sorted by when the first answer is due",)
    assert again.reasons == (
        "the customer wrote again: sorted by when the next answer is due",
        "our answer could not be delivered",
        "was closed 2 times before",
    )


def test_facts_of_a_ticket_take_the_last_contact_and_no_note() -> None:
    ticket = Ticket(
        "7F3K9QWC",
        "Hello",
        Address("c@example.org"),
        MailKind.HUMAN,
        NOON,
        state=TicketState.WAITING,
        last_customer_at=NOON,
        last_answered_at=NOON + HOUR,
        last_at=NOON + 5 * HOUR,
    )
    facts = facts_of(ticket)
    assert facts.last_contact_at == NOON + HOUR
    assert rank(facts) == rank(replace(facts, due_at=NOON))
    assert rank(facts).group is Group.WAITING
    assert facts_of(ticket, Target.NEXT_RESPONSE, NOON).due_at == NOON
