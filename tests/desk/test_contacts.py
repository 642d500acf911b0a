"""Logged contacts: what calls, visits and letters make of a ticket, and how they are typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.contact_draft import (
    ContactDraft,
    draft_from_text,
    draft_to_text,
    length_text,
    parse_began,
    parse_length,
)
from agent_console.desk.contact_facts import Contacted
from agent_console.desk.contacts import ContactChannel, ContactResult, contact_of, is_begun
from agent_console.desk.course import course, fold
from agent_console.desk.events import (
    Closed,
    Event,
    Replied,
    Undone,
    event_from_json,
    event_to_json,
)
from agent_console.desk.mail import Direction
from agent_console.desk.states import TicketState
from agent_console.errors import ActionRefusedError
from tests.desk.test_ticket import acts, at, came, went

BERLIN = ZoneInfo("Europe/Berlin")


def talk(
    minutes: int,
    result: str = "waiting",
    channel: str = "phone",
    direction: str = "in",
    seconds: int = 120,
    **more: str,
) -> Contacted:
    known = {"name": "Kim", "email": "kim@example.org", "summary": "Where is it?", **more}
    return Contacted(
        channel=channel,
        direction=direction,
        began=at(minutes).isoformat(),
        seconds=str(seconds),
        result=result,
        **known,
    )


def test_fold_of_a_call_alone_is_a_ticket_that_began_when_the_phone_rang() -> None:
    events = acts((10, talk(0, "open", opens="yes", summary="Lamp broken\nsecond line")))
    ticket = fold("R", [], events)
    assert (ticket.opened_at, ticket.subject, ticket.channel) == (at(0), "Lamp broken", "phone")
    assert (ticket.customer.email, ticket.customer.name) == ("kim@example.org", "Kim")
    assert ticket.first_answered_at == at(0)
    assert (ticket.state, ticket.waiting_since) == (TicketState.OPEN, at(2))
    assert (ticket.mails_in, ticket.mails_out, ticket.contacts) == (1, 0, 1)


@pytest.mark.parametrize(
    ("channel", "result", "answered", "waiting"),
    [
        ("phone", "waiting", 0, None),
        ("in-person", "solved", 0, None),
        ("chat", "open", 0, 2),
        ("phone", "missed", None, 0),
        ("letter", "open", None, 0),
        ("letter", "solved", 2, None),
        ("social", "waiting", 2, None),
    ],
)
def test_incoming_contact_counts_as_first_answer_where_it_was_answered(
    channel: str, result: str, answered: int | None, waiting: int | None
) -> None:
    ticket = fold("R", [], acts((10, talk(0, result, channel, opens="yes"))))
    assert ticket.first_answered_at == (None if answered is None else at(answered))
    assert ticket.waiting_since == (None if waiting is None else at(waiting))


def test_call_of_ours_answers_the_mails_before_it_whenever_it_is_logged() -> None:
    mails = [came(0), came(20)]
    ticket = fold("R", mails, acts((30, talk(10, direction="out"), 0)))
    assert ticket.first_answered_at == at(10)
    assert (ticket.state, ticket.waiting_since) == (TicketState.OPEN, at(20))


def test_call_that_reached_nobody_answers_nothing() -> None:
    ticket = fold("R", [came(0)], acts((5, talk(4, "missed", direction="out"))))
    assert (ticket.first_answered_at, ticket.waiting_since) == (None, at(0))
    assert ticket.mails_out == 1


def test_call_logged_after_closing_opens_the_ticket_again() -> None:
    events = acts((30, Closed(), 0), (40, talk(20, "missed"), 0))
    ticket = fold("R", [came(0)], events)
    assert (ticket.state, ticket.waiting_since) == (TicketState.OPEN, at(20))


@pytest.mark.parametrize("fact", [Closed(), Replied("x@example.com")])
def test_act_after_a_logged_call_settles_it_although_no_mail_is_as_new(
    fact: Closed | Replied,
) -> None:
    events = acts((30, talk(20, "missed"), 0), (40, fact, 0))
    ticket = fold("R", [came(0)], events)
    assert ticket.waiting_since is None
    assert ticket.state is not TicketState.OPEN


def test_joining_call_from_before_the_first_mail_leaves_subject_and_channel() -> None:
    ticket = fold("R", [came(10)], acts((30, talk(0, "waiting"))))
    assert (ticket.subject, ticket.channel, ticket.opened_at) == ("Help", "email", at(0))


def test_call_taken_back_leaves_nothing_of_itself() -> None:
    events = acts((5, talk(4)), (6, Undone("e.1")))
    events = [replace(events[0], id="e.1"), events[1]]
    assert fold("R", [came(0)], events).waiting_since == at(0)
    assert not is_begun((), events)
    with pytest.raises(ValueError, match="begins with"):
        fold("R", [], events)


def test_customer_waits_on_the_channel_of_the_oldest_unanswered_contact() -> None:
    mails = [came(0), went(5)]
    steps = list(course("R", mails, acts((30, talk(20, "missed"), 5))))
    assert [step.ticket.waits_on for step in steps if step.ticket.waiting_since] == [
        "email",
        "phone",
        "phone",
    ]


def test_fact_of_a_newer_program_is_read_as_harmless_as_can_be() -> None:
    odd = Contacted("telepathy", "sideways", "yesterday", "-4", result="?")
    contact = contact_of(odd, at(5))
    assert (contact.channel, contact.direction) == (ContactChannel.PHONE, Direction.IN)
    assert (contact.began, contact.length, contact.result) == (
        at(5),
        timedelta(),
        ContactResult.OPEN,
    )
    assert contact_of(Contacted(began=at(9).isoformat()), at(5)).began == at(5)


def test_draft_comes_back_as_it_was_kept() -> None:
    draft = ContactDraft(
        at(0), ContactChannel.VISIT, Direction.OUT, 65, "Kim", "k@x.example", "+49 30 1", "4711",
        "delivery", "a\n\"b\"", ContactResult.MISSED, "7F3K",
    )  # fmt: skip
    assert draft_from_text(draft_to_text(draft)) == draft
    assert draft_from_text("━━ other ━━\n" + draft_to_text(draft) + "\nmore") == draft
    assert draft_from_text('{"began": 3}') is None


def test_draft_is_refused_when_nobody_could_act_on_it() -> None:
    draft = ContactDraft(at(0), summary="Wants to be called back")
    with pytest.raises(ActionRefusedError, match="get back"):
        draft.contact(at(5), "Anna")
    assert replace(draft, result=ContactResult.SOLVED).contact(at(5), "Anna").opens
    with pytest.raises(ActionRefusedError, match="about"):
        ContactDraft(at(0), name="Kim").contact(at(5), "Anna")


def test_time_runs_until_it_is_stopped() -> None:
    draft = ContactDraft(at(0))
    assert draft.length(at(3)) == timedelta(minutes=3)
    assert draft.stopped(at(3)).length(at(9)) == timedelta(minutes=3)
    assert draft.length(at(60 * 48)) == timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("4", 240), ("4 min", 240), ("4:30", 270), ("90s", 90), ("1 h", 3600), ("2 Std.", 7200)],
)
def test_length_is_read_as_people_write_it(typed: str, seconds: int) -> None:
    assert parse_length(typed) == seconds


@pytest.mark.parametrize("typed", ["", "x", "4 parsecs", "-1", "99999 h"])
def test_what_is_no_length_is_none(typed: str) -> None:
    assert parse_length(typed) is None


@pytest.mark.parametrize(
    ("typed", "day_and_time"),
    [
        ("9:30", "2026-03-02 09:30"),
        ("23:10", "2026-03-01 23:10"),
        ("gestern 16:30 Uhr", "2026-03-01 16:30"),
        ("1.3. 8:00", "2026-03-01 08:00"),
        ("27.02.2026, 8.15", "2026-02-27 08:15"),
        ("2026-02-27 08:15", "2026-02-27 08:15"),
        ("-15 min", "2026-03-02 09:45"),
    ],
)
def test_beginning_is_the_last_such_moment(typed: str, day_and_time: str) -> None:
    began = parse_began(typed, at(0), BERLIN)
    assert began is not None
    assert f"{began.astimezone(BERLIN):%Y-%m-%d %H:%M}" == day_and_time


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "31.2. 9:00", "2027-01-01 09:00"])
def test_what_lies_ahead_or_is_no_time_is_none(typed: str) -> None:
    assert parse_began(typed, at(0), BERLIN) is None


def test_length_is_shown_in_minutes_and_seconds() -> None:
    assert (length_text(5), length_text(3605)) == ("0:05", "60:05")


def test_event_of_a_contact_is_read_back() -> None:
    event = Event("c.1", "R", at(5), "Anna", talk(0))
    assert event_from_json(event_to_json(event)) == event


@given(
    st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=4),
    st.lists(
        st.tuples(
            st.integers(0, 50),
            st.sampled_from(["solved", "open", "waiting", "missed"]),
            st.sampled_from(["phone", "letter", "chat"]),
            st.sampled_from(["in", "out"]),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_fold_with_contacts_depends_on_no_order_of_mails_and_loses_none(
    written: list[tuple[int, bool]], logged: list[tuple[int, str, str, str]]
) -> None:
    mails = [
        (came if is_in else went)(minute, f"{place}")
        for place, (minute, is_in) in enumerate(written)
    ]
    events = acts(*((60 + at, talk(*call)) for at, call in enumerate(logged)))
    ticket = fold("R", mails, events)
    assert fold("R", mails[::-1], events) == ticket
    assert ticket.mails_in + ticket.mails_out == len(mails) + len(logged)
    minutes = [minute for minute, _is_in in written] + [call[0] for call in logged]
    assert ticket.opened_at == at(min(minutes))
    calls_in = sum(direction == "in" for *_rest, direction in logged)
    assert ticket.contacts == sum(is_in for _minute, is_in in written) + calls_in
