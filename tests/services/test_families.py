"""Merged, split and linked tickets: one timeline, undone exactly, the same after a rebuild."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.desk.events import (
    Closed,
    Event,
    Fact,
    Linked,
    Merged,
    Noted,
    Reopened,
    Replied,
    Snoozed,
    Split,
    Tagged,
    Undone,
    event_from_json,
)  # fmt: skip
from agent_console.desk.states import TicketState
from agent_console.services.rebuild import rebuild
from agent_console.store import journal, kin
from agent_console.store.driver import driver
from tests.services.intake_kit import Bench, answer_to, at, bench, raw_mail

ONE, TWO, THREE = "1@x", "2@x", "3@x"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as found:
        yield found


def opened(desk: Bench, *ids: str) -> list[str]:
    """Let customers open a ticket with each of these mails; return the tickets in that order."""
    desk.deliver(*[raw_mail(one, subject=f"About {one}") for one in ids])
    by_subject = {desk.ticket(ref).subject: ref for ref in desk.refs()}
    return [by_subject[f"About {one}"] for one in ids]


def tables(desk: Bench) -> dict[str, list[str]]:
    """Return the derived tables but for the notebook of who is kin, which keeps what was."""
    left_out = {"event", "kin", "unsorted", "unlearned", "term", "mail_span", "meta", "unmeasured"}
    return {name: rows for name, rows in desk.dump().items() if name not in left_out}


def last_event(desk: Bench, ref: str) -> str:
    with desk.store.read() as session:
        return journal.of_ticket(session, ref)[-1].id


def keys(desk: Bench, ref: str) -> list[str]:
    return [mail.message_id for mail in desk.mails(ref)]


def test_merged_ticket_lives_on_in_the_other_and_comes_back_exactly(desk: Bench) -> None:
    one, two = opened(desk, ONE, TWO)
    desk.act(one, Noted("call first"), 5)
    desk.act(one, Closed(), 6)
    before = tables(desk)
    desk.act(one, Merged(two), 10)
    assert desk.refs() == (two,)
    assert keys(desk, two) == [ONE, TWO]
    ticket = desk.ticket(two)
    assert (ticket.state, ticket.notes, ticket.contacts) == (TicketState.NEW, 1, 2)
    assert (ticket.subject, ticket.waiting_since) == ("About 2@x", at(1))
    with desk.store.read() as session:
        assert next(e.fact for e in journal.of_ticket(session, two)) == Noted("call first")
        assert kin.root_of(session, one) == two
    desk.act(one, Undone(last_event(desk, one)), 11)
    assert tables(desk) == before


def test_later_mail_of_a_merged_thread_goes_to_the_other_and_back_with_it(desk: Bench) -> None:
    one, two = opened(desk, ONE, TWO)
    desk.act(one, Merged(two), 10)
    merging = last_event(desk, one)
    desk.deliver(raw_mail(THREE, subject="Re: About 1@x", headers=answer_to(ONE)), minutes=20)
    assert desk.refs() == (two,)
    assert keys(desk, two) == [ONE, TWO, THREE]
    assert "merged" in str(desk.mails(two)[-1].joined)
    desk.act(one, Undone(merging), 30)
    assert keys(desk, one) == [ONE, THREE]
    assert keys(desk, two) == [TWO]


def test_what_settled_the_one_ticket_says_nothing_of_the_other(desk: Bench) -> None:
    one, two = opened(desk, ONE, TWO)
    desk.act(two, Closed(), 5)
    desk.act(one, Merged(two), 10)
    assert desk.ticket(two).state is TicketState.OPEN
    desk.act(two, Closed(), 11)
    assert desk.ticket(two).state is TicketState.CLOSED
    desk.act(two, Undone(last_event(desk, two)), 12)
    assert desk.ticket(two).waiting_since == at(0)


def test_circle_of_merges_is_broken_at_its_last_one(desk: Bench) -> None:
    one, two = opened(desk, ONE, TWO)
    desk.act(one, Merged(two), 10)
    desk.act(two, Merged(one), 11)
    assert desk.refs() == (two,)
    assert desk.ticket(two).mails_in == 2


def test_merge_of_a_merged_ticket_takes_both_along(desk: Bench) -> None:
    one, two, three = opened(desk, ONE, TWO, THREE)
    desk.act(one, Merged(two), 10)
    first = last_event(desk, one)
    desk.act(two, Merged(three), 11)
    assert desk.refs() == (three,)
    assert desk.ticket(three).contacts == 3
    desk.act(one, Undone(first), 12)
    assert sorted(desk.refs()) == sorted((one, three))
    assert keys(desk, three) == [TWO, THREE]


def threaded(desk: Bench) -> str:
    """Open a ticket of three mails, each answering the one before."""
    (ref,) = opened(desk, ONE)
    desk.deliver(
        raw_mail(TWO, subject="Re: About 1@x", headers=answer_to(ONE)),
        raw_mail(THREE, subject="Re: About 1@x", headers=answer_to(ONE, TWO)),
        minutes=10,
    )
    assert keys(desk, ref) == [ONE, TWO, THREE]
    return ref


def test_split_mails_are_a_ticket_of_their_own_and_come_back_exactly(desk: Bench) -> None:
    ref = threaded(desk)
    before = tables(desk)
    moved = [mail.key for mail in desk.mails(ref)[1:]]
    desk.act(ref, Split("SPCT0022", " ".join(moved)), 20)
    assert (keys(desk, ref), keys(desk, "SPCT0022")) == ([ONE], [TWO, THREE])
    assert desk.ticket("SPCT0022").waiting_since == at(10)
    desk.act(ref, Undone(last_event(desk, ref)), 21)
    assert tables(desk) == before


def test_later_mail_goes_with_the_split_mail_it_answers(desk: Bench) -> None:
    ref = threaded(desk)
    desk.act(ref, Split("SPCT0022", desk.mails(ref)[1].key), 20)
    split = last_event(desk, ref)
    assert (keys(desk, ref), keys(desk, "SPCT0022")) == ([ONE, THREE], [TWO])
    desk.deliver(
        raw_mail("4@x", headers=answer_to(ONE, TWO)),
        raw_mail("5@x", headers=answer_to(ONE)),
        raw_mail("6@x", headers=answer_to(desk.token("SPCT0022"))),
        minutes=30,
    )
    assert keys(desk, "SPCT0022") == [TWO, "4@x", "6@x"]
    assert keys(desk, ref) == [ONE, THREE, "5@x"]
    desk.act(ref, Undone(split), 40)
    assert desk.refs() == (ref,)
    assert len(keys(desk, ref)) == 6


def test_mails_merged_into_a_split_ticket_wait_on_where_that_goes_back(desk: Bench) -> None:
    one, two, three = opened(desk, ONE, TWO, THREE)
    desk.deliver(raw_mail("4@x", headers=answer_to(ONE)), minutes=10)
    desk.act(one, Split("SPCT0022", desk.mails(one)[1].key), 20)
    split = last_event(desk, one)
    desk.act(one, Closed(), 21)
    desk.act(three, Closed(), 21)
    desk.act(two, Merged("SPCT0022"), 22)
    desk.act(three, Merged(one), 23)
    desk.act(one, Undone(split), 24)
    assert desk.refs() == (one,)
    assert (desk.ticket(one).contacts, desk.ticket(one).waiting_since) == (4, at(1))


def test_merge_of_a_split_ticket_says_nothing_of_where_that_goes_back(desk: Bench) -> None:
    one, two, three, four = opened(desk, ONE, TWO, THREE, "4@x")
    desk.deliver(raw_mail("5@x", headers=answer_to(ONE)), minutes=10)
    desk.act(one, Split("SPCT0022", desk.mails(one)[1].key), 20)
    split = last_event(desk, one)
    desk.act("SPCT0022", Merged(two), 21)
    desk.act(one, Undone(split), 22)
    desk.act(one, Merged(three), 23)
    desk.act(four, Merged(three), 24)
    assert sorted(desk.refs()) == sorted((two, three))
    assert (desk.ticket(three).contacts, desk.ticket(three).waiting_since) == (4, at(0))


def test_link_shows_on_both_until_it_is_taken_off(desk: Bench) -> None:
    one, two = opened(desk, ONE, TWO)
    desk.act(one, Linked(two), 10)
    with desk.store.read() as session:
        assert (kin.linked_to(session, one), kin.linked_to(session, two)) == ((two,), (one,))
    desk.act(two, Linked(one, "yes"), 11)
    with desk.store.read() as session:
        assert kin.linked_to(session, one) == ()


@dataclass(frozen=True)
class Mail:
    """A mail with this number that answers another one, or none."""

    number: int
    answers: int


@dataclass(frozen=True)
class Move:
    """Something done to the ticket at a place in the list."""

    what: str
    place: int
    other: int


_STEPS = st.one_of(
    st.builds(Mail, st.integers(0, 7), st.integers(-1, 7)),
    st.builds(
        Move,
        st.sampled_from(["merge", "merge", "split", "split alone", "undo", "act", "link"]),
        st.integers(0, 7),
        st.integers(0, 7),
    ),
)
_ACTS: tuple[Fact, ...] = (
    Noted("hm"), Closed("done"), Reopened(), Snoozed(at(60)), Replied("1@x"), Tagged("vip"),
)  # fmt: skip


def live(desk: Bench, step: Mail | Move, minutes: int) -> None:
    if isinstance(step, Mail):
        headers = answer_to(f"{step.answers}@x") if step.answers >= 0 else ()
        desk.deliver(raw_mail(f"{step.number}@x", headers=headers), minutes=minutes)
        return
    refs = desk.refs()
    if not refs:
        return
    ref, other = refs[step.place % len(refs)], refs[step.other % len(refs)]
    mails = desk.mails(ref)
    at_mail = step.other % len(mails)
    match step.what:
        case "merge":
            desk.act(ref, Merged(other), minutes)
        case "link":
            desk.act(ref, Linked(other), minutes)
        case "split":
            told = " ".join(mail.key for mail in mails[at_mail:])
            desk.act(ref, Split(f"NEW{minutes:05}", told), minutes)
        case "split alone":
            desk.act(ref, Split(f"NEW{minutes:05}", mails[at_mail].key), minutes)
        case "act":
            desk.act(ref, _ACTS[step.other % len(_ACTS)], minutes)
        case _:
            undo(desk, ref, step.other)


def undo(desk: Bench, ref: str, number: int) -> None:
    with desk.store.read() as session:
        events = journal.of_ticket(session, ref)
    if events:
        event = events[-1 - number % len(events)]
        desk.act(event.ticket, Undone(event.id), 600)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(_STEPS, min_size=3, max_size=12))
def test_any_sequence_of_moves_is_the_same_after_a_rebuild(history: list[Mail | Move]) -> None:
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as desk:
        for number, step in enumerate(history):
            live(desk, step, number * 10)
        before = desk.dump()
        assert sum(desk.ticket(ref).mails_in for ref in desk.refs()) == len(desk.all_mails())
        rebuild(desk.store, desk.config)
        assert desk.dump() == before


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(_STEPS, max_size=8), what=st.sampled_from(["merge", "split"]),
       place=st.integers(0, 7), other=st.integers(0, 7))  # fmt: skip
def test_merge_or_split_taken_back_leaves_everything_as_it_was(
    history: list[Mail | Move], what: str, place: int, other: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as desk:
        live(desk, Mail(0, -1), 0)
        for number, step in enumerate(history):
            live(desk, step, 10 + number * 10)
        before, known = tables(desk), events_of(desk)
        live(desk, Move(what, place, other), 500)
        for event in set(events_of(desk)) - set(known):
            desk.act(event.ticket, Undone(event.id), 600)
        assert tables(desk) == before


def events_of(desk: Bench) -> tuple[Event, ...]:
    with desk.store.read() as session:
        texts = driver(session).execute("SELECT json_text FROM event ORDER BY seq").fetchall()
    return tuple(event_from_json(text) for (text,) in texts)
