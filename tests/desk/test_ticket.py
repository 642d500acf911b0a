"""The fold of a ticket: whose turn it is after every order of mails and acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.course import fold, opened
from agent_console.desk.events import (
    Assigned,
    Closed,
    Event,
    Fact,
    Noted,
    Reopened,
    Replied,
    Snoozed,
    Undone,
    Unknown,
)
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.priority import spot_of
from agent_console.desk.ticket import Ticket, TicketMail, TicketState

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CUSTOMER = Address("kim@example.org", "Kim")
DESK = Address("help@example.com", "Anna")


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def came(
    minutes: int,
    key: str = "",
    kind: MailKind = MailKind.HUMAN,
    *,
    hard_bounce: bool = False,
    thanks: bool = False,
) -> TicketMail:
    key = key or f"in{minutes}"
    return TicketMail(
        key,
        f"{key}@example.org",
        at(minutes),
        Direction.IN,
        kind,
        CUSTOMER,
        (DESK,),
        "Help",
        hard_bounce=hard_bounce,
        thanks=thanks,
    )


def went(minutes: int, key: str = "", kind: MailKind = MailKind.HUMAN) -> TicketMail:
    key = key or f"out{minutes}"
    return TicketMail(
        key, f"{key}@example.com", at(minutes), Direction.OUT, kind, DESK, (CUSTOMER,), "Re: Help"
    )


def acts(*facts: tuple[int, Fact] | tuple[int, Fact, int]) -> list[Event]:
    """Make events from (minute, fact, minute of the newest mail seen)."""
    numbers = count(1)
    return [
        Event(
            id=f"c.{next(numbers)}",
            ticket="REF",
            at=at(item[0]),
            agent="anna",
            fact=item[1],
            seen=at(item[2]) if len(item) == 3 else None,
        )
        for item in facts
    ]


def folded(mails: list[TicketMail], events: list[Event] | None = None) -> Ticket:
    return fold("REF", mails, events or [])


def test_fold_without_mail_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with a mail"):
        folded([])


def test_ticket_when_customer_writes_is_new_and_waits_since_then() -> None:
    ticket = folded([came(0)])
    assert (ticket.state, ticket.waiting_since, ticket.customer) == (
        TicketState.NEW,
        at(0),
        CUSTOMER,
    )


def test_second_mail_of_customer_does_not_move_the_start_of_the_clock() -> None:
    ticket = folded([came(0), came(30)])
    assert (ticket.state, ticket.waiting_since, ticket.last_customer_at) == (
        TicketState.NEW,
        at(0),
        at(30),
    )


def test_answer_ends_the_wait_and_the_next_question_begins_another() -> None:
    answered = folded([came(0), went(10)])
    assert (answered.state, answered.waiting_since, answered.first_answered_at) == (
        TicketState.WAITING,
        None,
        at(10),
    )
    again = folded([came(0), went(10), came(20)])
    assert (again.state, again.waiting_since, again.first_answered_at) == (
        TicketState.OPEN,
        at(20),
        at(10),
    )


def test_ticket_opened_by_us_waits_for_its_recipient() -> None:
    ticket = folded([went(0)])
    assert (ticket.state, ticket.customer) == (TicketState.WAITING, CUSTOMER)


def test_answer_recorded_as_event_and_as_mail_counts_once() -> None:
    ticket = folded([came(0), went(12, "a")], acts((10, Replied("a@example.com"), 0)))
    assert (ticket.state, ticket.mails_out, ticket.last_answered_at) == (
        TicketState.WAITING,
        1,
        at(10),
    )


def test_mail_that_crossed_the_answer_needs_one_itself() -> None:
    ticket = folded([came(0), came(9), went(12, "a")], acts((10, Replied("a@example.com"), 0)))
    assert (ticket.state, ticket.waiting_since) == (TicketState.OPEN, at(9))


def test_mail_unseen_when_closing_opens_the_ticket_again_whatever_the_clocks_say() -> None:
    ticket = folded([came(0), came(5)], acts((60, Closed(), 0)))
    assert (ticket.state, ticket.reopened, ticket.closed_at) == (TicketState.OPEN, 1, None)


@pytest.mark.parametrize("earlier", [Noted("hm"), Assigned("anna"), Snoozed(at(90))])
@pytest.mark.parametrize("fact", [Replied("a@example.com"), Closed(), Snoozed(at(90))])
def test_decision_settles_no_mail_that_only_an_earlier_act_had_seen(
    fact: Fact, earlier: Fact
) -> None:
    ticket = folded([came(0), came(5)], acts((6, earlier, 5), (10, fact, 0)))
    since = at(0) if isinstance(fact, Snoozed) else at(5)
    assert (ticket.state in (TicketState.NEW, TicketState.OPEN), ticket.waiting_since) == (
        True,
        since,
    )
    later = folded([came(0), came(5)], acts((6, earlier, 5), (10, fact, 0), (11, Closed(), 5)))
    assert later.state is TicketState.CLOSED


def test_decision_made_in_ignorance_of_a_mail_that_was_answered_since_stands() -> None:
    ticket = folded(
        [came(0), came(5)], acts((6, Replied("a@example.com"), 5), (10, Closed("done"), 0))
    )
    assert (ticket.state, ticket.reopened) == (TicketState.CLOSED, 0)
    assert folded([came(0), came(5), went(7)], acts((8, Noted("hm"), 7), (10, Closed(), 0))) == (
        folded([came(0), came(5), went(7)], acts((8, Noted("hm"), 7), (10, Closed(), 7)))
    )


def test_bounce_unseen_when_answering_still_needs_an_answer() -> None:
    bounce = came(11, kind=MailKind.DELIVERY_REPORT, hard_bounce=True)
    acted = acts((12, Noted("hm"), 11), (13, Replied("b@example.com"), 0))
    ticket = folded([came(0), went(10), bounce], acted)
    assert (ticket.state, ticket.bounced, ticket.waiting_since) == (TicketState.OPEN, True, at(11))


def test_ticket_stays_new_until_a_person_answers() -> None:
    receipt = went(1, kind=MailKind.AUTOMATIC)
    assert folded([came(0), receipt, came(2)]).state is TicketState.NEW
    assert folded([came(0), receipt, went(2), came(3)]).state is TicketState.OPEN


def test_closed_ticket_stays_closed_after_our_own_mail_and_machine_mail() -> None:
    ticket = folded([came(0), went(20), came(30, kind=MailKind.AUTOMATIC)], acts((10, Closed(), 0)))
    assert (ticket.state, ticket.closed_at) == (TicketState.CLOSED, at(10))


def test_automatic_answer_of_ours_answers_nobody() -> None:
    ticket = folded([came(0), went(1, kind=MailKind.AUTOMATIC)])
    assert (ticket.state, ticket.waiting_since, ticket.mails_out) == (TicketState.NEW, at(0), 1)


def test_out_of_office_leaves_a_waiting_ticket_waiting() -> None:
    ticket = folded([came(0), went(10), came(11, kind=MailKind.AUTOMATIC)])
    assert ticket.state is TicketState.WAITING


def test_hard_bounce_brings_the_ticket_back_until_the_next_answer() -> None:
    bounce = came(11, kind=MailKind.DELIVERY_REPORT, hard_bounce=True)
    bounced = folded([came(0), went(10), bounce])
    assert (bounced.state, bounced.bounced, bounced.waiting_since) == (
        TicketState.OPEN,
        True,
        at(11),
    )
    assert not folded([came(0), went(10), bounce, went(20)]).bounced


def test_delay_report_changes_nothing() -> None:
    late = came(11, kind=MailKind.DELIVERY_REPORT)
    assert folded([came(0), went(10), late]).state is TicketState.WAITING


def test_snooze_ends_by_time_or_by_mail() -> None:
    asleep = folded([came(0)], acts((5, Snoozed(at(60)), 0)))
    assert asleep.state_at(at(59)) is TicketState.SNOOZED
    assert asleep.state_at(at(60)) is TicketState.OPEN
    woken = folded([came(0), came(10)], acts((5, Snoozed(at(60)), 0)))
    assert (woken.state, woken.wake_at) == (TicketState.OPEN, None)


def test_reopening_a_snoozed_ticket_keeps_the_start_of_the_clock() -> None:
    ticket = folded([came(0)], acts((5, Snoozed(at(600)), 0), (90, Reopened(), 0)))
    assert (ticket.state, ticket.waiting_since) == (TicketState.OPEN, at(0))


def test_reopening_after_an_answer_starts_a_clock() -> None:
    mails = [came(0), went(20)]
    ticket = fold("R", mails, acts((60, Closed(), 20), (90, Reopened(), 20)))
    assert (ticket.state, ticket.waiting_since, ticket.closed_at, ticket.reopened) == (
        TicketState.OPEN,
        at(90),
        None,
        1,
    )


def test_reopening_what_was_closed_without_an_answer_goes_on_with_its_clock() -> None:
    ticket = fold("R", [came(0), came(5)], acts((60, Closed(), 5), (90, Reopened(), 5)))
    assert (ticket.state, ticket.waiting_since) == (TicketState.OPEN, at(0))


def test_answer_after_reopening_settles_what_was_closed_before() -> None:
    events = acts((60, Closed(), 0), (90, Reopened(), 0), (100, Replied("x@y"), 0))
    again = acts((110, Closed(), 0), (120, Reopened(), 0))
    ticket = fold("R", [came(0)], [*events, *again])
    assert ticket.waiting_since == at(120)


def test_snoozing_a_closed_ticket_takes_it_out_of_the_closed_ones() -> None:
    ticket = folded([came(0)], acts((5, Closed(), 0), (6, Snoozed(at(60)), 0)))
    assert (ticket.state, ticket.closed_at) == (TicketState.SNOOZED, None)


def test_owner_notes_and_unknown_facts_change_only_themselves() -> None:
    ticket = folded(
        [came(0)], acts((1, Assigned("anna")), (2, Noted("hm")), (3, Unknown("merged", "{}")))
    )
    assert (ticket.owner, ticket.notes, ticket.state) == ("anna", 1, TicketState.NEW)


def test_undoing_takes_an_event_back_and_undoing_that_brings_it_again() -> None:
    closed = acts((5, Closed(), 0), (6, Undone("c.1")))
    assert folded([came(0)], closed).state is TicketState.NEW
    again = acts((5, Closed(), 0), (6, Undone("c.1")), (7, Undone("c.2")))
    assert folded([came(0)], again).state is TicketState.CLOSED


def test_event_order_wins_over_event_times() -> None:
    events = acts((50, Assigned("anna")), (10, Assigned("ben")))
    assert folded([came(0)], events).owner == "ben"


_MAILS = st.lists(
    st.builds(
        lambda minute, out, kind, hard: (
            went(minute, kind=kind) if out else came(minute, kind=kind, hard_bounce=hard)
        ),
        st.integers(0, 40),
        st.booleans(),
        st.sampled_from(MailKind),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda mail: mail.key,
)
_EVENTS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(
            [Assigned("a"), Noted("n"), Replied("x"), Closed(), Reopened(), Snoozed(at(50))]
        ),
        st.integers(0, 60),
    ),
    max_size=6,
)


@given(mails=_MAILS)
def test_ticket_opened_by_one_mail_is_its_fold(mails: list[TicketMail]) -> None:
    for mail in mails:
        assert opened("A", mail) == fold("A", [mail], [])


@given(mails=_MAILS, events=_EVENTS, data=st.data())
def test_fold_does_not_depend_on_the_order_in_which_mails_are_given(
    mails: list[TicketMail], events: list[tuple[int, Fact, int]], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(mails))
    assert folded(mails, acts(*events)) == folded(mixed, acts(*events))


@given(mails=_MAILS, events=_EVENTS, due=st.none() | st.integers(0, 99).map(at))
def test_place_in_another_state_is_that_of_such_a_ticket(
    mails: list[TicketMail], events: list[tuple[int, Fact, int]], due: datetime | None
) -> None:
    ticket = fold("A", mails, acts(*events))
    assert spot_of(ticket, due) == spot_of(ticket, due, ticket.state)
    for state in TicketState:
        assert spot_of(ticket, due, state) == spot_of(replace(ticket, state=state), due)


@given(mails=_MAILS, events=_EVENTS)
def test_fold_keeps_its_promises_for_any_history(
    mails: list[TicketMail], events: list[tuple[int, Fact, int]]
) -> None:
    ticket = folded(mails, acts(*events))
    assert (ticket.state is TicketState.CLOSED) == (ticket.closed_at is not None)
    assert (ticket.state is TicketState.SNOOZED) == (ticket.wake_at is not None)
    if ticket.state in (TicketState.CLOSED, TicketState.WAITING):
        assert ticket.waiting_since is None
        assert not _unseen(mails, acts(*events))
    assert ticket.mails_in + ticket.mails_out == len(mails)
    assert ticket.opened_at == min(mail.received for mail in mails)


def _unseen(mails: list[TicketMail], events: list[Event]) -> list[TicketMail]:
    """Return the customer's mails that came after all that any of us had seen or sent."""
    known = [event.seen for event in events if event.seen]
    known += [mail.received for mail in mails if mail.direction is Direction.OUT]
    newest = max(known, default=START - timedelta(1))
    return [
        mail
        for mail in mails
        if (mail.direction, mail.kind) == (Direction.IN, MailKind.HUMAN) and mail.received > newest
    ]


def test_contacts_are_what_the_customer_wrote_each_once() -> None:
    mails = [came(0), went(1), came(2), came(3, kind=MailKind.AUTOMATIC), came(5)]
    ticket = fold("REF", mails, acts((4, Snoozed(at(90)), 1)))
    assert ticket.contacts == 3
    assert opened("REF", came(0)).contacts == 1
    assert opened("REF", went(0)).contacts == 0
    assert opened("REF", came(0, kind=MailKind.AUTOMATIC)).contacts == 0
